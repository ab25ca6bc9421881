// The window's inside on a context without a display: scripted mouse and keys, and the picture that came of them.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "app/gpu/offscreen.h"
#include "app/ui/frame_target.h"
#include "app/ui/widgets/imgui_compat.h"
#include "tests/gpu/gl_test.h"

namespace deconvlab::test {

class WindowTest : public GlTest {
 protected:
  void SetUp() override;
  void TearDown() override;

  // What shells opened from now on compute with.
  void use(Device* device) { device_ = device; }
  // Starts the shell anew in this state and draws until it has settled.
  void open(const std::string& link, int width = 1280, int height = 720, double scale = 1);
  void open(const Model& model, int width = 1280, int height = 720, double scale = 1);
  void frame(int count = 1, double seconds = 1.0 / 60);
  // Goes on in a window of this size.
  void resize(int width, int height, int frames = 3);
  // Goes on in real pixels of this size.
  void zoom(double scale, int frames = 3);
  // Draws until this holds, for as long as a slow machine may need: the test fails after five minutes.
  void wait_until(const std::function<bool()>& holds);
  // Until what is asked for is computed and drawn.
  void wait_for_results();
  void wait_for_export();

  // The middle of a widget, or of a part of the picture, in real pixels.
  Point middle_of(const std::string& id) const;
  bool has(const std::string& id) const { return shell_->ui().places.contains(id); }
  // The middle of a thing on the picture; the test fails when it is not there.
  Point middle_of(Target target, Cell cell, Cell other = {}) const;

  void move_to(Point real);
  void press(Point real);
  void release();
  void click(Point real);
  void click(const std::string& id) { click(middle_of(id)); }
  void double_click(Point real);
  void drag(Point from, Point to, int steps = 4);
  void wheel(Point real, float notches);
  void key(Key key, bool control = false, bool shift = false);
  void hold(Key key, bool down);
  void type(const std::string& text);
  // Of the frames from now on, in seconds.
  void set_time_of_day(double seconds) { time_of_day_ = seconds; }

  const Model& model() const { return shell_->model(); }
  Shell& shell() { return *shell_; }
  Raster picture() const { return target_->read(); }
  double scale() const { return scale_; }

 private:
  std::optional<OffscreenTarget> target_;
  std::optional<FrameTarget> frames_;
  std::optional<Shell> shell_;
  double scale_ = 1;
  double time_of_day_ = 0;
  Device* device_ = nullptr;
};

}  // namespace deconvlab::test

#include "tests/app/window_harness.h"

#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "app/scenes/scenes.h"
#include "tests/app/plain_link.h"

namespace deconvlab::test {

void WindowTest::SetUp() {
  GlTest::SetUp();
  if (HasFatalFailure()) return;
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  map_keys(ImGui::GetIO());
  ASSERT_TRUE(ImGui_ImplOpenGL3_Init("#version 430 core"));
}

void WindowTest::TearDown() {
  shell_.reset();
  frames_.reset();
  target_.reset();
  if (ImGui::GetCurrentContext()) {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui::DestroyContext();
  }
  GlTest::TearDown();
}

void WindowTest::open(const std::string& link, int width, int height, double scale) {
  const auto model = open_link(plain_link(link));
  ASSERT_TRUE(model) << link;
  open(*model, width, height, scale);
}

void WindowTest::open(const Model& model, int width, int height, double scale) {
  scale_ = scale;
  target_.emplace(width, height);
  if (!frames_) frames_.emplace();
  shell_.emplace(model, Splits{}, device_);
  feed_mouse(ImGui::GetIO(), -1, -1);
  frame(4);
}

void WindowTest::frame(int count, double seconds) {
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {static_cast<float>(target_->width()), static_cast<float>(target_->height())};
  io.DeltaTime = static_cast<float>(seconds);
  for (int n = 0; n < count; ++n) {
    target_->bind();
    frames_->prepare(scale_, shell_->model().theme);
    frames_->draw(*shell_, seconds, target_->width(), target_->height(), time_of_day_);
    target_->finish();
  }
}

void WindowTest::resize(int width, int height, int frames) {
  target_.emplace(width, height);
  frame(frames);
}

void WindowTest::zoom(double scale, int frames) {
  scale_ = scale;
  frame(frames);
}

void WindowTest::wait_until(const std::function<bool()>& holds) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(5);
  do {
    ASSERT_LT(std::chrono::steady_clock::now(), end) << "It was waited for in vain.";
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    frame();
  } while (!holds());
}

void WindowTest::wait_for_results() {
  wait_until([this] { return !shell_->computing(); });
  frame(3);
}

void WindowTest::wait_for_export() {
  wait_until([this] { return !shell_->ui().exporting.valid(); });
}

Point WindowTest::middle_of(const std::string& id) const {
  const auto& places = shell_->ui().places;
  const auto found = places.find(id);
  if (found == places.end()) {
    ADD_FAILURE() << "There is no widget " << id;
    return {};
  }
  const Point c = found->second.centre();
  return {c.x * scale_, c.y * scale_};
}

Point WindowTest::middle_of(Target target, Cell cell, Cell other) const {
  const auto& hits = shell_->ui().hits;
  const Focus wanted{target, cell, other};
  const auto found = std::ranges::find_if(hits, [&](const Hit& hit) { return hit.holds(wanted); });
  if (found == hits.end()) {
    ADD_FAILURE() << "Nothing on the picture can be pointed at as " << static_cast<int>(target) << " " << cell.row << "," << cell.col;
    return {};
  }
  const Point c = found->of(wanted).rect.centre();
  return {c.x * scale_, c.y * scale_};
}

void WindowTest::move_to(Point real) {
  feed_mouse(ImGui::GetIO(), static_cast<float>(real.x), static_cast<float>(real.y));
  frame(2);
}

void WindowTest::press(Point real) {
  move_to(real);
  feed_button(ImGui::GetIO(), 0, true);
  frame(2);
}

void WindowTest::release() {
  feed_button(ImGui::GetIO(), 0, false);
  frame(3);
}

void WindowTest::click(Point real) {
  press(real);
  release();
  frame(30);  // half a second: the next click is a click of its own
}

void WindowTest::double_click(Point real) {
  press(real);
  release();
  press(real);
  release();
}

void WindowTest::drag(Point from, Point to, int steps) {
  press(from);
  for (int n = 1; n <= steps; ++n) {
    const double share = static_cast<double>(n) / steps;
    move_to({from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share});
  }
  release();
}

void WindowTest::wheel(Point real, float notches) {
  move_to(real);
  feed_wheel(ImGui::GetIO(), notches);
  frame();
  feed_wheel(ImGui::GetIO(), 0);
  frame(2);
}

void WindowTest::key(Key key, bool control, bool shift) {
  ImGuiIO& io = ImGui::GetIO();
  feed_modifiers(io, control, shift);
  feed_key(io, key, true);
  frame(2);
  feed_key(io, key, false);
  feed_modifiers(io, false, false);
  frame(2);
}

void WindowTest::hold(Key key, bool down) {
  feed_key(ImGui::GetIO(), key, down);
  frame(2);
}

void WindowTest::type(const std::string& text) {
  ImGui::GetIO().AddInputCharactersUTF8(text.c_str());
  frame(2);
}

}  // namespace deconvlab::test

// The window's inside: draws the panels, carries out what they answer. Needs an ImGui context, but no GL and no window.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "app/state/lesson_worker.h"
#include "app/state/player.h"
#include "app/ui/panels/panel.h"
#include "app/ui/panels/scene_map.h"
#include "core/cpu/cpu_device.h"

namespace deconvlab {

class Shell {
 public:
  ~Shell();
  // `device` computes pictures and counts the matrix's pattern, and outlives the shell; null: the CPU does.
  // `left`: how scenes were left before.
  explicit Shell(Model start, Splits splits = {}, Device* device = nullptr, SceneStates left = {});

  // Everything between ImGui::NewFrame and ImGui::Render, `seconds` after the frame before.
  void frame(const Surface& surface, double seconds);
  // A command from outside the panels.
  void carry_out(const Command& command, bool continues = false);
  // A picture's file was dropped on the window.
  void drop(const std::string& file);
  // The map of the scenes, over the one that is open.
  void show_map() { deconvlab::show_map(ui_, document_.model.lesson.scene); }
  // Pictures that were opened from files before this start.
  void opened_before(std::vector<std::string> pictures) { ui_.recent = std::move(pictures); }
  // Scenes that were visited before this start, by their ids.
  void visited_before(std::span<const std::string> scenes) { ui_.map.visited.insert(scenes.begin(), scenes.end()); }
  // The guides that there are, which outlive the shell, and those of them that were played before, by their ids.
  void teach(std::span<const Guide> guides, std::span<const std::string> learnt) {
    document_.guides = guides;
    document_.learnt.insert(learnt.begin(), learnt.end());
  }
  // What sheets of exercises are made from: chance unless told.
  void sow(std::function<std::uint64_t()> seeds) { ui_.exercises.sow = std::move(seeds); }
  // A defect ended the run before while it showed this; `file` says more.
  void ended_before(const std::string& link, const std::string& file);
  // Shows a sentence in the status line.
  void tell(std::string message, bool is_error);

  // While it is recorded what is done: whether the frame that was drawn last is to be kept.
  bool frame_due() const { return frame_due_; }
  void keep_frame(Raster picture, double scale);

  // Whether another frame is due even if nobody touches anything.
  bool animating() const { return moving_ || settling_ > 0; }
  const Model& model() const { return document_.model; }
  const Document& document() const { return document_; }
  const UiState& ui() const { return ui_; }
  const Expected<Results>& results() const { return results_; }
  // Whether a picture is being computed: the results are still those of the lesson before, or error computing.
  bool computing() const { return computing_; }
  // Whether the picture has the whole screen.
  bool fills_screen() const { return document_.model.picture_only || ui_.presenter.on; }

 private:
  void refresh_results();
  void show(Lesson lesson, Expected<Results> results);
  void keep(LessonWorker::Done done);
  bool tooltip_due() const;
  void tell_refusals();
  void tell_travel(const Command& command, const SceneState& before);
  void tell_end_of_guide(const Command& command, const Guide* before);
  double seconds_to_play(double seconds);
  void watch_mouse(double seconds);
  void carry_out(const std::vector<Sent>& sent);
  void step(const command::StepBy& step);
  void draw_page_of(const Panel& panel, Rect page, double seconds);
  void draw_panels(const Panel& panel, Rect page, double seconds);
  void say_what_folded(const Panel& panel, Controls controls);
  std::int64_t steps_to_play() const;

  Document document_;
  Player player_;
  Lesson asked_;     // what was last given to be computed
  Lesson computed_;  // what results_ are of
  Expected<Results> results_;
  bool computing_ = false;
  CpuDevice cpu_;
  std::unique_ptr<LessonWorker> worker_;  // from the first lesson about a picture on
  UiState ui_;
  bool moving_ = false;
  bool frame_due_ = false;
  int settling_ = 2;                // frames still due: what is under the mouse, and how wide things are, is known one frame late
  Rect page_;                       // of the last frame
  std::optional<GuidePlace> read_;  // the beat that is being read
  double reading_seconds_ = 0;
};

// Every text that the window may show: what the fonts must have.
std::vector<std::string_view> all_window_text(std::span<const Guide> guides = {});

}  // namespace deconvlab

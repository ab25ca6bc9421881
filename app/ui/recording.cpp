#include "app/ui/recording.h"

#include <fmt/format.h>
#include <imgui.h>

#include <chrono>
#include <filesystem>

#include "app/record/record_formats.h"
#include "app/record/recorder.h"
#include "app/scenes/scenes.h"
#include "app/state/link.h"
#include "app/ui/actions.h"

namespace deconvlab {

namespace {

std::shared_ptr<const Recorded> ended(const std::shared_ptr<Recorder>& recorder, const Model& model) {
  auto recording = recorder->finish();
  if (!recording) return nullptr;
  const auto scene = find_scene(model.lesson.scene);
  const Language& language = language_of(model.language);
  recording->link = to_link(model);
  recording->title = scene ? phrase(language, (*scene)->title_key) : "";
  recording->language = language.id;
  return recording;
}

// In the folder of the last export.
std::string offered_path(const std::string& last) {
  const std::string_view extension = has_ffmpeg() ? ".mp4" : ".gif";
  return (std::filesystem::path(last).parent_path() / fmt::format("recording{}", extension)).string();
}

std::optional<Pointer> pointer(double scale) {
  const ImGuiIO& io = ImGui::GetIO();
  const ImVec2 at = io.MousePos;
  if (at.x < 0 || at.y < 0 || at.x >= io.DisplaySize.x || at.y >= io.DisplaySize.y) return std::nullopt;
  return Pointer{{at.x, at.y}, scale, io.MouseDown[0]};
}

}  // namespace

void turn_recording(const Panel& panel) {
  UiState& ui = panel.ui;
  if (ui.recording_ending.valid()) return;
  if (!ui.recorder) {
    ui.recorder = std::make_shared<Recorder>();
    return;
  }
  ui.recording_ending = std::async(std::launch::async, ended, std::move(ui.recorder), panel.model());
  ui.recorder.reset();
}

void collect_recording(const Panel& panel) {
  UiState& ui = panel.ui;
  if (!ui.recording_ending.valid() || ui.recording_ending.wait_for(std::chrono::seconds(0)) == std::future_status::timeout) return;
  ui.export_request.recording = ui.recording_ending.get();
  if (!ui.export_request.recording) return panel.tell(std::string(panel.phrase("record.failed")), true);
  ui.export_request.path = offered_path(ui.export_request.path);
  ui.export_kind = kRecordingExport;
  ui.export_asked = true;
}

std::string recording_words(const Panel& panel) {
  if (!panel.ui.recorder) return {};
  return say(panel.language, "record.running", fmt::format("{:.0f}", std::floor(panel.ui.recorder->seconds())),
             key_of(action_of("record")));
}

void keep_frame(UiState& ui, double scale, Raster picture) {
  if (ui.recorder) ui.recorder->put(std::move(picture), pointer(scale));
}

}  // namespace deconvlab

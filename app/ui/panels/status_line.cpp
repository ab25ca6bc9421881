// The lowest line: what was done last, what computed the picture and how long that took.
#include <algorithm>
#include <vector>

#include "app/lang/reasons.h"
#include "app/lang/text.h"
#include "app/lessons/wipe.h"
#include "app/scenes/scenes.h"
#include "app/ui/actions.h"
#include "app/ui/dialogs/cell_editor.h"
#include "app/ui/recording.h"
#include "app/ui/widgets/widgets.h"

namespace deconvlab {

namespace {

constexpr double kText = 13;

// The device that counted the pattern that is shown, if one did.
std::string pattern_device(const UiState& ui) {
  if (ui.matrix_pane.rect.w <= 0) return {};
  for (const PatternMemo* memo : {&ui.main_memo, &ui.side_memo}) {
    for (const auto* picture : {&memo->part, &memo->whole, &memo->transposed}) {
      if (!picture->device.empty()) return picture->device;
    }
  }
  return {};
}

// "CPU, 2 threads, 0.02 ms"; whole milliseconds of a longer time, then seconds.
std::string device_and_time(const Panel& panel) {
  const std::string device = in_words(panel.language, panel.results->device);
  const double ms = panel.results->milliseconds;
  if (ms >= 1000) return say(panel.language, "window.computed_seconds", device, fixed(ms / 1000, 1));
  return say(panel.language, "window.computed", device, fixed(ms, ms >= 10 ? 0 : 2));
}

std::string computed_text(const Panel& panel) {
  if (panel.ui.computing_seconds > kComputingShownAfter) return std::string(panel.phrase("window.computing"));
  if (!panel.results) return {};
  const std::string text = device_and_time(panel);
  const std::string device = pattern_device(panel.ui);
  return device.empty() ? text : text + say(panel.language, "window.pattern_by", in_words(panel.language, device));
}

// Where nothing is pointed at: what may be, and shorter ones for less room.
std::vector<std::string> hints_of_scene(const Panel& panel) {
  const auto shows = [&](Target target) {
    return std::ranges::any_of(panel.ui.hits, [&](const Hit& hit) {
      const Cell middle{hit.focus.cell.row + hit.cells.h / 2, hit.focus.cell.col + hit.cells.w / 2};  // padding lies about it
      return hit.focus.target == target && is_editable(panel, {target, middle, {}});
    });
  };
  const auto scene = find_scene(panel.model().lesson.scene);
  if (panel.ui.hits.empty() || !scene) return {""};
  const auto phrase = [&](std::string_view key) { return std::string(panel.phrase(key)); };
  if (is_wiped(panel.model().lesson)) return {phrase("hint.wipe")};
  const bool wipes = std::ranges::find((*scene)->views, kWipeView, &SceneView::id) != (*scene)->views.end();
  if ((*scene)->open && !wipes) return {phrase("hint.open")};
  const bool cells = shows(Target::input), weights = shows(Target::weight) || has_kernel_editor(panel);
  if (!cells && !weights) return {phrase("hint.point")};
  const std::string_view what = !weights ? "hint.cell" : cells ? "hint.cell_or_weight" : "hint.a_weight";
  return {say(panel.language, "hint.point_or_edit", panel.phrase(what)), phrase("hint.point")};
}

// The whole one first: where the keys are goes before anything else of it.
std::vector<std::string> hints_of(const Panel& panel) {
  const std::string_view pointing = panel.ui.pointing;
  std::vector<std::string> hints = pointing.empty() ? hints_of_scene(panel) : std::vector{std::string(panel.phrase(pointing))};
  hints.insert(hints.begin(), then(hints.front(), say(panel.language, "hint.keys", key_of(action_of("keys")))));
  return hints;
}

// The first that there is room for; of the last one what there is.
std::string hint_within(const Panel& panel, const std::vector<std::string>& hints, double width) {
  const auto fits = [&](const std::string& hint) { return canvas_of(panel).text_width(hint, {.color = {}, .size = kText}) <= width; };
  const auto found = std::ranges::find_if(hints, fits);
  return found != hints.end() ? *found : fitted(panel, hints.back(), width, kText);
}

}  // namespace

void draw_status_line(const Panel& panel, Rect area) {
  const Region region(panel, "###status", area, panel.theme.panel, ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoInputs);
  ImGuiCanvas canvas = canvas_of(panel);
  const double y = area.centre().y - 1;
  const bool idle = panel.ui.message.empty();
  const std::string recording = recording_words(panel);
  const Color ink = !recording.empty() || panel.ui.message_is_error ? panel.theme.of(Role::switches).ink
                    : idle                                          ? panel.theme.muted
                                                                    : panel.theme.text;
  const std::vector<std::string> hints = hints_of(panel);
  panel.ui.hint = hints.front();
  const std::string computed = computed_text(panel);
  const double width = area.w - canvas.text_width(computed, {.color = {}, .size = kText}) - 48;
  const std::string message =
      recording.empty() && idle ? hint_within(panel, hints, width) : fitted(panel, then(recording, panel.ui.message), width, kText);
  canvas.text({area.x + 16, y}, message, {.color = ink, .size = kText});
  canvas.text({area.right() - 16, y}, computed, {.color = panel.theme.muted, .size = kText, .align = Align::right});
}

}  // namespace deconvlab

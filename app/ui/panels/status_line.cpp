// The lowest line: what was done last, what computed the picture and how long that took.
#include <fmt/format.h>

#include "app/ui/actions.h"
#include "app/ui/widgets/widgets.h"

namespace deconvlab {

namespace {

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

std::string computed_text(const Panel& panel) {
  if (panel.ui.computing_seconds > kComputingShownAfter) return std::string(panel.phrase("window.computing"));
  if (!panel.results) return {};
  std::string text = say(panel.language, "window.computed", panel.results->device, fmt::format("{:.2f}", panel.results->milliseconds));
  const std::string device = pattern_device(panel.ui);
  return device.empty() ? text : text + say(panel.language, "window.pattern_by", device);
}

}  // namespace

void draw_status_line(const Panel& panel, Rect area) {
  const Region region(panel, "###status", area, panel.theme.panel, ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoInputs);
  ImGuiCanvas canvas = canvas_of(panel);
  const double y = area.centre().y - 1;
  const bool idle = panel.ui.message.empty();
  const Color ink = panel.ui.message_is_error ? panel.theme.of(Role::switches).ink : idle ? panel.theme.muted : panel.theme.text;
  const std::string message = idle ? say(panel.language, "window.hint", key_of(action_of("keys"))) : panel.ui.message;
  const std::string computed = computed_text(panel);
  const double width = canvas.text_width(computed, {.color = {}, .size = 13});
  canvas.text({area.x + 16, y}, fitted(panel, message, area.w - width - 48, 13), {.color = ink, .size = 13});
  canvas.text({area.right() - 16, y}, computed, {.color = panel.theme.muted, .size = 13, .align = Align::right});
}

}  // namespace deconvlab

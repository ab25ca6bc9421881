// The lowest line: what was done last, what computed the picture and how long that took.
#include <fmt/format.h>

#include "app/ui/widgets.h"

namespace deconvlab {

namespace {

std::string computed_text(const Panel& panel) {
  if (!panel.results) return {};
  return say(panel.language, "window.computed", panel.results->device, fmt::format("{:.2f}", panel.results->milliseconds));
}

}  // namespace

void draw_status_line(const Panel& panel, Rect area) {
  const Region region(panel, "###status", area, panel.theme.panel, ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoInputs);
  ImGuiCanvas canvas = canvas_of(panel);
  const double y = area.centre().y - 1;
  const bool idle = panel.ui.message.empty();
  const Color ink = panel.ui.message_is_error ? panel.theme.of(Role::switches).ink : idle ? panel.theme.muted : panel.theme.text;
  const std::string_view message = idle ? panel.phrase("window.hint") : std::string_view(panel.ui.message);
  const std::string computed = computed_text(panel);
  const double width = canvas.text_width(computed, {.color = {}, .size = 13});
  canvas.push_clip({area.x, area.y, area.w - width - 32, area.h});
  canvas.text({area.x + 16, y}, message, {.color = ink, .size = 13});
  canvas.pop_clip();
  canvas.text({area.right() - 16, y}, computed, {.color = panel.theme.muted, .size = 13, .align = Align::right});
}

}  // namespace deconvlab

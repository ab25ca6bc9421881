#include "app/ui/network_rows.h"

#include <imgui.h>

#include <algorithm>

#include "app/decoded.h"
#include "app/ui/size_rows.h"
#include "app/ui/widgets.h"
#include "app/weights.h"

namespace deconvlab {

namespace {

constexpr double kLabel = 60;
constexpr double kField = 46;

// A label, a track and a field for one number.
template <class MakeCommand>
void draw_row(const Panel& panel, const char* id, std::string_view key, Range range, std::int64_t value, MakeCommand&& command) {
  ImGui::AlignTextToFramePadding();
  text_in(panel.theme.muted, panel.phrase(key));
  ImGui::SameLine(ImGui::GetCursorStartPos().x + panel.px(kLabel));
  if (track(panel, id, range, value, room(panel) - kField - 6, panel.theme.accent)) panel.send_from_item(command(value));
  ImGui::SameLine(0, panel.px(6));
  if (number_field(panel, std::string(id) + ".field", value, kField))
    panel.send_from_item(command(std::clamp(value, range.first, range.last)));
}

// The most maps that a layer of the shipped networks has.
std::int64_t most_maps() {
  std::int64_t most = 1;
  for (const Layer& layer : segmenter_in_use().encoder.layers) most = std::max(most, layer.out);
  return most;
}

}  // namespace

void draw_network_section(const Panel& panel) {
  const Lesson& lesson = panel.model().lesson;
  if (!lesson.traits.maps) return;
  heading(panel, "window.network");
  const auto last_level = static_cast<std::int64_t>(levels(segmenter_in_use().encoder)) - 1;
  if (lesson.traits.projection)
    draw_row(panel, "level", "window.level", {0, last_level}, lesson.level, [](std::int64_t n) { return command::SetLevel{n}; });
  const std::string_view labels[] = {panel.phrase("window.strongest"), panel.phrase("window.by_number")};
  const int picked = alternatives(panel, "channel.kind", labels, lesson.channel < 0 ? 0 : 1, room(panel));
  if (picked >= 0) panel.send(command::SetChannel{picked == 0 ? -1 : 0});
  if (lesson.channel < 0) return;
  draw_row(panel, "channel", "window.channel", {0, most_maps() - 1}, lesson.channel, [](std::int64_t n) { return command::SetChannel{n}; });
}

}  // namespace deconvlab

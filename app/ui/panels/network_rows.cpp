#include "app/ui/panels/network_rows.h"

#include <imgui.h>

#include <algorithm>
#include <optional>

#include "app/lessons/networks/decoded.h"
#include "app/lessons/networks/weights.h"
#include "app/ui/panels/size_rows.h"
#include "app/ui/widgets/widgets.h"

namespace deconvlab {

namespace {

constexpr double kLabel = 60;

// What is wrong with a number outside its range.
std::optional<Error> refusal(std::string_view name, Range range, std::int64_t value) {
  if (value < range.first) return fail(ErrorCode::negative, name, value).value();
  if (value > range.last) return fail(ErrorCode::too_large, name, value, range.last).value();
  return std::nullopt;
}

// A field for a number of a range. Another number is kept while it is being typed, and the field says what is possible.
template <class MakeCommand>
void draw_field(const Panel& panel, const std::string& id, std::string_view name, Range range, std::int64_t value, MakeCommand&& command) {
  UiState& ui = panel.ui;
  if (number_field(panel, id, value, kNumberField)) {
    ui.refused_for = refusal(name, range, value);
    ui.refused_field = id;
    ui.refused_for ? panel.tell(say(panel.language, *ui.refused_for), true) : panel.send_from_item(command(value));
  }
  if (ui.refused_field != id || !ui.refused_for) return;
  if (!ImGui::IsItemActive()) return ui.refused_for.reset();
  mark_item(panel, *ui.refused_for);
}

// A label, a track and a field for one number from 0 on.
template <class MakeCommand>
void draw_row(const Panel& panel, const char* id, std::string_view key, std::int64_t last, std::int64_t value, MakeCommand&& command) {
  const Range range{0, last};
  ImGui::AlignTextToFramePadding();
  text_in(panel.theme.muted, panel.phrase(key));
  ImGui::SameLine(ImGui::GetCursorStartPos().x + panel.px(kLabel));
  if (track(panel, id, {range}, value, room(panel) - kNumberField - kInnerGap, panel.theme.accent)) panel.send_from_item(command(value));
  beside(panel);
  draw_field(panel, std::string(id) + ".field", panel.phrase(key), range, value, command);
}

// How many maps there are to choose from: those of the level, or of the layer that has most.
std::int64_t map_count(const Lesson& lesson) {
  const Network& encoder = segmenter_in_use().encoder;
  if (lesson.kind->takes("level")) return maps_of(encoder, lesson.level);
  return most_maps(encoder);
}

}  // namespace

void draw_network_section(const Panel& panel) {
  const Lesson& lesson = panel.model().lesson;
  const auto last_level = static_cast<std::int64_t>(levels(segmenter_in_use().encoder)) - 1;
  if (lesson.kind->takes("level"))
    draw_row(panel, "level", "window.level", last_level, lesson.level, [](std::int64_t n) { return command::SetLevel{n}; });
  const std::string_view labels[] = {panel.phrase("window.strongest"), panel.phrase("window.by_number")};
  const int picked = alternatives(panel, "channel.kind", labels, lesson.channel < 0 ? 0 : 1, room(panel));
  if (picked >= 0) panel.send(command::SetChannel{picked == 0 ? -1 : 0});
  if (lesson.channel < 0) return;
  const std::int64_t last = map_count(lesson) - 1;
  draw_row(panel, "channel", "window.channel", last, std::min(lesson.channel, last), [](std::int64_t n) { return command::SetChannel{n}; });
}

}  // namespace deconvlab

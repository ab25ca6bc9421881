#include "app/ui/panels/channel_rows.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include "app/lessons/convolution/blocks.h"
#include "app/ui/panels/size_row.h"
#include "app/ui/panels/size_rows.h"
#include "app/ui/widgets/widgets.h"

namespace deconvlab {

namespace {

constexpr double kLabel = 60;

void draw_row_label(const Panel& panel, std::string_view key) {
  ImGui::AlignTextToFramePadding();
  text_in(panel.theme.muted, panel.phrase(key));
  ImGui::SameLine(ImGui::GetCursorStartPos().x + panel.px(kLabel));
}

void draw_count(const Panel& panel, const char* id, std::string_view key, std::int64_t Extent::*side, Role role) {
  const Lesson& lesson = panel.model().lesson;
  draw_row_label(panel, key);
  draw_number(panel, id, {Range{1, kMostChannels}}, lesson.channels.*side, room(panel), row_color(panel.theme, role, false),
              [&](std::int64_t value) {
                Extent channels = lesson.channels;
                channels.*side = value;
                return command::SetLayerChannels{channels, lesson.params.groups};
              });
  const bool wrong = !panel.results && panel.results.error().args.size() > 1 && panel.results.error().args[0] == "channels" &&
                     panel.results.error().args[1] == std::to_string(lesson.channels.*side);
  if (wrong) mark_wrong(panel);
}

// Those that divide both counts.
void draw_groups(const Panel& panel) {
  const Lesson& lesson = panel.model().lesson;
  const std::int64_t common = std::clamp<std::int64_t>(std::gcd(lesson.channels.h, lesson.channels.w), 1, kMostChannels);
  std::vector<std::string> names;
  std::vector<std::int64_t> groups;
  for (std::int64_t n = 1; n <= common; ++n) {
    if (common % n != 0) continue;
    groups.push_back(n);
    names.push_back(std::to_string(n));
  }
  draw_row_label(panel, "window.groups");
  const std::vector<std::string_view> labels(names.begin(), names.end());
  const auto chosen = static_cast<int>(std::ranges::find(groups, lesson.params.groups) - groups.begin());
  const int picked = alternatives(panel, "groups", labels, chosen, room(panel));
  if (picked >= 0) panel.send(command::SetLayerChannels{lesson.channels, groups[static_cast<std::size_t>(picked)]});
}

// None, or one for each channel out, which are changed where the picture shows them.
void draw_bias(const Panel& panel) {
  const Lesson& lesson = panel.model().lesson;
  draw_row_label(panel, "window.bias");
  const std::string_view labels[] = {panel.phrase("window.bias_none"), panel.phrase("window.bias_each")};
  const int picked = alternatives(panel, "bias", labels, lesson.bias.empty() ? 0 : 1, room(panel));
  if (picked < 0 || (picked == 1) == !lesson.bias.empty()) return;
  std::vector<float> bias(picked == 0 || lesson.channels.w < 1 ? 0 : static_cast<std::size_t>(std::min(lesson.channels.w, kMostChannels)));
  std::iota(bias.begin(), bias.end(), 1.0f);
  panel.send(command::SetBias{bias});
}

}  // namespace

void draw_channels_section(const Panel& panel) {
  draw_count(panel, "channels.in", "window.channels_in", &Extent::h, Role::input);
  draw_count(panel, "channels.out", "window.channels_out", &Extent::w, Role::output);
  draw_groups(panel);
  const Lesson& lesson = panel.model().lesson;
  if (lesson.channels.area() > 1 || !lesson.bias.empty()) draw_bias(panel);  // of one channel the room is needed below
}

}  // namespace deconvlab

// The dialog behind Ctrl + K: what is typed narrows the list, the arrows choose, Enter goes there.
#include <fmt/format.h>

#include <algorithm>

#include "app/ui/dialogs/find.h"
#include "app/ui/dialogs/modal.h"
#include "app/ui/panels/scene_map.h"
#include "app/ui/widgets/imgui_compat.h"
#include "app/ui/widgets/widgets.h"

namespace deconvlab {

namespace {

constexpr double kWidth = 600;
constexpr double kRow = 44;
constexpr double kRows = 7;  // that are seen at once
constexpr double kEdge = 12;
constexpr double kTitle = 15;
constexpr double kSmall = 13;

std::string id_of(const Found& found) {
  return found.scene ? fmt::format("found.{}", found.scene->id) : fmt::format("found.action.{}", found.action->id);
}

void go_to(const Panel& panel, const Found& found) {
  ImGui::CloseCurrentPopup();
  if (found.action) return carry_out(*found.action, panel);
  open_card(panel, static_cast<int>(found.scene - scene_table().data()));
}

// A name's first letter, as where a line begins with it.
std::string as_line(std::string_view text) {
  std::string line(text);
  if (!line.empty() && line[0] >= 'a' && line[0] <= 'z') line[0] = static_cast<char>(line[0] - 'a' + 'A');
  return line;
}

void draw_words(const Panel& panel, const Found& found, Rect r) {
  ImGuiCanvas canvas = canvas_of(panel);
  const TextStyle muted{.color = panel.theme.muted, .size = kSmall};
  const auto right = [&](std::string_view text) {
    TextStyle style = muted;
    style.align = Align::right;
    canvas.text({r.right() - kEdge, found.scene ? r.y + 14 : r.centre().y}, text, style);
  };
  if (found.scene) {
    canvas.text({r.x + kEdge, r.y + 14}, panel.phrase(found.scene->title_key),
                {.color = panel.theme.text, .size = kTitle, .weight = Weight::bold});
    canvas.text({r.x + kEdge, r.y + 31}, fitted(panel, panel.phrase(found.scene->question_key), r.w - 2 * kEdge, kSmall), muted);
    return right(panel.phrase(chapter_of(*found.scene).title_key));
  }
  const std::string key = key_of(*found.action);
  const double room = r.w - 3 * kEdge - canvas.text_width(key, muted);
  canvas.text({r.x + kEdge, r.centre().y}, fitted(panel, as_line(panel.phrase(name_key(*found.action))), room, kTitle),
              {.color = panel.theme.text, .size = kTitle});
  right(key);
}

// Whether it was clicked.
bool draw_row(const Panel& panel, const Found& found, bool chosen, bool moved) {
  const std::string id = id_of(found);
  const double width = ImGui::GetContentRegionAvail().x / panel.surface.scale;
  const bool clicked = ImGui::InvisibleButton(id.c_str(), {panel.px(width), panel.px(kRow)});
  remember(panel, id);
  if (chosen && moved) ImGui::SetScrollHereY();
  const Rect r = to_logical(panel, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
  ImGuiCanvas canvas = canvas_of(panel);
  const double share = chosen ? 0.16 : ImGui::IsItemHovered() ? 0.07 : 0;
  if (share > 0) canvas.fill_rect(r, mix(panel.theme.background, panel.theme.accent, share), 5);
  draw_words(panel, found, r);
  return clicked;
}

// Down or up with the arrows; true when it moved.
bool choose(Finder& finder, int count) {
  const int before = finder.chosen;
  finder.chosen += (key_pressed(Key::down, true) ? 1 : 0) - (key_pressed(Key::up, true) ? 1 : 0);
  finder.chosen = std::clamp(finder.chosen, 0, std::max(0, count - 1));
  return finder.chosen != before;
}

// The one clicked, or nullptr.
const Found* draw_list(const Panel& panel, const std::vector<Found>& all, bool moved) {
  const Found* clicked = nullptr;
  const double height = std::min(kRows * kRow, ImGui::GetIO().DisplaySize.y / panel.surface.scale - 220);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{0, 0});
  ImGui::BeginChild("find.list", {panel.px(kWidth), panel.px(height)});
  for (std::size_t n = 0; n < all.size(); ++n) {
    if (draw_row(panel, all[n], static_cast<int>(n) == panel.ui.finder.chosen, moved)) clicked = &all[n];
  }
  if (all.empty()) text_in(panel.theme.muted, panel.phrase("find.none"));
  ImGui::EndChild();
  ImGui::PopStyleVar();
  return clicked;
}

}  // namespace

void draw_finder(const Panel& panel) {
  Finder& finder = panel.ui.finder;
  const Modal dialog(panel, "###finder", finder.asked, "find.title");
  if (!dialog) return;
  ImGui::SetNextItemWidth(panel.px(kWidth));
  if (ImGui::IsWindowAppearing()) ImGui::SetKeyboardFocusHere();
  const std::string before = finder.typed;
  const bool entered = text_field("##find.typed", finder.typed, ImGuiInputTextFlags_EnterReturnsTrue);
  remember(panel, "find.typed");
  if (finder.typed != before) finder.chosen = 0;
  const std::vector<Found> all = find_typed(panel, finder.typed);
  const bool moved = choose(finder, static_cast<int>(all.size()));
  const Found* taken = draw_list(panel, all, moved);
  if (entered && !all.empty()) taken = &all[static_cast<std::size_t>(finder.chosen)];
  if (entered && all.empty()) ImGui::SetKeyboardFocusHere(-1);
  if (taken) go_to(panel, *taken);
  ImGui::Spacing();
  {
    const Font font(panel, kSmall);
    ImGui::AlignTextToFramePadding();
    text_in(panel.theme.muted, panel.phrase("find.hint"));
  }
  ImGui::SameLine();
  dialog.close_button(panel, "find.close");
}

}  // namespace deconvlab

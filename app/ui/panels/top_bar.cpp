// Top: the scenes in the order of the curriculum, and what concerns the whole window.
#include <fmt/format.h>

#include <algorithm>

#include "app/scenes/scenes.h"
#include "app/ui/actions.h"
#include "app/ui/widgets/style.h"
#include "app/ui/widgets/widgets.h"

namespace deconvlab {

namespace {

constexpr double kBrand = 130;
constexpr double kActions = 500;

constexpr double kTabText = 15;
constexpr double kAboutName = 26;
constexpr double kAboutNumber = 20;
constexpr double kLeastAbout = 6;

// A scene's number and name; the number alone where the tabs have no room and it is not the scene shown.
std::string tab_label(const Panel& panel, const Scene& scene, int number, bool numbers_only) {
  const bool here = panel.model().lesson.scene == scene.id;
  return numbers_only && !here ? fmt::format("{}", number) : fmt::format("{}  {}", number, panel.phrase(scene.title_key));
}

double label_width(const Panel& panel, const std::string& label) {
  return canvas_of(panel).text_width(label, {.color = {}, .size = kTabText});
}

// How the tabs share the room: with names, or the numbers alone and no more about them than there is room for.
struct Tabs {
  bool numbers_only = false;
  double about = kAboutName;  // free room in a tab, left and right together
};

Tabs tabs_in(const Panel& panel, double room) {
  const auto width = [&](bool numbers_only) {
    double sum = 0;
    int number = 0;
    for (const Scene& scene : scene_table()) sum += label_width(panel, tab_label(panel, scene, ++number, numbers_only));
    return sum;
  };
  const auto count = static_cast<double>(scene_table().size());
  if (width(false) + count * kAboutName <= room) return {};
  return {true, std::clamp((room - width(true)) / count, kLeastAbout, kAboutNumber)};
}

// Underlined when it is the scene shown.
void draw_tab(const Panel& panel, const Scene& scene, int number, const Tabs& tabs, double height) {
  const std::string id = fmt::format("scene.{}", scene.id);
  const bool here = panel.model().lesson.scene == scene.id;
  const std::string label = tab_label(panel, scene, number, tabs.numbers_only);
  const double width = label_width(panel, label) + tabs.about;
  if (ImGui::InvisibleButton(id.c_str(), {panel.px(width), panel.px(height)})) carry_out(action_of("scene"), panel, number - 1);
  remember(panel, id);
  if (tabs.numbers_only && !here) tooltip(panel, panel.phrase(scene.title_key));
  const Rect r = to_logical(panel, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
  const bool focused = ImGui::IsItemFocused() && ImGui::GetIO().NavVisible;
  ImGuiCanvas canvas = canvas_of(panel);
  if (ImGui::IsItemHovered() || focused) canvas.fill_rect(r.inset(5), mix(panel.theme.panel, panel.theme.text, 0.08), 6);
  if (here) canvas.fill_rect({r.x + tabs.about / 2 - 4, r.bottom() - 3, r.w - tabs.about + 8, 3}, panel.theme.accent);
  const TextStyle style{.color = here ? panel.theme.text : panel.theme.muted, .size = kTabText, .align = Align::centre};
  canvas.text(r.centre(), label, style);
}

void draw_scenes(const Panel& panel, double room, double height) {
  const Tabs tabs = tabs_in(panel, room);
  int number = 0;
  for (const Scene& scene : scene_table()) {
    ImGui::SameLine(0, 0);
    draw_tab(panel, scene, ++number, tabs, height);
  }
}

void draw_actions(const Panel& panel) {
  const auto gap = [&] { ImGui::SameLine(0, panel.px(6)); };
  action_button(panel, "undo", "↶");
  gap();
  action_button(panel, "redo", "↷");
  gap();
  action_button(panel, "text.smaller", "A−");
  gap();
  action_button(panel, "text.larger", "A+");
  gap();
  action_button(panel, "theme", "◐");
  gap();
  action_button(panel, "language", next_language(panel).name);
  gap();
  action_button(panel, "link", panel.phrase("window.link"));
  gap();
  action_button(panel, "export", panel.phrase("window.export"), true);
  gap();
  action_button(panel, "keys", "?");
}

// The actions end at the right edge: their width is known from the frame before.
double actions_width(const Panel& panel) {
  const auto first = panel.ui.places.find("undo");
  const auto last = panel.ui.places.find("keys");
  if (first == panel.ui.places.end() || last == panel.ui.places.end()) return kActions;
  return last->second.right() - first->second.x;
}

}  // namespace

void draw_top_bar(const Panel& panel, Rect area) {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{0, 0});
  {
    const Region region(panel, "###top", area, panel.theme.panel, ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
    ImGuiCanvas canvas = canvas_of(panel);
    canvas.line({area.x, area.bottom() - 0.5}, {area.right(), area.bottom() - 0.5}, {panel.theme.line, 1});
    canvas.text({area.x + 16, area.centre().y}, "DeconvLab", {.color = panel.theme.text, .size = 17.5, .weight = Weight::bold});
    const double actions = actions_width(panel);
    ImGui::SetCursorPos({panel.px(kBrand), 0});
    ImGui::Dummy({0, 0});
    draw_scenes(panel, area.w - kBrand - actions - 30, area.h);
    ImGui::SetCursorPos({panel.px(area.w - actions - 14), panel.px(9)});
    draw_actions(panel);
  }
  ImGui::PopStyleVar();
}

}  // namespace deconvlab

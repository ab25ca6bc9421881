// Top: the scenes in the order of the curriculum, and what concerns the whole window.
#include <fmt/format.h>

#include <algorithm>

#include "app/record/still.h"
#include "app/ui/style.h"
#include "app/ui/widgets.h"

namespace deconvlab {

namespace {

constexpr double kBrand = 130;
constexpr double kActions = 500;

// A scene's name, underlined when it is the one shown.
void draw_tab(const Panel& panel, const Scene& scene, int number, double height) {
  const std::string id = fmt::format("scene.{}", scene.id);
  const bool here = panel.model().lesson.scene == scene.id;
  const std::string label = fmt::format("{}  {}", number, panel.phrase(scene.title_key));
  ImGuiCanvas canvas = canvas_of(panel);
  const TextStyle style{.color = here ? panel.theme.text : panel.theme.muted, .size = 15, .align = Align::centre};
  const double width = canvas.text_width(label, style) + 26;
  if (ImGui::InvisibleButton(id.c_str(), {panel.px(width), panel.px(height)})) panel.send(command::GoToScene{std::string(scene.id)});
  remember(panel, id);
  const Rect r = to_logical(panel, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
  const bool focused = ImGui::IsItemFocused() && ImGui::GetIO().NavVisible;
  if (ImGui::IsItemHovered() || focused) canvas.fill_rect(r.inset(5), mix(panel.theme.panel, panel.theme.text, 0.08), 6);
  if (here) canvas.fill_rect({r.x + 8, r.bottom() - 3, r.w - 16, 3}, panel.theme.accent);
  canvas.text(r.centre(), label, style);
}

double tabs_width(const Panel& panel) {
  ImGuiCanvas canvas = canvas_of(panel);
  double width = 0;
  for (const Scene& scene : scene_table()) {
    width += canvas.text_width(fmt::format("9  {}", panel.phrase(scene.title_key)), {.color = {}, .size = 15}) + 26;
  }
  return width;
}

// The scenes as tabs, or as a list where the tabs have no room.
void draw_scenes(const Panel& panel, double width, double height) {
  if (tabs_width(panel) <= width) {
    int number = 1;
    for (const Scene& scene : scene_table()) {
      ImGui::SameLine(0, 0);
      draw_tab(panel, scene, number++, height);
    }
    return;
  }
  std::vector<std::string> labels;
  int chosen = -1;
  for (const Scene& scene : scene_table()) {
    if (scene.id == panel.model().lesson.scene) chosen = static_cast<int>(labels.size());
    labels.push_back(fmt::format("{}  {}", labels.size() + 1, panel.phrase(scene.title_key)));
  }
  ImGui::SetCursorPosY(panel.px(8));
  const int picked = choose(panel, "scene", labels, chosen, std::min(width, 280.0));
  if (picked >= 0) panel.send(command::GoToScene{std::string(scene_table()[picked].id)});
}

void next_language(const Panel& panel) {
  const auto table = language_table();
  const auto here = std::ranges::find(table, panel.model().language, &Language::id);
  const Language& next = table[(here - table.begin() + 1) % std::ssize(table)];
  if (auto ok = check_font(next); !ok) return panel.tell(say(panel.language, ok.error()), true);
  panel.send(command::SetLanguage{std::string(next.id)});
}

void next_theme(const Panel& panel) {
  const auto table = theme_table();
  const auto here = std::ranges::find(table, panel.theme.id, &Theme::id);
  panel.send(command::SetTheme{std::string(table[(here - table.begin() + 1) % std::ssize(table)].id)});
}

std::string_view next_language_name(const Panel& panel) {
  const auto table = language_table();
  const auto here = std::ranges::find(table, panel.model().language, &Language::id);
  return table[(here - table.begin() + 1) % std::ssize(table)].name;
}

void copy_link(const Panel& panel) {
  ImGui::SetClipboardText(to_link(panel.model()).c_str());
  panel.tell(std::string(panel.phrase("window.link_copied")));
}

void draw_actions(const Panel& panel) {
  const double scale = panel.model().text_scale;
  const auto gap = [&] { ImGui::SameLine(0, panel.px(6)); };
  if (button(panel, "undo", "↶", panel.phrase("window.undo"), !panel.document.undo.empty())) panel.send(command::Undo{});
  gap();
  if (button(panel, "redo", "↷", panel.phrase("window.redo"), !panel.document.redo.empty())) panel.send(command::Redo{});
  gap();
  if (button(panel, "text.smaller", "A−", panel.phrase("window.smaller"))) panel.send(command::SetTextScale{scale / 1.1});
  gap();
  if (button(panel, "text.larger", "A+", panel.phrase("window.larger"))) panel.send(command::SetTextScale{scale * 1.1});
  gap();
  if (button(panel, "theme", "◐", panel.phrase("window.theme"))) next_theme(panel);
  gap();
  if (button(panel, "language", next_language_name(panel), panel.phrase("window.language"))) next_language(panel);
  gap();
  if (button(panel, "link", panel.phrase("window.link"), panel.phrase("window.link_tip"))) copy_link(panel);
  gap();
  if (button(panel, "export", panel.phrase("window.export"), panel.phrase("window.export_tip"), true, true)) panel.ui.export_asked = true;
  gap();
  if (button(panel, "keys", "?", panel.phrase("window.keys"))) panel.ui.keys_shown = true;
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

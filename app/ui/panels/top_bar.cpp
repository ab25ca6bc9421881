// Top: the chapters, and what concerns the whole window.
#include <fmt/format.h>

#include <algorithm>

#include "app/scenes/scenes.h"
#include "app/ui/actions.h"
#include "app/ui/widgets/style.h"
#include "app/ui/widgets/widgets.h"

namespace deconvlab {

namespace {

constexpr double kMapButton = 30;
constexpr double kMapLeft = 6;
constexpr double kBrand = 156;  // where the chapters begin
constexpr double kNoBrand = 38;
constexpr double kActions = 500;
constexpr double kName = 15;
constexpr double kAboutName = 24;  // free room of a chapter's name, left and right together
constexpr double kLeastAbout = 10;

double name_width(const Panel& panel, const Chapter& chapter) {
  return canvas_of(panel).text_width(panel.phrase(chapter.title_key), {.color = {}, .size = kName});
}

double names_width(const Panel& panel) {
  double sum = 0;
  for (const Chapter& chapter : chapter_table()) sum += name_width(panel, chapter);
  return sum;
}

// A chapter of one scene is that scene.
void open_chapter(const Panel& panel, const Chapter& chapter) {
  panel.ui.chapter = chapter.scenes.size() == 1 ? std::string_view() : chapter.id;
  if (chapter.scenes.size() == 1) panel.send(command::GoToScene{std::string(chapter.scenes.front().id)});
}

// Underlined when the scene shown is one of its.
void draw_chapter(const Panel& panel, const Chapter& chapter, double about, double height) {
  const std::string id = fmt::format("chapter.{}", chapter.id);
  const double width = name_width(panel, chapter) + about;
  if (ImGui::InvisibleButton(id.c_str(), {panel.px(width), panel.px(height)})) open_chapter(panel, chapter);
  remember(panel, id);
  const bool listed = panel.ui.chapter == chapter.id;
  if (!panel.ui.chapter.empty() && !listed && ImGui::IsItemHovered()) panel.ui.chapter = chapter.id;
  const Rect r = to_logical(panel, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
  const auto scene = find_scene(panel.model().lesson.scene);
  const bool here = scene && (*scene)->chapter == chapter.id;
  const bool focused = ImGui::IsItemFocused() && ImGui::GetIO().NavVisible;
  ImGuiCanvas canvas = canvas_of(panel);
  if (ImGui::IsItemHovered() || focused || listed) canvas.fill_rect(r.inset(4), mix(panel.theme.panel, panel.theme.text, 0.08), 6);
  if (here) canvas.fill_rect({r.x + about / 2 - 3, r.bottom() - 3, r.w - about + 6, 3}, panel.theme.accent);
  draw_focus_ring(panel, r.inset(4));
  const TextStyle style{.color = here ? panel.theme.text : panel.theme.muted, .size = kName, .align = Align::centre};
  canvas.text(r.centre(), panel.phrase(chapter.title_key), style);
}

// Where the names have no room beside it, the program's own name goes.
void draw_chapters(const Panel& panel, Rect area, double right) {
  const double names = names_width(panel);
  const auto count = static_cast<double>(chapter_table().size());
  const bool branded = kBrand + names + count * kAboutName <= right;
  const double left = branded ? kBrand : kNoBrand;
  const double about = std::clamp((right - left - names) / count, kLeastAbout, kAboutName);
  if (branded)
    canvas_of(panel).text({area.x + kMapLeft + kMapButton + 8, area.centre().y}, "DeconvLab",
                          {.color = panel.theme.text, .size = 17.5, .weight = Weight::bold});
  ImGui::SetCursorPos({panel.px(left), 0});
  ImGui::Dummy({0, 0});
  for (const Chapter& chapter : chapter_table()) {
    ImGui::SameLine(0, 0);
    draw_chapter(panel, chapter, about, area.h);
  }
}

void draw_actions(const Panel& panel) {
  action_button(panel, "undo", "↶");
  beside(panel);
  action_button(panel, "redo", "↷");
  beside(panel);
  look_buttons(panel);
  beside(panel);
  action_button(panel, "link", panel.phrase("window.link"));
  beside(panel);
  action_button(panel, "record", panel.ui.recorder ? "■" : "●", panel.ui.recorder != nullptr);
  beside(panel);
  action_button(panel, "export", panel.phrase("window.export"), true);
  beside(panel);
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
    const double actions = actions_width(panel);
    ImGui::SetCursorPos({panel.px(kMapLeft), panel.px((area.h - kMapButton) / 2)});
    action_icon(panel, "map", Icon::cards, kMapButton);
    draw_chapters(panel, area, area.w - actions - 30);
    ImGui::SetCursorPos({panel.px(area.w - actions - 14), panel.px(area.h / 2) - ImGui::GetFrameHeight() / 2});
    draw_actions(panel);
  }
  ImGui::PopStyleVar();
}

}  // namespace deconvlab

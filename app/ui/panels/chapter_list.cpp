// The scenes of a chapter, listed below its name in the bar.
#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>

#include "app/scenes/scenes.h"
#include "app/ui/actions.h"
#include "app/ui/widgets/widgets.h"

namespace deconvlab {

namespace {

constexpr double kRow = 50;
constexpr double kMargin = 6;
constexpr double kTitle = 15;
constexpr double kQuestion = 13;
constexpr double kBeside = 18;  // of the texts
constexpr double kNumber = 30;

int number_of(const Scene& scene) { return static_cast<int>(&scene - scene_table().data()); }

double list_width(const Panel& panel, const Chapter& chapter) {
  ImGuiCanvas canvas(*ImGui::GetForegroundDrawList(), {0, 0}, panel.surface.scale, panel.surface.fonts, panel.surface.texture);
  double widest = 0;
  for (const Scene& scene : chapter.scenes) {
    const double title = canvas.text_width(panel.phrase(scene.title_key), {.color = {}, .size = kTitle, .weight = Weight::bold});
    widest = std::max({widest, title, canvas.text_width(panel.phrase(scene.question_key), {.color = {}, .size = kQuestion})});
  }
  return widest + 2 * kBeside + kNumber + 2 * kMargin;
}

// Below the chapter's name, within the page.
Rect list_rect(const Panel& panel, const Chapter& chapter, Rect page) {
  const auto name = panel.ui.places.find(fmt::format("chapter.{}", chapter.id));
  const Rect below = name == panel.ui.places.end() ? Rect{} : name->second;
  const double width = std::min(page.w, list_width(panel, chapter));
  const double height = static_cast<double>(chapter.scenes.size()) * kRow + 2 * kMargin;
  return {std::clamp(below.x, 0.0, page.w - width), below.bottom(), width, height};
}

// The key that leads there, where there is one.
std::string key_to(const Scene& scene) {
  const Chord& digits = action_of("scene").chords[0];
  const int nth = number_of(scene);
  return nth <= digits.last - digits.first ? std::string(1, static_cast<char>(digits.first + nth)) : std::string();
}

bool draw_scene(const Panel& panel, const Scene& scene, double width) {
  const std::string id = fmt::format("list.{}", scene.id);
  const bool chosen = ImGui::InvisibleButton(id.c_str(), {panel.px(width), panel.px(kRow)});
  const bool here = panel.model().lesson.scene == scene.id;
  if (here) ImGui::SetItemDefaultFocus();
  remember(panel, id);
  const Rect r = to_logical(panel, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
  const bool strong = ImGui::IsItemHovered() || (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible);
  ImGuiCanvas canvas = canvas_of(panel);
  if (strong) canvas.fill_rect(r, mix(panel.theme.background, panel.theme.accent, 0.12), 5);
  draw_focus_ring(panel, r.inset(2));
  if (here) canvas.fill_rect({r.x + 4, r.y + 9, 3, r.h - 18}, panel.theme.accent, 1);
  canvas.text({r.x + kBeside, r.y + 16}, panel.phrase(scene.title_key),
              {.color = panel.theme.text, .size = kTitle, .weight = Weight::bold});
  canvas.text({r.x + kBeside, r.y + 36}, panel.phrase(scene.question_key), {.color = panel.theme.muted, .size = kQuestion});
  canvas.text({r.right() - 12, r.y + 16}, key_to(scene), {.color = panel.theme.muted, .size = kQuestion, .align = Align::right});
  return chosen;
}

// A click beside the list closes it; one on a chapter's name is the bar's.
bool is_left(const Panel& panel, Rect list) {
  if (!ImGui::IsMouseClicked(0)) return false;
  const ImVec2 at = ImGui::GetIO().MousePos;
  const Point mouse{at.x / panel.surface.scale, at.y / panel.surface.scale};
  const auto under_mouse = [&](const Chapter& chapter) {
    const auto name = panel.ui.places.find(fmt::format("chapter.{}", chapter.id));
    return name != panel.ui.places.end() && name->second.contains(mouse);
  };
  return !list.contains(mouse) && std::ranges::none_of(chapter_table(), under_mouse);
}

}  // namespace

void draw_chapter_list(const Panel& panel, Rect page) {
  const auto chapter = std::ranges::find(chapter_table(), panel.ui.chapter, &Chapter::id);
  if (chapter == chapter_table().end()) return;
  const Rect list = list_rect(panel, *chapter, page);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{panel.px(kMargin), panel.px(kMargin)});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{0, 0});
  {
    const Region region(panel, "###chapter", list, panel.theme.background, ImGuiWindowFlags_NoScrollbar, Stacking::list);
    canvas_of(panel).stroke_rect(list.inset(0.5), {panel.theme.muted, 1});
    for (const Scene& scene : chapter->scenes) {
      if (draw_scene(panel, scene, list.w - 2 * kMargin)) carry_out(action_of("scene"), panel, number_of(scene));
    }
  }
  ImGui::PopStyleVar(2);
  if (is_left(panel, list)) carry_out(action_of("chapter.hide"), panel);
}

}  // namespace deconvlab

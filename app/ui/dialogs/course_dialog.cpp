// The guides to choose from, in three tracks: arrows choose, Enter starts one.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/scenes/scenes.h"
#include "app/ui/dialogs/modal.h"
#include "app/ui/panels/confusions.h"
#include "app/ui/panels/guide_parts.h"
#include "app/ui/widgets/imgui_compat.h"
#include "app/ui/widgets/widgets.h"

namespace deconvlab {

namespace {

constexpr double kWidest = 900;
constexpr double kRow = 34;
constexpr double kRows = 11;  // that are seen at once
constexpr double kEdge = 12;
constexpr double kTitle = 15;
constexpr double kSmall = 13;

void start(const Panel& panel, const Guide& guide) {
  ImGui::CloseCurrentPopup();
  panel.ui.map.shown = false;
  panel.send(command::StartGuide{guide.id});
}

// What is confused is a claim, and not said by the program.
std::string guide_title(const Guide& guide, const Panel& panel) {
  const std::string title = words_in(guide.title, panel.model().language);
  return guide.track == Track::confusions ? say(panel.language, "guide.claim", title) : title;
}

// A tick before what was played to its end; the scene that it is about at the right.
void draw_words(const Panel& panel, const Guide& guide, Rect r) {
  ImGuiCanvas canvas = canvas_of(panel);
  const TextStyle muted{.color = panel.theme.muted, .size = kSmall, .align = Align::right};
  const auto scene = find_scene(guide.scene);
  const std::string_view name = scene ? panel.phrase((*scene)->title_key) : std::string_view(guide.scene);
  canvas.text({r.right() - kEdge, r.centre().y}, name, muted);
  const double room = r.w - 4 * kEdge - 16 - canvas.text_width(name, muted);
  if (panel.document.learnt.contains(guide.id))
    canvas.text({r.x + kEdge, r.centre().y}, "✓", {.color = panel.theme.accent, .size = kTitle, .weight = Weight::bold});
  canvas.text({r.x + kEdge + 20, r.centre().y}, fitted(panel, guide_title(guide, panel), room, kTitle),
              {.color = panel.theme.text, .size = kTitle});
}

bool draw_row(const Panel& panel, const Guide& guide, bool chosen, bool moved) {
  const std::string id = fmt::format("course.{}", guide.id);
  const double width = ImGui::GetContentRegionAvail().x / panel.surface.scale;
  const bool clicked = ImGui::InvisibleButton(id.c_str(), {panel.px(width), panel.px(kRow)});
  remember(panel, id);
  if (chosen && moved) ImGui::SetScrollHereY(0.5f);
  const Rect r = to_logical(panel, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
  const double share = chosen ? 0.16 : ImGui::IsItemHovered() ? 0.07 : 0;
  if (share > 0) canvas_of(panel).fill_rect(r, mix(panel.theme.background, panel.theme.accent, share), 5);
  draw_words(panel, guide, r);
  return clicked;
}

// Down or up with the arrows, to either end; true when it moved.
bool choose_row(int& chosen, int count) {
  const int before = chosen;
  chosen += (key_pressed(Key::down, true) ? 1 : 0) - (key_pressed(Key::up, true) ? 1 : 0);
  if (key_pressed(Key::home)) chosen = 0;
  if (key_pressed(Key::end)) chosen = count - 1;
  chosen = std::clamp(chosen, 0, std::max(0, count - 1));
  return chosen != before;
}

}  // namespace

void draw_course_dialog(const Panel& panel) {
  auto& course = panel.ui.course;
  const Modal dialog(panel, "###course", course.asked, "course.title");
  if (!dialog) return;
  const double width = std::min(kWidest, ImGui::GetIO().DisplaySize.x / panel.surface.scale - 96);
  const std::array<std::string_view, 3> tracks{panel.phrase("course.scenes"), panel.phrase("course.confusions"),
                                               panel.phrase("course.told")};
  if (const int track = alternatives(panel, "course.track", tracks, course.track, width); track >= 0)
    course = {.asked = false, .track = track, .chosen = 0, .scene = {}};
  const std::vector<const Guide*> guides = listed_guides(panel.document, static_cast<Track>(course.track), course.scene);
  const bool moved = choose_row(course.chosen, static_cast<int>(guides.size())) || ImGui::IsWindowAppearing();
  ImGui::Spacing();
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{0, 0});
  const double height = std::min(kRows * kRow, ImGui::GetIO().DisplaySize.y / panel.surface.scale - 240);
  ImGui::BeginChild("course.list", {panel.px(width), panel.px(height)});
  for (int n = 0; n < std::ssize(guides); ++n) {
    if (draw_row(panel, *guides[static_cast<std::size_t>(n)], n == course.chosen, moved))
      start(panel, *guides[static_cast<std::size_t>(n)]);
  }
  ImGui::EndChild();
  ImGui::PopStyleVar();
  if (key_pressed(Key::enter) && !guides.empty()) start(panel, *guides[static_cast<std::size_t>(course.chosen)]);
  ImGui::Spacing();
  {
    const Font font(panel, kSmall);
    ImGui::AlignTextToFramePadding();
    text_in(panel.theme.muted, panel.phrase("course.hint"));
  }
  ImGui::SameLine();
  if (button(panel, "course.exercises", panel.phrase("exercises.title"), panel.phrase("exercises.tip"))) {
    ImGui::CloseCurrentPopup();
    panel.ui.exercises.asked = true;
  }
  ImGui::SameLine();
  dialog.close_button(panel, "course.close");
}

}  // namespace deconvlab

#include "app/ui/panels/scene_row.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/scenes/scenes.h"
#include "app/ui/actions.h"
#include "app/ui/panels/confusions.h"
#include "app/ui/panels/setting_words.h"
#include "app/ui/widgets/widgets.h"

namespace deconvlab {

namespace {

constexpr double kEdge = 14;
constexpr double kButton = 28;
constexpr double kDot = 18;  // room for one
constexpr double kGap = 16;
constexpr double kLeastForTwoLines = 50;
constexpr double kFirstLine = 18;   // its middle, where there are two
constexpr double kSecondLine = 14;  // from below
constexpr double kLine = 1.1;       // of a text's size
constexpr double kTitle = 20;
constexpr double kQuestion = 15;
constexpr double kSmall = 13;
constexpr double kLeastQuestion = 12.5;

bool has_two_lines(Rect area) { return area.h >= kLeastForTwoLines; }

// Of the line that has the title and the buttons, from above.
double first_line(Rect area) { return has_two_lines(area) ? kFirstLine : area.h / 2; }

std::string title_of(const Panel& panel, std::string_view id) {
  const auto scene = find_scene(id);
  return scene ? std::string(panel.phrase((*scene)->title_key)) : std::string(id);
}

double width_of(const Panel& panel, std::string_view text, double size, Weight weight = Weight::regular) {
  return canvas_of(panel).text_width(text, {.color = {}, .size = size, .weight = weight});
}

double most_dots() {
  const auto most = std::ranges::max(chapter_table(), {}, [](const Chapter& chapter) { return chapter.scenes.size(); });
  return static_cast<double>(most.scenes.size());
}

void draw_dot(const Panel& panel, const Scene& scene, double height) {
  const std::string id = fmt::format("scene.{}", scene.id);
  if (ImGui::InvisibleButton(id.c_str(), {panel.px(kDot), panel.px(height)}))
    carry_out(action_of("scene"), panel, static_cast<int>(&scene - scene_table().data()));
  remember(panel, id);
  tooltip(panel, panel.phrase(scene.title_key));
  const Point c = to_logical(panel, ImGui::GetItemRectMin(), ImGui::GetItemRectMax()).centre();
  const bool here = panel.model().lesson.scene == scene.id;
  const bool strong = ImGui::IsItemHovered() || (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible);
  ImGuiCanvas canvas = canvas_of(panel);
  const Color ink = strong ? panel.theme.text : panel.theme.muted;
  canvas.circle(c, here ? 5.5 : strong ? 5 : 4, here ? panel.theme.accent : ink);
  if (!here) canvas.circle(c, strong ? 3.4 : 2.6, panel.theme.panel);
  draw_focus_ring(panel, {c.x - 7, c.y - 7, 14, 14});
}

// Previous, the chapter's scenes, next; returns where the title begins.
double draw_walk(const Panel& panel, Rect area, const Scene& scene) {
  const double y = first_line(area) - kButton / 2;
  ImGui::SetCursorPos({panel.px(kEdge), panel.px(y)});
  action_icon(panel, "previous_scene", Icon::previous, kButton);
  const auto dots = chapter_of(scene).scenes;
  const double room = most_dots() * kDot;
  ImGui::SameLine(0, panel.px((room - kDot * static_cast<double>(dots.size())) / 2));
  for (const Scene& each : dots) {
    draw_dot(panel, each, kButton);
    ImGui::SameLine(0, 0);
  }
  ImGui::SetCursorPos({panel.px(kEdge + kButton + room), panel.px(y)});
  action_icon(panel, "next_scene", Icon::next, kButton);
  return area.x + kEdge + 2 * kButton + room + 10;
}

void draw_text(const Panel& panel, std::string_view id, Point at, std::string_view text, const TextStyle& style) {
  canvas_of(panel).text(at, text, style);
  panel.ui.places.insert_or_assign(
      std::string(id), Rect{at.x, at.y - style.size * kLine / 2, width_of(panel, text, style.size, style.weight), style.size * kLine});
}

// What the chip says: the settings where there is room for so much, else whose there are, else that there are some.
std::string chip_text(const Panel& panel, const Offer& offer, double room) {
  const std::string scene = title_of(panel, panel.document.before);
  const std::string all = say(panel.language, "take.chip", settings_text(offer, panel.language), scene);
  if (width_of(panel, all, kSmall) <= room) return all;
  for (const std::string& less : {say(panel.language, "take.some", scene), std::string(panel.phrase("take.before"))})
    if (width_of(panel, less, kSmall) <= room) return less;
  return std::string(panel.phrase("take.short"));
}

// Of the least that the chip says.
double least_chip(const Panel& panel) { return width_of(panel, panel.phrase("take.short"), kSmall) + kAboutLabel; }

void draw_chip(const Panel& panel, const Offer& offer, double left, double right, double y) {
  if (right - left < least_chip(panel)) return;  // a key and the finder have it too
  const Action& action = action_of("take_over");
  const std::string label = chip_text(panel, offer, right - left - kAboutLabel);
  const std::string all = say(panel.language, "take.tip", settings_text(offer, panel.language), title_of(panel, panel.document.before));
  ImGui::SetCursorPos({panel.px(right - width_of(panel, label, kSmall) - kAboutLabel), panel.px(y)});
  if (button(panel, "take_over", label, say(panel.language, "window.tip_with_key", all, key_of(action)))) carry_out(action, panel);
}

// A button that ends at `right`; returns where the one before it ends.
double draw_button_to(const Panel& panel, std::string_view id, const std::string& label, double right, double y, bool strong = false) {
  const double x = right - width_of(panel, label, kSmall) - kAboutLabel;
  ImGui::SetCursorPos({panel.px(x), panel.px(y)});
  action_button(panel, id, label, strong);
  return x - 8;
}

// How many of the scene's confusions are cleared up, where it has any and there is room from `left` on: in a word, else as on the map. Room
// is left for what is `beside` them, where there is enough for both.
double draw_confusions_button(const Panel& panel, double left, double right, double y, double beside) {
  const auto [cleared, all] = confusions_of(panel.document, panel.model().lesson.scene);
  panel.ui.places.erase("confusions");
  if (all == 0) return right;
  const std::string labels[] = {say(panel.language, "confusions.open", cleared, all), fmt::format("? {}/{}", cleared, all)};
  for (const double free : {left + beside, left}) {
    for (const std::string& label : labels)
      if (right - width_of(panel, label, kSmall) - kAboutLabel >= free) return draw_button_to(panel, "confusions", label, right, y);
  }
  return right;
}

// Of the button that begins the scene's guide, or goes back to the one that waits.
std::string guide_label(const Panel& panel) {
  const auto& place = panel.document.guide;
  return place ? say(panel.language, "guide.resume", place->beat + 1, guide_in(panel.document)->beats.size())
               : std::string(panel.phrase("guide.start"));
}

// The lessons, the scene's guide or the one that waits, and what is confused about it.
double draw_guide_buttons(const Panel& panel, double left, double right, double y, double beside) {
  panel.ui.places.erase("guide");
  right = draw_button_to(panel, "course", std::string(panel.phrase("course.open")), right, y);
  if (!is_enabled(action_of("guide"), panel) || shown_beat(panel.document)) return right;
  const bool waits = panel.document.guide.has_value();
  return draw_confusions_button(panel, left, draw_button_to(panel, "guide", guide_label(panel), right, y, waits), y, beside);
}

// "Home" and, beside it, what may be taken over, or that it was; from `left` on at most.
void draw_settings(const Panel& panel, Rect area, double left) {
  constexpr double kPadding = 4;
  const Font font(panel, kSmall);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2{panel.px(kAboutLabel / 2), panel.px(kPadding)});
  const double y = first_line(area) - ImGui::GetFrameHeight() / panel.surface.scale / 2;
  const std::string_view home = panel.phrase("window.home");
  const double x = area.w - kEdge - width_of(panel, home, kSmall) - kAboutLabel;
  ImGui::SetCursorPos({panel.px(x), panel.px(y)});
  action_button(panel, "home", home);
  for (const char* id : {"take_over", "has_output"}) panel.ui.places.erase(id);
  const Offer none;
  const Offer& offer = shown_beat(panel.document) ? none : offer_to(panel);
  const double chip = offer.fields.empty() ? 0 : least_chip(panel) + 8;
  const double beside_home = draw_guide_buttons(panel, left, x - 8, y, chip);
  if (!offer.fields.empty()) {
    draw_chip(panel, offer, left, beside_home, y);
  } else if (offer.has_output_as_input()) {
    const std::string said =
        fitted(panel, say(panel.language, "take.has_output", title_of(panel, panel.document.before)), beside_home - 4 - left, kSmall);
    const double middle = area.y + first_line(area);
    draw_text(panel, "has_output", {beside_home - 4 - width_of(panel, said, kSmall), middle}, said,
              {.color = panel.theme.muted, .size = kSmall});
  }
  ImGui::PopStyleVar();
}

// Of all buttons that may stand in the row, with their whole words.
double width_of_buttons(const Panel& panel) {
  const auto [cleared, all] = confusions_of(panel.document, panel.model().lesson.scene);
  const double about = kAboutLabel + 8;
  double width = kEdge + width_of(panel, guide_label(panel), kSmall) + about;
  for (const char* key : {"window.home", "course.open"}) width += width_of(panel, panel.phrase(key), kSmall) + about;
  if (all > 0) width += width_of(panel, say(panel.language, "confusions.open", cleared, all), kSmall) + kAboutLabel;
  return width;
}

// Smaller where it leaves no room for the buttons beside it.
double question_size(const Panel& panel, std::string_view question, double room) {
  return std::clamp(kQuestion * room / width_of(panel, question, kQuestion), kLeastQuestion, kQuestion);
}

void draw_row(const Panel& panel, Rect area, const Scene& scene) {
  const double x = draw_walk(panel, area, scene);
  const bool two_lines = has_two_lines(area);
  const double middle = area.y + first_line(area);
  const std::string_view title = panel.phrase(scene.title_key);
  const std::string_view question = panel.phrase(scene.question_key);
  const TextStyle bold{.color = panel.theme.text, .size = kTitle, .weight = Weight::bold};
  draw_text(panel, "title", {x, middle}, title, bold);
  const double end = x + width_of(panel, title, kTitle, Weight::bold);
  const Point at = two_lines ? Point{x, area.bottom() - kSecondLine} : Point{end + kGap, middle + 1.5};
  const double room = area.right() - at.x - (two_lines ? kEdge : kGap + width_of_buttons(panel));
  const TextStyle plain{.color = panel.theme.muted, .size = question_size(panel, question, room)};
  draw_text(panel, "question", at, question, plain);
  draw_settings(panel, area, kGap + (two_lines ? end : at.x + width_of(panel, question, plain.size)));
}

}  // namespace

const Offer& offer_to(const Panel& panel) {
  auto& kept = panel.ui.taking_over;
  const auto before = panel.document.left.find(panel.document.before);
  const Lesson& to = panel.model().lesson;
  const Lesson& from = before == panel.document.left.end() ? to : before->second.lesson;
  if (kept.from != from || kept.to != to) kept = {from, to, offer_in(panel.document)};
  return kept.offer;
}

void draw_scene_row(const Panel& panel, Rect area) {
  panel.ui.words_end = area.bottom();
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{0, 0});
  {
    const Region region(panel, "###scene", area, panel.theme.panel, ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
    canvas_of(panel).line({area.x, area.bottom() - 0.5}, {area.right(), area.bottom() - 0.5}, {panel.theme.line, 1});
    const auto scene = find_scene(panel.model().lesson.scene);
    if (scene) draw_row(panel, area, **scene);
  }
  ImGui::PopStyleVar();
}

}  // namespace deconvlab

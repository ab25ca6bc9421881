#include "app/ui/panels/scene_map.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/diagram/labels.h"
#include "app/draw/rich_text.h"
#include "app/ui/actions.h"
#include "app/ui/panels/card_growth.h"
#include "app/ui/panels/card_pictures.h"
#include "app/ui/panels/confusions.h"
#include "app/ui/panels/map_relations.h"
#include "app/ui/widgets/widgets.h"

namespace deconvlab {

namespace {

constexpr double kFirstLine = 0.725;  // of a text's size: the middle of its first line
constexpr double kRadius = 6;
constexpr int kMostLines = 4;
constexpr Point kBadge{44, 18};
constexpr double kHere = 4;  // the mark of the scene that the map lies over

std::string card_id(int nth) { return fmt::format("card.{}", scene_table()[static_cast<std::size_t>(nth)].id); }

bool mouse_moves() {
  const ImVec2 moved = ImGui::GetIO().MouseDelta;
  return moved.x != 0 || moved.y != 0;
}

// A tick: the scene has been visited.
void draw_tick(Canvas& canvas, Point c, Color color) {
  const Point points[] = {{c.x - 4.5, c.y}, {c.x - 1.5, c.y + 3.5}, {c.x + 4.5, c.y - 4}};
  canvas.polyline(points, {color, 2});
}

void draw_words(const Panel& panel, Canvas& canvas, const MapLayout& layout, const Card& card) {
  const double x = card.area.x + kCardMargin;
  const double width = card.area.w - 2 * kCardMargin;
  const double top = card.picture.bottom() + kCardMargin;
  const bool here = panel.model().lesson.scene == card.scene->id;
  if (here) canvas.fill_rect({card.area.x, top, kHere - 1, layout.title}, panel.theme.accent, 1);
  const TextRun title{std::string(panel.phrase(card.scene->title_key)), panel.theme.text, Weight::bold};
  const TextRun question{std::string(panel.phrase(card.scene->question_key)), panel.theme.muted};
  const double used = draw_wrapped(canvas, {x, top + layout.title * kFirstLine}, width - kTickRoom, title, layout.title, kMostLines);
  const double all =
      used + draw_wrapped(canvas, {x, top + used + layout.question * kFirstLine}, width, question, layout.question, kMostLines);
  panel.ui.places.insert_or_assign(fmt::format("words.{}", card.scene->id), Rect{x, top, width, all});
  if (panel.ui.map.visited.contains(card.scene->id))
    draw_tick(canvas, {card.area.right() - kCardMargin - 6, top + layout.title * kFirstLine}, panel.theme.muted);
}

Rect badge_of(const Card& card) {
  const Rect r = card.picture;
  return {r.right() - kBadge.x - 4, r.y + 4, kBadge.x, kBadge.y};
}

// How many of the scene's confusions are cleared up; true where it was clicked. It lies on the card, and takes the mouse first.
bool is_badge_clicked(const Panel& panel, const Card& card) {
  if (confusions_of(panel.document, card.scene->id).all == 0) return false;
  const std::string id = fmt::format("confusions.{}", card.scene->id);
  const Rect r = badge_of(card);
  ImGui::SetCursorScreenPos(to_real(panel, {r.x, r.y}));
  const bool clicked = ImGui::InvisibleButton(id.c_str(), {panel.px(r.w), panel.px(r.h)});
  remember(panel, id);
  if (ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  tooltip(panel, panel.phrase("confusions.tip"));
  return clicked;
}

void draw_badge(const Panel& panel, Canvas& canvas, Rect r, const ConfusionCount& count) {
  const bool done = count.cleared == count.all;
  canvas.fill_rect(r, panel.theme.panel, r.h / 2);
  canvas.stroke_rect(r, {done ? panel.theme.line : panel.theme.accent, 1}, r.h / 2);
  canvas.text(r.centre(), fmt::format("? {}/{}", count.cleared, count.all),
              {.color = done ? panel.theme.muted : panel.theme.accent, .size = 12, .weight = Weight::bold, .align = Align::centre});
}

const Raster* picture_of(const Panel& panel, int nth) {
  SceneMap& map = panel.ui.map;
  const bool plays = map.pointed && nth == map.chosen;
  return plays ? map.pictures->playing(nth, ImGui::GetIO().DeltaTime, panel.model().reduce_motion) : map.pictures->of(nth);
}

// Whether it was clicked; the mouse chooses the card that it moves over.
bool draw_card(const Panel& panel, const MapLayout& layout, int nth) {
  const Card& card = layout.cards[static_cast<std::size_t>(nth)];
  SceneMap& map = panel.ui.map;
  if (is_badge_clicked(panel, card)) ask_for_confusions(panel, card.scene->id);
  ImGui::SetCursorScreenPos(to_real(panel, {card.area.x, card.area.y}));
  const bool clicked = ImGui::InvisibleButton(card_id(nth).c_str(), {panel.px(card.area.w), panel.px(card.area.h)});
  remember(panel, card_id(nth));
  if (ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  if (ImGui::IsItemHovered() && mouse_moves()) {
    map.chosen = nth;
    map.pointed = true;
  }
  const bool chosen = nth == map.chosen;
  ImGuiCanvas canvas = canvas_of(panel);
  canvas.fill_rect(card.area, panel.theme.background, kRadius);
  panel.ui.places.insert_or_assign(fmt::format("picture.{}", card.scene->id), card.picture);
  const Raster* picture = picture_of(panel, nth);
  if (picture) canvas.image(card.picture, *picture);
  if (!picture) canvas.text(card.picture.centre(), "…", {.color = panel.theme.muted, .size = 20, .align = Align::centre});
  canvas.line({card.picture.x, card.picture.bottom()}, {card.picture.right(), card.picture.bottom()}, {panel.theme.line, 1});
  const Stroke edge = chosen ? Stroke{panel.theme.accent, 2.5} : Stroke{panel.theme.line, 1};
  canvas.stroke_rect(chosen ? card.area.inset(-1) : card.area, edge, kRadius);
  draw_words(panel, canvas, layout, card);
  if (const ConfusionCount count = confusions_of(panel.document, card.scene->id); count.all > 0)
    draw_badge(panel, canvas, badge_of(card), count);
  return clicked;
}

void draw_title(const Panel& panel, Rect page) {
  ImGuiCanvas canvas = canvas_of(panel);
  const TextStyle title{.color = panel.theme.text, .size = 22, .weight = Weight::bold};
  const TextStyle hint{.color = panel.theme.muted, .size = 14};
  const Point at{page.x + kMapEdge, kMapHead / 2};
  canvas.text(at, panel.phrase("map.title"), title);
  const double x = at.x + canvas.text_width(panel.phrase("map.title"), title) + 16;
  canvas.text({x, at.y + 1.5}, panel.phrase("map.hint"), hint);
  const double width = canvas.text_width(panel.phrase("map.hint"), hint);
  panel.ui.places.insert_or_assign("map.hint", Rect{x, at.y - hint.size / 2, width, hint.size});
}

// They end at the right edge: their width is known from the frame before.
double buttons_width(const Panel& panel) {
  constexpr double kAtFirst = 400;
  const auto left = panel.ui.places.find("map.find");
  const auto right = panel.ui.places.find("map.close");
  const bool known = left != panel.ui.places.end() && right != panel.ui.places.end();
  return known ? right->second.right() - left->second.x : kAtFirst;
}

void draw_buttons(const Panel& panel, Rect page) {
  ImGui::SetCursorPos({panel.px(page.w - kMapEdge - buttons_width(panel)), panel.px(kMapHead / 2) - ImGui::GetFrameHeight() / 2});
  const Action& find = action_of("find");
  if (button(panel, "map.find", say(panel.language, "map.find", key_of(find)), "")) carry_out(find, panel);
  beside(panel);
  look_buttons(panel);
  beside(panel);
  const Action& hide = action_of("map.hide");
  if (button(panel, "map.close", say(panel.language, "map.close", key_of(hide)), "")) carry_out(hide, panel);
}

// What tick and badge mean.
void draw_legend(const Panel& panel, Rect area) {
  ImGuiCanvas canvas = canvas_of(panel);
  const double y = area.bottom() - 12;
  draw_badge(panel, canvas, {area.x, y - 20 - kBadge.y / 2, kBadge.x, kBadge.y}, {1, 2});
  draw_fitting(canvas, {area.x + kBadge.x + 8, y - 20}, area.w - kBadge.x - 8, std::string(panel.phrase("confusions.legend")),
               {.color = panel.theme.muted, .size = 13});
  draw_tick(canvas, {area.x + 6, y}, panel.theme.muted);
  canvas.text({area.x + 20, y}, panel.phrase("map.visited"), {.color = panel.theme.muted, .size = 13});
}

void draw_headings(const Panel& panel, Canvas& canvas, const MapLayout& layout) {
  for (const ChapterPlace& place : layout.chapters) {
    const std::string_view name = panel.phrase(place.chapter->title_key);
    const TextStyle style{.color = panel.theme.text, .size = 15, .weight = Weight::bold};
    canvas.text(place.heading, name, style);
    panel.ui.places.insert_or_assign(fmt::format("heading.{}", place.chapter->id),
                                     Rect{place.heading.x, place.heading.y - style.size / 2, canvas.text_width(name, style), style.size});
  }
}

void draw_cards(const Panel& panel, Rect page) {
  ImGuiCanvas canvas = canvas_of(panel);
  const MapLayout layout = lay_out_map(canvas, page, panel.language, panel.surface.scale);
  const Rect& picture = layout.cards.front().picture;
  const auto real = [&](double length) { return static_cast<int>(std::lround(length * panel.surface.scale)); };
  panel.ui.map.pictures->advance({panel.model().theme, panel.model().language, real(picture.w), real(picture.h)});
  draw_headings(panel, canvas, layout);
  draw_relations(panel, canvas, layout);
  int clicked = -1;
  for (int n = 0; n < std::ssize(layout.cards); ++n) {
    if (draw_card(panel, layout, n)) clicked = n;
  }
  draw_legend(panel, layout.free);
  if (clicked >= 0) open_card(panel, clicked);
}

}  // namespace

void show_map(UiState& ui, std::string_view scene) {
  const auto here = std::ranges::find(scene_table(), scene, &Scene::id);
  ui.map.chosen = here == scene_table().end() ? 0 : static_cast<int>(here - scene_table().begin());
  ui.map.pointed = false;
  ui.map.shown = true;
  if (!ui.map.pictures) ui.map.pictures = std::make_shared<CardPictures>();
}

void choose_card(const Panel& panel, Cell by) {
  SceneMap& map = panel.ui.map;
  const auto place = [&](int nth) {
    const auto found = panel.ui.places.find(card_id(nth));
    return found == panel.ui.places.end() ? Rect{} : found->second;
  };
  const Rect from = place(map.chosen);
  const auto forward = [&](const Rect& to) {
    return (to.centre().x - from.centre().x) * by.col + (to.centre().y - from.centre().y) * by.row;
  };
  const auto aside = [&](const Rect& to) {
    return std::abs(to.centre().x - from.centre().x) * std::abs(by.row) + std::abs(to.centre().y - from.centre().y) * std::abs(by.col);
  };
  int best = -1;
  const auto distance = [&](int nth) { return forward(place(nth)) + 3 * aside(place(nth)); };
  for (int n = 0; n < std::ssize(scene_table()); ++n) {
    if (forward(place(n)) > 1 && aside(place(n)) <= from.w && (best < 0 || distance(n) < distance(best))) best = n;
  }
  if (best >= 0) map.chosen = best;
  map.pointed = true;
}

void open_card(const Panel& panel, int nth) {
  const std::string id(scene_table()[static_cast<std::size_t>(nth)].id);
  if (panel.model().lesson.scene != id) panel.send(command::GoToScene{id});
  panel.ui.map.shown = false;
  const auto picture = panel.ui.places.find(fmt::format("picture.{}", id));
  if (picture != panel.ui.places.end()) grow_card(panel, nth, picture->second);
}

bool map_moves(const UiState& ui) { return ui.map.growth || (ui.map.shown && (ui.map.pointed || !ui.map.pictures->complete())); }

void draw_scene_map(const Panel& panel, Rect page) {
  SceneMap& map = panel.ui.map;
  if (!map.pointed) map.pictures->stop();
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{0, 0});
  {
    const Region region(panel, "###map", page, panel.theme.panel,
                        ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoNav);
    draw_title(panel, page);
    draw_buttons(panel, page);
    if (mouse_moves()) map.pointed = false;  // until a card is under it
    draw_cards(panel, page);
  }
  ImGui::PopStyleVar();
}

}  // namespace deconvlab

#include "app/ui/panels/map_relations.h"

#include <algorithm>

namespace deconvlab {

namespace {

constexpr double kTurn = 26;        // from a card's edge to where a relation leaves or enters it
constexpr double kNarrowest = 118;  // of a card, so that heading and arrow stand apart
constexpr double kWord = 12;
constexpr double kAboutWord = 6;
constexpr double kTip = 5;

// Where on a card: its upper or lower edge, at the left, in the middle, at the right.
struct End {
  std::string_view scene;
  bool lower;
  double share;  // 0: left, 1: right
};

struct Relation {
  End from, to;
  std::string_view word;  // phrase
};

constexpr Relation kRelations[] = {
    {{"convolution", false, 0.5}, {"matrix", false, 0.5}, "map.flatten"},
    {{"matrix", true, 0}, {"unrolled", false, 1}, "map.transpose"},
    {{"transposed", true, 1}, {"fractional", true, 0}, "map.insert_zeros"},
};

Point end_of(const MapLayout& layout, const End& end) {
  const auto card = std::ranges::find(layout.cards, end.scene, [](const Card& c) { return c.scene->id; });
  const Rect& r = card->area;
  return {r.x + kTurn + (r.w - 2 * kTurn) * end.share, end.lower ? r.bottom() : r.y};
}

void draw_tip(Canvas& canvas, Point at, bool upwards, Color color) {
  const double back = upwards ? kTip : -kTip;
  const Point corners[] = {at, {at.x - kTip * 0.8, at.y + back * 1.4}, {at.x + kTip * 0.8, at.y + back * 1.4}};
  canvas.fill_polygon(corners, color);
}

void draw_relation(const Panel& panel, Canvas& canvas, const MapLayout& layout, const Relation& relation) {
  const Point from = end_of(layout, relation.from);
  const Point to = end_of(layout, relation.to);
  // In the middle of the strip above the lower one of the two rows, or below them both.
  const double y = relation.to.lower ? to.y + layout.strip / 2 : to.y - layout.strip / 2;
  const Color ink = panel.theme.muted;
  const Point path[] = {from, {from.x, y}, {to.x, y}, {to.x, to.y + (relation.to.lower ? kTip : -kTip)}};
  canvas.polyline(path, {ink, 1.5});
  draw_tip(canvas, {to.x, to.y + (relation.to.lower ? 2 : -2)}, relation.to.lower, ink);
  const std::string_view word = panel.phrase(relation.word);
  const TextStyle style{.color = panel.theme.text, .size = kWord, .align = Align::centre};
  const double width = canvas.text_width(word, style) + 2 * kAboutWord;
  const Rect behind{(from.x + to.x) / 2 - width / 2, y - kWord * 0.7, width, kWord * 1.4};
  canvas.fill_rect(behind, panel.theme.panel);
  canvas.text(behind.centre(), word, style);
  panel.ui.places.insert_or_assign(std::string(relation.word), behind);
}

}  // namespace

void draw_relations(const Panel& panel, Canvas& canvas, const MapLayout& layout) {
  if (layout.cards.front().area.w < kNarrowest) return;
  for (const Relation& relation : kRelations) draw_relation(panel, canvas, layout, relation);
}

}  // namespace deconvlab

#include "app/diagram/loupe.h"

#include <algorithm>
#include <cmath>

namespace deconvlab {

namespace {

constexpr double kCaption = 22;
constexpr double kSmallestMark = 5;  // of a frame on a picture

Color shade_of(double value, Shades shades, const Theme& theme) {
  if (shades == Shades::difference) return theme.diverging(value / kStrongestDifference);
  const float grey = strength_of(value, shades);
  return {grey, grey, grey, 1};
}

}  // namespace

Cell loupe_cell(const Frame& frame) {
  const Extent size = frame.results.picture_size();
  for (const Focus& focus : {frame.focus, frame.model.pinned}) {
    if (focus.target == Target::input && size.contains(focus.cell)) return focus.cell;
  }
  return {size.h / 2, size.w / 2};
}

GridPlace draw_loupe(Canvas& canvas, Rect area, const LoupePlane& plane, const Frame& frame) {
  draw_fitting(canvas, {area.centre().x, area.y + kCaption / 2}, area.w, plane.caption,
               {.color = plane.ink, .size = 14, .weight = Weight::bold, .align = Align::centre});
  const GridPlace place = fit_plane({area.x, area.y + kCaption, area.w, area.h - kCaption}, plane.size, kLargestCell);
  const Extent all = plane.values.shape().plane();
  draw_plane(
      canvas, place,
      [&](Cell c) {
        const Cell at{c.row + plane.first.row, c.col + plane.first.col};
        if (!all.contains(at)) return PlaneCell{{.role = Role::padding}, {}};
        if (plane.shown && !plane.shown(at)) return PlaneCell{{.role = Role::neutral}, {}};
        const float value = plane.values.at(at);
        return PlaneCell{{.role = Role::neutral, .shade = shade_of(value / plane.divisor, plane.shades, frame.theme)},
                         number(std::round(value))};
      },
      frame.theme);
  return place;
}

double draw_meaning_of_numbers(Canvas& canvas, Rect area, const std::string& words, const Frame& frame) {
  constexpr double kLine = 22;
  draw_fitting(canvas, {area.centre().x, area.bottom() - kLine / 2 + 3}, area.w, words,
               {.color = frame.theme.muted, .size = 13, .align = Align::centre});
  return kLine;
}

void outline(Canvas& canvas, const GridPlace& place, const LoupePlane& plane, Cell first, Extent size, Color color) {
  const Rect all = place.span({first.row - plane.first.row, first.col - plane.first.col}, size);
  const Rect r = all.within(place.outer());
  if (r.w <= 0 || r.h <= 0) return;
  constexpr double kSame = 0.01;
  if (r.w > all.w - kSame && r.h > all.h - kSame) return canvas.stroke_rect(r, {color, 2.5});  // with its corners
  const auto is_one_of = [](double at, double begin, double end) { return std::min(std::abs(at - begin), std::abs(at - end)) < kSame; };
  for (const double y : {r.y, r.bottom()})
    if (is_one_of(y, all.y, all.bottom())) canvas.line({r.x, y}, {r.right(), y}, {color, 2.5});
  for (const double x : {r.x, r.right()})
    if (is_one_of(x, all.x, all.right())) canvas.line({x, r.y}, {x, r.bottom()}, {color, 2.5});
}

void mark_loupe(Canvas& canvas, const PicturePlace& place, Cell first, Extent size, const Theme& theme) {
  Rect r = place.span(first, size);
  const double grow = std::max(0.0, kSmallestMark - r.w) / 2;
  r = Rect{r.x - grow, r.y - grow, r.w + 2 * grow, r.h + 2 * grow}.within(place.rect);
  if (r.w <= 0 || r.h <= 0) return;
  canvas.stroke_rect(r.inset(-1), {theme.background, 1});
  canvas.stroke_rect(r, {theme.of(Role::kernel).solid, 2});
}

}  // namespace deconvlab

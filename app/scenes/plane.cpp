#include "app/scenes/plane.h"

#include <algorithm>

namespace deconvlab {

namespace {

Extent whole(const GridPlace& place) { return {place.size.h + 2 * place.padding.h, place.size.w + 2 * place.padding.w}; }

Cell cell_at(const GridPlace& place, std::int64_t n) {
  const Cell c = whole(place).cell_at(n);
  return {c.row - place.padding.h, c.col - place.padding.w};
}

Color fill_of(const CellStyle& style, const Theme& theme) {
  const Tone& tone = theme.of(style.role);
  const Color fill = style.shade ? *style.shade : style.lit ? tone.solid : tone.fill;
  if (style.open) return theme.background.with_alpha(0);
  return style.faded ? mix(fill, theme.background, 0.65) : fill;
}

Color ink_of(const CellStyle& style, const Theme& theme) {
  if (style.faded || (style.role == Role::padding && !style.lit)) return theme.muted;
  return ink_on(theme, fill_of(style, theme));
}

CellStyle shaded(const PlaneCell& cell) {
  CellStyle style = cell.style;
  if (cell.shade) style.shade = cell.shade;
  return style;
}

}  // namespace

GridPlace fit_plane(Rect area, Extent size, double largest, Extent padding) {
  GridPlace place{{}, 0, size, padding};
  const Extent all = whole(place);
  place.cell = fit_cell(area.w, area.h, all.h, all.w, largest);
  place.origin = {area.centre().x + place.cell * (static_cast<double>(padding.w) - static_cast<double>(all.w) / 2),
                  area.centre().y + place.cell * (static_cast<double>(padding.h) - static_cast<double>(all.h) / 2)};
  return place;
}

void draw_plane(Canvas& canvas, const GridPlace& place, const PlaneCells& cell_of, const Theme& theme) {
  const Extent all = whole(place);
  if (place.cell < kSmallestDrawnCell) {
    return draw_cells_as_picture(canvas, place.outer(), all.h, all.w, [&](std::int64_t r, std::int64_t c) {
      return fill_of(shaded(cell_of({r - place.padding.h, c - place.padding.w})), theme);
    });
  }
  const auto label = [&](std::int64_t n) { return cell_of(cell_at(place, n)).label; };
  const double size = common_label_size(canvas, place.cell, place.cell, all.area(), label);
  for (std::int64_t n = 0; n < all.area(); ++n) {
    const Rect r = place.at(cell_at(place, n));
    const PlaneCell cell = cell_of(cell_at(place, n));
    draw_cell(canvas, r, size > 0 ? cell.style : shaded(cell), theme);
    draw_label_at(canvas, r, cell.label, ink_of(cell.style, theme), size);
  }
}

void draw_padding_ground(Canvas& canvas, const GridPlace& place, const Theme& theme) {
  if (place.padding == Extent{}) return;
  const Tone& tone = theme.of(Role::padding);
  canvas.fill_rect(place.outer(), tone.fill);
  draw_hatch(canvas, place.outer(), tone.solid.with_alpha(0.4f));
}

void add_plane_hit(const GridPlace& place, const Frame& frame, Target target) {
  if (frame.hits) frame.hits->push_back({place.outer(), {target, {-place.padding.h, -place.padding.w}, {}}, whole(place)});
}

}  // namespace deconvlab

#include "app/diagram/plane.h"

#include <algorithm>

namespace deconvlab {

namespace {

Cell cell_at(const GridPlace& place, Cell nth) { return {nth.row + place.first().row, nth.col + place.first().col}; }
Cell cell_at(const GridPlace& place, std::int64_t n) { return cell_at(place, place.cells().cell_at(n)); }

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

GridPlace fit_plane(Rect area, Extent size, double largest, const Border& padding) {
  const Extent all = padding.around(size);
  return place_in(area, fit_cell(area.w, area.h, all.h, all.w, largest), size, padding);
}

void draw_plane(Canvas& canvas, const GridPlace& place, const PlaneCells& cell_of, const Theme& theme) {
  const auto label = [&](std::int64_t n) { return cell_of(cell_at(place, n)).label; };
  const bool drawn = place.cell >= kSmallestDrawnCell;
  draw_plane(canvas, place, cell_of, theme, drawn ? common_label_size(canvas, place.cell, place.cell, place.cells().area(), label) : 0);
}

void draw_plane(Canvas& canvas, const GridPlace& place, const PlaneCells& cell_of, const Theme& theme, double size) {
  const Extent all = place.cells();
  if (place.cell < kSmallestDrawnCell) {
    return draw_cells_as_picture(canvas, place.outer(), all.h, all.w, [&](std::int64_t r, std::int64_t c) {
      return fill_of(shaded(cell_of(cell_at(place, Cell{r, c}))), theme);
    });
  }
  for (std::int64_t n = 0; n < all.area(); ++n) {
    const Rect r = place.at(cell_at(place, n));
    const PlaneCell cell = cell_of(cell_at(place, n));
    draw_cell(canvas, r, size > 0 ? cell.style : shaded(cell), theme);
    draw_label_at(canvas, r, cell.label, ink_of(cell.style, theme), size);
  }
}

void draw_padding_ground(Canvas& canvas, const GridPlace& place, const Theme& theme) {
  if (place.padding == Border{}) return;
  const Tone& tone = theme.of(Role::padding);
  canvas.fill_rect(place.outer(), tone.fill);
  draw_hatch(canvas, place.outer(), tone.solid.with_alpha(0.4f));
}

void add_plane_hit(const GridPlace& place, const Frame& frame, Target target) {
  if (frame.hits) frame.hits->push_back({place.outer(), {target, place.first(), {}}, place.cells()});
}

}  // namespace deconvlab

#include "app/diagram/plane.h"

#include <algorithm>
#include <utility>

namespace deconvlab {

namespace {

Cell cell_at(const GridPlace& place, Cell nth) { return {nth.row + place.first().row, nth.col + place.first().col}; }
Cell cell_at(const GridPlace& place, std::int64_t n) { return cell_at(place, place.cells().cell_at(n)); }

Color ink_of(const CellStyle& style, const Theme& theme) {
  if ((style.faded && !style.shade) || (style.role == Role::padding && !style.lit)) return theme.muted;
  return ink_on(theme, style.fill(theme));
}

CellStyle shaded(const PlaneCell& cell) {
  CellStyle style = cell.style;
  if (cell.shade) style.shade = cell.shade;
  return style;
}

PictureCell pixel_of(const CellStyle& style, const Theme& theme) {
  if (style.open) return theme.background.with_alpha(0);
  return {theme, style.fill(theme), style.shade && style.negative};
}

void draw_as_picture(Canvas& canvas, const GridPlace& place, const PlaneCells& cell_of, const Theme& theme) {
  const Extent all = place.cells();
  const Rect outer = place.outer();
  std::vector<char> active;
  draw_cells_as_picture(canvas, outer, all.h, all.w, [&](std::int64_t r, std::int64_t c) {
    const CellStyle style = shaded(cell_of(cell_at(place, Cell{r, c})));
    active.push_back(style.lit ? 1 : 0);
    return pixel_of(style, theme);
  });
  draw_active(canvas, outer, {pixels_along(all.h, outer.h), pixels_along(all.w, outer.w)}, active, theme);
}

}  // namespace

PlaneCell value_cell(const Theme& theme, const CellStyle& style, float value, const ValueScale& scale, std::string label) {
  PlaneCell cell{style, std::move(label), value_shade(theme, style.role, value, scale)};
  cell.style.negative = value < 0;
  return cell;
}

PlaneCell weight_cell(const Theme& theme, float weight, const ValueScale& scale, bool active, std::string label) {
  PlaneCell cell{weight_style(theme, weight, scale), std::move(label)};
  cell.style.lit = active;
  return cell;
}

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
  if (place.cell < kSmallestDrawnCell) return draw_as_picture(canvas, place, cell_of, theme);
  const Extent all = place.cells();
  std::vector<char> active;
  for (std::int64_t n = 0; n < all.area(); ++n) {
    const Rect r = place.at(cell_at(place, n));
    const PlaneCell cell = cell_of(cell_at(place, n));
    draw_cell(canvas, r, size > 0 ? cell.style : shaded(cell), theme);
    draw_label_at(canvas, r, cell.label, ink_of(cell.style, theme), size);
    active.push_back(cell.style.lit ? 1 : 0);
  }
  draw_active(canvas, place.outer(), all, active, theme);
}

void draw_padding_ground(Canvas& canvas, const GridPlace& place, const Theme& theme) {
  if (place.padding != Border{}) draw_padding_ground(canvas, place.outer(), theme);
}

void draw_padding_ground(Canvas& canvas, Rect part, const Theme& theme) {
  const Tone& tone = theme.of(Role::padding);
  canvas.fill_rect(part, tone.fill);
  draw_hatch(canvas, part, tone.solid.with_alpha(0.4f));
}

void add_plane_hit(const GridPlace& place, const Frame& frame, Target target, std::int64_t channel) {
  if (frame.hits) frame.hits->push_back({place.outer(), {target, place.first(), {}, channel}, place.cells()});
}

}  // namespace deconvlab

#include "app/diagram/stretched.h"

#include <algorithm>

#include "app/diagram/motion.h"
#include "app/diagram/transposed_words.h"
#include "app/draw/grid.h"

namespace deconvlab {

namespace {

constexpr std::int64_t kMostCellHits = 4096;
constexpr double kSmallestHit = 2;
constexpr double kZeroShown = 0.5;  // of a zero's way in: its number appears

TransposedAxis down(const Stage& stage) { return stage.geometry.h.transposed(); }
TransposedAxis across(const Stage& stage) { return stage.geometry.w.transposed(); }

bool on_cell(const Axis& axis, std::int64_t at) { return at >= 0 && at % axis.s == 0 && at / axis.s < axis.o; }

// The tap of the kernel over a coordinate of the stretched axis, when it stands at the output coordinate.
bool under_kernel(const Axis& axis, std::int64_t output, std::int64_t at) {
  const std::int64_t from = at - output + axis.transposed().p;
  return from >= 0 && from < axis.k_eff && from % axis.d == 0;
}

bool lit(const Stage& stage, Cell at) {
  const Geometry& g = stage.geometry;
  const bool cell = on_cell(g.h, at.row) && on_cell(g.w, at.col);
  if (!stage.links.shows_placement() || stage.focus.target == Target::nonzero)
    return cell && stage.links.input({at.row / g.h.s, at.col / g.w.s});
  return stage.started && stage.moment.glide >= 1 && under_kernel(g.h, stage.step.output.row, at.row) &&
         under_kernel(g.w, stage.step.output.col, at.col);
}

// Where cell (row, col) of the input stands while the cells move apart from the middle.
Rect cell_place(const GridPlace& place, const Stage& stage, Cell input, double apart) {
  const auto along = [&](const Axis& axis, std::int64_t n) {
    const double middle = static_cast<double>(axis.o - 1) / 2;
    return static_cast<double>(axis.s) * middle + (static_cast<double>(n) - middle) * (1 + static_cast<double>(axis.s - 1) * apart);
  };
  const Geometry& g = stage.geometry;
  return {place.origin.x + along(g.w, input.col) * place.cell, place.origin.y + along(g.h, input.row) * place.cell, place.cell, place.cell};
}

// What p' adds, growing from the stretched grid outwards; the output padding pushes its end away.
Rect padded_area(const GridPlace& place, const Stage& stage, const Spread& spread) {
  const double h = static_cast<double>(down(stage).a) * place.cell * (1 - spread.extra);
  const double w = static_cast<double>(across(stage).a) * place.cell * (1 - spread.extra);
  const auto shorter = [&](const Rect& r) { return Rect{r.x, r.y, r.w - w, r.h - h}; };
  const Rect to = shorter(place.outer());
  const Rect from = shorter(place.span({0, 0}, place.size));
  const auto between = [&](double a, double b) { return a + (b - a) * spread.padding; };
  const Point corner{between(from.x, to.x), between(from.y, to.y)};
  return {corner.x, corner.y, between(from.right(), to.right()) - corner.x, between(from.bottom(), to.bottom()) - corner.y};
}

void draw_ground(Canvas& canvas, const GridPlace& place, const Stage& stage, const Spread& spread) {
  if (place.padding == Border{} || spread.padding <= 0) return;
  const Tone& tone = stage.frame.theme.of(Role::padding);
  const Rect area = padded_area(place, stage, spread);
  canvas.fill_rect(area, tone.fill);
  draw_hatch(canvas, area, tone.solid.with_alpha(place.cell < kSmallestDrawnCell ? 0.3f : 0.4f));
}

// The stretched grid as far as the output padding has grown.
Rect grown(const GridPlace& place, const Stage& stage, const Spread& spread) {
  const Rect all = place.span({0, 0}, place.size);
  const double away = (1 - spread.extra) * place.cell;
  return {all.x, all.y, all.w - static_cast<double>(across(stage).a) * away, all.h - static_cast<double>(down(stage).a) * away};
}

// The rows and columns of the output padding, marked as the remainder of a convolution is.
void draw_extra(Canvas& canvas, const GridPlace& place, const Stage& stage, const Spread& spread) {
  const Rect all = grown(place, stage, spread);
  const double h = static_cast<double>(down(stage).a) * place.cell * spread.extra;
  const double w = static_cast<double>(across(stage).a) * place.cell * spread.extra;
  const Stroke stroke{stage.frame.theme.text, 2, 5};
  if (h > 2) canvas.stroke_rect(Rect{all.x, all.bottom() - h, all.w, h}.inset(1), stroke);
  if (w > 2) canvas.stroke_rect(Rect{all.right() - w, all.y, w, all.h}.inset(1), stroke);
}

// Cells of the stretched grid that belong to the output padding.
bool is_extra(const Stage& stage, Cell at) {
  return at.row >= down(stage).stretched - down(stage).a || at.col >= across(stage).stretched - across(stage).a;
}

void draw_zero(Canvas& canvas, const GridPlace& place, const Stage& stage, Cell at, double share, double label) {
  if (share <= 0) return;
  const Theme& theme = stage.frame.theme;
  const double inset = (1 - share) * place.cell / 2;
  const Rect r = place.at(at).inset(inset);
  const bool cropped = is_cropped(stage.geometry, at);
  // White under the kernel too: the outline alone says that it is active.
  const CellStyle style{.role = Role::inserted_zero, .faded = cropped, .dashed = true, .crossed = cropped};
  draw_cell(canvas, r, style, theme);
  if (share < kZeroShown) return;
  draw_label_at(canvas, r, "0", lit(stage, at) ? theme.text : theme.muted, label);
}

void draw_padding_cell(Canvas& canvas, const GridPlace& place, const Stage& stage, Cell at, double label) {
  const Theme& theme = stage.frame.theme;
  const bool on = lit(stage, at);
  draw_cell(canvas, place.at(at), {.role = Role::padding, .lit = on, .open = !on}, theme);
  draw_label_at(canvas, place.at(at), "0", on ? theme.on_solid : theme.muted, label);
}

// Everything but the input's cells.
void draw_zeros(Canvas& canvas, const GridPlace& place, const Stage& stage, const Spread& spread, double label) {
  const Geometry& g = stage.geometry;
  for (std::int64_t r = place.first().row; r < place.size.h + place.padding.after.h; ++r) {
    for (std::int64_t c = place.first().col; c < place.size.w + place.padding.after.w; ++c) {
      const Cell at{r, c};
      if (!place.size.contains(at)) {
        if (spread.complete()) draw_padding_cell(canvas, place, stage, at, label);
      } else if (is_extra(stage, at)) {
        if (spread.extra > 0) draw_zero(canvas, place, stage, at, 1, spread.complete() ? label : 0);
      } else if (!on_cell(g.h, r) || !on_cell(g.w, c)) {
        draw_zero(canvas, place, stage, at, spread.zeros, label);
      }
    }
  }
}

void draw_inputs(Canvas& canvas, const GridPlace& place, const Stage& stage, const Spread& spread, double label) {
  const Theme& theme = stage.frame.theme;
  for (std::int64_t n = 0; n < stage.inputs().area(); ++n) {
    const Cell c = stage.inputs().cell_at(n);
    const Rect r = cell_place(place, stage, c, spread.apart);
    const bool on = lit(stage, {c.row * stage.geometry.h.s, c.col * stage.geometry.w.s});
    const float value = stage.frame.results.x().at(c);
    CellStyle style{.role = Role::input, .lit = on};
    style.faded = style.crossed = is_cropped(stage.geometry, {c.row * stage.geometry.h.s, c.col * stage.geometry.w.s});
    style.negative = value < 0;
    if (label == 0) style.shade = value_shade(theme, Role::input, value, stage.frame.results.input_scale);
    draw_cell(canvas, r, style, theme);
    draw_label_at(canvas, r, cell_label(stage.frame, "x", c, value), style.faded ? theme.muted : on ? theme.on_solid : theme.text, label);
    if (stage.pinned_cell(Target::input) == c) draw_pin(canvas, r, theme);
  }
}

void add_hits(const GridPlace& place, const Stage& stage, const Spread& spread) {
  if (!stage.frame.hits || place.cell < kSmallestHit || stage.inputs().area() > kMostCellHits) return;
  for (std::int64_t n = 0; n < stage.inputs().area(); ++n) {
    const Cell c = stage.inputs().cell_at(n);
    stage.frame.hits->push_back({cell_place(place, stage, c, spread.apart), {Target::input, c, {}}});
  }
}

// The input as one picture, while its cells move apart.
void draw_small_input(Canvas& canvas, const GridPlace& place, const Stage& stage, double apart) {
  const Rect first = cell_place(place, stage, {0, 0}, apart);
  const Rect last = cell_place(place, stage, {stage.inputs().h - 1, stage.inputs().w - 1}, apart);
  const Results& results = stage.frame.results;
  draw_cells_as_picture(canvas, {first.x, first.y, last.right() - first.x, last.bottom() - first.y}, stage.inputs().h, stage.inputs().w,
                        [&](std::int64_t r, std::int64_t c) {
                          const float value = results.x().at({r, c});
                          return PictureCell(stage.frame.theme, value_shade(stage.frame.theme, Role::input, value, results.input_scale),
                                             value < 0);
                        });
}

// Cells too small for labels: a pixel each.
void draw_small(Canvas& canvas, const GridPlace& place, const Stage& stage, const Spread& spread) {
  if (spread.zeros <= 0) return draw_small_input(canvas, place, stage, spread.apart);
  const Geometry& g = stage.geometry;
  const Theme& theme = stage.frame.theme;
  draw_cells_as_picture(canvas, place.outer(), place.cells().h, place.cells().w, [&](std::int64_t r, std::int64_t c) {
    const Cell at{r + place.first().row, c + place.first().col};
    if (on_cell(g.h, at.row) && on_cell(g.w, at.col)) {
      const float value = stage.frame.results.x().at({at.row / g.h.s, at.col / g.w.s});
      return PictureCell(theme, value_shade(theme, Role::input, value, stage.frame.results.input_scale), value < 0);
    }
    if (place.size.contains(at)) return PictureCell(theme.of(Role::inserted_zero).fill);
    return PictureCell(lit(stage, at) ? theme.of(Role::padding).solid : theme.background.with_alpha(0));
  });
}

void outline_active(Canvas& canvas, const GridPlace& place, const Stage& stage) {
  draw_active_cells(canvas, place.outer(), place.cells().h, place.cells().w, stage.frame.theme, [&](std::int64_t r, std::int64_t c) {
    return lit(stage, {r + place.first().row, c + place.first().col});
  });
}

}  // namespace

Extent stretched_size(const Geometry& g) { return {g.h.transposed().stretched, g.w.transposed().stretched}; }

Border padding_of_transposed(const Geometry& g) {
  const TransposedAxis h = g.h.transposed();
  const TransposedAxis w = g.w.transposed();
  return {{h.p, w.p}, {h.p_end, w.p_end}};
}

Border stretched_padding(const Geometry& g) {
  const auto padded = [](Extent p) { return Extent{std::max<std::int64_t>(0, p.h), std::max<std::int64_t>(0, p.w)}; };
  const Border padding = padding_of_transposed(g);
  return {padded(padding.before), padded(padding.after)};
}

Border lost_of_stamps(const Geometry& g) {
  const auto reached = [&](Extent p) { return Extent{std::min(p.h, g.h.k_eff - 1), std::min(p.w, g.w.k_eff - 1)}; };
  const Border padding = padding_of(g);
  return {reached(padding.before), reached(padding.after)};
}

bool is_cropped(const Geometry& g, Cell at) {
  const auto beyond = [](const TransposedAxis& t, std::int64_t n) { return n < -t.p || n >= t.stretched + t.p_end; };
  return beyond(g.h.transposed(), at.row) || beyond(g.w.transposed(), at.col);
}

std::string stretched_caption(const Stage& stage, const Spread& spread) {
  const Extent size = stretched_size(stage.geometry);
  const bool apart = stage.geometry.h.s > 1 || stage.geometry.w.s > 1;
  if (!spread.complete() && (spread.zeros < 1 || !apart)) return {};
  if (!spread.complete()) return say(stage.frame.language, "scene.stretched_only", size.h - down(stage).a, size.w - across(stage).a);
  return say(stage.frame.language, apart ? "scene.stretched" : "scene.only_padded", size.h, size.w,
             both_ends(padding_of_transposed(stage.geometry)));
}

void draw_stretched(Canvas& canvas, const GridPlace& place, const Stage& stage, const Spread& spread) {
  draw_ground(canvas, place, stage, spread);
  if (place.cell < kSmallestDrawnCell) {
    draw_small(canvas, place, stage, spread);
  } else {
    const double label = common_label_size(canvas, place.cell, place.cell, stage.inputs().area(), [&](std::int64_t n) {
      const Cell c = stage.inputs().cell_at(n);
      return cell_label(stage.frame, "x", c, stage.frame.results.x().at(c));
    });
    canvas.push_clip(spread.padding >= 1 && !spread.complete() ? grown(place, stage, spread) : place.outer().inset(-1));
    draw_zeros(canvas, place, stage, spread, label);
    canvas.pop_clip();
    draw_inputs(canvas, place, stage, spread, label);
  }
  if (spread.complete()) outline_active(canvas, place, stage);
  draw_extra(canvas, place, stage, spread);
  add_hits(place, stage, spread);
}

void draw_turned_kernel(Canvas& canvas, const GridPlace& place, const Stage& stage) {
  if (!stage.links.shows_placement() || !stage.started) return;
  const Geometry& g = stage.geometry;
  const Color color = stage.frame.theme.of(Role::kernel).solid;
  const auto corner = [&](std::int64_t t) {
    const Cell out = stage.outputs().cell_at(t);
    return place.at({out.row - down(stage).p, out.col - across(stage).p});
  };
  const double share = stage.moment.glide;
  const Rect to = corner(stage.step.t);
  const Rect from = share < 1 ? corner(stage.step.t - 1) : to;
  const Rect r{from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share, static_cast<double>(g.w.k_eff) * place.cell,
               static_cast<double>(g.h.k_eff) * place.cell};
  const bool spread = g.h.d > 1 || g.w.d > 1;
  for (std::int64_t n = 0; n < g.kernel().area() && place.cell >= kSmallestDrawnCell; ++n) {
    const Cell tap = g.kernel().cell_at(n);
    const Rect cell{r.x + static_cast<double>(tap.col * g.w.d) * place.cell, r.y + static_cast<double>(tap.row * g.h.d) * place.cell,
                    place.cell, place.cell};
    if (share < 1) canvas.fill_rect(cell, color.with_alpha(0.28f));
    if (spread) canvas.stroke_rect(cell, {color, 1.5});
    const Cell weight = g.weight_of({g.h.k - 1 - tap.row, g.w.k - 1 - tap.col});
    draw_weight_tile(canvas, cell, weight, stage.frame);
  }
  canvas.stroke_rect(r, {color, 3}, 2);
}

}  // namespace deconvlab

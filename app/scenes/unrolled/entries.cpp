// The matrix of scene "unrolled", and what leaves it.
#include <algorithm>
#include <cmath>

#include "app/diagram/motion.h"
#include "app/scenes/unrolled/view.h"

namespace deconvlab {

namespace {

constexpr double kTile = 0.55;  // of a cell's side: a weight that lies on it

struct Entry {
  Cell output, input;
};

Rect tile_in(Rect cell) { return {cell.right() - cell.w * kTile, cell.bottom() - cell.h * kTile, cell.w * kTile, cell.h * kTile}; }

// How far row `row` of C has come from its window.
double arrived(const Unrolled& u, std::int64_t row) { return row == 0 ? u.act.first : share_of_nth(u.act.rest, row - 1, u.outputs() - 1); }

// Lines between the entries; a frame alone while they move.
void draw_lattice(Canvas& canvas, const MatrixSquare& m, const Theme& theme) {
  const Rect outer = m.outer();
  canvas.stroke_rect(outer, {theme.muted, 1});
  const bool turning = m.mirrored > 0 && m.mirrored < 1;
  if (turning) return canvas.line({m.area.x, m.area.y}, {m.area.right(), m.area.bottom()}, {theme.muted, 1.5, 5});
  const auto rows = static_cast<int>(std::round(outer.h / m.cell));
  const auto cols = static_cast<int>(std::round(outer.w / m.cell));
  for (int n = 1; n < rows; ++n) canvas.line({outer.x, outer.y + n * m.cell}, {outer.right(), outer.y + n * m.cell}, {theme.line, 1});
  for (int n = 1; n < cols; ++n) canvas.line({outer.x + n * m.cell, outer.y}, {outer.x + n * m.cell, outer.bottom()}, {theme.line, 1});
}

void point_at(const Unrolled& u, const Entry& e, Rect r) {
  if (u.stage.frame.hits) u.stage.frame.hits->push_back({r, {Target::nonzero, e.output, e.input}});
}

// One row of C, still on its way or there.
void draw_row(Canvas& canvas, const UnrolledPlaces& p, const Unrolled& u, std::int64_t row, double size) {
  const double share = arrived(u, row);
  if (share <= 0) return;
  const Frame& frame = u.stage.frame;
  const bool turning = u.act.mirrored > 0 && u.act.mirrored < 1;
  for (const Term& term : frame.results.trace.step(row).terms) {
    if (term.padding || !p.matrix.shows(row, term.column)) continue;
    const Rect there = p.matrix.entry(row, term.column);
    const Rect r = share < 1 ? between(tile_in(p.x.at(term.input)), there, share) : there;
    const double label = u.label_shown(turning ? 0 : share) && (share < 1 || p.whole(r)) ? size : 0;
    draw_moving_weight(canvas, r, term.weight, cell_label(frame, "w", term.weight, term.w), label, frame);
    const Entry e{u.geometry().output_cell(row), term.input};
    if (share >= 1) point_at(u, e, r);
    if (share >= 1 && u.lit(e.output, e.input)) draw_active(canvas, r, frame.theme);
  }
}

void draw_signs(Canvas& canvas, const UnrolledPlaces& p, const Unrolled& u) {
  const Theme& theme = u.stage.frame.theme;
  if (u.act.first <= 0 || (u.act.mirrored > 0 && u.act.mirrored < 1)) return;
  const Rect outer = p.matrix.outer();
  const TextStyle style{.color = theme.muted, .size = 22, .align = Align::centre};
  const double y = p.matrix.area.y + p.matrix.cell * static_cast<double>(std::min(p.matrix.shown().h, p.matrix.shown().w)) / 2;
  canvas.text({outer.x - kSign / 2, y}, "=", style);
  canvas.text({outer.right() + kSign / 2, y}, "·", style);
}

void draw_moving(Canvas& canvas, Rect r, const CellStyle& style, const std::string& label, double size, const Theme& theme) {
  draw_cell(canvas, r, style, theme);
  draw_label_at(canvas, r, label, ink_on(theme, style.fill(theme)), size);
}

// The product that is on its way from its entry to the sum in Y.
void draw_product(Canvas& canvas, const UnrolledPlaces& p, const Unrolled& u, double size) {
  const Stage& s = u.stage;
  const auto count = std::ssize(s.step.terms);
  const std::int64_t n = s.terms_done();
  if (u.act.rows <= 0 || s.moment.glide < 1 || s.moment.products >= 1 || n >= count || !can_follow(s.frame.model)) return;
  const Term& term = s.step.terms[static_cast<std::size_t>(n)];
  if (term.padding || !p.matrix.shows(s.step.t, term.column)) return;
  const double share = s.moment.arrived(count) - static_cast<double>(n);
  const Rect r = between(p.matrix.entry(s.step.t, term.column), p.in_y(s.step.t), share);
  draw_moving(canvas, r, product_style(s.frame.theme), number(term.product), size, s.frame.theme);
}

// The column of Ct folds into a stamp, every weight times the cell of y.
void draw_stamp(Canvas& canvas, const UnrolledPlaces& p, const Unrolled& u, double size) {
  if (u.act.stamps <= 0 || u.act.turned > 0) return;
  const Frame& frame = u.stage.frame;
  const double share = u.act.stamp_share(u.outputs());
  const ScatterStep step = frame.results.transpose.scatter(u.act.stamp(u.outputs()));
  for (const Stamp& stamp : step.stamps) {
    if (stamp.cut) continue;
    const Rect to = p.x.at(stamp.output);
    if (share >= 1) {
      draw_product_tile(canvas, to, number(stamp.product), frame);
    } else if (p.matrix.shows(step.t, stamp.row)) {
      const Rect r = between(p.matrix.entry(step.t, stamp.row), tile_in(to), eased(share));
      const double label = u.label_shown(share) ? size : 0;
      share < 0.5 ? draw_moving_weight(canvas, r, stamp.weight, number(stamp.w), label, frame)
                  : draw_moving(canvas, r, product_style(frame.theme), number(stamp.product), label, frame.theme);
    }
  }
  const Geometry& g = u.geometry();
  const Cell first{g.h.input_of(step.input.row, 0), g.w.input_of(step.input.col, 0)};
  if (share >= 1) canvas.stroke_rect(p.x.span(first, {g.h.k_eff, g.w.k_eff}), {frame.theme.of(Role::kernel).solid, 3}, 2);
}

}  // namespace

void draw_moving_weight(Canvas& canvas, Rect r, Cell weight, const std::string& label, double size, const Frame& frame) {
  draw_moving(canvas, r, weight_style(frame, weight), label, size, frame.theme);
}

double entry_label_size(Canvas& canvas, double cell, const Frame& frame) {
  const Tensor& w = frame.results.trace.kernel();
  return common_label_size(canvas, cell, cell, w.size(), [&](std::int64_t n) { return number(w.data()[static_cast<std::size_t>(n)]); });
}

void draw_entries(Canvas& canvas, const UnrolledPlaces& p, const Unrolled& u) {
  if (u.act.first <= 0) return;
  const Theme& theme = u.stage.frame.theme;
  canvas.push_clip(p.matrix_band());
  if (u.act.rest > 0) draw_lattice(canvas, p.matrix, theme);
  const double size = entry_label_size(canvas, p.matrix.cell, u.stage.frame);
  const auto first = static_cast<std::int64_t>(p.matrix.row0);
  const std::int64_t last = std::min(u.outputs() - 1, first + static_cast<std::int64_t>(p.matrix.seen) + 1);
  for (std::int64_t row = last; row >= first; --row) draw_row(canvas, p, u, row, size);
  canvas.pop_clip();
  draw_signs(canvas, p, u);
}

void draw_travellers(Canvas& canvas, const UnrolledPlaces& p, const Unrolled& u) {
  const double size = entry_label_size(canvas, p.matrix.cell, u.stage.frame);
  draw_product(canvas, p, u, size);
  draw_stamp(canvas, p, u, size);
}

}  // namespace deconvlab

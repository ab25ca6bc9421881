// The end of scene "unrolled": a row of Ct, folded, is the turned kernel on the stretched y.
#include "app/diagram/motion.h"
#include "app/diagram/plane.h"
#include "app/scenes/unrolled/view.h"

namespace deconvlab {

namespace {

// A cell of the stretched y, of its zeros and of its padding.
PlaneCell ground_cell(const Unrolled& u, Extent size, Cell c) {
  const Geometry& g = u.geometry();
  const Frame& frame = u.stage.frame;
  if (!size.contains(c)) return {{.role = Role::padding, .open = true}, "0"};
  const Cell own{c.row / g.h.s, c.col / g.w.s};
  const bool real = c.row % g.h.s == 0 && c.col % g.w.s == 0 && g.output().contains(own);
  if (!real) return {{.role = Role::inserted_zero, .dashed = true}, "0"};
  const float value = frame.results.output.at(own);
  return value_cell(frame.theme, {.role = u.role_of_y()}, value, frame.results.output_scale, number(value));
}

}  // namespace

void draw_turned(Canvas& canvas, const UnrolledPlaces& p, const Unrolled& u) {
  if (u.act.turned <= 0) return;
  const Frame& frame = u.stage.frame;
  const Geometry& g = u.geometry();
  const GridPlace& ground = p.stretched;
  draw_padding_ground(canvas, ground, frame.theme);
  draw_plane(
      canvas, ground, [&](Cell c) { return ground_cell(u, ground.size, c); }, frame.theme);
  add_plane_hit(p.y, frame, Target::output);
  const std::int64_t row = g.input().index_of(u.folded());
  const double size = entry_label_size(canvas, p.matrix.cell, frame);
  const DirectStep step = frame.results.transpose.direct(row);
  for (const DirectTerm& term : step.terms) {
    const Rect to = ground.at(term.at);
    if (u.act.turned >= 1) draw_weight_tile(canvas, to, term.weight, frame);
    if (u.act.turned >= 1 || term.ground != Ground::cell) continue;
    const std::int64_t output = g.output().index_of(term.input);
    if (!p.matrix.shows(output, row)) continue;
    const Rect from = p.matrix.entry(output, row);
    draw_moving_weight(canvas, between(from, to, u.act.turned), term.weight, number(term.w), u.label_shown(0) ? size : 0, frame);
  }
  if (u.act.turned >= 1)
    canvas.stroke_rect(ground.span(step.terms.front().at, {g.h.k_eff, g.w.k_eff}), {frame.theme.of(Role::kernel).solid, 3}, 2);
}

}  // namespace deconvlab

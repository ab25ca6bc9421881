#include "core/matrix/transpose_trace.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace deconvlab {

namespace {

// Where coordinate `at` of the stretched axis lies: the input coordinate in `input`, where there is one.
Ground ground_of(const Axis& axis, const TransposedAxis& t, std::int64_t at, std::int64_t& input) {
  if (at < 0 || at >= t.stretched) return Ground::padding;
  if (at >= t.stretched - t.a) return Ground::extra;
  if (at % axis.s != 0) return Ground::inserted;
  input = at / axis.s;
  return Ground::cell;
}

}  // namespace

TransposeTrace::TransposeTrace(Geometry geometry, Tensor x, Tensor w) : geometry_(geometry), x_(std::move(x)), w_(std::move(w)) {
  assert(x_.shape().plane() == geometry_.output() && w_.shape().plane() == geometry_.kernel());
}

Step TransposeTrace::gather(std::int64_t t) const {
  assert(t >= 0 && t < outputs());
  std::vector<RowEntry> row;
  add_taps_of_ct({geometry_, w_, {}, {}}, geometry_.input_cell(t), row);
  return step_of(t, geometry_.input_cell(t), row, x_);
}

ScatterStep TransposeTrace::scatter(std::int64_t t) const {
  assert(t >= 0 && t < inputs());
  ScatterStep step{.t = t, .input = geometry_.output_cell(t), .stamps = {}};
  step.x = x_.at(step.input);
  std::vector<RowEntry> column;  // of Ct, which is the row of C
  add_taps_of_c({geometry_, w_, {}, {}}, step.input, column);
  if (geometry_.flip) std::ranges::reverse(column);
  step.stamps.reserve(column.size());
  for (const RowEntry& e : column) step.stamps.push_back({e.tap, e.cell, e.column < 0, e.column, e.weight, step.x * e.weight});
  return step;
}

DirectTerm TransposeTrace::term_at(Cell output, Cell tap) const {
  const Geometry& g = geometry_;
  const TransposedAxis h = g.h.transposed();
  const TransposedAxis w = g.w.transposed();
  DirectTerm term;
  term.at = {output.row + tap.row * g.h.d - h.p, output.col + tap.col * g.w.d - w.p};
  const Ground down = ground_of(g.h, h, term.at.row, term.input.row);
  const Ground across = ground_of(g.w, w, term.at.col, term.input.col);
  term.ground = std::max(down, across);
  term.weight = g.weight_of({g.h.k - 1 - tap.row, g.w.k - 1 - tap.col});
  term.w = w_.at(term.weight);
  if (term.ground == Ground::cell) term.x = x_.at(term.input);
  term.product = term.ground == Ground::cell ? term.x * term.w : 0;  // what is no cell is not multiplied
  return term;
}

DirectStep TransposeTrace::direct(std::int64_t t) const {
  assert(t >= 0 && t < outputs());
  const Geometry& g = geometry_;
  DirectStep step{.t = t, .output = {t / g.w.i, t % g.w.i}, .terms = {}};
  step.terms.reserve(g.kernel().area());
  for (std::int64_t n = 0; n < g.kernel().area(); ++n) {
    DirectTerm term = term_at(step.output, {n / g.w.k, n % g.w.k});
    step.value += term.product;
    if (term.ground == Ground::cell) step.unturned += term.x * w_.at({g.h.k - 1 - term.weight.row, g.w.k - 1 - term.weight.col});
    term.running_sum = step.value;
    step.terms.push_back(term);
  }
  return step;
}

float TransposeTrace::after_scatter(Cell output, std::int64_t t) const {
  float sum = 0;
  for_each_fed(geometry_, output, [&](const Feed& feed) {
    if (feed.output.row * geometry_.w.o + feed.output.col <= t) sum += x_.at(feed.output) * w_.at(feed.weight);
  });
  return sum;
}

}  // namespace deconvlab

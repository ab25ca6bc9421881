#include "core/transpose_trace.h"

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
  const Geometry& g = geometry_;
  Step step{.t = t, .output = {t / g.w.i, t % g.w.i}, .terms = {}};
  for (const Feed& feed : fed_by(g, step.output)) {
    Term term{.weight = feed.weight, .input = feed.output, .column = feed.output.row * g.w.o + feed.output.col};
    term.x = x_.at(term.input);
    term.w = w_.at(term.weight);
    term.product = term.x * term.w;
    step.value += term.product;
    term.running_sum = step.value;
    step.terms.push_back(term);
  }
  return step;
}

ScatterStep TransposeTrace::scatter(std::int64_t t) const {
  assert(t >= 0 && t < inputs());
  const Geometry& g = geometry_;
  ScatterStep step{.t = t, .input = {t / g.w.o, t % g.w.o}, .stamps = {}};
  step.x = x_.at(step.input);
  step.stamps.reserve(g.kernel().area());
  for (std::int64_t n = 0; n < g.kernel().area(); ++n) {
    const Cell weight{n / g.w.k, n % g.w.k};
    const Cell tap = g.weight_of(weight);  // a rotation undoes itself
    Stamp stamp{.weight = weight, .output = {g.h.input_of(step.input.row, tap.row), g.w.input_of(step.input.col, tap.col)}};
    stamp.cut = !g.inside(stamp.output);
    stamp.row = stamp.cut ? -1 : stamp.output.row * g.w.i + stamp.output.col;
    stamp.w = w_.at(weight);
    stamp.product = step.x * stamp.w;
    step.stamps.push_back(stamp);
  }
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

std::vector<Cell> TransposeTrace::untouched() const { return unread_cells(geometry_); }

}  // namespace deconvlab

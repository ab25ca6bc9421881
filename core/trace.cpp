#include "core/trace.h"

#include <cassert>
#include <utility>

namespace deconvlab {

namespace {

std::vector<bool> read_by_any(const Axis& axis) {
  std::vector<bool> read(axis.i);
  for (std::int64_t c = 0; c < axis.i; ++c) read[c] = axis.ever_read(c);
  return read;
}

}  // namespace

Trace::Trace(Geometry geometry, Tensor x, Tensor w) : geometry_(geometry), x_(std::move(x)), w_(std::move(w)) {
  assert(x_.shape().plane() == geometry_.input() && w_.shape().plane() == geometry_.kernel());
}

Step Trace::step(std::int64_t t) const {
  assert(t >= 0 && t < size());
  const Geometry& g = geometry_;
  Step step{.t = t, .output = {t / g.w.o, t % g.w.o}, .terms = {}};
  step.terms.reserve(g.kernel().area());
  for (std::int64_t u = 0; u < g.h.k; ++u) {
    for (std::int64_t v = 0; v < g.w.k; ++v) {
      Term term{.weight = g.weight_of({u, v}), .input = {g.h.input_of(step.output.row, u), g.w.input_of(step.output.col, v)}};
      term.padding = term.input.row < 0 || term.input.row >= g.h.i || term.input.col < 0 || term.input.col >= g.w.i;
      term.column = term.padding ? -1 : term.input.row * g.w.i + term.input.col;
      term.x = term.padding ? 0 : x_.at(term.input);
      term.w = w_.at(term.weight);
      term.product = term.x * term.w;
      step.value += term.product;
      term.running_sum = step.value;
      step.terms.push_back(term);
    }
  }
  return step;
}

std::vector<Cell> Trace::unread() const { return unread_cells(geometry_); }

std::vector<Cell> unread_cells(const Geometry& g) {
  const std::vector<bool> rows = read_by_any(g.h);
  const std::vector<bool> cols = read_by_any(g.w);
  std::vector<Cell> cells;
  for (std::int64_t row = 0; row < g.h.i; ++row) {
    for (std::int64_t col = 0; col < g.w.i; ++col) {
      if (!rows[row] || !cols[col]) cells.push_back({row, col});
    }
  }
  return cells;
}

std::vector<Feed> fed_by(const Geometry& g, Cell input) {
  std::vector<Feed> feeds;
  for_each_fed(g, input, [&](const Feed& feed) { feeds.push_back(feed); });
  return feeds;
}

}  // namespace deconvlab

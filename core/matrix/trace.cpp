#include "core/matrix/trace.h"

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

Step step_of(std::int64_t t, Cell output, std::span<const RowEntry> row, const Tensor& x, Weightless rule) {
  Step step{.t = t, .output = output, .terms = {}};
  step.terms.reserve(row.size());
  for (const RowEntry& e : row) {
    Term term{.weight = e.tap, .input = e.cell, .padding = e.column < 0, .column = e.column};
    term.x = term.padding ? 0 : x.at(e.cell);
    term.w = e.weight;
    term.product = e.weight == 0 && rule == Weightless::left_out ? 0 : term.x * term.w;
    step.value += term.product;
    term.running_sum = step.value;
    step.terms.push_back(term);
  }
  return step;
}

Step Trace::step(std::int64_t t) const {
  assert(t >= 0 && t < size());
  std::vector<RowEntry> row;
  add_taps_of_c({geometry_, w_, {}, {}}, geometry_.output_cell(t), row);
  return step_of(t, geometry_.output_cell(t), row, x_);
}

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

}  // namespace deconvlab

#include "app/diagram/overlap_counts.h"

#include <algorithm>
#include <set>
#include <utility>

namespace deconvlab {

namespace {

// The last placement that begins at or before a coordinate of the result.
std::int64_t last_reader(const Axis& axis, std::int64_t c) { return std::clamp<std::int64_t>((c + axis.p) / axis.s, 0, axis.o - 1); }

// How many placements from `first` to `last` cover each coordinate of the result.
std::vector<std::int64_t> covered(const Axis& axis, std::int64_t first, std::int64_t last) {
  std::vector<std::int64_t> counts(static_cast<std::size_t>(axis.i), 0);
  for (std::int64_t t = first; t <= last; ++t) {
    for (std::int64_t u = 0; u < axis.k; ++u) {
      const std::int64_t c = axis.input_of(t, u);
      if (c >= 0 && c < axis.i) ++counts[c];
    }
  }
  return counts;
}

}  // namespace

std::int64_t last_stamp(const Geometry& g, std::int64_t step) {
  if (step >= g.input().area() - 1) return g.output().area() - 1;
  const Cell c = g.input_cell(step);
  const std::int64_t here = last_reader(g.h, c.row) * g.w.o + last_reader(g.w, c.col);
  const std::int64_t above = c.row > 0 ? last_reader(g.h, c.row - 1) * g.w.o + last_reader(g.w, g.w.i - 1) : 0;
  return std::max(here, above);
}

StampCounts::StampCounts(const Geometry& g, std::int64_t last) {
  const std::int64_t row = last < 0 ? 0 : last / g.w.o;
  const std::int64_t col = last < 0 ? -1 : last % g.w.o;
  rows_before_ = covered(g.h, 0, row - 1);
  rows_now_ = covered(g.h, row, row);
  cols_all_ = covered(g.w, 0, g.w.o - 1);
  cols_so_far_ = covered(g.w, 0, col);
}

StampCounts::Range StampCounts::range() const {
  using Pairs = std::set<std::pair<std::int64_t, std::int64_t>>;
  Pairs rows, cols;
  for (std::size_t n = 0; n < rows_now_.size(); ++n) rows.emplace(rows_before_[n], rows_now_[n]);
  for (std::size_t n = 0; n < cols_all_.size(); ++n) cols.emplace(cols_all_[n], cols_so_far_[n]);
  Range range{0, 0};
  for (const auto& [before, now] : rows) {
    for (const auto& [all, so_far] : cols) {
      const std::int64_t count = before * all + now * so_far;
      if (count > 0) range.least = range.least == 0 ? count : std::min(range.least, count);
      range.most = std::max(range.most, count);
    }
  }
  return range;
}

std::vector<std::int64_t> real_taps(const Axis& axis) {
  std::vector<std::int64_t> counts(static_cast<std::size_t>(axis.o), 0);
  for (std::int64_t t = 0; t < axis.o; ++t) {
    for (std::int64_t u = 0; u < axis.k; ++u) {
      const std::int64_t c = axis.input_of(t, u);
      counts[t] += c >= 0 && c < axis.i ? 1 : 0;
    }
  }
  return counts;
}

Expected<Geometry> resized_convolution(const Geometry& g) {
  Params params;
  params.i = {g.h.o * g.h.s, g.w.o * g.w.s};
  params.k = g.kernel();
  params.d = {g.h.d, g.w.d};
  params.padding = Padding::same;
  return resolve(params);
}

}  // namespace deconvlab

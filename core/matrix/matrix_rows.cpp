#include "core/matrix/matrix_rows.h"

#include <algorithm>
#include <utility>

#include "core/operators/pool.h"
#include "core/operators/resample.h"

namespace deconvlab {

namespace {

// The tap's cell on a plane of these sides, or beside it.
RowEntry entry_at(Extent operand, Cell tap, Cell cell, float weight) {
  return {tap, cell, operand.contains(cell) ? operand.index_of(cell) : -1, weight};
}

// add(tap of the window, its cell) in row order.
template <class Add>
void for_each_in_window(const Geometry& g, Cell output, Add&& add) {
  for (std::int64_t u = 0; u < g.h.k; ++u) {
    for (std::int64_t v = 0; v < g.w.k; ++v) add(Cell{u, v}, Cell{g.h.input_of(output.row, u), g.w.input_of(output.col, v)});
  }
}

// The cells that bilinear weighs along an axis: two, or the one that stays.
struct Neighbours {
  std::int64_t cell[2];
  float weight[2];
  std::int64_t count;
};

Neighbours neighbours(const Axis& axis, const Resampling& rule, std::int64_t c) {
  const Source source = bilinear_source(axis, rule, c);
  return {{source.first, source.second}, {1 - source.weight, source.weight}, is_unchanged(axis, rule) ? 1 : 2};
}

}  // namespace

void add_taps_of_c(const RowSource& of, Cell output, std::vector<RowEntry>& row) {
  const Geometry& g = of.geometry;
  row.reserve(row.size() + static_cast<std::size_t>(g.kernel().area()));
  for_each_in_window(g, output, [&](Cell tap, Cell cell) {
    const Cell weight = g.weight_of(tap);
    row.push_back(entry_at(g.input(), weight, cell, of.kernel.at(weight)));
  });
}

void add_taps_of_ct(const RowSource& of, Cell output, std::vector<RowEntry>& row) {
  for_each_fed(of.geometry, output, [&](const Feed& feed) {
    row.push_back(entry_at(of.geometry.output(), feed.weight, feed.output, of.kernel.at(feed.weight)));
  });
}

void add_taps_of_max_pool(const RowSource& of, Cell output, std::vector<RowEntry>& row) {
  const std::int32_t winner = of.switches[of.geometry.output().index_of(output)];
  for_each_in_window(of.geometry, output, [&](Cell tap, Cell cell) {
    RowEntry entry = entry_at(of.geometry.input(), tap, cell, 0);
    entry.weight = entry.column >= 0 && entry.column == winner ? 1 : 0;
    row.push_back(entry);
  });
}

void add_taps_of_avg_pool(const RowSource& of, Cell output, std::vector<RowEntry>& row) {
  const float share = 1 / static_cast<float>(std::max<std::int64_t>(1, avg_pool_divisor(of.geometry, output)));
  for_each_in_window(of.geometry, output, [&](Cell tap, Cell cell) {
    row.push_back(entry_at(of.geometry.input(), tap, cell, of.geometry.inside(cell) ? share : 0));
  });
}

void add_taps_of_max_unpool(const RowSource& of, Cell output, std::vector<RowEntry>& row) {
  const Extent pooled = of.geometry.output();
  const std::int32_t writer = of.writers[of.geometry.input().index_of(output)];
  if (writer >= 0) row.push_back(entry_at(pooled, {}, pooled.cell_at(writer), 1));
}

void add_taps_of_nearest(const RowSource& of, Cell output, std::vector<RowEntry>& row) {
  row.push_back(entry_at(of.geometry.output(), {}, nearest_cell(of.geometry, output), 1));
}

void add_taps_of_bilinear(const RowSource& of, Cell output, std::vector<RowEntry>& row) {
  const Geometry& g = of.geometry;
  const Neighbours h = neighbours(g.h, g.resampling, output.row);
  const Neighbours w = neighbours(g.w, g.resampling, output.col);
  for (std::int64_t r = 0; r < h.count; ++r) {
    for (std::int64_t c = 0; c < w.count; ++c)
      row.push_back(entry_at(g.output(), {r, c}, {h.cell[r], w.cell[c]}, h.weight[r] * w.weight[c]));
  }
}

std::int64_t count_links_of_axes(const Geometry& g) { return g.nonzeros(); }

std::int64_t count_pooled(const Geometry& g) { return g.output().area(); }

std::int64_t count_resized(const Geometry& g) { return g.input().area(); }

std::int64_t count_bilinear(const Geometry& g) {
  return count_bilinear_sources(g.h, g.resampling) * count_bilinear_sources(g.w, g.resampling);
}

std::vector<RowEntry> merged(std::vector<RowEntry> taps) {
  std::int64_t last = -1;
  const auto goes_back = [&](const RowEntry& tap) { return tap.column >= 0 && tap.column <= std::exchange(last, tap.column); };
  if (std::ranges::none_of(taps, goes_back)) return taps;
  std::vector<RowEntry> row;
  for (const RowEntry& tap : taps) {
    const auto same = tap.column < 0 ? row.end() : std::ranges::find(row, tap.column, &RowEntry::column);
    same == row.end() ? row.push_back(tap) : void(same->weight += tap.weight);
  }
  return row;
}

std::vector<Feed> fed_by(const Geometry& g, Cell input) {
  std::vector<Feed> feeds;
  for_each_fed(g, input, [&](const Feed& feed) { feeds.push_back(feed); });
  return feeds;
}

}  // namespace deconvlab

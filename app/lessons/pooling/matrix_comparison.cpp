#include "app/lessons/pooling/matrix_comparison.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/lessons/pooling/resampled.h"
#include "core/matrix/trace.h"
#include "core/operators/kernels.h"
#include "core/operators/resample.h"

namespace deconvlab {

namespace {

float weight_in(const std::vector<RowEntry>& row, std::int64_t column) {
  const auto at = std::ranges::find(row, column, &RowEntry::column);
  return at == row.end() ? 0 : at->weight;
}

// The weights of `stamp` as cells of a kernel of this geometry; none where one falls outside it.
std::optional<CommonStamp> in_kernel(const CommonStamp& stamp, const Geometry& up) {
  CommonStamp weights;
  for (const auto& [offset, weight] : stamp) {
    const Cell tap = stamp_tap(up, offset);
    if (!up.kernel().contains(tap)) return std::nullopt;
    weights.push_back({up.weight_of(tap), weight});
  }
  return weights;
}

std::optional<CellRect> rectangle_of_ones(const CommonStamp& weights) {
  Cell first = weights.front().offset;
  Cell last = first;
  for (const auto& [cell, weight] : weights) {
    if (std::abs(weight - 1) > kSameWeight) return std::nullopt;
    first = {std::min(first.row, cell.row), std::min(first.col, cell.col)};
    last = {std::max(last.row, cell.row), std::max(last.col, cell.col)};
  }
  const CellRect region{first, {last.row - first.row + 1, last.col - first.col + 1}};
  return region.size.area() == std::ssize(weights) ? std::optional(region) : std::nullopt;
}

bool is_bilinear(const CommonStamp& weights, Extent kernel) {
  auto rest = *make_kernel("bilinear", kernel);
  for (const auto& [cell, weight] : weights) rest.at(cell) -= weight;
  return std::ranges::all_of(rest.data(), [](float v) { return std::abs(v) <= kSameWeight; });
}

ImitatingKernel imitation_of(CommonStamp weights, Extent kernel) {
  const auto ones = rectangle_of_ones(weights);
  const bool bilinear = is_bilinear(weights, kernel);
  return {kernel, std::move(weights), ones, bilinear};
}

std::optional<ImitatingKernel> imitation(const LinearMap& map, const PoolingSizes& sizes, const Lesson& lesson, const CellRect& inside) {
  const Extent s = lesson.params.s;
  const auto stamp = common_stamp(map, s, inside);
  if (!stamp) return std::nullopt;
  std::optional<ImitatingKernel> own;
  if (auto weights = in_kernel(*stamp, sizes.up)) own = imitation_of(std::move(*weights), sizes.up.kernel());
  if (own && (own->ones || own->bilinear)) return own;
  Lesson other = lesson;
  other.up = smallest_kernel(*stamp, sizes.pool);
  const auto resolved = resolve_pooling(other);
  if (!resolved) return own;
  ImitatingKernel smallest = imitation_of(*in_kernel(*stamp, resolved->up), other.up);
  return own && !smallest.bilinear ? *own : smallest;
}

std::optional<MatrixComparison> compare_matrices(const LinearMap& map, const PoolingSizes& sizes, const Lesson& lesson, const Tensor& w,
                                                 CellRect inside) {
  const Extent large = sizes.pool.input();
  if (large.area() > kMostComparedRows) return std::nullopt;
  MatrixComparison found{.rows = large.area(), .first_different = {}, .inside = inside, .imitation = {}};
  for (std::int64_t t = 0; t < found.rows; ++t) {
    const Cell cell = large.cell_at(t);
    if (same_rows(map.row(t), deconvolution_row(sizes.up, w, cell))) continue;
    if (found.different++ == 0) found.first_different = cell;
    if (inside.contains(cell)) ++found.different_inside;
  }
  found.imitation = imitation(map, sizes, lesson, inside);
  return found;
}

}  // namespace

bool same_rows(const std::vector<RowEntry>& a, const std::vector<RowEntry>& b) {
  const auto within = [](const std::vector<RowEntry>& some, const std::vector<RowEntry>& others) {
    return std::ranges::all_of(some, [&](const RowEntry& e) { return std::abs(e.weight - weight_in(others, e.column)) <= kSameWeight; });
  };
  return within(a, b) && within(b, a);
}

std::vector<RowEntry> deconvolution_row(const Geometry& up, const Tensor& w, Cell cell) {
  std::vector<RowEntry> row;
  for_each_fed(up, cell, [&](const Feed& feed) {
    row.push_back({feed.weight, feed.output, up.output().index_of(feed.output), w.at(feed.weight)});
  });
  return row;
}

Expected<WaysBack> ways_back(const PoolingSizes& sizes, const Lesson& lesson, const Tensor& w, const Indices& switches) {
  return LinearMap::make(OpKind::max_unpool, sizes.pool, switches).and_then([&](LinearMap unpool) {
    return LinearMap::make(OpKind::upsample_nearest, sizes.resample).and_then([&](LinearMap nearest) {
      return LinearMap::make(OpKind::upsample_bilinear, sizes.resample).map([&](LinearMap bilinear) {
        const CellRect all{{}, sizes.pool.input()};
        WaysBack ways{std::move(unpool), std::move(nearest), std::move(bilinear), {}, {}, {}};
        ways.to_unpool = compare_matrices(ways.unpool, sizes, lesson, w, all);
        ways.to_nearest = compare_matrices(ways.nearest, sizes, lesson, w, all);
        ways.to_bilinear = compare_matrices(ways.bilinear, sizes, lesson, w, unclamped(sizes.resample));
        return ways;
      });
    });
  });
}

}  // namespace deconvlab

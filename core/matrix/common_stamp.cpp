#include "core/matrix/common_stamp.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace deconvlab {

namespace {

// How many of `stamps` stamps, s cells apart, have their cell `offset` among `count` cells from `first` on.
std::int64_t copies_along(std::int64_t stamps, std::int64_t s, std::int64_t offset, std::int64_t first, std::int64_t count) {
  std::int64_t copies = 0;
  for (std::int64_t t = 0; t < stamps; ++t) {
    const std::int64_t at = t * s + offset - first;
    copies += at >= 0 && at < count ? 1 : 0;
  }
  return copies;
}

struct Found {
  float weight = 0;
  std::int64_t copies = 0;
  bool alike = true;
};
using Offsets = std::map<std::pair<std::int64_t, std::int64_t>, Found>;

Offsets offsets_of(const LinearMap& map, Extent s, const CellRect& inside) {
  Offsets found;
  for (std::int64_t n = 0; n < inside.size.area(); ++n) {
    const Cell local = inside.size.cell_at(n);
    const Cell cell{local.row + inside.first.row, local.col + inside.first.col};
    for (const RowEntry& e : map.row(map.to().index_of(cell))) {
      if (e.column < 0 || e.weight == 0) continue;
      Found& at = found[{cell.row - s.h * e.cell.row, cell.col - s.w * e.cell.col}];
      at.alike = at.copies == 0 || (at.alike && std::abs(at.weight - e.weight) <= kSameWeight);
      at.weight = e.weight;
      ++at.copies;
    }
  }
  return found;
}

struct Reach {
  std::int64_t first = 0;
  std::int64_t last = 0;
};

bool reaches(const Axis& way, const Reach& offsets) {
  return leads_back(way) && offsets.first + way.p >= 0 && offsets.last + way.p < way.k;
}

std::int64_t smallest_side(const Reach& offsets, const Axis& pool) {
  std::int64_t k = 1;
  while (!reaches(way_back(pool, k), offsets)) ++k;
  return k;
}

}  // namespace

std::optional<CommonStamp> common_stamp(const LinearMap& map, Extent s, const CellRect& inside) {
  CommonStamp stamp;
  for (const auto& [offset, found] : offsets_of(map, s, inside)) {
    const auto [row, col] = offset;
    const std::int64_t copies = copies_along(map.from().h, s.h, row, inside.first.row, inside.size.h) *
                                copies_along(map.from().w, s.w, col, inside.first.col, inside.size.w);
    if (!found.alike || found.copies != copies) return std::nullopt;
    stamp.push_back({{row, col}, found.weight});
  }
  return stamp;
}

Cell stamp_tap(const Geometry& up, Cell offset) { return {offset.row + up.h.p, offset.col + up.w.p}; }

Extent smallest_kernel(const CommonStamp& stamp, const Geometry& pool) {
  Reach rows;
  Reach cols;
  for (const auto& [offset, weight] : stamp) {
    const bool first = offset == stamp.front().offset;
    rows = {first ? offset.row : std::min(rows.first, offset.row), first ? offset.row : std::max(rows.last, offset.row)};
    cols = {first ? offset.col : std::min(cols.first, offset.col), first ? offset.col : std::max(cols.last, offset.col)};
  }
  return {smallest_side(rows, pool.h), smallest_side(cols, pool.w)};
}

}  // namespace deconvlab

// Whether the matrix of another operator is that of a transposed convolution, and of which kernel. Its columns are copies of one stamp, the
// kernel, s cells apart and cut at the edges: what is no such matrix, no kernel can imitate.
#pragma once

#include <optional>
#include <vector>

#include "core/geometry/cell_rect.h"
#include "core/geometry/geometry.h"
#include "core/matrix/linear_map.h"

namespace deconvlab {

// Weights that are no further apart are one: their last digits depend on how they were computed.
inline constexpr float kSameWeight = 1e-6f;

// `offset` cells from the cell at s times the stamping one.
struct StampWeight {
  Cell offset;
  float weight = 0;

  bool operator==(const StampWeight&) const = default;
};
using CommonStamp = std::vector<StampWeight>;  // in row order, without zeros

// The stamp of which the columns of M, from() to to() cells, are copies; none where they are not. Only rows of `inside` count.
std::optional<CommonStamp> common_stamp(const LinearMap& map, Extent stride, const CellRect& inside);

// The tap at which the kernel of a transposed convolution has the weight of this offset; may lie outside the kernel.
Cell stamp_tap(const Geometry& up, Cell offset);

// The smallest kernel whose way back from the pooling, resolve_way_back, reaches every offset of the stamp.
Extent smallest_kernel(const CommonStamp& stamp, const Geometry& pool);

}  // namespace deconvlab

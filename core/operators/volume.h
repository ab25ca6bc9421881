// Operators along three axes, as those of two: of the slices of the depth, each pair that a tap along the depth joins.
#pragma once

#include <span>
#include <vector>

#include "core/operators/device.h"

namespace deconvlab {

// [N,C,H,W] for each cell of the depth.
using Volume = std::vector<Tensor>;
// `depth.h` is the axis of the depth, `plane` that of the slices; flags are those of `depth`.
struct VolumeGeometry {
  Geometry depth;
  Geometry plane;
};

// Along one axis or three, outermost first, of which each geometry's h is one; one axis is a column of a single slice.
VolumeGeometry volume_geometry(std::span<const Geometry> axes);
// An axis that is not there: a single cell that stays.
Geometry single_cell();

// The slices of an array [N,C,D,H,W], and the array of slices as one row.
Volume slices_of(std::span<const float> values, const Shape& slice, std::int64_t depth);
template <class T>
Array<T> joined(const std::vector<Array<T>>& slices);

// As operators.h's and pool.h's. w has a slice for each tap of the depth.
// Precondition: slices are of one shape and as many as the depth says, and check_shapes accepts them. Errors: the device's own.
Expected<Volume> conv_volume(Device& device, const Volume& x, const Volume& w, const VolumeGeometry& geometry);
Expected<Volume> conv_transpose_volume(Device& device, const Volume& x, const Volume& w, const VolumeGeometry& geometry);
Expected<Volume> avg_pool_volume(Device& device, const Volume& x, const VolumeGeometry& geometry);

// Switches are flat indices into the whole volume, (slice * H + row) * W + col.
struct PooledVolume {
  Volume values;
  std::vector<Indices> switches;
};
Expected<PooledVolume> max_pool_volume(Device& device, const Volume& x, const VolumeGeometry& geometry);

}  // namespace deconvlab

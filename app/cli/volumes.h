// Operands of `apply` along one axis or three: arrays as slices of the depth, of which one axis has a single one.
#pragma once

#include <string>
#include <vector>

#include "app/cli/axes.h"
#include "app/cli/operands.h"
#include "core/formats/many_axes.h"
#include "core/operators/volume.h"

namespace deconvlab {

// An array of `axes` sides of space, before which there may be those of channels and of items.
struct SpaceArray {
  int axes = 1;
  ManyAxes array;  // no values of what is only named

  bool named() const { return array.sides.empty(); }
  Sides space() const { return {array.sides.end() - axes, array.sides.end()}; }
  // The side of items or channels: 2 or 1 before those of space; 1 where it is not there.
  std::int64_t before_space(int n) const;
};

// An operand as typed, a file or numbers, read; a name is left for named_volume. Errors: cannot_open of a shape that has other sides, and
// those of reading.
Expected<SpaceArray> open_volume(Reader& reader, const std::string& option, const std::string& text, int axes);
// Slices of what was opened as [N, C, ...], or a name's plane of this size: along three axes a name that goes on from slice to slice.
// Errors: unknown_name.
Expected<Volume> volume_of(const SpaceArray& array, const std::string& name, const Sides& space, Operand role);

// [N, C, space...] of slices: as many sides as `rank`, or more where it takes more.
std::vector<std::int64_t> sides_of(const Shape& slice, std::int64_t depth, int axes, std::size_t rank);

}  // namespace deconvlab

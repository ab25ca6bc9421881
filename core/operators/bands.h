// Bands of an axis: which cells of one side a few cells of the other side take, and the axis that joins just these. So work too large for
// a device is done a band of rows at a time.
#pragma once

#include <cstdint>

#include "core/geometry/geometry.h"

namespace deconvlab {

// Cells or placements [first, last).
struct Band {
  std::int64_t first = 0;
  std::int64_t last = 0;

  std::int64_t size() const { return last - first; }
  bool operator==(const Band&) const = default;
};

// From the first to the last input cell that the placements read; one cell where they read none. Precondition: a placement.
Band inputs_of(const Axis& axis, Band placements);
// From the first to the last placement that reads the input cells, or one more; one placement where none does. Precondition: a cell.
Band placements_of(const Axis& axis, Band inputs);
// From the first to the last cell that resized cells read, as resample.h names them. Precondition: a cell.
Band nearest_sources_of(const Axis& axis, const Resampling& rule, Band resized);
Band bilinear_sources_of(const Axis& axis, const Resampling& rule, Band resized);

// The axis with cells and placements counted from the first ones of the bands: input_of and all that follows from it join the same pairs.
// p may be negative: cells before the first placement.
Axis part_of(const Axis& axis, Band inputs, Band placements);

}  // namespace deconvlab

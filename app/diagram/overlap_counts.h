// How many contributions the cells of a transposed convolution have got, stamp by stamp, and those of resizing and convolving.
#pragma once

#include <cstdint>
#include <vector>

#include "core/geometry/geometry.h"

namespace deconvlab {

// The last stamp that has landed when output cell number `step` has all its contributions; stamps land in row order, the last step
// has them all.
std::int64_t last_stamp(const Geometry& geometry, std::int64_t step);

// Contributions to each output cell from the stamps 0 to `last`; -1 is before the first.
class StampCounts {
 public:
  StampCounts(const Geometry& geometry, std::int64_t last);
  std::int64_t at(Cell output) const {
    return rows_before_[output.row] * cols_all_[output.col] + rows_now_[output.row] * cols_so_far_[output.col];
  }
  // Of the cells that have any.
  struct Range {
    std::int64_t least, most;
  };
  Range range() const;

 private:
  // Of the rows of stamps above the last one, of its own row; of all columns of stamps, of those up to the last one.
  std::vector<std::int64_t> rows_before_, rows_now_, cols_all_, cols_so_far_;
};

// Products with real cells of each output cell of a convolution, the padding left out, along one axis.
std::vector<std::int64_t> real_taps(const Axis& axis);
// The convolution of stride 1 that follows resizing i' by s: with the kernel of `transposed`, its output as large as its input.
Expected<Geometry> resized_convolution(const Geometry& transposed);

}  // namespace deconvlab

// The record of sparse-matrix steps: step t is row t of C, found on demand in O(taps), nothing replayed, nothing kept per step.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/error.h"
#include "core/geometry/geometry.h"
#include "core/matrix/matrix_rows.h"
#include "core/tensor.h"

namespace deconvlab {

// One product of a step.
struct Term {
  Cell weight;  // index of the kernel weight (already rotated when flip)
  Cell input;   // input cell; outside the grid when padding
  bool padding = false;
  std::int64_t column = -1;  // column of C, -1 on padding
  float x = 0;
  float w = 0;
  float product = 0;
  float running_sum = 0;  // after this term
};

struct Step {
  std::int64_t t = 0;  // row of C = flat index of the output cell
  Cell output;
  std::vector<Term> terms;  // taps in row order, padding included
  float value = 0;          // the output cell: the last running sum
};

// The step whose terms are the entries of a row in turn, and whose value is their sum. Padding is a zero that is multiplied; what has
// weight 0 is multiplied as well, so that an infinite x makes NaN, or it is left out of the sum.
enum class Weightless { multiplied, left_out };
Step step_of(std::int64_t t, Cell output, std::span<const RowEntry> row, const Tensor& x, Weightless rule = Weightless::multiplied);

// x and w: one plane each, of the geometry's sizes.
class Trace {
 public:
  Trace(Geometry geometry, Tensor x, Tensor w);

  const Geometry& geometry() const { return geometry_; }
  const Tensor& input() const { return x_; }
  const Tensor& kernel() const { return w_; }
  std::int64_t size() const { return geometry_.output().area(); }
  // 0 <= t < size().
  Step step(std::int64_t t) const;

 private:
  Geometry geometry_;
  Tensor x_;
  Tensor w_;
};

// Input cells that no placement reads: the floor's remainder and the gaps of s > k_eff. Of the transposed convolution: output cells that
// get no product.
std::vector<Cell> unread_cells(const Geometry& geometry);

}  // namespace deconvlab

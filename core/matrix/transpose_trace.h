// The record of the transposed convolution's steps, seen three ways: each step found on demand, nothing replayed, nothing kept per step.
// Gather and scatter are rows of Ct and of C. Direct stays apart from matrix_rows.h: its taps lie on the stretched grid, whose zeros are no
// cells of the operand.
#pragma once

#include <cstdint>
#include <vector>

#include "core/geometry/geometry.h"
#include "core/matrix/trace.h"
#include "core/tensor.h"

namespace deconvlab {

// One cell of a stamp: where an input cell's copy of a kernel weight goes.
struct Stamp {
  Cell weight;  // index of the kernel weight (already rotated when flip)
  Cell output;  // outside the output where p cuts the cell off
  bool cut = false;
  std::int64_t row = -1;  // row of Ct = flat index of the output cell, -1 where cut off
  float w = 0;
  float product = 0;
};

// Step t of the scatter: column t of Ct times input cell t.
struct ScatterStep {
  std::int64_t t = 0;
  Cell input;
  float x = 0;
  std::vector<Stamp> stamps;  // weights in row order, those cut off included
};

// What lies under a tap of the direct convolution: an input cell, a zero between two of them, a zero of the output padding, a zero of p'.
enum class Ground { cell, inserted, extra, padding };

// One product of the direct convolution.
struct DirectTerm {
  Cell at;  // on the stretched grid, zeros inserted; outside it on the padding p'
  Ground ground = Ground::padding;
  Cell input;   // the input cell, where ground is cell
  Cell weight;  // rotated by 180 degrees against the tap (not so when flip)
  float x = 0;
  float w = 0;
  float product = 0;
  float running_sum = 0;  // after this term
};

// Step t of the direct convolution: the kernel at output cell t.
struct DirectStep {
  std::int64_t t = 0;
  Cell output;
  std::vector<DirectTerm> terms;  // taps in row order, zeros and padding included
  float value = 0;
  float unturned = 0;  // what the same taps come to with the kernel not rotated, which is no transposed convolution
};

// `geometry` as resolve_transposed gives it; x is one plane of geometry.output(), w one of geometry.kernel().
class TransposeTrace {
 public:
  TransposeTrace(Geometry geometry, Tensor x, Tensor w);

  const Geometry& geometry() const { return geometry_; }
  const Tensor& input() const { return x_; }
  const Tensor& kernel() const { return w_; }

  // Steps of gather and direct: output cells. Steps of scatter: input cells.
  std::int64_t outputs() const { return geometry_.input().area(); }
  std::int64_t inputs() const { return geometry_.output().area(); }

  // Row t of Ct times x: the terms' `column` is the column of Ct. No term is padding: Ct has no entry there.
  Step gather(std::int64_t t) const;
  ScatterStep scatter(std::int64_t t) const;
  DirectStep direct(std::int64_t t) const;

  // What the scatter has added up in an output cell by its steps 0 to t; t = -1 is before the first.
  float after_scatter(Cell output, std::int64_t t) const;

 private:
  DirectTerm term_at(Cell output, Cell tap) const;

  Geometry geometry_;
  Tensor x_;
  Tensor w_;
};

}  // namespace deconvlab

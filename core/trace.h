// The record of sparse-matrix steps: step t is row t of C, found on demand in O(taps), nothing replayed, nothing kept per step.
#pragma once

#include <cstdint>
#include <vector>

#include "core/error.h"
#include "core/geometry.h"
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
  // Input cells that no step reads: the floor's remainder and the gaps of s > k_eff.
  std::vector<Cell> unread() const;

 private:
  Geometry geometry_;
  Tensor x_;
  Tensor w_;
};

// Input cells that no placement reads; of the transposed convolution: output cells that get no product.
std::vector<Cell> unread_cells(const Geometry& geometry);

// The output cells one input cell feeds (a column of C), with the weight that joins them; ascending.
struct Feed {
  Cell output;
  Cell weight;
};
// Calls visit(feed) for each of them.
template <class Visit>
void for_each_fed(const Geometry& g, Cell input, Visit&& visit) {
  for (std::int64_t u = g.h.k - 1; u >= 0; --u) {
    const std::int64_t row = g.h.placement_between(u, input.row);
    if (row < 0) continue;
    for (std::int64_t v = g.w.k - 1; v >= 0; --v) {
      const std::int64_t col = g.w.placement_between(v, input.col);
      if (col >= 0) visit(Feed{{row, col}, g.weight_of({u, v})});
    }
  }
}
std::vector<Feed> fed_by(const Geometry& geometry, Cell input);

}  // namespace deconvlab

// Row t of any operator's matrix M, which takes a plane of the operand, its cells in row order, to a plane of the result: the taps that
// meet in the result's cell t. Whatever adds up a row is made of these: steps (trace.h, transpose_trace.h), and maps of one plane, stored
// or not (linear_map.h). build_matrix of sparse.h fills C and Ct faster, entry for entry the same.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/geometry/geometry.h"
#include "core/tensor.h"

namespace deconvlab {

// A tap of a row. Several taps may have one column: the entry of M is then their sum.
struct RowEntry {
  // The index of the kernel weight (already rotated when flip), the cell of the window, which of the four that bilinear weighs; else 0, 0.
  Cell tap;
  Cell cell;                 // of the operand; outside it on the padding
  std::int64_t column = -1;  // the cell's number, -1 where there is none
  float weight = 0;
};

// What the rows of an operator's matrix follow from.
struct RowSource {
  const Geometry& geometry;
  const Tensor& kernel;                    // one plane of geometry.kernel(), of an operator with a kernel
  std::span<const std::int32_t> switches;  // for each cell of geometry.output(), of max pooling
  std::span<const std::int32_t> writers;   // of max_unpool: for each cell of the result the operand's cell that stays there, or -1
};

// Appends the taps of the row of a result's cell, O(taps).
using AddTaps = void (*)(const RowSource& of, Cell output, std::vector<RowEntry>& row);

// C: the kernel's taps in row order; on the padding they keep their weight, which is multiplied by 0.
void add_taps_of_c(const RowSource& of, Cell output, std::vector<RowEntry>& row);
// Ct: the weights of the stamps that reach the cell, columns ascending.
void add_taps_of_ct(const RowSource& of, Cell output, std::vector<RowEntry>& row);
// A window's taps in row order; those that are not taken, and those of the padding, have weight 0.
void add_taps_of_max_pool(const RowSource& of, Cell output, std::vector<RowEntry>& row);
void add_taps_of_avg_pool(const RowSource& of, Cell output, std::vector<RowEntry>& row);
// The value that stays in the cell, if any does.
void add_taps_of_max_unpool(const RowSource& of, Cell output, std::vector<RowEntry>& row);
void add_taps_of_nearest(const RowSource& of, Cell output, std::vector<RowEntry>& row);
// The cells on both sides along each axis, two columns that are one at the end, and those of weight 0, except along an axis that stays.
void add_taps_of_bilinear(const RowSource& of, Cell output, std::vector<RowEntry>& row);

// How many entries M has; of a max_unpool whose switches share a cell it has fewer.
std::int64_t count_links_of_axes(const Geometry& geometry);  // C, Ct, avg_pool
std::int64_t count_pooled(const Geometry& geometry);         // one for each cell of geometry.output()
std::int64_t count_resized(const Geometry& geometry);        // one for each cell of geometry.input()
std::int64_t count_bilinear(const Geometry& geometry);

// Taps of one column as one, the first one's with the sum of the weights.
std::vector<RowEntry> merged(std::vector<RowEntry> taps);

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

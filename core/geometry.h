// Sizes of a convolution and of its transposed counterpart: the only place with a size formula.
// Formulas: Dumoulin & Visin, "A guide to convolution arithmetic for deep learning" (2016).
#pragma once

#include <cstdint>
#include <vector>

#include "core/error.h"
#include "core/params.h"

namespace deconvlab {

// The transposed convolution of one axis, drawn as a direct convolution of stride 1 (primed names of the guide).
struct TransposedAxis {
  std::int64_t i = 0;          // i' = o of the convolution
  std::int64_t stretched = 0;  // s - 1 zeros between the cells, a more at the end: s (i' - 1) + 1 + a
  std::int64_t k = 0;          // k' = k
  std::int64_t s = 1;          // s' = 1: the stride became the zeros
  std::int64_t p = 0;          // p' = d (k - 1) - p; negative means crop
  std::int64_t a = 0;          // output padding: the remainder of the convolution
  std::int64_t o = 0;          // o' = s (i' - 1) + a + k_eff - 2p = i of the convolution

  bool operator==(const TransposedAxis&) const = default;
};

// One axis of a resolved convolution, all in cells.
struct Axis {
  std::int64_t i = 0;
  std::int64_t k = 0;
  std::int64_t s = 1;
  std::int64_t p = 0;
  std::int64_t d = 1;
  std::int64_t k_eff = 0;      // k + (k - 1)(d - 1)
  std::int64_t padded = 0;     // i + 2p
  std::int64_t o = 0;          // floor((i + 2p - k_eff) / s) + 1
  std::int64_t remainder = 0;  // a = (i + 2p - k_eff) mod s

  // The input coordinate that tap u of placement t reads; outside [0, i) it falls on the padding.
  std::int64_t input_of(std::int64_t t, std::int64_t u) const { return t * s + u * d - p; }
  // The tap with input_of(t, tap) == c, or -1.
  std::int64_t tap_between(std::int64_t t, std::int64_t c) const;
  // The placement t with input_of(t, u) == c, or -1.
  std::int64_t placement_between(std::int64_t u, std::int64_t c) const;
  // Whether any placement reads input coordinate c (-p <= c < i + p): false in the floor's remainder and in gaps of s > k_eff.
  bool ever_read(std::int64_t c) const;
  TransposedAxis transposed() const;
  bool operator==(const Axis&) const = default;
};

struct MaybeCell {
  bool found = false;
  Cell cell;
};

struct Geometry {
  Axis h;
  Axis w;
  bool flip = false;

  Extent input() const { return {h.i, w.i}; }
  Extent kernel() const { return {h.k, w.k}; }
  Extent output() const { return {h.o, w.o}; }
  bool ever_read(Cell c) const { return h.ever_read(c.row) && w.ever_read(c.col); }
  // The weight w[row, col] that placement-local tap (u, v) carries: itself, or rotated by 180 degrees when flip.
  Cell weight_of(Cell tap) const { return flip ? Cell{h.k - 1 - tap.row, w.k - 1 - tap.col} : tap; }
  // The weight that joins an output cell to an input cell, which may lie on the padding; none when the placement does not cover it.
  MaybeCell weight_between(Cell output, Cell input) const;
  // The output cell whose placement puts `weight` on the input cell (or padding cell); none when no placement does.
  MaybeCell placement_between(Cell weight, Cell input) const;
  // Products of the dense matrix, of C's nonzeros (real input cells only), and of im2col (k*k per output, padding included).
  // Counts beyond int64 stand at its largest value.
  std::int64_t dense_products() const { return capped_product(input().area(), output().area()); }
  std::int64_t nonzeros() const;
  // How many entries of C bear the weight that lies at tap (u, v) of a placement.
  std::int64_t entries_of(Cell tap) const;
  std::int64_t im2col_products() const { return capped_product(kernel().area(), output().area()); }
  bool operator==(const Geometry&) const = default;
};

// Largest number accepted for any size, so that an area and every coordinate fits int64 with room to spare.
inline constexpr std::int64_t kLargestSize = std::int64_t{1} << 24;

// Errors: not_positive (i, k, s, d), negative (p), too_large, kernel_exceeds_input.
Expected<Geometry> resolve(const Params& params);

// The closed range of input sides that lead to output side o with the axis' k, s, p, d: s of them, fewer where a side below 1 falls away.
struct SideRange {
  std::int64_t first = 0;
  std::int64_t last = 0;

  bool operator==(const SideRange&) const = default;
};
Expected<SideRange> inputs_for_output(const Axis& axis, std::int64_t o);

// For each cell of one side the cells of the other side it is joined to along one axis, and by which tap; ascending in `index`.
// C is the product of the two axes' links, so is C transposed: sparse.h fills both from these.
struct AxisLinks {
  std::vector<std::int32_t> start;  // size() + 1 offsets into index and tap
  std::vector<std::int32_t> index;
  std::vector<std::int32_t> tap;

  std::int64_t size() const { return static_cast<std::int64_t>(start.size()) - 1; }
  std::int64_t count(std::int64_t n) const { return start[n + 1] - start[n]; }
};
// How many there are: int32 offsets need at most INT32_MAX.
std::int64_t count_links(const Axis& axis);
// In time that grows with cells and links only, however far apart the taps are.
AxisLinks links_by_output(const Axis& axis);
AxisLinks links_by_input(const Axis& axis);

}  // namespace deconvlab

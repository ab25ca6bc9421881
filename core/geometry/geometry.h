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
  std::int64_t p = 0;          // p' = d (k - 1) - p before the first cell; negative means crop
  std::int64_t p_end = 0;      // p' after the last one: d (k - 1) - p_end
  std::int64_t a = 0;          // output padding: the remainder of the convolution
  std::int64_t o = 0;          // o' = s (i' - 1) + a + k_eff - p - p_end = i of the convolution

  bool operator==(const TransposedAxis&) const = default;
};

// One axis of a resolved convolution, all in cells.
struct Axis {
  std::int64_t i = 0;
  std::int64_t k = 0;
  std::int64_t s = 1;
  std::int64_t p = 0;      // before the first cell
  std::int64_t p_end = 0;  // after the last cell; what a pooling's windows overhang the end is part of it
  std::int64_t d = 1;
  std::int64_t k_eff = 0;   // k + (k - 1)(d - 1)
  std::int64_t padded = 0;  // i + p + p_end
  // floor((padded - k_eff) / s) + 1, and a = (padded - k_eff) mod s. Of a transposed operator both are given: o is its i', the remainder
  // its output padding, which may reach s where d > s; the convolution then has a placement more than C has rows for.
  std::int64_t o = 0;
  std::int64_t remainder = 0;
  std::int64_t overhang = 0;  // of p_end: what windows with ceil_mode overhang the padding at the end
  Ratio scale = {};           // of upsampling: cells of i for each of o

  std::int64_t padding_end() const { return p_end - overhang; }  // of p_end: what was given, or a rule says
  // The input coordinate that tap u of placement t reads; outside [0, i) it falls on the padding.
  std::int64_t input_of(std::int64_t t, std::int64_t u) const { return t * s + u * d - p; }
  // The tap with input_of(t, tap) == c, or -1.
  std::int64_t tap_between(std::int64_t t, std::int64_t c) const;
  // The placement t with input_of(t, u) == c, or -1.
  std::int64_t placement_between(std::int64_t u, std::int64_t c) const {
    const std::int64_t start = c + p - u * d;
    if (start < 0) return -1;
    const std::int64_t t = start / s;
    return t * s == start && t < o ? t : -1;
  }
  // How many placements read input coordinate c (-p <= c < i + p_end): how many stamps of the transposed convolution overlap there.
  std::int64_t overlap(std::int64_t c) const;
  // Whether overlap is the same everywhere away from the ends: s divides k, and dilation leaves no cell out.
  bool overlaps_evenly() const;
  // false in the floor's remainder and in gaps of s > k_eff.
  bool ever_read(std::int64_t c) const { return overlap(c) > 0; }
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
  std::int64_t groups = 1;
  bool count_include_pad = true;  // as in Params
  Resampling resampling = {};
  bool ceil_mode = false;
  Padding padding = Padding::given;

  Extent input() const { return {h.i, w.i}; }
  Extent kernel() const { return {h.k, w.k}; }
  Extent output() const { return {h.o, w.o}; }
  // The cells that a row and a column of C stand for.
  Cell output_cell(std::int64_t row) const { return output().cell_at(row); }
  Cell input_cell(std::int64_t col) const { return input().cell_at(col); }
  // Whether a cell lies on the convolution's input rather than on its padding.
  bool inside(Cell c) const { return c.row >= 0 && c.row < h.i && c.col >= 0 && c.col < w.i; }
  bool ever_read(Cell c) const { return h.ever_read(c.row) && w.ever_read(c.col); }
  // How many products of the transposed convolution add up in its output cell c.
  std::int64_t overlap(Cell c) const { return h.overlap(c.row) * w.overlap(c.col); }
  bool overlaps_evenly() const { return h.overlaps_evenly() && w.overlaps_evenly(); }
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
  // Of the transposed convolution drawn as a direct one: a kernel over the stretched input for each of its output cells. Only nonzeros()
  // of them are with real cells, the others with inserted zeros and padding.
  std::int64_t direct_products() const { return capped_product(kernel().area(), input().area()); }
  bool operator==(const Geometry&) const = default;
};

// Largest number accepted for any size, so that an area and every coordinate fits int64 with room to spare.
inline constexpr std::int64_t kLargestSize = std::int64_t{1} << 24;

// SAME: o = ceil(i / s), the padding as small as that needs, the odd cell at the end, SAME_LOWER's at the beginning. VALID: p = 0.
// Negative padding cuts cells of the input off, as torch.nn.functional.pad does. Errors: not_positive (i, k, s, d, groups), negative (a),
// too_large, crops_everything, kernel_exceeds_input.
Expected<Geometry> resolve(const Params& params);

// The convolution whose transpose takes params.i: its output() is i', its input() o', the result. params.a < max(s, d), as in PyTorch.
// SAME and VALID as in TensorFlow's conv2d_transpose: they name the convolution, whose input is params.output or else i' s (SAME),
// s (i' - 1) + max(k_eff, s) (VALID).
// Errors: as resolve, and output_padding_too_large, output_padding_not_zero, nothing_left, output_not_reached.
Expected<Geometry> resolve_transposed(const Params& params);

// s - 1 zeros between the cells of params.i, params.a rows and columns after the last: the transposed convolution of a 1 x 1 kernel, so
// that input() is the stretched size. k, p, d do not matter. Errors: as resolve_transposed.
Expected<Geometry> resolve_zero_insert(const Params& params);

// params.output cells, else all but p and p_end, of params.i from row and column p on: the transposed convolution of a 1 x 1 kernel,
// so that input() is what is left. Only i, p and output matter. Errors: as resolve, negative (p), nothing_left, crop_outside.
Expected<Geometry> resolve_crop(const Params& params);

// Pooling windows k, s, p, d over params.i, as torch.nn.MaxPool2d, but p < k_eff as in ONNX and Caffe where PyTorch has p <= k / 2: no
// window of either lies before or after the input. With ceil_mode o = ceil((i + 2p - k_eff) / s) + 1, one less where the last window would
// start in the padding at the end. What a window overhangs is counted in p_end. SAME and VALID as resolve; SAME takes no ceil_mode.
// Errors: those of check (as resolve), kernel_exceeds_input, pool_padding_too_large.
Expected<Geometry> resolve_pool(const Params& params);

// Whether a pooled axis has more padding than PyTorch takes: p > k / 2, where p is given.
bool pads_over_half(const Axis& pool, Padding rule);

// Whether ceil_mode's size of a pooled axis is one less than the ceiling + 1, since one more window would start in the padding at the end.
bool leaves_window_out(const Axis& pool);

// The pooling whose output() is params.i and whose input() is params.output, else s (i - 1) + k_eff - p - p_end; as torch.nn.MaxUnpool2d an
// output wanted may be less than s away from that. SAME: s i, or one of the s sides that it pools to i. Errors: as resolve_pool,
// nothing_left, output_not_reached.
Expected<Geometry> resolve_unpool(const Params& params);

// params.i, which is output(), resized to input(): params.output, else floor(i f) of params.scale, the product in float64 as in
// torch.nn.functional.interpolate, else s i. k and p of the geometry are s and 0.
// Errors: those of check (as resolve), too_large, not_positive.
Expected<Geometry> resolve_upsample(const Params& params);

// The transposed convolution with a kernel of k cells that leads from a pooling's result, output() of both, back to its input. At each end
// it cuts off what the windows have there beyond the input, and of a kernel larger or smaller than they are half of what is more or less:
// with k = k_eff each stamp lies where its window lay. Where the windows' padding is the same at both ends so is p, as in PyTorch, and an
// output padding below s gives back what it cuts off too much at the end.
// Errors: not_positive, too_large; no_way_back, where s of the pooling leaves no output padding for that.
Expected<Geometry> resolve_way_back(const Geometry& pool, Extent k, bool flip = false);

// The same of one axis, whether or not it can be: the output padding, its remainder, must be less than s.
Axis way_back(const Axis& pool, std::int64_t k);
inline bool leads_back(const Axis& way) { return way.remainder < way.s; }

// FCN's upsampling by f: the transposed convolution's k = 2f - f mod 2, s = f, p = ceil((f - 1) / 2), of a score map of side i.
// Long, Shelhamer & Darrell, "Fully convolutional networks for semantic segmentation" (2015). f >= 1.
Params fcn_upsampling(Extent i, std::int64_t factor);

// The closed range of input sides that lead to output side o with the axis' k, s, p, d: s of them, fewer where a side below 1 falls away.
// SAME pads each of these sides in its own way: they are those with o = ceil(i / s).
struct SideRange {
  std::int64_t first = 0;
  std::int64_t last = 0;

  bool operator==(const SideRange&) const = default;
};
Expected<SideRange> inputs_for_output(const Axis& axis, std::int64_t o, Padding rule = Padding::given);

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

// Upsampling without weights to learn or switches to know, as plain loops (the reference). The small grid is geometry.output(), the
// resized one geometry.input(), which may be the smaller one. Formulas: params.h's Coordinates and Rounding, computed in whole numbers, so
// that no rounding picks another cell; by default torch.nn.functional.interpolate's.
#pragma once

#include "core/geometry/cell_rect.h"
#include "core/geometry/geometry.h"
#include "core/tensor.h"

namespace deconvlab {

// Where along an axis a resized cell reads: (1 - weight) of cell `first`, weight of cell `second`.
struct Source {
  std::int64_t first = 0;
  std::int64_t second = 0;  // first + 1, or first at the end
  float weight = 0;         // 0 <= weight < 1
};

// The simplest fraction that is `value` as a double, so that a decimal is the one that was typed; a close one where both of its numbers
// would pass 2^30. 0 < value <= kLargestSize.
Ratio ratio_of(double value);

// The cell that a resized one repeats, rounded and then brought to the nearest one there is. 0 <= c < axis.i.
std::int64_t nearest_source(const Axis& axis, const Resampling& rule, std::int64_t c);
// Of both axes.
Cell nearest_cell(const Geometry& geometry, Cell resized);
// Between the cells on both sides of its place, which is at least 0 and at most the last cell's.
Source bilinear_source(const Axis& axis, const Resampling& rule, std::int64_t c);
// Whether every cell of the axis is the one that was there: it is copied then. Elsewhere a neighbour of weight 0 is multiplied too, so that
// an infinite one makes NaN, as in PyTorch.
bool is_unchanged(const Axis& axis, const Resampling& rule);

// The resized cells for which bilinear of half_pixel by size lies between cells' centres and repeats no edge; all of an axis with o = 1,
// where there is nothing else to repeat.
CellRect unclamped(const Geometry& geometry);

// The resized cells that repeat a given one, or of bilinear read it with a weight above 0: they follow each other.
CellRect resized_from(const Geometry& geometry, Cell cell, bool bilinear);

// How many cells all cells of an axis read, each with a weight above 0: the bilinear matrix has the product of both axes' as nonzeros.
std::int64_t count_bilinear_sources(const Axis& axis, const Resampling& rule);

// x[N,C,oh,ow] -> [N,C,H,W].
Tensor upsample_nearest(const Tensor& x, const Geometry& geometry);
Tensor upsample_bilinear(const Tensor& x, const Geometry& geometry);

}  // namespace deconvlab

// Upsampling without weights to learn or switches to know, as plain loops (the reference). The small grid is geometry.output(), the
// resized one geometry.input(), which may be the smaller one. Formulas: torch.nn.functional.interpolate with a size given, computed in
// whole numbers, so that no rounding picks another cell.
#pragma once

#include "core/cell_rect.h"
#include "core/geometry.h"
#include "core/tensor.h"

namespace deconvlab {

// Where along an axis a resized cell reads: (1 - weight) of cell `first`, weight of cell `second`.
struct Source {
  std::int64_t first = 0;
  std::int64_t second = 0;  // first + 1, or first at the end
  float weight = 0;         // 0 <= weight < 1
};

// floor(c o / i): axis.o cells shared out to axis.i. 0 <= c < axis.i.
std::int64_t nearest_source(const Axis& axis, std::int64_t c);
// align_corners: c (o - 1) / (i - 1), 0 where i = 1. Else (c + 1/2) o / i - 1/2, at least 0.
Source bilinear_source(const Axis& axis, bool align_corners, std::int64_t c);
// Whether every cell of the axis is the one that was there: it is copied then. Elsewhere a neighbour of weight 0 is multiplied too, so that
// an infinite one makes NaN, as in PyTorch.
bool is_unchanged(const Axis& axis, bool align_corners);

// The resized cells for which bilinear (align_corners false) lies between cells' centres and repeats no edge; all of an axis with o = 1,
// where there is nothing else to repeat.
CellRect unclamped(const Geometry& geometry);

// How many cells all cells of an axis read, each with a weight above 0: the bilinear matrix has the product of both axes' as nonzeros.
std::int64_t count_bilinear_sources(const Axis& axis, bool align_corners);

// x[N,C,oh,ow] -> [N,C,H,W].
Tensor upsample_nearest(const Tensor& x, const Geometry& geometry);
Tensor upsample_bilinear(const Tensor& x, const Geometry& geometry);

}  // namespace deconvlab

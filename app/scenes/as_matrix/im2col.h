// The product that frameworks compute instead of C X: the kernel as a row times the unfolded patches.
#pragma once

#include "app/diagram/grids.h"

namespace deconvlab {

// [w row] · [patches, one column a placement] = [y row], under a caption.
void draw_im2col(Canvas& canvas, Rect area, const Stage& stage);

// From this height on its cells have room for numbers.
double readable_im2col_height(const Geometry& geometry);
// How much of the height it can use in this width.
double im2col_height(double width, const Geometry& geometry);

// How many multiplications the dense C, its nonzeros and im2col take, as bars.
void draw_counts(Canvas& canvas, Rect area, const Stage& stage);
inline constexpr double kCountsHeight = 124;

}  // namespace deconvlab

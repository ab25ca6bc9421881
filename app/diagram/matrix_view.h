// C as a picture: entries with their weights' shades and labels when near, the exact count of nonzeros per pixel from afar.
#pragma once

#include "app/diagram/grids.h"

namespace deconvlab {

// Draws the part of C that model.matrix names into `area` (all of it, as large as it fits, at zoom 0) and returns where that part
// of C really stands: `rect` is no larger than `area`. A C too thin to be seen whole is an overview beside an enlarged part, which
// at zoom 0 follows the step; the part is what is returned.
MatrixPane draw_matrix(Canvas& canvas, Rect area, const Stage& stage);
// How much of an area of this size the whole of C takes, overview included.
Rect matrix_bounds(Rect area, const Stage& stage);

// The same under a caption, in the middle of the area.
void draw_matrix_titled(Canvas& canvas, Rect area, const std::string& caption, const Stage& stage);

}  // namespace deconvlab

// C as a picture: entries with their weights' shades and labels when near, the exact count of nonzeros per pixel from afar.
#pragma once

#include "app/scenes/grids.h"

namespace deconvlab {

// Draws the part of C that model.matrix names into `area` (all of it, as large as it fits, at zoom 0) and returns where that part
// of C really stands: `rect` is no larger than `area`.
MatrixPane draw_matrix(Canvas& canvas, Rect area, const Stage& stage);

// The same under a caption, in the middle of the area.
void draw_matrix_titled(Canvas& canvas, Rect area, const std::string& caption, const Stage& stage);

// The output as a column beside the rows of C, the input as a column of its own, `area` high at most.
void draw_output_column(Canvas& canvas, Rect area, const MatrixPane& beside, const Stage& stage);
void draw_input_column(Canvas& canvas, Rect area, const Stage& stage);

}  // namespace deconvlab

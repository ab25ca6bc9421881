// The two vectors of Y = C X as columns of cells, in step with the part of C that is shown.
#pragma once

#include "app/diagram/grids.h"

namespace deconvlab {

inline constexpr double kLargestVectorCell = 66;

// The output as a column beside the rows of C.
void draw_output_column(Canvas& canvas, Rect area, const MatrixPane& beside, const Stage& stage);
// The input cells of the columns of C that are shown, from the top of `area`, which they may fill; returns what they fill.
Rect draw_input_column(Canvas& canvas, Rect area, const MatrixPane& shown, const Stage& stage);

}  // namespace deconvlab

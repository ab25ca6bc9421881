// The matrix rows of the scene "unpool", and what they prove.
#pragma once

#include "app/scenes/unpool/unpool_stage.h"

namespace deconvlab {

void draw_unpool_side(Canvas& canvas, Rect area, const Frame& frame);

// The columns that strips as wide as `width` show: all pooled cells where they are wide enough for numbers, else those in which a row of
// the cell asked about has a weight.
std::vector<std::int64_t> strip_columns(const UnpoolStage& stage, double width);

}  // namespace deconvlab

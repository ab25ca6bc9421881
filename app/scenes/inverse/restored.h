// x beside Ct C x: the shape is back, the values are not.
#pragma once

#include "app/diagram/stage.h"

namespace deconvlab {

// x, y = C x and Ct y in a triangle, the cell `asked` lit in both planes of x's shape, and how much of x is gone.
void draw_restored(Canvas& canvas, Rect area, Cell asked, const Stage& stage);

}  // namespace deconvlab

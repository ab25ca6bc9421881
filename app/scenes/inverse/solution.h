// What p' follows from, as equations below the stretched grid.
#pragma once

#include "app/draw/canvas.h"
#include "app/draw/theme.h"
#include "core/geometry/geometry.h"

namespace deconvlab {

// k - p' = p + 1, solved in letters and in the geometry's numbers.
void draw_solution(Canvas& canvas, Rect area, const Geometry& geometry, const Theme& theme);

}  // namespace deconvlab

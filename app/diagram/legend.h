// What hatching, diagonals and the operator's sign mean, for the marks that the picture really has.
#pragma once

#include "app/diagram/stage.h"

namespace deconvlab {

// The strip at the bottom of `area` that the legend needs; of no height where there is nothing to explain.
Rect legend_rect(Canvas& canvas, Rect area, const Stage& stage, bool with_star);
void draw_legend(Canvas& canvas, Rect area, const Stage& stage, bool with_star);
// The colours of differences and gradients, from below 0 to above it.
void draw_diverging_bar(Canvas& canvas, Rect bar, const Theme& theme);

}  // namespace deconvlab

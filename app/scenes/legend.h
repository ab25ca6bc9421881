// What hatching and diagonals mean, for the marks that the picture really has.
#pragma once

#include "app/scenes/stage.h"

namespace deconvlab {

// The strip at the bottom of `area` that the legend needs; of no height where there is nothing to explain.
Rect legend_rect(Rect area, const Geometry& geometry);
void draw_legend(Canvas& canvas, Rect area, const Stage& stage);

}  // namespace deconvlab

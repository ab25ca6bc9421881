// What hatching, diagonals, crosses and the operator's sign mean, for the marks that the picture really has.
#pragma once

#include "app/diagram/stage.h"

namespace deconvlab {

// What a picture has that needs explaining: the operator's sign, and beside a convolution its transpose; of a transposed convolution the
// stretched input, and stamps of which some are cut off.
struct Explained {
  bool star = false;
  bool transpose = false;
  bool stretched = true;
  bool stamps = false;
};

// The strip at the bottom of `area` that the legend needs; of no height where there is nothing to explain.
Rect legend_rect(Canvas& canvas, Rect area, const Stage& stage, const Explained& what);
void draw_legend(Canvas& canvas, Rect area, const Stage& stage, const Explained& what);
// The colours of differences and gradients, from below 0 to above it.
void draw_diverging_bar(Canvas& canvas, Rect bar, const Theme& theme);

}  // namespace deconvlab

// C from afar: a picture of a pixel for each entry, or of how many nonzeros lie under each pixel.
#pragma once

#include "app/diagram/grids.h"

namespace deconvlab {

// The part of C that a picture shows.
struct MatrixPart {
  double row0, col0;  // at the top left
  double rows, cols;
};

// Draws it into `rect`, kept in `memo` (may be null) while nothing that it depends on changes.
void draw_pattern(Canvas& canvas, Rect rect, const MatrixPart& part, PatternMemo::Picture* memo, const Stage& stage);

}  // namespace deconvlab

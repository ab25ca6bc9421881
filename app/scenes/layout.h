// Where the three grids of a convolution go in an area.
#pragma once

#include "app/scenes/grids.h"

namespace deconvlab {

struct Trio {
  GridPlace input;
  GridPlace kernel;
  GridPlace output;
  bool in_a_row = true;  // input * kernel = output; else kernel and output stand below the input
};

// The arrangement with the larger cells, centred; room is left for a caption above each grid.
Trio arrange(Rect area, const Geometry& geometry);

// All three with captions, placement, signs and the flying product.
void draw_trio(Canvas& canvas, const Trio& trio, const Stage& stage);

}  // namespace deconvlab

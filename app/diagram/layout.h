// Where the three grids of a convolution go in an area.
#pragma once

#include "app/diagram/grids.h"

namespace deconvlab {

struct Trio {
  GridPlace input;
  GridPlace kernel;
  GridPlace output;
  Rect captions[3];             // the columns that the captions of input, kernel and output may fill
  Point star;                   // the operator's sign, before the kernel
  Point equals;                 // before the output
  Rect legend;                  // empty where there is nothing to explain
  bool star_explained = false;  // in the legend
};

// The arrangement that reads best: in a row while numbers fit, else the one with the larger cells; room is left for a caption
// above each grid. `with_star`: the legend says what the operator's sign means.
Trio arrange(Canvas& canvas, Rect area, const Stage& stage, bool with_star);

// All three with captions, placement, signs, legend and the flying product.
void draw_trio(Canvas& canvas, const Trio& trio, const Stage& stage);

}  // namespace deconvlab

// Where a tooltip stands: beside what it is about, never over it.
#pragma once

#include "app/draw/canvas.h"

namespace deconvlab {

// A box of width x height for what is pointed at, `about`: below or above it, or at its side where it is large; within `view` if there is
// room, else within `page`.
Rect place_tip(Point mouse, Rect about, double width, double height, Rect view, Rect page);

}  // namespace deconvlab

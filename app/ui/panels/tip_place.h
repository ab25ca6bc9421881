// Where a tooltip stands: beside what it is about, never over it.
#pragma once

#include <span>

#include "app/draw/canvas.h"

namespace deconvlab {

// What a tooltip stands beside: the cell pointed at, the plane that holds it, and all planes of the page.
struct TipAbout {
  Rect cell;
  Rect plane;
  std::span<const Rect> planes = {};
};

// A box of width x height: below or above the cell, or at its side where it is large, or so around its plane; the nearest of those that
// cover little of the planes. Within `view` if there is room, else within `page`.
Rect place_tip(Point mouse, const TipAbout& about, double width, double height, Rect view, Rect page);

}  // namespace deconvlab

// Scene "fcn" as one picture: it and the classes of the three variants on both sides of an edge.
#pragma once

#include "app/diagram/scene.h"

namespace deconvlab {

void draw_fcn_wipe(Canvas& canvas, Rect area, const Frame& frame);
// The variant that stands right of the edge, or left of it; the first one where neither is one.
std::size_t wiped_variant(const Frame& frame);
std::string open_fcn_choice(const Focus& focus, const Frame& frame);

}  // namespace deconvlab

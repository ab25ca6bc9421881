// The house of the scene.
#pragma once

#include "core/samples/paint.h"

namespace deconvlab {

// Brick walls with a tiled roof, a chimney, windows and a door: x from 0 to 0.4, y from 0.33 to 0.785.
void draw_house(Sheet& sheet, const Noise& noise);

}  // namespace deconvlab

// What of a film's frame is another than in the frame before.
#pragma once

#include "app/draw/canvas.h"
#include "app/draw/pixel_rect.h"

namespace deconvlab {

// The smallest rectangle that holds all pixels that differ; all of it where there is no frame before of the same size.
PixelRect changed(const Raster& before, const Raster& now);
// The same of two of one size, of which it is known that only pixels of a part differ.
PixelRect changed(const Raster& before, const Raster& now, const PixelRect& part);
Raster cut_out(const Raster& raster, const PixelRect& r);

}  // namespace deconvlab

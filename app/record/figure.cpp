#include "app/record/figure.h"

#include "app/draw/cairo_canvas.h"

namespace deconvlab {

Raster rasterized(const Figure& figure) {
  CairoCanvas canvas(figure.width, figure.height, figure.scale);
  figure.draw(canvas);
  return canvas.pixels();
}

}  // namespace deconvlab

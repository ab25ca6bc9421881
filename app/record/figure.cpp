#include "app/record/figure.h"

namespace deconvlab {

void Rasterizer::draw(const Figure& figure, Raster& raster) {
  const Size size{figure.width, figure.height, figure.scale};
  if (canvas_ && size == size_)
    canvas_->clear();
  else
    canvas_.emplace(figure.width, figure.height, figure.scale);
  size_ = size;
  figure.draw(*canvas_);
  canvas_->copy_pixels(raster);
}

Raster rasterized(const Figure& figure) {
  Raster raster;
  Rasterizer().draw(figure, raster);
  return raster;
}

}  // namespace deconvlab

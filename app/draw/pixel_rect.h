// A part of a raster.
#pragma once

namespace deconvlab {

struct PixelRect {
  int x = 0, y = 0, w = 0, h = 0;

  bool empty() const { return w == 0 || h == 0; }
  bool operator==(const PixelRect&) const = default;
};

}  // namespace deconvlab

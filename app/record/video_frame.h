// A film's frame as video encoders take it: brightness for each pixel, two colour differences for each 2 x 2 of them (4:2:0).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "app/record/frame_change.h"

namespace deconvlab {

class VideoFrame {
 public:
  // As large as the raster, odd sides one more, in which the edge is repeated.
  explicit VideoFrame(const Raster& raster);
  int width() const { return width_; }
  int height() const { return height_; }
  // Takes over a part of a raster of the same size; its alpha counts for nothing.
  void put(const Raster& raster, const PixelRect& part);
  // height x width of Y, then a quarter as many each of Cb and Cr, in 16 to 235 and 16 to 240 (ITU-R BT.709).
  std::string_view bytes() const { return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()}; }

 private:
  void put_block(const Raster& raster, int x, int y);

  int width_, height_;
  std::vector<std::uint8_t> bytes_;
};

}  // namespace deconvlab

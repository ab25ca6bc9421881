// A page that can be drawn any number of times, as pixels or as vectors, and a film of such pages.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "app/draw/canvas.h"

namespace deconvlab {

struct Figure {
  double width = 1280, height = 720;  // logical pixels
  double scale = 1;                   // real pixels for each, where there are pixels
  std::string link = {};              // brings its state back; every file carries it along
  std::string title = {}, language = {};
  std::function<void(Canvas&)> draw = {};
};

struct Film {
  std::int64_t frames = 1;
  double per_second = 10;
  std::function<Figure(std::int64_t frame)> at = {};  // all of one size
};

// Width and height in real pixels are the logical ones times the scale, rounded.
Raster rasterized(const Figure& figure);

}  // namespace deconvlab

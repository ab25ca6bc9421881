// Values as colours: a table of colours and the range of values that it covers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/buffer.h"
#include "core/tensor.h"

namespace deconvlab {

// Each 0 to 1, as a screen takes them (sRGB, not premultiplied).
struct Rgba {
  float r = 0, g = 0, b = 0, a = 1;
};

// At equal distances from `low` to `high`, joined by straight lines; values outside have the ends' colours, and NaN the first one.
struct ColorMap {
  float low = 0;
  float high = 1;           // > low
  std::vector<Rgba> stops;  // two or more
};

// Between which of `count` stops a value from 0 to 1 stands, others as 0 or 1: share 0 at stop `below`, 1 at the next.
struct BetweenStops {
  std::size_t below = 0;
  double share = 0;
};
BetweenStops between_stops(double value, std::size_t count);

// One pixel a value, in the tensor's order: 8 bits each, rounded, red in the lowest.
using PackedColors = Buffer<std::uint32_t>;
PackedColors color_map(const Tensor& x, const ColorMap& map);

}  // namespace deconvlab

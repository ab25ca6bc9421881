// A figure of the gallery as a page of its own, every part of it named.
#pragma once

#include <string>

#include "app/scenes/gallery/gallery_tiles.h"

namespace deconvlab {

inline constexpr double kTilePageWidth = 800, kTilePageHeight = 450;  // logical pixels

// "Transposed convolution: strides, with a remainder"
std::string tile_name(std::int64_t n, const Frame& frame);
// "i′ = 3, k = 3, s = 2, p = 1, a = 1 → o′ = 6"
std::string tile_settings(std::int64_t n, const Frame& frame);
// What it is drawn as: of a transposed one a convolution; nothing of any other.
std::string tile_drawn_as(std::int64_t n, const Frame& frame);

void draw_tile_page(Canvas& canvas, Rect area, std::int64_t n, const Frame& frame);

}  // namespace deconvlab

// The figures of "A guide to convolution arithmetic for deep learning" as lessons, all of them shown at once: one table.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "app/lessons/kind.h"

namespace deconvlab {

struct Tile {
  std::string_view title_key;  // in the language tables
  Side side;
  Params params;
};

// Those of the convolution first, then those of the transposed one; in the guide's order.
std::span<const Tile> tile_table();

// What a tile comes to. A transposed one is drawn as a convolution of stride 1 over its stretched input, the kernel turned.
struct TileResults {
  Results lesson;
  Results drawn;
  Extent apart;  // the real cells on the input that is drawn
};

struct GalleryTiles {
  std::vector<TileResults> of;  // by tile_table()
};

// The tile that is large: the one that is pointed at or pinned, else one with strides and padding.
std::int64_t large_tile(const Focus& focus);
bool is_tile(const Focus& focus);

}  // namespace deconvlab

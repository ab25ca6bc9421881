// The figures of "A guide to convolution arithmetic for deep learning" as tiles: one table, and how a tile is drawn.
#pragma once

#include <cmath>
#include <span>
#include <string>
#include <string_view>

#include "app/scenes/stage.h"

namespace deconvlab {

struct Tile {
  std::string_view title_key;  // in the language tables
  Family family;
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
const TileResults& tile_results(std::int64_t n);

// "(3, 3, 2, 1), a 1 → 6"
std::string tile_sizes(std::int64_t n);

// Calls use(stage) with tile n as it stands at the frame's time: every tile starts anew when it is done.
template <class Use>
auto with_tile(const Frame& frame, std::int64_t n, Use&& use) {
  const TileResults& results = tile_results(n);
  Model model = frame.model;
  model.time = std::fmod(model.time, static_cast<double>(results.drawn.trace.size()));
  model.pinned = {};
  const Frame tile{model, results.drawn, {}, frame.theme, frame.language};
  Stage stage(tile);
  stage.apart = results.apart;
  return use(stage);
}

// Input with the kernel on it, and output, without numbers.
void draw_tile(Canvas& canvas, Rect area, const Stage& stage);

}  // namespace deconvlab

// A tile of the gallery, and how it is drawn.
#pragma once

#include <cmath>
#include <string>

#include "app/diagram/stage.h"
#include "app/lessons/gallery/gallery.h"

namespace deconvlab {

inline const TileResults& tile_results(std::int64_t n, const Frame& frame) {
  return frame.results.of<GalleryResult>().tiles->of[static_cast<std::size_t>(n)];
}

std::string tile_title(std::int64_t n, const Frame& frame);
// The tile's lesson in the scene of its side, at a step; the looks are the model's.
std::string tile_link(std::int64_t n, Model model, std::int64_t step = 0);

// "(3, 3, 2, 1), a 1 → 6"
std::string tile_sizes(std::int64_t n, const Frame& frame);

// Calls use(stage) with tile n as it stands at the frame's time: every tile starts anew when it is done.
template <class Use>
auto with_tile(const Frame& frame, std::int64_t n, Use&& use) {
  const TileResults& results = tile_results(n, frame);
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

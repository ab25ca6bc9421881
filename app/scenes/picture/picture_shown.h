// What all views of scene "picture" show: a picture, what pooling left of it, and four ways back.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "app/diagram/scene.h"

namespace deconvlab {

// The four ways back: the first three in the order of Resampled::distances.
struct WayBack {
  std::string_view title_key;
  Role role;
};
inline constexpr std::array<WayBack, 4> kWaysBack = {{{"picture.unpooled", Role::switches},
                                                      {"picture.nearest", Role::output},
                                                      {"picture.bilinear", Role::output},
                                                      {"picture.deconvolved", Role::output}}};
inline constexpr int kFixedWays = 3;  // that no kernel changes

const Resampled& resampled(const Frame& frame);
const Tensor& pooled_original(const Frame& frame);
const Tensor& way_back(const Frame& frame, int way);
// How far it is from the original.
std::string quality(const Frame& frame, int way);
// The switch of a pooled cell, in the first channel.
Cell switch_of(const Frame& frame, Cell pooled);

// One picture in the whole pane, the lens beside it, and what both say.
void draw_ways_wipe(Canvas& canvas, Rect area, const Frame& frame);
void draw_ways_lens(Canvas& canvas, Rect area, const Frame& frame);
std::string ways_lens_sentence(const Frame& frame);
std::string open_ways_choice(const Focus& focus, const Frame& frame);

}  // namespace deconvlab

// One frame that two of a scene's pictures share: the one before an edge and the one after it; beside each half what it can show. Where the
// edge stands is the model's time: app/lessons/wipe.h.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/diagram/picture_panel.h"
#include "app/lessons/wipe.h"

namespace deconvlab {

// A picture that either side can show.
struct WipeLayer {
  std::string name;
  Color ink;
  std::string note;  // about it, below the names
  Extent size;
  Alignment alignment = {};  // in the frame
  std::function<void(Canvas& canvas, const PicturePlace& place)> draw;
};
using WipeLayers = std::vector<WipeLayer>;

// The cells of a place, each in its colour, which follows from the frame's results and the layer alone: kept from frame to frame.
void draw_colors(Canvas& canvas, const PicturePlace& place, const std::function<Color(Cell)>& color_of, std::int64_t layer,
                 const Frame& frame);

// Which of `count` layers, from 0 on, is left and right of the edge.
struct WipeShown {
  std::size_t left, right;
};
WipeShown wipe_shown(const Lesson& lesson, std::size_t count);

// Returns where the frame of `size` cells lies, for what stands over it. `pixel`: what one of its cells is that is pointed at.
PicturePlace draw_wipe(Canvas& canvas, Rect area, Extent size, const WipeLayers& layers, const Frame& frame, Target pixel = Target::input);

// What is pointed at on such a page beside the picture: layer `cell.row`, to be shown left (cell.col 0) or right (1) of the edge.
Focus wipe_choice(std::int64_t layer, bool right);
// The link that a click on it opens; empty where nothing, or none of `count` layers, is pointed at.
std::string open_wipe_choice(const Focus& focus, const Frame& frame, std::size_t count);

}  // namespace deconvlab

// The product with the block matrix of a layer of several channels, and its planes.
#pragma once

#include "app/draw/canvas.h"
#include "app/scenes/as_matrix/block_stage.h"

namespace deconvlab {

// Y = C X: the blocks with borders and names, Y and X with their channels one below the other.
void draw_block_product(Canvas& canvas, Rect area, const BlockStage& stage);
// The row that is shown as planes: of each input channel the placement and the weights that lie on it, and the output channel.
void draw_block_planes(Canvas& canvas, Rect area, const BlockStage& stage);

// Which channel, as a border or a tag.
inline Color in_color(const BlockStage& stage, std::int64_t in) { return stage.frame.theme.channel(in); }
inline Color out_color(const BlockStage& stage, std::int64_t out) { return stage.frame.theme.channel(stage.channels().in + out); }

}  // namespace deconvlab

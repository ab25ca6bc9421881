// What a row of the block matrix does, and what is pointed at, in words.
#pragma once

#include <string>

#include "app/scenes/as_matrix/block_stage.h"

namespace deconvlab {

std::string block_sentence(const BlockStage& stage);
// Nothing where the layer has no such thing.
std::string describe_block(const BlockStage& stage);
// "C  12 × 32: 3 × 2 blocks; 216 nonzeros".
std::string block_caption(const BlockStage& stage);

}  // namespace deconvlab

// What the scene "unpool" says.
#pragma once

#include <string>
#include <vector>

#include "app/scenes/unpool/unpool_stage.h"

namespace deconvlab {

// How far ③ is from ② and from ①, and why.
std::vector<std::string> unpool_statements(const UnpoolStage& stage);
// The side that max_unpool2d makes of the pooled one where it is not told output_size: s (o - 1) + k - 2p.
std::int64_t size_back(const Axis& axis);
// What comes of x's side without output_size; empty where nothing else could.
std::string output_size_note(const UnpoolStage& stage);
// Of the step, or of what is pointed at.
std::string unpool_sentence(const UnpoolStage& stage);
std::string describe_unpool(const Focus& focus, const Frame& frame);

}  // namespace deconvlab

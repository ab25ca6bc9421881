// What the scene "unpool" says.
#pragma once

#include <string>
#include <vector>

#include "app/scenes/unpool/unpool_stage.h"

namespace deconvlab {

// How far (c) is from (b) and from (a), and why.
std::vector<std::string> unpool_statements(const UnpoolStage& stage);
// Of the step, or of what is pointed at.
std::string unpool_sentence(const UnpoolStage& stage);
std::string describe_unpool(const Focus& focus, const Frame& frame);

}  // namespace deconvlab

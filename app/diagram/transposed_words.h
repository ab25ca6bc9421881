// The sentences of the transposed convolution's scenes.
#pragma once

#include <string>

#include "app/diagram/stretched.h"

namespace deconvlab {

// What the step does in the view that is shown, or what is pointed at.
std::string way_sentence(const Stage& stage);
// "Of the 9 taps 2 lie on cells, 5 on inserted zeros, 2 on padding." of the direct convolution.
std::string taps_sentence(const Stage& stage);
// "2" or "2 × 1", of rows and columns.
std::string both(std::int64_t rows, std::int64_t cols);

// How the input becomes what the kernel walks over, at this stage of it; then the step of the walk.
std::string walk_sentence(const Stage& stage, const Spread& spread);

std::string describe_transposed(const Focus& focus, const Frame& frame);

}  // namespace deconvlab

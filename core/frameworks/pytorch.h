// PyTorch's functions, as a scene's own tensors go through them.
#pragma once

#include <string_view>

#include "core/frameworks/frameworks.h"

namespace deconvlab {

// The layer as a function of `x`, of weights w and bias b, of switches `at`: "F.conv2d(x, w, stride=2)". A kernel that is turned is w
// flipped; of an input whose sides are known what is left behind a transposed convolution is a slice.
Written pytorch_function(const Layer& layer, std::string_view x = "x");

}  // namespace deconvlab

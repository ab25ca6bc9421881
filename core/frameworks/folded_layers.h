// Padding and crops that are written apart from the layer that they belong to.
#pragma once

#include <vector>

#include "core/frameworks/frameworks.h"

namespace deconvlab {

// A padding in front of a convolution or pooling becomes its own where that is the same, a crop behind a transposed convolution too.
std::vector<LayerText> folded(std::vector<LayerText> layers);

}  // namespace deconvlab

// Layers' texts that stand in the program: the two that everybody meets first.
#pragma once

#include <span>
#include <string_view>

namespace deconvlab {

struct LayerExample {
  std::string_view id;
  std::string_view text;
};

// FCN-32s' last deconvolution, in Caffe's words (Long, Shelhamer & Darrell 2015), and TensorFlow's conv2d_transpose with all its arguments
// from 39 x 12 to 78 x 24.
std::span<const LayerExample> layer_examples();

}  // namespace deconvlab

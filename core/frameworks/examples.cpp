#include "core/frameworks/examples.h"

namespace deconvlab {

namespace {

constexpr std::string_view kUpscore = R"(layer {
  name: "upscore"
  type: "Deconvolution"
  bottom: "score_fr"
  top: "upscore"
  param {
    lr_mult: 0
  }
  convolution_param {
    num_output: 21
    bias_term: false
    kernel_size: 64
    stride: 32
  }
}
)";

constexpr std::string_view kTranspose = R"(value = tf.zeros([1, 39, 12, 2])
filter = tf.zeros([4, 4, 2, 2])  # height, width, output channels, input channels
y = tf.nn.conv2d_transpose(value, filter, output_shape=[1, 78, 24, 2], strides=[1, 2, 2, 1], padding='SAME')
)";

constexpr LayerExample kExamples[] = {{"upscore", kUpscore}, {"conv2d_transpose", kTranspose}};

}  // namespace

std::span<const LayerExample> layer_examples() { return kExamples; }

}  // namespace deconvlab

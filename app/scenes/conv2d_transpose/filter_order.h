// The filter of conv2d_transpose, plane by plane in TensorFlow's order, its call as text, and the misreading beside it.
#pragma once

#include "app/diagram/scene.h"
#include "app/lessons/convolution/channels.h"

namespace deconvlab {

// The side view of scene "conv2d-transpose" for one cell of an output channel.
void draw_filter_order(Canvas& canvas, Rect area, const Channels& channels, const Focus& output, const Frame& frame);
// "tf.nn.conv2d_transpose(x, filter, output_shape=[1, 78, 24, 3], strides=[1, 2, 2, 1], padding="SAME")"; a remark that there is none for
// a padding that is neither SAME nor VALID.
std::string tensorflow_call(const Channels& channels, const Frame& frame);

}  // namespace deconvlab

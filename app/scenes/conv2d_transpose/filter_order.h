// The call of conv2d_transpose as text, and below it its filter, plane by plane in TensorFlow's order, or the misreading.
#pragma once

#include "app/scenes/conv2d_transpose/meeting.h"

namespace deconvlab {

// What the side view of scene "conv2d-transpose" shows.
inline constexpr std::string_view kFilterView = "filter";
inline constexpr std::string_view kMisreadingView = "misreading";

void draw_filter_order(Canvas& canvas, Rect area, const Meeting& meeting);
// "tf.nn.conv2d_transpose(x, filter, output_shape=[1, 78, 24, 3], strides=[1, 2, 2, 1], padding="SAME")"; a remark that there is none for
// a padding that is neither SAME nor VALID.
std::string tensorflow_call(const Channels& channels, const Frame& frame);

}  // namespace deconvlab

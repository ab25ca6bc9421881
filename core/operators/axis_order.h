// Arrays whose axes stand in another order than the program's N x C x H x W: as frameworks name it, a letter an axis.
#pragma once

#include <span>
#include <string_view>

#include "core/tensor.h"

namespace deconvlab {

// The letters of input_orders() or kernel_orders().
using AxisOrder = std::string_view;

inline constexpr AxisOrder kChannelsFirst = "nchw";

// "nchw" and "nhwc". N is the batch; an array of three axes has none, one of two is a plane in either order.
std::span<const AxisOrder> input_orders();
// "oihw", "iohw", "hwio" and "hwoi": o and i are the operator's own output and input channels, so that PyTorch's kernels are oihw of conv
// and iohw of conv-transpose, TensorFlow's hwio of conv2d and hwoi of conv2d_transpose. A kernel of two axes is a plane in every order.
std::span<const AxisOrder> kernel_orders();

// The shape or array whose four axes stand in the order `from`, with its axes in the order `to`.
Shape in_order(const Shape& shape, AxisOrder from, AxisOrder to);
Tensor in_order(const Tensor& array, AxisOrder from, AxisOrder to);
Indices in_order(const Indices& array, AxisOrder from, AxisOrder to);

// Whether an array of three or four axes looks as if its channels came last: there are few, and fewer than rows and columns.
bool looks_channels_last(const Shape& shape);

// How many axes a file has, or would have, for the shape.
int axes_of(const Shape& shape);

}  // namespace deconvlab

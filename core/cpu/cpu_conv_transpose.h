// The CPU device's transposed convolution: the sums of conv_transpose.h in the same order, so equal to the last bit, many cells at a time.
// No zero is inserted, so none is multiplied: the output cells of one phase of the stride are a small convolution of stride 1.
#pragma once

#include "core/geometry/geometry.h"
#include "core/tensor.h"

namespace deconvlab {

// x[N,C,h,w], w[C,O/g,kh,kw] -> y[N,O,oh,ow]; shapes as check_shapes accepts them.
Tensor cpu_conv_transpose(const Tensor& x, const Tensor& w, const Geometry& geometry);

}  // namespace deconvlab

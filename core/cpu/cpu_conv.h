// The CPU device's convolution: the sums of operators.h' conv in the same order, so equal to the last bit, many cells at a time.
#pragma once

#include "core/geometry/geometry.h"
#include "core/tensor.h"

namespace deconvlab {

// x[N,C,H,W], w[O,C/g,kh,kw] -> y[N,O,oh,ow]; shapes as check_shapes accepts them.
Tensor cpu_conv(const Tensor& x, const Tensor& w, const Geometry& geometry);

}  // namespace deconvlab

// A convolution as the line of PyTorch that computes it.
#pragma once

#include <string>

#include "core/geometry/geometry.h"
#include "core/params.h"

namespace deconvlab {

// "y = F.conv2d(x, w, stride=2, padding=1)"; values that are PyTorch's defaults are left out, unequal axes become tuples.
// x is 1 x 1 x i x i, w is 1 x 1 x k x k, F is torch.nn.functional.
std::string pytorch_line(const Params& params);
// "y = F.conv_transpose2d(x, w, stride=2, padding=1, output_padding=1)". Where one end is cut off more than the other PyTorch's result is
// cut too.
std::string pytorch_transposed_line(const Geometry& geometry);
// Max pooling with its switches, unpooling to x's size and the transposed convolution `up` of the pooled map, a line each; the last one
// alone where PyTorch does not pool so: ends padded unlike, or by more than half a window.
std::string pytorch_pooling_lines(const Geometry& pool, const Geometry& up);

}  // namespace deconvlab

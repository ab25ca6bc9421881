// im2col of several channels: what frameworks multiply instead of C.
#pragma once

#include "core/geometry/geometry.h"
#include "core/tensor.h"

namespace deconvlab {

// x[1, C, ih, iw] -> [1, g, C/g·kh·kw, oh·ow], a matrix for each group, so that y of a group is its weights, a row for each output channel,
// times the matrix. Rows are weights in PyTorch's order (channel, kernel row, kernel column), columns output cells row by row, padding is
// zeros: as torch.nn.functional.unfold, whose rows are those of all groups in turn; with flip a row is still that of its weight.
// Precondition: geometry.groups divides C.
Tensor unfold(const Tensor& x, const Geometry& geometry);

}  // namespace deconvlab

// Pooling and unpooling, as plain loops (the reference). The pooled grid is geometry.output(), the other one geometry.input(); every
// channel is pooled by itself.
#pragma once

#include "core/error.h"
#include "core/geometry/geometry.h"
#include "core/tensor.h"

namespace deconvlab {

// Switches: where each pooled value came from, as the flat index row * W + col of its plane of geometry.input(); the return_indices of
// torch.nn.MaxPool2d.
struct Pooled {
  Tensor values;
  Indices switches;
};

// x[N,C,H,W] -> both [N,C,oh,ow]. Padding never wins; of equal values the first in row order does; a NaN wins over every number, and the
// last one of several, as in PyTorch. A window without a cell of the input, which dilation makes, is minus infinity at index 0.
Pooled max_pool(const Tensor& x, const Geometry& geometry);

// x[N,C,H,W] -> [N,C,oh,ow]: the sum of a window by the number of its taps: those on the input, and with count_include_pad those on the
// padding around it. Cells beyond, where ceil_mode lets a window overhang, never count.
Tensor avg_pool(const Tensor& x, const Geometry& geometry);
// How many taps the window of a pooled cell divides its sum by.
std::int64_t avg_pool_divisor(const Geometry& geometry, Cell output);

// x[N,C,oh,ow], switches of the same shape -> [N,C,H,W]: each value at its switch, zeros elsewhere. Where several switches name a cell the
// last one in row order stays, as in PyTorch on the CPU.
// Precondition: check_switches.
Tensor max_unpool(const Tensor& x, const Indices& switches, const Geometry& geometry);
// The same with the sum of all values of a cell: the gradient of max_pool to its input, the adjoint of picking the switches.
Tensor max_pool_grad(const Tensor& dy, const Indices& switches, const Geometry& geometry);
// The values at the switches: x[N,C,H,W] -> [N,C,oh,ow], the gradient of max_unpool to its input where no cell is named twice.
Tensor pick_switches(const Tensor& x, const Indices& switches, const Geometry& geometry);

// Errors: too_large, where a plane of the input has more cells than switches can name.
Expected<void> check_countable(const Geometry& geometry);
// Errors: as check_countable, switch_out_of_range.
Expected<void> check_switches(const Indices& switches, const Geometry& geometry);
// Of the operands of max_unpool. Errors: shape_mismatch with both shapes, those of check_switches, too_large for a result of more than 2^30
// cells.
Expected<void> check_max_unpool(const Tensor& x, const Indices& switches, const Geometry& geometry);

// Whether placement t of a window along an axis has the cell as a tap.
bool in_window(const Axis& axis, std::int64_t t, std::int64_t cell);
// Switches that no pooling of this geometry gives, as they name no cell of their own window: how many, and the first one's position in the
// array. Index 0 of a window without a cell is max_pool's own.
struct StraySwitches {
  std::int64_t count = 0;
  std::int64_t first = -1;
};
// Precondition: check_switches.
StraySwitches stray_switches(const Indices& switches, const Geometry& geometry);

}  // namespace deconvlab

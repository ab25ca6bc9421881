#include "core/operators/axis_order.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace deconvlab {

namespace {

constexpr AxisOrder kInputs[] = {kChannelsFirst, "nhwc"};
constexpr AxisOrder kKernels[] = {"oihw", "iohw", "hwio", "hwoi"};
constexpr std::size_t kAxes = 4;

using Sides = std::array<std::int64_t, kAxes>;

Sides sides_of(const Shape& s) { return {s.n, s.c, s.h, s.w}; }

// Steps through the data along each axis.
Sides strides_of(const Sides& sides) {
  Sides strides{};
  std::int64_t step = 1;
  for (std::size_t axis = kAxes; axis-- > 0; step *= sides[axis]) strides[axis] = step;
  return strides;
}

Sides turned(const Sides& each, AxisOrder from, AxisOrder to) {
  Sides turned{};
  for (std::size_t axis = 0; axis < kAxes; ++axis) turned[axis] = each[from.find(to[axis])];
  return turned;
}

template <class T>
Array<T> turned_array(const Array<T>& array, AxisOrder from, AxisOrder to) {
  const Shape shape = in_order(array.shape(), from, to);
  if (shape == array.shape() && (from == to || axes_of(shape) < 3)) return array;
  const Sides step = turned(strides_of(sides_of(array.shape())), from, to);
  Array<T> result = Array<T>::unfilled(shape);
  auto out = result.data().begin();
  for (std::int64_t a = 0; a < shape.n; ++a) {
    for (std::int64_t b = 0; b < shape.c; ++b) {
      for (std::int64_t c = 0; c < shape.h; ++c) {
        for (std::int64_t d = 0; d < shape.w; ++d) *out++ = array.data()[a * step[0] + b * step[1] + c * step[2] + d * step[3]];
      }
    }
  }
  return result;
}

}  // namespace

std::span<const AxisOrder> input_orders() { return kInputs; }
std::span<const AxisOrder> kernel_orders() { return kKernels; }

int axes_of(const Shape& s) {
  const int needed = s.n > 1 ? 4 : s.c > 1 ? 3 : 2;
  return s.rank == 1 && needed == 2 && s.h == 1 ? 1 : std::max(s.rank, needed);
}

bool looks_channels_last(const Shape& s) {
  constexpr std::int64_t kMostColours = 4;
  return axes_of(s) > 2 && s.w <= kMostColours && s.w < s.h && s.w < s.c;
}

Shape in_order(const Shape& shape, AxisOrder from, AxisOrder to) {
  assert(from.size() == kAxes && to.size() == kAxes);
  if (from == to || axes_of(shape) < 3) return shape;
  const Sides sides = turned(sides_of(shape), from, to);
  return {sides[0], sides[1], sides[2], sides[3], axes_of(shape)};
}

Tensor in_order(const Tensor& array, AxisOrder from, AxisOrder to) { return turned_array(array, from, to); }
Indices in_order(const Indices& array, AxisOrder from, AxisOrder to) { return turned_array(array, from, to); }

}  // namespace deconvlab

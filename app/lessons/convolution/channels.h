// The transposed convolution of two channels into three: a lesson's own planes are those of the first channels, named ones
// that of the first.
#pragma once

#include "app/lessons/kind.h"

namespace deconvlab {

inline constexpr std::int64_t kInChannels = 2;
inline constexpr std::int64_t kOutChannels = 3;
inline constexpr std::int64_t kMostEnlarged = std::int64_t{1} << 22;

struct Channels {
  Geometry geometry;
  Tensor x;  // 1 x in x h x w
  Tensor w;  // in x out x kh x kw, PyTorch's order; TensorFlow's filter[u, v, out, in] is w.at(in, out, u, v)
  Tensor y;  // 1 x out x oh x ow
  // The misreading: x resized (bilinear) to `enlarged`, k_eff + s (o - 1) on each axis, then correlated with stride s: of y's shape; empty
  // where that takes more than kMostEnlarged cells.
  Extent enlarged;
  Tensor misread;
  float largest_difference = 0;  // between y and misread
  Cell farthest;                 // where that is, and in which channel: the first such cell
  std::int64_t farthest_channel = 0;
  ValueScale x_scale, w_scale, y_scale;
  float x_widest = 0, w_widest = 0, y_widest = 0;  // the values that take most characters
};

// x, or w. Errors: those of resolve and of the planes.
Expected<Tensor> channel_planes(const Lesson& lesson, bool kernel);
// Errors: those of resolve and of the planes; too_large.
Expected<Channels> compute_channels(const Lesson& lesson);

// What stands at tap (u, v) of the kernel where it lies, turned, over the stretched input for output cell `output`.
enum class TapOn { value, inserted, padding };
struct LaidTap {
  TapOn on = TapOn::padding;
  Cell input;   // of x, where it is a value
  Cell weight;  // of w
};
LaidTap laid_tap(const Geometry& geometry, Cell output, Cell tap);

// The sum over the taps of x's channel `in` times w's plane (in, out), in output cell `output`.
float channel_sum(const Channels& channels, std::int64_t in, std::int64_t out, Cell output);

}  // namespace deconvlab

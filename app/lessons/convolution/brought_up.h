// A picture brought up with the sizes of a transposed lesson and a kernel of equal weights, so that nothing is seen of the kernel but how
// evenly its stamps overlap; and the same picture resized and then convolved.
#pragma once

#include "app/lessons/kind.h"

namespace deconvlab {

inline constexpr std::int64_t kBroughtUpSide = 44;  // small enough that single cells of what it becomes are seen
inline constexpr std::string_view kBroughtUpSample = "scene";
// Products a channel: above it no picture is made.
inline constexpr std::int64_t kMostBroughtUp = 200'000'000;

struct BroughtUp {
  Tensor x;                // 1 x channels x side x side
  Geometry up, even;       // of the transposed convolution, and of the convolution of what was resized
  Tensor resized;          // by the stride, each cell copied
  Tensor stamped, smooth;  // transposed; resized and convolved. Both divided by what the weights come to in the mean
  std::uint64_t serial = 0;
};

// Errors: those of resolve; too_large.
Expected<BroughtUp> bring_up(const Lesson& lesson, const Tensor& x);
// Of the sample that the program draws itself.
Expected<BroughtUp> bring_up(const Lesson& lesson);

}  // namespace deconvlab

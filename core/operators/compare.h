// How far one picture, or plane of values, is from another.
#pragma once

#include "core/error.h"
#include "core/tensor.h"

namespace deconvlab {

struct Difference {
  double mean_squared = 0;  // over all values of all channels
  double psnr = 0;          // 10 log10(255^2 / mean_squared) in decibels; infinite where nothing differs
};

// The largest absolute difference of two values in the same place. Precondition: the same shape.
float largest_difference(const Tensor& a, const Tensor& b);

// found - wanted, the mean over the channels of each cell: [N,C,H,W] both -> [N,1,H,W]. Precondition: the same shape.
Tensor signed_difference(const Tensor& found, const Tensor& wanted);

// In double. Errors: shape_mismatch.
Expected<Difference> difference(const Tensor& found, const Tensor& wanted);

}  // namespace deconvlab

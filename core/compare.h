// How far one picture is from another.
#pragma once

#include "core/error.h"
#include "core/tensor.h"

namespace deconvlab {

struct Difference {
  double mean_squared = 0;  // over all values of all channels
  double psnr = 0;          // 10 log10(255^2 / mean_squared) in decibels; infinite where nothing differs
};

// In double. Errors: shape_mismatch.
Expected<Difference> difference(const Tensor& found, const Tensor& wanted);

}  // namespace deconvlab

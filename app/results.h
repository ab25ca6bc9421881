// Everything computed from a Lesson, once for each change of it.
#pragma once

#include <memory>
#include <vector>

#include "app/model.h"
#include "core/error.h"
#include "core/geometry.h"
#include "core/tensor.h"
#include "core/trace.h"

namespace deconvlab {

struct Results {
  Geometry geometry;
  Trace trace;              // holds x and w
  Tensor output;            // y = conv(x, w)
  float largest_input = 0;  // of absolute values, for colour scales
  float largest_output = 0;
  double milliseconds = 0;  // of the computation
  std::string device;
};

// Most products that are computed at once while a slider is dragged.
inline constexpr std::int64_t kInteractiveProducts = 20'000'000;
// Most cells of a grid that is drawn, padding included.
inline constexpr std::int64_t kInteractiveCells = 4'000'000;

// Errors: those of resolve(), unknown_name of a kernel or input, too_large over kInteractiveProducts.
Expected<Results> compute(const Lesson& lesson);
// The plane that a choice stands for at this size; own values are kept where they fit and 0 elsewhere.
Expected<Tensor> plane_of(const PlaneChoice& choice, Extent size, bool kernel);

}  // namespace deconvlab

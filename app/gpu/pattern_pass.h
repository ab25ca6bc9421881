// Counts the nonzeros of C under pixels. Used while a context and the program "pattern" are current.
#pragma once

#include <cstdint>
#include <vector>

#include "app/gpu/compute.h"
#include "core/sparse.h"

namespace deconvlab {

struct PatternInput {
  const Geometry& geometry;
  const MatrixWindow& window;
  Extent pixels;
  Side side;
  const ComputeLimits& limits;
};

// Row by row; what GL refuses is left in glGetError.
std::vector<std::uint32_t> run_pattern(const PatternInput& in);

}  // namespace deconvlab

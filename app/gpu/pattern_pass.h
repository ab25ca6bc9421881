// Counts the nonzeros of C under pixels. Used while a context and the program "pattern" are current.
#pragma once

#include <cstdint>
#include <vector>

#include "app/gpu/passes.h"
#include "core/matrix/sparse.h"

namespace deconvlab {

struct PatternInput {
  const Geometry& geometry;
  const MatrixWindow& window;
  Extent pixels;
  Side side;
};

// Row by row; what GL refuses is left in glGetError. Errors: a buffer would be too large.
tl::expected<std::vector<std::uint32_t>, TooLarge> run_pattern(const PatternInput& in, Compute& compute);

}  // namespace deconvlab

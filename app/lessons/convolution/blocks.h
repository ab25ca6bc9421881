// A convolution of several channels: its matrix has a block for each pair of them.
#pragma once

#include "app/lessons/kind.h"
#include "core/matrix/block_trace.h"
#include "core/matrix/sparse.h"

namespace deconvlab {

inline constexpr std::int64_t kMostChannels = 8;  // in, and out
inline constexpr std::int64_t kMostBlockEntries = std::int64_t{1} << 19;

struct Blocks {
  Geometry geometry;  // with the layer's groups
  Tensor x, w, y;     // as of core's conv
  BlockTrace trace;
  Csr matrix;
  ValueScale x_scale, w_scale, y_scale;
};

inline bool has_blocks(const Lesson& lesson) { return lesson.channels != Extent{1, 1}; }
// Errors: not_positive, too_large, groups_do_not_divide.
Expected<void> check_channels(const Lesson& lesson);
// Errors: those of resolve and of the planes; too_large, of more than kMostBlockEntries entries.
Expected<Blocks> compute_blocks(const Lesson& lesson);

// What a choice stands for in several planes: a named one with the next seed for each, "counting" counting on; one's own values are the
// first plane's, the others digits or random weights. Errors: those of making it.
Expected<Tensor> planes_of(const PlaneChoice& choice, const Shape& shape, bool kernel);

}  // namespace deconvlab

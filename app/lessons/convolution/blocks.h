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
  Tensor x, w, y;     // as of core's conv, the trace's bias added
  BlockTrace trace;
  Csr matrix;
  ValueScale x_scale, w_scale, y_scale, bias_scale;
};

inline bool has_blocks(const Lesson& lesson) { return lesson.channels != Extent{1, 1} || !lesson.bias.empty(); }
// Errors: not_positive, too_large, groups_do_not_divide; usage of a bias that is not one for each channel.
Expected<void> check_channels(const Lesson& lesson);
// [1, in, ih, iw], and of the kernel [out, in/g, kh, kw]. Errors: those of check_channels and of the planes.
Expected<Tensor> block_planes(const Lesson& lesson, bool kernel);
// Errors: those of resolve and of the planes; too_large, of more than kMostBlockEntries entries.
Expected<Blocks> compute_blocks(const Lesson& lesson);

// What a choice stands for in several planes: a named one with the next seed for each, "counting" counting on; one's own values are those
// of the first planes, the others digits or random weights. Errors: those of making it.
Expected<Tensor> planes_of(const PlaneChoice& choice, const Shape& shape, bool kernel);

}  // namespace deconvlab

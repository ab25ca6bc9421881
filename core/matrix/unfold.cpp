#include "core/matrix/unfold.h"

#include <algorithm>

#include "core/matrix/block_matrix.h"
#include "core/matrix/sparse.h"

namespace deconvlab {

Tensor unfold(const Tensor& x, const Geometry& g) {
  const std::int64_t channels = x.shape().c, taps = g.kernel().area(), cells = g.output().area();
  Tensor patches(Shape{1, g.groups, channels / g.groups * taps, cells, g.groups == 1 ? 2 : 3});
  for (std::int64_t c = 0; c < channels; ++c) {
    const Tensor of_channel = im2col(copy_of_plane(x, 0, c), g);
    std::ranges::copy(of_channel.data(), patches.data().begin() + c * taps * cells);
  }
  return patches;
}

}  // namespace deconvlab

// Named kernels and named toy inputs.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/error.h"
#include "core/tensor.h"

namespace deconvlab {

// A line of a table of named planes: `make` fills rows x cols values; `seed` matters to random ones only.
struct NamedPlane {
  std::string_view name;
  Tensor (*make)(Extent size, std::uint64_t seed);
};

// counting (1, 2, 3, ... in row order), ones, identity, box, sharpen, sobel-x, sobel-y, gaussian, bilinear, random, uniform.
// Every kernel exists at every size: Sobel is the outer product of binomial smoothing and its difference, Gaussian has sigma k/5,
// bilinear is FCN's (f = ceil(k / 2)), identity has its 1 at the centre ((k - 1) / 2 for even k), uniform is a layer
// before training: evenly spread over -1/sqrt(kh kw) to 1/sqrt(kh kw), as torch.nn.ConvTranspose2d of one channel
// starts.
std::span<const NamedPlane> kernel_table();

// digits (0..4, each a hash of seed and position, so a resize keeps the cells that stay), counting (0, 1, 2, ...), ones, impulse, edge.
std::span<const NamedPlane> input_table();

// Errors: unknown_name; too_large where the plane has more than 2^28 cells.
Expected<Tensor> make_kernel(std::string_view name, Extent size, std::uint64_t seed = 0);
Expected<Tensor> make_input(std::string_view name, Extent size, std::uint64_t seed = 0);

}  // namespace deconvlab

#include "core/samples/paint.h"

namespace deconvlab {

namespace {

constexpr std::size_t kCells = 65536;

// PCG output function RXS-M-XS over a linear congruence (O'Neill 2014).
std::uint32_t hash(std::uint32_t n) {
  const std::uint32_t state = n * 747796405u + 2891336453u;
  const std::uint32_t word = ((state >> ((state >> 28) + 4)) ^ state) * 277803737u;
  return (word >> 22) ^ word;
}

}  // namespace

Noise::Noise() : lattice_(kCells) {
  for (std::uint32_t n = 0; n < kCells; ++n) lattice_[n] = static_cast<float>(hash(n) >> 8) / 16777216;
}

Tensor Sheet::finish() && {
  for (float& value : picture_.data()) value = static_cast<float>(static_cast<int>(std::clamp(value, 0.0f, 255.0f) + 0.5f));
  return std::move(picture_);
}

}  // namespace deconvlab

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

// No corners at the lattice's points.
float smooth(float t) { return t * t * (3 - 2 * t); }

}  // namespace

Noise::Noise() : lattice_(kCells) {
  for (std::uint32_t n = 0; n < kCells; ++n) lattice_[n] = static_cast<float>(hash(n) >> 8) / 16777216;
}

float Noise::at(float x, float y) const {
  const int col = below(x);
  const int row = below(y);
  const float right = smooth(x - static_cast<float>(col));
  const float lower = smooth(y - static_cast<float>(row));
  return mix(mix(cell(col, row), cell(col + 1, row), right), mix(cell(col, row + 1), cell(col + 1, row + 1), right), lower);
}

float Noise::octaves(float x, float y, int count) const {
  float sum = 0;
  float weight = 0.5f;
  float weights = 0;
  for (int n = 0; n < count; ++n) {
    sum += weight * at(x, y);
    weights += weight;
    x = 2 * x + 17.3f;
    y = 2 * y + 5.1f;
    weight /= 2;
  }
  return sum / weights;
}

Tensor Sheet::finish() && {
  for (float& value : picture_.data()) value = static_cast<float>(static_cast<int>(std::clamp(value, 0.0f, 255.0f) + 0.5f));
  return std::move(picture_);
}

}  // namespace deconvlab

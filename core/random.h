// Numbers that look random and follow from a seed alone.
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>

namespace deconvlab {

// SplitMix64 (Steele, Lea, Flood 2014).
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  // In [0, 1).
  float unit() { return static_cast<float>(next() >> 40) / 16777216; }
  // In [low, high).
  float between(float low, float high) { return low + (high - low) * unit(); }
  // In 0 ... count - 1.
  int below(int count) { return static_cast<int>(next() % static_cast<std::uint64_t>(count)); }
  // Of mean 0 and deviation 1 (Box & Muller 1958).
  float normal() {
    const float away = std::sqrt(-2 * std::log(1 - unit()));
    return away * std::cos(2 * std::numbers::pi_v<float> * unit());
  }

 private:
  std::uint64_t state_;
};

}  // namespace deconvlab

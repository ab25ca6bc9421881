#include "core/operators/color_map.h"

#include <algorithm>
#include <cassert>

#include "core/parallel.h"

namespace deconvlab {

namespace {

constexpr std::int64_t kPixelsATime = 4096;

std::uint32_t byte_of(float strength) { return static_cast<std::uint32_t>(std::clamp(strength, 0.0f, 1.0f) * 255 + 0.5f); }

std::uint32_t color_at(const ColorMap& map, float value) {
  const auto [below, share] = between_stops((value - map.low) / (map.high - map.low), map.stops.size());
  const Rgba& a = map.stops[below];
  const Rgba& b = map.stops[below + 1];
  const auto mixed = [t = static_cast<float>(share)](float from, float to) { return byte_of(from + (to - from) * t); };
  return mixed(a.r, b.r) | mixed(a.g, b.g) << 8 | mixed(a.b, b.b) << 16 | mixed(a.a, b.a) << 24;
}

}  // namespace

BetweenStops between_stops(double value, std::size_t count) {
  assert(count >= 2);
  const double at = (value > 0 ? std::min(value, 1.0) : 0.0) * static_cast<double>(count - 1);
  const std::size_t below = std::min(static_cast<std::size_t>(at), count - 2);
  return {below, at - static_cast<double>(below)};
}

PackedColors color_map(const Tensor& x, const ColorMap& map) {
  PackedColors pixels(static_cast<std::size_t>(x.size()));
  const std::int64_t parts = (x.size() + kPixelsATime - 1) / kPixelsATime;
  parallel_for(parts, 10 * x.size(), [&](std::int64_t part) {
    const std::int64_t end = std::min(x.size(), (part + 1) * kPixelsATime);
    for (std::int64_t n = part * kPixelsATime; n < end; ++n) pixels[n] = color_at(map, x.data()[n]);
  });
  return pixels;
}

}  // namespace deconvlab

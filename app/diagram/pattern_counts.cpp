#include "app/diagram/pattern_counts.h"

#include <utility>

namespace deconvlab {

PatternCounts pattern_counts(const Stage& stage, const MatrixWindow& window, Extent pixels, Side side) {
  if (Device* device = stage.frame.device) {
    auto counted = device->count_pattern(stage.geometry, window, pixels, side);
    if (counted) return {std::move(*counted), device->name()};
    if (stage.frame.pattern_memo) stage.frame.pattern_memo->refused = counted.error();
  }
  return {count_pattern(stage.geometry, window, pixels.h, pixels.w, side), {}};
}

Color count_color(std::uint32_t count, std::uint32_t most, const Theme& theme) {
  const Tone& tone = theme.of(Role::kernel);
  return mix(tone.fill, tone.solid, 0.35 + 0.65 * count / static_cast<double>(most));
}

}  // namespace deconvlab

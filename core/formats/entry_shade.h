// The colour of a matrix's entry in pictures: orange from pale to strong by its weight's absolute value, as the kernel is on screen.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace deconvlab {

using EntryShade = std::array<unsigned char, 3>;  // red, green, blue

// `share` of the strongest shade, 0 to 1.
inline EntryShade entry_shade(double share) {
  constexpr EntryShade kPale{0xFC, 0xEF, 0xCF};
  constexpr EntryShade kStrong{0xE6, 0x9F, 0x00};
  EntryShade shade{};
  for (std::size_t n = 0; n < shade.size(); ++n)
    shade[n] = static_cast<unsigned char>(std::lround(kPale[n] + (kStrong[n] - kPale[n]) * share));
  return shade;
}

// What the shades of all entries are measured by.
inline float largest_entry(std::span<const float> values) {
  float largest = 0;
  for (const float v : values) largest = std::max(largest, std::abs(v));
  return largest;
}

// An entry that is no number has the strongest one.
inline EntryShade entry_shade(float value, float largest) {
  return entry_shade(largest > 0 ? std::min(1.0, std::abs(double{value}) / largest) : 0.0);
}

}  // namespace deconvlab

// Values as parts of a colour or of a way.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace deconvlab {

// From 0 to 1: what is below 0, or no number, is 0 and what is above 1 is 1; and that as a byte.
inline double part_of(double value) { return value > 0 ? std::min(value, 1.0) : 0.0; }
inline std::uint8_t byte_of(double value) { return static_cast<std::uint8_t>(std::lround(part_of(value) * 255)); }

}  // namespace deconvlab

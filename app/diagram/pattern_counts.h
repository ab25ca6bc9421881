// The nonzeros of C or Ct under each pixel of a picture, counted by the frame's device.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/diagram/stage.h"
#include "core/matrix/sparse.h"

namespace deconvlab {

struct PatternCounts {
  std::vector<std::uint32_t> counts;  // row by row
  std::string device;                 // that counted them; nothing where none was asked
};

// What the device refuses is counted by core, and the reason kept in the frame's memo.
PatternCounts pattern_counts(const Stage& stage, const MatrixWindow& window, Extent pixels, Side side);

// A count's color against the most that a pixel has; not for counts of 0.
Color count_color(std::uint32_t count, std::uint32_t most, const Theme& theme);

}  // namespace deconvlab

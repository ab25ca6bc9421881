// Which parts of the control panel are folded to their headings where not all of them have room.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace deconvlab {

// Parts that the user has opened or closed, by their numbers.
struct FoldWishes {
  std::optional<std::size_t> opened, closed;
};

// For each part of this height whether it is folded, to `folded`, so that all have `room` together: none where they have it anyway, else as
// many as need be, the closed one first, then from the last on, the opened one at the very end; those for which room is left stay open.
std::vector<bool> folded_parts(std::span<const double> heights, double folded, double room, const FoldWishes& wishes);

}  // namespace deconvlab

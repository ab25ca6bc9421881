#include "app/ui/panels/folds.h"

#include <algorithm>
#include <numeric>

namespace deconvlab {

std::vector<bool> folded_parts(std::span<const double> heights, double folded, double room, const FoldWishes& wishes) {
  std::vector<std::size_t> order(heights.size());
  std::iota(order.rbegin(), order.rend(), std::size_t{0});
  std::ranges::stable_partition(order, [&](std::size_t n) { return n == wishes.closed; });
  std::ranges::stable_partition(order, [&](std::size_t n) { return n != wishes.opened; });
  std::vector<bool> parts(heights.size(), false);
  double all = std::accumulate(heights.begin(), heights.end(), 0.0);
  for (const std::size_t n : order) {
    if (all <= room) break;
    parts[n] = true;
    all -= std::max(0.0, heights[n] - folded);
  }
  // One that is high has left room for others that were folded before it.
  for (std::size_t n = 0; n < parts.size(); ++n) {
    const double opened = all + std::max(0.0, heights[n] - folded);
    if (!parts[n] || n == wishes.closed || opened > room) continue;
    parts[n] = false;
    all = opened;
  }
  return parts;
}

}  // namespace deconvlab

// How large the cells of scene "conv2d-transpose" are, and which planes stand beside which: as more can be read so.
#pragma once

#include <algorithm>
#include <utility>

#include "app/scenes/conv2d_transpose/channel_places.h"

namespace deconvlab {

inline constexpr double kSumLine = 20;       // below a plane of the lens
inline constexpr double kPlaneGap = 8;       // between planes
inline constexpr double kRowGap = 4;         // between rows
inline constexpr double kLeastBetween = 14;  // x, lens and y
inline constexpr double kTotalLine = 24;

// Alike planes in `across` columns and `down` rows.
struct PlaneBlock {
  Extent cells;
  int across = 1;
  int down = 1;
  double around = 0;    // stays free above and below each plane, for a line of text
  double least = 0;     // width of a column
  double readable = 1;  // the cell that its numbers need
  double cell = 0;

  double column() const { return std::max(least, cell * static_cast<double>(cells.w)); }
  double width() const { return across * column() + (across - 1) * kPlaneGap; }
  double row() const { return cell * static_cast<double>(cells.h) + kPlaneCaption + 2 * around + (down > 1 ? kRowGap : 0); }
  double largest(double height) const;
};

// Where y's planes stand: in a column or a row to the right of the lens, in a row below x and the lens, or below the lens alone, with x's
// one above the other on the left of both.
enum class YStands { beside, below_all, below_lens };

struct ChannelArrangement {
  PlaneBlock x, lens, y;
  YStands y_stands = YStands::beside;

  double width() const { return x.width() + lens.width() + y.width(); }
  // First that all numbers can be read, then how large they are.
  std::pair<double, double> legibility() const;
};

// Of x and the lens, below which the totals stand, and of y where it stands beside them.
struct ChannelHeights {
  double x, y;
};

ChannelArrangement best_arrangement(Rect area, ChannelHeights heights, const Geometry& geometry, const ReadableCells& readable);

}  // namespace deconvlab

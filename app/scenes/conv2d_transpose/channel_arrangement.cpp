#include "app/scenes/conv2d_transpose/channel_arrangement.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/diagram/stretched.h"

namespace deconvlab {

namespace {

constexpr double kLensShare = 0.4;   // of the width, that the lens may need for readable cells
constexpr double kLeastColumn = 84;  // holds a caption
constexpr int kLensColumns = 1 + kOutChannels;
constexpr int kMostColumns = kInChannels + kLensColumns + kOutChannels;
constexpr int kMostColumnGaps = kMostColumns - 3;

double whole(double cell) { return cell >= 8 ? std::floor(cell) : cell; }

// Up to 1 all cells alike as far as their numbers need them, beyond it so many times as large; as far as the height allows, and the lens'
// at least `least_lens`.
void set_cells(ChannelArrangement& a, double times, ChannelHeights heights, double least_lens) {
  const double common = times * std::max(a.x.readable, a.y.readable);
  const auto cell = [&](const PlaneBlock& b) { return times > 1 ? times * b.readable : std::min(common, b.readable); };
  const auto set = [](PlaneBlock& b, double wanted, double height) { b.cell = whole(std::clamp(wanted, 0.01, b.largest(height))); };
  set(a.x, cell(a.x), heights.x);
  set(a.y, cell(a.y), heights.y);
  set(a.lens, std::max(times * a.lens.readable, least_lens), heights.x);
}

ChannelArrangement arrange_beside(double whole_width, ChannelHeights heights, const Geometry& g, const ReadableCells& readable,
                                  bool x_stacked, bool y_stacked) {
  const double width = whole_width - 2 * kLeastBetween;
  const double least = std::min(kLeastColumn, (width - kMostColumnGaps * kPlaneGap) / kMostColumns);
  const auto block = [&](Extent cells, int planes, bool stacked, double cell) {
    return PlaneBlock{cells, stacked ? 1 : planes, stacked ? planes : 1, 0, least, cell};
  };
  ChannelArrangement a{block(stretched_padding(g).around(stretched_size(g)), kInChannels, x_stacked, readable.x),
                       {g.kernel(), kLensColumns, kInChannels, kSumLine, least, readable.w},
                       block(lost_of_stamps(g).around(g.input()), kOutChannels, y_stacked, readable.y)};
  const double room = std::min(whole_width * kLensShare, width - a.x.width() - a.y.width());
  const double least_lens =
      std::min(readable.w, (room - (kLensColumns - 1) * kPlaneGap) / (kLensColumns * static_cast<double>(g.kernel().w)));
  double low = 0;
  double high = kLargestCell;
  for (int n = 0; n < 24; ++n) {
    const double times = (low + high) / 2;
    set_cells(a, times, heights, least_lens);
    (a.width() <= width ? low : high) = times;
  }
  set_cells(a, low, heights, least_lens);
  return a;
}

// Whether x and the lens, and below them y with its totals, go into the area.
bool fits_below_all(const ChannelArrangement& a, Rect area) {
  const double rows = std::max(a.x.row(), a.lens.row()) * kInChannels;
  return a.x.width() + kLeastBetween + a.lens.width() <= area.w && a.y.width() <= area.w && rows + a.y.row() + kTotalLine <= area.h;
}

// Whether x goes into the area's height, and beside it the lens, y and the totals.
bool fits_below_lens(const ChannelArrangement& a, Rect area) {
  const double right = std::max(a.lens.width(), a.y.width());
  return a.x.width() + kLeastBetween + right <= area.w && a.x.row() * kInChannels <= area.h &&
         a.lens.row() * kInChannels + a.y.row() + kTotalLine <= area.h;
}

bool fits(const ChannelArrangement& a, Rect area) {
  return a.y_stands == YStands::below_all ? fits_below_all(a, area) : fits_below_lens(a, area);
}

// Cells alike as far as that goes, then as long as there is room the kind a little larger that its numbers need most.
void grow(ChannelArrangement& a, Rect area) {
  double low = 0, high = 1;
  const auto set = [&](double times) {
    for (PlaneBlock* b : {&a.x, &a.lens, &a.y}) b->cell = whole(std::clamp(times * b->readable, 0.01, kLargestCell));
  };
  for (int n = 0; n < 24; ++n) {
    const double times = (low + high) / 2;
    set(times);
    (fits(a, area) ? low : high) = times;
  }
  set(low);
  std::array blocks{&a.x, &a.lens, &a.y};
  const auto enlarge = [&](PlaneBlock* b) {
    if (b->cell < 8 || b->cell >= kLargestCell) return false;
    b->cell += 1;
    const bool large = !fits(a, area);
    if (large) b->cell -= 1;
    return !large;
  };
  do std::ranges::sort(blocks, {}, [](const PlaneBlock* b) { return b->cell / b->readable; });
  while (std::ranges::any_of(blocks, enlarge));
}

// y in a row below x and the lens, or below the lens alone.
ChannelArrangement arrange_below(Rect area, const Geometry& g, const ReadableCells& readable, YStands y_stands) {
  const double column = std::min(kLeastColumn, (area.w - kLeastBetween - (kLensColumns - 1) * kPlaneGap) / (1 + kLensColumns));
  const double third = (area.w - (kOutChannels - 1) * kPlaneGap) / kOutChannels;
  const double y_column = y_stands == YStands::below_all ? third : (kLensColumns * column + kPlaneGap) / kOutChannels;
  ChannelArrangement a{{stretched_padding(g).around(stretched_size(g)), 1, kInChannels, 0, column, readable.x},
                       {g.kernel(), kLensColumns, kInChannels, kSumLine / 2, column, readable.w},
                       {lost_of_stamps(g).around(g.input()), kOutChannels, 1, 0, y_column, readable.y},
                       y_stands};
  grow(a, area);
  return a;
}

}  // namespace

double PlaneBlock::largest(double height) const {
  const double room = height / down - (down > 1 ? kRowGap : 0) - kPlaneCaption - 2 * around;
  return std::clamp(room / static_cast<double>(cells.h), 0.01, kLargestCell);
}

std::pair<double, double> ChannelArrangement::legibility() const {
  const auto share = [](const PlaneBlock& b) { return std::min(1.0, b.cell / b.readable); };
  return {std::min({share(x), share(lens), share(y)}), x.cell * lens.cell * y.cell};
}

ChannelArrangement best_arrangement(Rect area, ChannelHeights heights, const Geometry& g, const ReadableCells& readable) {
  ChannelArrangement best = arrange_beside(area.w, heights, g, readable, false, false);
  const auto consider = [&](const ChannelArrangement& other) {
    if (other.legibility() > best.legibility()) best = other;
  };
  for (const auto& [x_stacked, y_stacked] : {std::pair{true, false}, {false, true}, {true, true}})
    consider(arrange_beside(area.w, heights, g, readable, x_stacked, y_stacked));
  for (const YStands y_stands : {YStands::below_all, YStands::below_lens}) consider(arrange_below(area, g, readable, y_stands));
  return best;
}

}  // namespace deconvlab

#include "app/scenes/channel_places.h"

#include <algorithm>
#include <cmath>

namespace deconvlab {

namespace {

constexpr double kCaption = 28;  // above a plane
constexpr double kSum = 24;      // below a plane of the lens; as much stays free above it, so that it is in line with the others
constexpr double kGap = 14;      // between planes
constexpr double kApart = 10;    // between rows
constexpr double kBetween = 26;  // between x, lens and y
constexpr double kMostBetween = 60;
constexpr double kLargestCell = 40;
constexpr double kReadableCell = 24;  // has room for three digits
constexpr double kLensShare = 0.4;    // of the width, that the lens may need for readable cells
constexpr double kLeastColumn = 84;   // holds a caption
constexpr int kMostColumns = 7;       // two of x, three of the lens, two of y
constexpr int kMostColumnGaps = 4;
constexpr double kTotal = 26;
constexpr double kTotalWidth = 300;

// Alike planes in `across` columns and `down` rows.
struct Block {
  Extent cells;
  int across = 1;
  int down = 1;
  double around = 0;  // stays free above and below each plane, for a line of text
  double least = 0;   // width of a column
  double cell = 0;

  double column() const { return std::max(least, cell * static_cast<double>(cells.w)); }
  double width() const { return across * column() + (across - 1) * kGap; }
  double row() const { return cell * static_cast<double>(cells.h) + kCaption + 2 * around + (down > 1 ? kApart : 0); }
  double largest(double height) const {
    const double room = height / down - (down > 1 ? kApart : 0) - kCaption - 2 * around;
    return std::clamp(room / static_cast<double>(cells.h), 0.01, kLargestCell);
  }
};

double whole(double cell) { return cell >= 8 ? std::floor(cell) : cell; }

Border stretched_padding(const Geometry& g) {
  const auto at_least_none = [](std::int64_t p) { return std::max<std::int64_t>(p, 0); };
  const TransposedAxis h = g.h.transposed();
  const TransposedAxis w = g.w.transposed();
  return {{at_least_none(h.p), at_least_none(w.p)}, {at_least_none(h.p_end), at_least_none(w.p_end)}};
}

Extent stretched_size(const Geometry& g) { return {g.h.transposed().stretched, g.w.transposed().stretched}; }

struct Arrangement {
  Block x, lens, y;

  double legibility() const { return x.cell * std::min(lens.cell, kReadableCell) * y.cell; }
};

// Both blocks with the same cell, as large as fits side by side into `width`; each no larger than its height allows.
void fit_beside(Block& x, Block& y, double width, double height) {
  const double most_x = x.largest(height);
  const double most_y = y.largest(height);
  const auto set = [&](double cell) {
    x.cell = std::min(cell, most_x);
    y.cell = std::min(cell, most_y);
  };
  double low = 0.01;
  double high = kLargestCell;
  for (int n = 0; n < 24; ++n) {
    const double cell = (low + high) / 2;
    set(cell);
    (x.width() + y.width() <= width ? low : high) = cell;
  }
  set(low);
  x.cell = whole(x.cell);
  y.cell = whole(y.cell);
}

// The lens gets what makes it readable, x and y what they need of the rest, the lens what is left.
Arrangement arrange_in(Rect area, const Geometry& g, bool x_stacked, bool y_stacked) {
  const double width = area.w - 2 * kBetween;
  const double least = std::min(kLeastColumn, (width - kMostColumnGaps * kGap) / kMostColumns);
  const auto block = [&](Extent cells, bool stacked) { return Block{cells, stacked ? 1 : 2, stacked ? 2 : 1, 0, least}; };
  Arrangement a{
      block(stretched_padding(g).around(stretched_size(g)), x_stacked), {g.kernel(), 3, 2, kSum, least}, block(g.input(), y_stacked)};
  const auto lens_cell = [&](double room) { return (room - 2 * kGap) / (3 * static_cast<double>(g.kernel().w)); };
  const double most = a.lens.largest(area.h);
  const double readable = std::min(area.w * kLensShare, width - a.x.width() - a.y.width());
  a.lens.cell = std::clamp(lens_cell(readable), 0.01, std::min(kReadableCell, most));
  fit_beside(a.x, a.y, width - a.lens.width(), area.h);
  a.lens.cell = whole(std::clamp(lens_cell(width - a.x.width() - a.y.width()), 0.01, most));
  return a;
}

Arrangement best_in(Rect area, const Geometry& g) {
  Arrangement best = arrange_in(area, g, false, false);
  for (const auto& [x, y] : {std::pair(true, false), std::pair(false, true), std::pair(true, true)}) {
    const Arrangement other = arrange_in(area, g, x, y);
    if (other.legibility() > best.legibility()) best = other;
  }
  return best;
}

// A plane in its column and row, the room for its caption above it.
ChannelPlane plane_at(const Block& block, double x, double top, double height, Extent size, const Border& padding) {
  const double room = height - (block.down > 1 ? kApart : 0);
  return {place_in({x, top + kCaption, block.column(), room - kCaption}, block.cell, size, padding), block.column() + kGap / 3};
}

// The channels of x or y from `left` on: below each other, each in a row of the lens, or beside each other over both.
void place_pair(ChannelPlane (&planes)[kChannels], const Block& block, double left, Rect rows, Extent size, const Border& padding) {
  for (int n = 0; n < kChannels; ++n) {
    const double x = left + (block.across > 1 ? n * (block.column() + kGap) : 0);
    const double height = rows.h / block.down;
    planes[n] = plane_at(block, x, rows.y + (block.down > 1 ? n * height : 0), height, size, padding);
  }
}

void place_lens(ChannelPlaces& places, const Block& lens, double left, Rect rows, Extent kernel) {
  const double height = rows.h / kChannels;
  for (int in = 0; in < kChannels; ++in) {
    const auto plane = [&](int column) {
      return plane_at(lens, left + column * (lens.column() + kGap), rows.y + in * height, height, kernel, {});
    };
    places.patch[in] = plane(0);
    for (int out = 0; out < kChannels; ++out) places.w[in][out] = plane(1 + out);
  }
}

// In a line below the middle of the lens where there is room for it.
void place_totals(ChannelPlaces& places, Rect area, bool in_a_line) {
  const double w = std::min(kTotalWidth, area.w / (in_a_line ? kChannels : 1));
  const double all = in_a_line ? kChannels * w : w;
  const double middle = places.w[0][0].place.outer().centre().x;
  const double left = std::clamp(middle - all / 2, area.x, area.right() - all);
  for (int n = 0; n < kChannels; ++n) places.totals[n] = {left + (in_a_line ? n * w : 0), area.y + (in_a_line ? 0 : n * kTotal), w, kTotal};
}

}  // namespace

ChannelPlaces arrange_channels(Rect area, const Geometry& g) {
  const bool in_a_line = area.w >= kChannels * kTotalWidth;
  const double below = in_a_line ? kTotal : kChannels * kTotal;
  const Rect body{area.x, area.y, area.w, std::max(1.0, area.h - below)};
  const Arrangement a = best_in(body, g);
  const double tallest = std::max({a.x.row() * a.x.down, a.lens.row() * a.lens.down, a.y.row() * a.y.down});
  const double height = std::min(body.h, tallest);
  const Rect rows{body.x, body.centre().y - height / 2, body.w, height};
  const double taken = a.x.width() + a.lens.width() + a.y.width();
  const double between = std::clamp((body.w - taken) / 4, std::min(kBetween, (body.w - taken) / 2), kMostBetween);
  const double left = body.x + (body.w - taken - 2 * between) / 2;
  ChannelPlaces places;
  place_pair(places.x, a.x, left, rows, stretched_size(g), stretched_padding(g));
  place_lens(places, a.lens, left + a.x.width() + between, rows, g.kernel());
  place_pair(places.y, a.y, left + a.x.width() + a.lens.width() + 2 * between, rows, g.input(), {});
  place_totals(places, {area.x, rows.bottom(), area.w, below}, in_a_line);
  return places;
}

}  // namespace deconvlab

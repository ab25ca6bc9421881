#include "app/scenes/conv2d_transpose/channel_places.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "app/diagram/stretched.h"
#include "app/scenes/conv2d_transpose/channel_overview.h"

namespace deconvlab {

namespace {

constexpr double kSum = 22;      // below a plane of the lens; as much stays free above it, so that it is in line with the others
constexpr double kGap = 14;      // between planes
constexpr double kApart = 4;     // between rows
constexpr double kBetween = 26;  // between x, lens and y
constexpr double kMostBetween = 60;
constexpr double kDigit = 0.64;  // width, of the text's size
constexpr double kMinus = 0.84;
constexpr double kBesideNumber = 3;
constexpr double kLensShare = 0.4;   // of the width, that the lens may need for readable cells
constexpr double kLeastColumn = 84;  // holds a caption
constexpr int kLensColumns = 1 + kOutChannels;
constexpr int kMostColumns = kInChannels + kLensColumns + kOutChannels;
constexpr int kMostColumnGaps = kMostColumns - 3;
constexpr double kTotal = 26;
constexpr double kTotalWidth = 240;
constexpr double kSmallestCell = 8;        // planes of smaller ones are pictures
constexpr std::int64_t kMostCells = 16;    // a side, of planes that are none however small their cells
constexpr double kLeastForPictures = 480;  // of the width

// Alike planes in `across` columns and `down` rows.
struct Block {
  Extent cells;
  int across = 1;
  int down = 1;
  double around = 0;    // stays free above and below each plane, for a line of text
  double least = 0;     // width of a column
  double readable = 1;  // the cell that its numbers need
  double cell = 0;

  double column() const { return std::max(least, cell * static_cast<double>(cells.w)); }
  double width() const { return across * column() + (across - 1) * kGap; }
  double row() const { return cell * static_cast<double>(cells.h) + kPlaneCaption + 2 * around + (down > 1 ? kApart : 0); }
  double largest(double height) const {
    const double room = height / down - (down > 1 ? kApart : 0) - kPlaneCaption - 2 * around;
    return std::clamp(room / static_cast<double>(cells.h), 0.01, kLargestCell);
  }
};

double whole(double cell) { return cell >= 8 ? std::floor(cell) : cell; }

struct Arrangement {
  Block x, lens, y;
  bool y_below = false;  // y's planes in a row below x and the lens, else to the right of them

  double width() const { return x.width() + lens.width() + y.width(); }
  // First that all numbers can be read, then how large they are.
  std::pair<double, double> legibility() const {
    const auto share = [](const Block& b) { return std::min(1.0, b.cell / b.readable); };
    return {std::min({share(x), share(lens), share(y)}), x.cell * lens.cell * y.cell};
  }
};

// Of x and the lens, below which the totals stand, and of y.
struct Heights {
  double x, y;
};

// Up to 1 all cells alike as far as their numbers need them, beyond it so many times as large; as far as the height allows, and the lens'
// at least `least_lens`.
void set_cells(Arrangement& a, double times, Heights heights, double least_lens) {
  const double common = times * std::max(a.x.readable, a.y.readable);
  const auto cell = [&](const Block& b) { return times > 1 ? times * b.readable : std::min(common, b.readable); };
  const auto set = [](Block& b, double wanted, double height) { b.cell = whole(std::clamp(wanted, 0.01, b.largest(height))); };
  set(a.x, cell(a.x), heights.x);
  set(a.y, cell(a.y), heights.y);
  set(a.lens, std::max(times * a.lens.readable, least_lens), heights.x);
}

Arrangement arrange_in(double whole_width, Heights heights, const Geometry& g, const ReadableCells& readable, bool x_stacked,
                       bool y_stacked) {
  const double width = whole_width - 2 * kBetween;
  const double least = std::min(kLeastColumn, (width - kMostColumnGaps * kGap) / kMostColumns);
  const auto block = [&](Extent cells, int planes, bool stacked, double cell) {
    return Block{cells, stacked ? 1 : planes, stacked ? planes : 1, 0, least, cell};
  };
  Arrangement a{block(stretched_padding(g).around(stretched_size(g)), kInChannels, x_stacked, readable.x),
                {g.kernel(), kLensColumns, kInChannels, kSum, least, readable.w},
                block(lost_of_stamps(g).around(g.input()), kOutChannels, y_stacked, readable.y)};
  const double room = std::min(whole_width * kLensShare, width - a.x.width() - a.y.width());
  const double least_lens = std::min(readable.w, (room - (kLensColumns - 1) * kGap) / (kLensColumns * static_cast<double>(g.kernel().w)));
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
bool fits(const Arrangement& a, Rect area) {
  const double rows = std::max(a.x.row(), a.lens.row()) * kInChannels;
  return a.x.width() + kBetween + a.lens.width() <= area.w && a.y.width() <= area.w && rows + a.y.row() + kTotal <= area.h;
}

// Cells alike as far as that goes, then each kind in turn a little larger, as long as there is room.
Arrangement arrange_below(Rect area, const Geometry& g, const ReadableCells& readable) {
  const double column = std::min(kLeastColumn, (area.w - kBetween - (kLensColumns - 1) * kGap) / (1 + kLensColumns));
  const double third = (area.w - (kOutChannels - 1) * kGap) / kOutChannels;
  Arrangement a{{stretched_padding(g).around(stretched_size(g)), 1, kInChannels, 0, column, readable.x},
                {g.kernel(), kLensColumns, kInChannels, kSum / 2, column, readable.w},
                {lost_of_stamps(g).around(g.input()), kOutChannels, 1, 0, third, readable.y},
                true};
  double low = 0, high = 1;
  for (int n = 0; n < 24; ++n) {
    const double times = (low + high) / 2;
    for (Block* b : {&a.x, &a.lens, &a.y}) b->cell = whole(std::clamp(times * b->readable, 0.01, kLargestCell));
    (fits(a, area) ? low : high) = times;
  }
  for (Block* b : {&a.x, &a.lens, &a.y}) b->cell = whole(std::clamp(low * b->readable, 0.01, kLargestCell));
  for (bool grew = true; grew;) {
    grew = false;
    for (Block* b : {&a.x, &a.lens, &a.y}) {
      if (b->cell < 8 || b->cell >= kLargestCell) continue;
      b->cell += 1;
      fits(a, area) ? grew = true : b->cell -= 1;
    }
  }
  return a;
}

Arrangement best_in(Rect area, Heights heights, const Geometry& g, const ReadableCells& readable) {
  Arrangement best = arrange_in(area.w, heights, g, readable, false, false);
  const auto consider = [&](const Arrangement& other) {
    if (other.legibility() > best.legibility()) best = other;
  };
  for (const auto& [x_stacked, y_stacked] : {std::pair{true, false}, {false, true}, {true, true}})
    consider(arrange_in(area.w, heights, g, readable, x_stacked, y_stacked));
  consider(arrange_below(area, g, readable));
  return best;
}

// A plane in its column and row, the room for its caption above it.
ChannelPlane plane_at(const Block& block, double x, double top, double height, Extent size, const Border& padding) {
  const double room = height - (block.down > 1 ? kApart : 0);
  return {place_in({x, top + kPlaneCaption, block.column(), room - kPlaneCaption}, block.cell, size, padding), block.column() + kGap / 3};
}

// The channels of x or y from `left` on: below each other, or beside each other over all rows.
void place_channels(std::span<ChannelPlane> planes, const Block& block, double left, Rect rows, Extent size, const Border& padding) {
  for (int n = 0; n < std::ssize(planes); ++n) {
    const double x = left + (block.across > 1 ? n * (block.column() + kGap) : 0);
    const double height = rows.h / block.down;
    planes[n] = plane_at(block, x, rows.y + (block.down > 1 ? n * height : 0), height, size, padding);
  }
}

void place_lens(ChannelPlaces& places, const Block& lens, double left, Rect rows, Extent kernel) {
  const double height = rows.h / kInChannels;
  for (int in = 0; in < kInChannels; ++in) {
    const auto plane = [&](int column) {
      return plane_at(lens, left + column * (lens.column() + kGap), rows.y + in * height, height, kernel, {});
    };
    places.patch[in] = plane(0);
    for (int out = 0; out < kOutChannels; ++out) places.w[in][out] = plane(1 + out);
  }
}

// In a line below the middle of the lens where there is room for it.
void place_totals(ChannelPlaces& places, Rect area, bool in_a_line) {
  const double w = std::min(kTotalWidth, area.w / (in_a_line ? kOutChannels : 1));
  const double all = in_a_line ? kOutChannels * w : w;
  const double middle = places.w[0][0].place.outer().centre().x;
  const double left = std::clamp(middle - all / 2, area.x, area.right() - all);
  for (int n = 0; n < kOutChannels; ++n)
    places.totals[n] = {left + (in_a_line ? n * w : 0), area.y + (in_a_line ? 0 : n * kTotal), w, kTotal};
}

}  // namespace

ReadableCells readable_cells(const Channels& c) {
  const auto width = [](float value) {
    const std::string text = number(value);
    return kSmallestLabel * (kDigit * static_cast<double>(characters(text)) + (value < 0 ? kMinus - kDigit : 0));
  };
  const auto cell = [&](float widest) { return std::max(kSmallestDrawnCell, std::ceil(width(widest) + kBesideNumber)); };
  return {cell(c.x_widest), cell(c.w_widest), cell(c.y_widest)};
}

namespace {

Rect middle_of(Rect area, double tallest) {
  const double height = std::min(area.h, tallest);
  return {area.x, area.centre().y - height / 2, area.w, height};
}

}  // namespace

namespace {

// Its caption at `top`.
ChannelPlane plane_from(const Block& block, double x, double top, Extent size, const Border& padding) {
  const double height = kPlaneCaption + block.cell * static_cast<double>(block.cells.h) + (block.down > 1 ? kApart : 0);
  return plane_at(block, x, top, height, size, padding);
}

// A row for each input channel: x, the patch, and the weights, their captions in one line; y's planes below, each with its total.
ChannelPlaces place_below(Rect area, const Arrangement& a, const Geometry& g) {
  const double row = std::max(a.x.row(), a.lens.row());
  const double spare = std::max(0.0, area.h - kInChannels * row - a.y.row() - kTotal) / 3;
  const double taken = a.x.width() + a.lens.width();
  const double between = std::clamp((area.w - taken) / 3, kBetween, kMostBetween);
  const double left = area.x + (area.w - taken - between) / 2;
  const double lens = left + a.x.width() + between;
  ChannelPlaces places;
  for (int in = 0; in < kInChannels; ++in) {
    const double top = area.y + spare + in * row;
    places.x[in] = plane_from(a.x, left, top, stretched_size(g), stretched_padding(g));
    places.patch[in] = plane_from(a.lens, lens, top, g.kernel(), {});
    for (int out = 0; out < kOutChannels; ++out)
      places.w[in][out] = plane_from(a.lens, lens + (1 + out) * (a.lens.column() + kGap), top, g.kernel(), {});
  }
  for (int n = 0; n < kOutChannels; ++n) {
    const double x = area.x + n * (a.y.column() + kGap);
    places.y[n] = plane_from(a.y, x, area.y + 2 * spare + kInChannels * row, g.input(), lost_of_stamps(g));
    places.totals[n] = {x, places.y[n].place.outer().bottom(), a.y.column(), kTotal};
  }
  return places;
}

ChannelPlaces place_beside(Rect area, Rect body, const Arrangement& a, const Geometry& g, bool in_a_line) {
  const Rect rows = middle_of(body, std::max(a.x.row() * a.x.down, a.lens.row() * a.lens.down));
  const double taken = a.x.width() + a.lens.width() + a.y.width();
  const double between = std::clamp((body.w - taken) / 4, std::min(kBetween, (body.w - taken) / 2), kMostBetween);
  const double left = body.x + (body.w - taken - 2 * between) / 2;
  ChannelPlaces places;
  place_channels(places.x, a.x, left, rows, stretched_size(g), stretched_padding(g));
  place_lens(places, a.lens, left + a.x.width() + between, rows, g.kernel());
  place_channels(places.y, a.y, left + a.x.width() + a.lens.width() + 2 * between, middle_of(in_a_line ? body : area, a.y.row() * a.y.down),
                 g.input(), lost_of_stamps(g));
  const double right = in_a_line ? area.right() : places.y[0].place.outer().x - kGap;
  const double top = in_a_line ? std::max(rows.bottom(), places.y[kOutChannels - 1].place.outer().bottom()) : rows.bottom();
  place_totals(places, {area.x, top, right - area.x, area.h - body.h}, in_a_line);
  return places;
}

}  // namespace

static bool has_many_cells(const Geometry& g) {
  const Extent x = stretched_padding(g).around(stretched_size(g));
  return std::max({x.h, x.w, g.h.i, g.w.i}) > kMostCells;
}

ChannelPlaces arrange_channels(Rect area, const Geometry& g, const ReadableCells& readable) {
  const bool in_a_line = area.w >= kOutChannels * kTotalWidth;
  const double below = in_a_line ? kTotal : kOutChannels * kTotal;
  const Rect body{area.x, area.y, area.w, std::max(1.0, area.h - below)};
  const Arrangement a = best_in(area, {body.h, in_a_line ? body.h : area.h}, g, readable);
  if (area.w >= kLeastForPictures && has_many_cells(g) && std::min(a.x.cell, a.y.cell) < kSmallestCell)
    return overview_of_channels(area, g, readable);
  return a.y_below ? place_below(area, a, g) : place_beside(area, body, a, g, in_a_line);
}

}  // namespace deconvlab

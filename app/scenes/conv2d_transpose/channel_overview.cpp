#include "app/scenes/conv2d_transpose/channel_overview.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

#include "app/diagram/indices.h"
#include "app/diagram/stretched.h"

namespace deconvlab {

namespace {

constexpr double kSizes = 46;        // two lines above all
constexpr double kBetween = 22;      // pictures and numbers
constexpr double kGap = 14;          // planes
constexpr double kApart = 6;         // rows of pictures
constexpr double kMostShare = 0.38;  // of the width, that the pictures take
constexpr double kLeastColumn = 46;  // holds "x[…, 0]"
constexpr double kSum = 22;          // below a plane of the lens
constexpr double kTotal = 24;
constexpr double kLargestPixel = 6;
constexpr std::int64_t kCut = 3;  // cells a side of y's cut-outs

// The pictures of one tensor's channels, side by side or one above the other.
struct Pictures {
  Extent cells;
  int count = 1;
  bool stacked = false;

  double column(double cell) const { return std::max(kLeastColumn, cell * static_cast<double>(cells.w)); }
  double width(double cell) const { return stacked ? column(cell) : count * column(cell) + (count - 1) * kGap; }
  double row(double cell) const { return kPlaneCaption + cell * static_cast<double>(cells.h); }
  double height(double cell) const { return stacked ? count * row(cell) + (count - 1) * kApart : row(cell); }
};

struct Overview {
  Pictures x, y;
  double cell = 0;

  double width() const { return std::max(x.width(cell), y.width(cell)); }
  bool fits(double width, double height) const {
    return std::max(x.width(cell), y.width(cell)) <= width && x.height(cell) + kApart + y.height(cell) <= height;
  }
};

// In whole or half pixels: cells of unequal sizes look like lines that are not there.
double even(double cell) { return cell >= 1 ? std::floor(2 * cell) / 2 : cell; }

Overview as_large_as_fits(Overview all, double width, double height) {
  double low = 0.01, high = kLargestPixel;
  for (int n = 0; n < 24; ++n) {
    all.cell = (low + high) / 2;
    (all.fits(width, height) ? low : high) = all.cell;
  }
  all.cell = even(low);
  return all;
}

Overview best_overview(double width, double height, const Geometry& g) {
  Overview best;
  for (const bool x_stacked : {false, true}) {
    for (const bool y_stacked : {false, true}) {
      const Pictures x{stretched_padding(g).around(stretched_size(g)), kInChannels, x_stacked};
      const Pictures y{g.input(), kOutChannels, y_stacked};
      const Overview other = as_large_as_fits({x, y}, width, height);
      if (other.cell > best.cell) best = other;
    }
  }
  return best;
}

void place_pictures(std::span<ChannelPlane> planes, const Pictures& p, double cell, Point corner, Extent size, const Border& padding) {
  for (int n = 0; n < std::ssize(planes); ++n) {
    const double x = corner.x + (p.stacked ? 0 : n * (p.column(cell) + kGap));
    const double y = corner.y + (p.stacked ? n * (p.row(cell) + kApart) : 0) + kPlaneCaption;
    planes[n] = {place_in({x, y, p.column(cell), p.row(cell) - kPlaneCaption}, cell, size, padding), p.column(cell) + kGap / 3};
  }
}

double whole(double cell) { return cell >= 8 ? std::floor(cell) : std::max(cell, 0.01); }

// y's cut-outs in a line, each with its total; one beside the other has the same rows, which the first is labelled with.
void place_cuts(ChannelPlaces& places, Rect area, const Geometry& g) {
  const auto cut_h = static_cast<double>(places.cut.h), cut_w = static_cast<double>(places.cut.w);
  const double beside = index_width(g.h.i - 1);
  const double column = (area.w - beside - (kOutChannels - 1) * kGap) / kOutChannels;
  const double top = area.y + kPlaneCaption + kIndexLine;
  const double cell = whole(std::min({column / cut_w, (area.bottom() - top - kTotal) / cut_h, kLargestCell}));
  for (int out = 0; out < kOutChannels; ++out) {
    const double x = area.x + beside + out * (column + kGap);
    places.cuts[out] = {place_in({x, top, column, cell * cut_h}, cell, places.cut, {}), column + kGap / 3};
    places.totals[out] = {x, top + cell * cut_h, column, kTotal};
  }
}

// The lens in a row for each input channel, four planes wide; y's cut-outs below it.
void place_numbers(ChannelPlaces& places, Rect area, const Geometry& g, const ReadableCells& readable) {
  const Extent k = g.kernel();
  const double column = (area.w - kOutChannels * kGap) / (1 + kOutChannels);
  const double width = column + kGap / 3;
  const auto x_of = [&](int n) { return area.x + n * (column + kGap); };
  places.cut = {std::min(kCut, g.h.i), std::min(kCut, g.w.i)};
  const double cuts = kPlaneCaption + kIndexLine + readable.y * static_cast<double>(places.cut.h) + kTotal;
  const double room = (area.h - cuts) / kInChannels - kPlaneCaption - kSum;
  const double cell = whole(std::min({column / static_cast<double>(k.w), room / static_cast<double>(k.h), kLargestCell}));
  const double high = cell * static_cast<double>(k.h);
  for (int in = 0; in < kInChannels; ++in) {
    const double y = area.y + in * (kPlaneCaption + high + kSum) + kPlaneCaption;
    places.patch[in] = {place_in({x_of(0), y, column, high}, cell, k, {}), width};
    for (int out = 0; out < kOutChannels; ++out) places.w[in][out] = {place_in({x_of(1 + out), y, column, high}, cell, k, {}), width};
  }
  const double below = kInChannels * (kPlaneCaption + high + kSum);
  place_cuts(places, {area.x, area.y + below, area.w, area.h - below}, g);
}

}  // namespace

ChannelPlaces overview_of_channels(Rect whole, const Geometry& g, const ReadableCells& readable) {
  ChannelPlaces places;
  places.sizes = {whole.x, whole.y, whole.w, kSizes};
  const Rect area{whole.x, whole.y + kSizes, whole.w, std::max(1.0, whole.h - kSizes)};
  const Overview all = best_overview(area.w * kMostShare, area.h, g);
  const Point corner{area.x, area.y};
  place_pictures(places.x, all.x, all.cell, corner, stretched_size(g), stretched_padding(g));
  place_pictures(places.y, all.y, all.cell, {area.x, area.bottom() - all.y.height(all.cell)}, g.input(), {});
  const double left = all.width() + kBetween;
  place_numbers(places, {area.x + left, area.y, area.w - left, area.h}, g, readable);
  return places;
}

Cell first_of_cut(Cell about, Extent cut, Extent all) {
  const auto from = [](std::int64_t at, std::int64_t shown, std::int64_t of) {
    return std::clamp<std::int64_t>(at - shown / 2, 0, std::max<std::int64_t>(0, of - shown));
  };
  return {from(about.row, cut.h, all.h), from(about.col, cut.w, all.w)};
}

namespace {

// "SAME: ", or nothing where the padding was given.
std::string rule_of(const Frame& frame) {
  switch (frame.model.lesson.params.padding) {
    case Padding::same:
    case Padding::same_lower:
      return say(frame.language, "scene.conv2d_transpose_rule", "SAME");
    case Padding::valid:
      return say(frame.language, "scene.conv2d_transpose_rule", "VALID");
    default:
      return {};
  }
}

// One line in the middle of `line`, smaller where it is too long.
void draw_line(Canvas& canvas, Rect line, const std::vector<TextRun>& runs, double size) {
  const double natural = runs_width(canvas, runs, size);
  const double fits = std::min(size, size * line.w / std::max(1.0, natural));
  draw_runs(canvas, {line.centre().x - natural * fits / size / 2, line.centre().y}, runs, fits);
}

}  // namespace

void draw_sizes(Canvas& canvas, Rect area, const Channels& c, const Frame& frame) {
  const Theme& theme = frame.theme;
  const Geometry& g = c.geometry;
  const auto name = [&](std::string_view symbol, Extent size, const std::string& channels, Role role) {
    return TextRun{fmt::format("{}  {} × {} × {}", symbol, size.h, size.w, channels), theme.of(role).ink, Weight::bold};
  };
  const std::vector<TextRun> sizes{name("x", g.output(), fmt::format("{}", kInChannels), Role::input),
                                   {"   →   ", theme.muted},
                                   name("y", g.input(), fmt::format("{}", kOutChannels), Role::output),
                                   {"      ", theme.muted},
                                   name("w", g.kernel(), fmt::format("{} × {}", kOutChannels, kInChannels), Role::kernel)};
  draw_line(canvas, {area.x, area.y, area.w, area.h * 0.52}, sizes, 16);
  const Extent stretched = stretched_size(g);
  const std::string how = say(frame.language, "scene.conv2d_transpose_stretched", stretched.h, stretched.w,
                              both_ends(padding_of_transposed(g)), rule_of(frame), both_ends(ends_of(g)), g.h.i, g.w.i, g.h.o, g.w.o);
  draw_fitting(canvas, {area.centre().x, area.y + area.h * 0.72}, area.w, how, {.color = theme.text, .size = 14, .align = Align::centre});
}

}  // namespace deconvlab

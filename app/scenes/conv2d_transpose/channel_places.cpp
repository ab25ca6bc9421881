#include "app/scenes/conv2d_transpose/channel_places.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "app/diagram/stretched.h"
#include "app/scenes/conv2d_transpose/channel_arrangement.h"
#include "app/scenes/conv2d_transpose/channel_overview.h"

namespace deconvlab {

namespace {

constexpr double kMostBetween = 60;  // x, lens and y
constexpr double kDigit = 0.64;      // width, of the text's size
constexpr double kMinus = 0.84;
constexpr double kBesideNumber = 2;
constexpr double kTotalWidth = 240;
constexpr double kSmallestCell = 8;        // planes of smaller ones are pictures
constexpr std::int64_t kMostCells = 16;    // a side, of planes that are none however small their cells
constexpr double kLeastForPictures = 480;  // of the width

// A plane in its column and row, the room for its caption above it.
ChannelPlane plane_at(const PlaneBlock& block, double x, double top, double height, Extent size, const Border& padding) {
  const double room = height - (block.down > 1 ? kRowGap : 0);
  return {place_in({x, top + kPlaneCaption, block.column(), room - kPlaneCaption}, block.cell, size, padding),
          block.column() + kPlaneGap / 3};
}

// The channels of x or y from `left` on: below each other, or beside each other over all rows.
void place_channels(std::span<ChannelPlane> planes, const PlaneBlock& block, double left, Rect rows, Extent size, const Border& padding) {
  for (int n = 0; n < std::ssize(planes); ++n) {
    const double x = left + (block.across > 1 ? n * (block.column() + kPlaneGap) : 0);
    const double height = rows.h / block.down;
    planes[n] = plane_at(block, x, rows.y + (block.down > 1 ? n * height : 0), height, size, padding);
  }
}

void place_lens(ChannelPlaces& places, const PlaneBlock& lens, double left, Rect rows, Extent kernel) {
  const double height = rows.h / kInChannels;
  for (int in = 0; in < kInChannels; ++in) {
    const auto plane = [&](int column) {
      return plane_at(lens, left + column * (lens.column() + kPlaneGap), rows.y + in * height, height, kernel, {});
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
    places.totals[n] = {left + (in_a_line ? n * w : 0), area.y + (in_a_line ? 0 : n * kTotalLine), w, kTotalLine};
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
ChannelPlane plane_from(const PlaneBlock& block, double x, double top, Extent size, const Border& padding) {
  const double height = kPlaneCaption + block.cell * static_cast<double>(block.cells.h) + (block.down > 1 ? kRowGap : 0);
  return plane_at(block, x, top, height, size, padding);
}

// A row for each input channel: x, the patch, and the weights, their captions in one line; y's planes below, each with its total.
ChannelPlaces place_below(Rect area, const ChannelArrangement& a, const Geometry& g) {
  const double row = std::max(a.x.row(), a.lens.row());
  const double spare = std::max(0.0, area.h - kInChannels * row - a.y.row() - kTotalLine) / 3;
  const double taken = a.x.width() + a.lens.width();
  const double between = std::clamp((area.w - taken) / 3, kLeastBetween, kMostBetween);
  const double left = area.x + (area.w - taken - between) / 2;
  const double lens = left + a.x.width() + between;
  ChannelPlaces places;
  for (int in = 0; in < kInChannels; ++in) {
    const double top = area.y + spare + in * row;
    places.x[in] = plane_from(a.x, left, top, stretched_size(g), stretched_padding(g));
    places.patch[in] = plane_from(a.lens, lens, top, g.kernel(), {});
    for (int out = 0; out < kOutChannels; ++out)
      places.w[in][out] = plane_from(a.lens, lens + (1 + out) * (a.lens.column() + kPlaneGap), top, g.kernel(), {});
  }
  for (int n = 0; n < kOutChannels; ++n) {
    const double x = area.x + n * (a.y.column() + kPlaneGap);
    places.y[n] = plane_from(a.y, x, area.y + 2 * spare + kInChannels * row, g.input(), lost_of_stamps(g));
    places.totals[n] = {x, places.y[n].place.outer().bottom(), a.y.column(), kTotalLine};
  }
  return places;
}

// On the left x, in the middle of the height; on the right the lens' rows, and below them y with its totals.
ChannelPlaces place_below_lens(Rect area, const ChannelArrangement& a, const Geometry& g) {
  const double right = std::max(a.lens.width(), a.y.width());
  const double between = std::clamp((area.w - a.x.width() - right) / 3, kLeastBetween, kMostBetween);
  const double left = area.x + (area.w - a.x.width() - right - between) / 2;
  const double beside = left + a.x.width() + between;
  const double all = kInChannels * a.lens.row() + a.y.row() + kTotalLine;
  const double spare = std::max(0.0, area.h - all) / 3;
  const double x_spare = std::max(0.0, area.h - kInChannels * a.x.row()) / (1 + kInChannels);
  ChannelPlaces places;
  for (int in = 0; in < kInChannels; ++in) {
    places.x[in] = plane_from(a.x, left, area.y + x_spare + in * (a.x.row() + x_spare), stretched_size(g), stretched_padding(g));
    const double top = area.y + spare + in * a.lens.row();
    const double first = beside + (right - a.lens.width()) / 2;
    places.patch[in] = plane_from(a.lens, first, top, g.kernel(), {});
    for (int out = 0; out < kOutChannels; ++out)
      places.w[in][out] = plane_from(a.lens, first + (1 + out) * (a.lens.column() + kPlaneGap), top, g.kernel(), {});
  }
  for (int n = 0; n < kOutChannels; ++n) {
    const double x = beside + (right - a.y.width()) / 2 + n * (a.y.column() + kPlaneGap);
    places.y[n] = plane_from(a.y, x, area.y + 2 * spare + kInChannels * a.lens.row(), g.input(), lost_of_stamps(g));
    places.totals[n] = {x, places.y[n].place.outer().bottom(), a.y.column(), kTotalLine};
  }
  return places;
}

ChannelPlaces place_beside(Rect area, Rect body, const ChannelArrangement& a, const Geometry& g, bool in_a_line) {
  const Rect rows = middle_of(body, std::max(a.x.row() * a.x.down, a.lens.row() * a.lens.down));
  const double taken = a.x.width() + a.lens.width() + a.y.width();
  const double between = std::clamp((body.w - taken) / 4, std::min(kLeastBetween, (body.w - taken) / 2), kMostBetween);
  const double left = body.x + (body.w - taken - 2 * between) / 2;
  ChannelPlaces places;
  place_channels(places.x, a.x, left, rows, stretched_size(g), stretched_padding(g));
  place_lens(places, a.lens, left + a.x.width() + between, rows, g.kernel());
  place_channels(places.y, a.y, left + a.x.width() + a.lens.width() + 2 * between, middle_of(in_a_line ? body : area, a.y.row() * a.y.down),
                 g.input(), lost_of_stamps(g));
  const double right = in_a_line ? area.right() : places.y[0].place.outer().x - kPlaneGap;
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
  const double below = in_a_line ? kTotalLine : kOutChannels * kTotalLine;
  const Rect body{area.x, area.y, area.w, std::max(1.0, area.h - below)};
  const ChannelArrangement a = best_arrangement(area, {body.h, in_a_line ? body.h : area.h}, g, readable);
  if (area.w >= kLeastForPictures && has_many_cells(g) && std::min(a.x.cell, a.y.cell) < kSmallestCell)
    return overview_of_channels(area, g, readable);
  switch (a.y_stands) {
    case YStands::beside:
      return place_beside(area, body, a, g, in_a_line);
    case YStands::below_all:
      return place_below(area, a, g);
    case YStands::below_lens:
      return place_below_lens(area, a, g);
  }
  return {};
}

}  // namespace deconvlab

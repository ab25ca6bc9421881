#include "app/diagram/picture_panel.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/diagram/labels.h"
#include "app/draw/part_of.h"
#include "core/parallel.h"

namespace deconvlab {

namespace {

constexpr double kLargestFit = 8;
constexpr double kMostZoom = 64;

// The cells that pixel n of `count` shows, of those from `first` on.
struct Cells {
  std::int64_t first, last;
};
Cells cells_of(std::int64_t n, std::int64_t count, double first, double shown, std::int64_t size) {
  const double from = first + shown * static_cast<double>(n) / static_cast<double>(count);
  const double to = first + shown * static_cast<double>(n + 1) / static_cast<double>(count);
  const auto begin = std::clamp<std::int64_t>(static_cast<std::int64_t>(std::floor(from + 1e-9)), 0, size - 1);
  return {begin, std::clamp<std::int64_t>(static_cast<std::int64_t>(std::floor(to - 1e-9)) + 1, begin + 1, size)};
}

// The mean of a channel over some cells.
double mean(const Tensor& t, std::int64_t channel, const Cells& rows, const Cells& cols) {
  const auto plane = t.plane(0, channel);
  double sum = 0;
  for (std::int64_t r = rows.first; r < rows.last; ++r) {
    for (std::int64_t c = cols.first; c < cols.last; ++c) sum += plane[r * t.shape().w + c];
  }
  return sum / static_cast<double>((rows.last - rows.first) * (cols.last - cols.first));
}

using Values = std::array<double, 3>;

Color color_of(const Values& v, Shades shades, const Theme& theme) {
  if (shades == Shades::difference) return theme.diverging((v[0] + v[1] + v[2]) / 3 / kStrongestDifference);
  return {strength_of(v[0], shades), strength_of(v[1], shades), strength_of(v[2], shades), 1};
}

// Of one channel, the same for all three colours.
Values values_of(const PicturePaint& paint, const Cells& rows, const Cells& cols) {
  const auto value = [&](std::int64_t channel) {
    return (mean(paint.values, channel, rows, cols) - (paint.minus ? mean(*paint.minus, channel, rows, cols) : 0)) / paint.divisor;
  };
  if (paint.values.shape().c >= 3) return {value(0), value(1), value(2)};
  const double grey = value(0);
  return {grey, grey, grey};
}

Raster paint_part(const PicturePlace& place, const PicturePaint& paint, const Theme& theme) {
  const double rows = place.rect.h / place.zoom;
  const double cols = place.rect.w / place.zoom_w();
  const std::int64_t height = std::max<std::int64_t>(1, std::llround(place.zoom >= 1 ? std::ceil(rows - 1e-6) : place.rect.h));
  const std::int64_t width = std::max<std::int64_t>(1, std::llround(place.zoom_w() >= 1 ? std::ceil(cols - 1e-6) : place.rect.w));
  Raster raster{static_cast<int>(width), static_cast<int>(height), 0, {}};
  raster.rgba.resize(static_cast<std::size_t>(height * width));
  const double shown_rows = place.zoom >= 1 ? static_cast<double>(height) : rows;
  const double shown_cols = place.zoom_w() >= 1 ? static_cast<double>(width) : cols;
  const auto cost = static_cast<std::int64_t>(std::max(rows * cols, place.rect.w * place.rect.h) * 30);
  parallel_for(height, cost, [&](std::int64_t y) {
    const Cells down = cells_of(y, height, place.row0, shown_rows, place.size.h);
    for (std::int64_t x = 0; x < width; ++x) {
      const Values v = values_of(paint, down, cells_of(x, width, place.col0, shown_cols, place.size.w));
      raster.rgba[y * width + x] = packed(color_of(v, paint.shades, theme));
    }
  });
  raster.id = fingerprint(raster);
  return raster;
}

// From a whole cell on, so that enlarged cells are squares.
double first_shown(double centre, double shown, std::int64_t size, double zoom) {
  const double first = std::clamp(centre - shown / 2, 0.0, std::max(0.0, static_cast<double>(size) - shown));
  return zoom >= 1 ? std::floor(first) : first;
}

// Whole pixels a cell where they nearly fill the room too: cells of unequal sizes look like lines that are not there.
double fitting_zoom(double largest) {
  constexpr double kNearly = 0.9;
  const double whole = std::floor(largest);
  return whole >= kNearly * largest ? whole : largest;
}

}  // namespace

float strength_of(double value, Shades shades) {
  const double shown = shades == Shades::about_zero ? 127.5 + value / 2 : value;
  return static_cast<float>(part_of(shown / 255));
}

Color pixel_color(const Tensor& picture, Cell c) {
  const bool grey = picture.shape().c < 3;
  const auto channel = [&](std::int64_t n) { return static_cast<float>(part_of(picture.at(0, grey ? 0 : n, c.row, c.col) / 255)); };
  return {channel(0), channel(1), channel(2), 1};
}

Color laid_over(const Tensor& picture, Cell c, Color color, float share) {
  const Color p = pixel_color(picture, c);
  const float grey = 0.299f * p.r + 0.587f * p.g + 0.114f * p.b;
  return mix({grey, grey, grey, 1}, color, share);
}

PicturePlace place_picture(Rect area, Extent size, const MatrixView& view) {
  const auto h = static_cast<double>(size.h);
  const auto w = static_cast<double>(size.w);
  double zoom = fitting_zoom(std::min({area.w / w, area.h / h, kLargestFit}));
  if (view.zoom > 0) zoom = std::clamp(view.zoom, zoom, kMostZoom);
  const double cols = std::min(w, area.w / zoom);
  const double rows = std::min(h, area.h / zoom);
  const double whole_cols = zoom >= 1 ? std::floor(cols + 1e-6) : cols;
  const double whole_rows = zoom >= 1 ? std::floor(rows + 1e-6) : rows;
  const double width = whole_cols * zoom;
  const double height = whole_rows * zoom;
  const bool all = view.zoom <= 0;
  return {{std::round(area.centre().x - width / 2), std::round(area.centre().y - height / 2), width, height},
          size,
          zoom,
          all ? 0 : first_shown(view.row, whole_rows, size.h, zoom),
          all ? 0 : first_shown(view.col, whole_cols, size.w, zoom)};
}

PicturePlace place_smaller(Rect area, Extent size, const PicturePlace& place) {
  const double shrunk = static_cast<double>(place.size.h) / static_cast<double>(size.h);
  const MatrixView view{(place.row0 + place.rect.h / place.zoom / 2) / shrunk, (place.col0 + place.rect.w / place.zoom / 2) / shrunk,
                        place.zoom};
  const bool all = static_cast<double>(size.h) * place.zoom <= area.h && static_cast<double>(size.w) * place.zoom <= area.w;
  PicturePlace smaller = place_picture(area, size, view);
  if (!all) return smaller;
  const double w = static_cast<double>(size.w) * place.zoom;
  const double h = static_cast<double>(size.h) * place.zoom;
  return {{std::round(area.centre().x - w / 2), std::round(area.centre().y - h / 2), w, h}, size, place.zoom, 0, 0};
}

namespace {

// Along one axis: the cells that are seen, and where in the frame the first one begins.
struct Seen {
  double first, count, at;
};
Seen seen_along(double frame_first, double frame_shown, double first_at, double each, std::int64_t size) {
  const auto cells = static_cast<double>(size);
  const double first = std::clamp(std::floor((frame_first - first_at) / each + 1e-9), 0.0, cells);
  const double last = std::clamp(std::ceil((frame_first + frame_shown - first_at) / each - 1e-9), first, cells);
  return {first, last - first, first_at + first * each - frame_first};
}

}  // namespace

PicturePlace place_aligned(const PicturePlace& frame, Extent size, const Alignment& a) {
  const Seen down = seen_along(frame.row0, frame.rect.h / frame.zoom, a.row, a.down, size.h);
  const Seen right = seen_along(frame.col0, frame.rect.w / frame.zoom, a.col, a.right, size.w);
  const double zoom = frame.zoom * a.down;
  const double zoom_w = frame.zoom * a.right;
  return {{frame.rect.x + right.at * frame.zoom, frame.rect.y + down.at * frame.zoom, right.count * zoom_w, down.count * zoom},
          size,
          zoom,
          down.first,
          right.first,
          zoom_w / zoom};
}

void draw_picture(Canvas& canvas, const PicturePlace& place, const PicturePaint& paint, const Frame& frame) {
  PictureMemo once;
  PictureMemo& memo = frame.picture_memo ? *frame.picture_memo : once;
  const PictureMemo::Key key{.serial = paint.serial ? paint.serial : frame.results.serial,
                             .values = &paint.values,
                             .minus = paint.minus,
                             .shades = static_cast<int>(paint.shades),
                             .divisor = paint.divisor,
                             .rect = place.rect,
                             .zoom = place.zoom,
                             .row0 = place.row0,
                             .col0 = place.col0,
                             .wide = place.wide,
                             .theme = frame.theme.id};
  canvas.image(place.rect, memo.picture_of(key, [&] { return paint_part(place, paint, frame.theme); }));
  canvas.stroke_rect(place.rect, {frame.theme.line, 1});
}

const Raster& PictureMemo::picture_of(const Key& key, const std::function<Raster()>& paint) {
  constexpr std::size_t kMost = 24;
  const auto known = std::ranges::find(pictures_, key, &Entry::key);
  if (known != pictures_.end()) {
    std::rotate(known, known + 1, pictures_.end());
    return pictures_.back().raster;
  }
  if (pictures_.size() >= kMost) pictures_.erase(pictures_.begin());
  pictures_.push_back({key, paint()});
  return pictures_.back().raster;
}

void add_picture_hit(const PicturePlace& place, const Frame& frame, Target target) {
  if (frame.picture_panes) {
    frame.picture_panes->push_back(
        {place.rect, {place.row0 + place.rect.h / place.zoom / 2, place.col0 + place.rect.w / place.zoom / 2, place.zoom}, place.size});
  }
  if (!frame.hits) return;
  const Cell first{static_cast<std::int64_t>(place.row0), static_cast<std::int64_t>(place.col0)};
  const auto cells = [&](double length) { return std::max<std::int64_t>(1, std::llround(length / place.zoom)); };
  frame.hits->push_back({place.rect, {target, first, {}}, {cells(place.rect.h), cells(place.rect.w)}});
}

}  // namespace deconvlab

#include "app/diagram/feature_map.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/diagram/picture_panel.h"
#include "core/samples/labelled.h"

namespace deconvlab {

namespace {

constexpr double kTitle = 22;

// The cells that pixel n of `count` shows.
std::pair<std::int64_t, std::int64_t> cells_under(std::int64_t n, std::int64_t count, std::int64_t size) {
  return {n * size / count, std::max(n * size / count + 1, (n + 1) * size / count)};
}

float largest_under(std::span<const float> map, Extent size, std::int64_t y, std::int64_t height, std::int64_t x, std::int64_t width) {
  const auto [top, bottom] = cells_under(y, height, size.h);
  const auto [left, right] = cells_under(x, width, size.w);
  float largest = 0;
  for (std::int64_t r = top; r < bottom; ++r) {
    for (std::int64_t c = left; c < right; ++c) largest = std::max(largest, map[r * size.w + c]);
  }
  return largest;
}

Raster paint_map(Rect square, std::span<const float> map, Extent size) {
  const std::int64_t height = pixels_along(size.h, square.h);
  const std::int64_t width = pixels_along(size.w, square.w);
  const float top = *std::ranges::max_element(map);
  Raster raster{static_cast<int>(width), static_cast<int>(height), 0, {}};
  raster.rgba.reserve(static_cast<std::size_t>(height * width));
  for (std::int64_t y = 0; y < height; ++y) {
    for (std::int64_t x = 0; x < width; ++x) {
      const float value = largest_under(map, size, y, height, x, width);
      raster.rgba.push_back(packed(viridis(top > 0 ? value / top : 0)));
    }
  }
  raster.id = fingerprint(raster);
  return raster;
}

int share_of_zeros(std::span<const float> values) {
  const auto zeros = static_cast<double>(std::ranges::count(values, 0.0f));
  return static_cast<int>(std::lround(100 * zeros / static_cast<double>(values.size())));
}

}  // namespace

Rect square_in(Rect area) {
  const double side = std::floor(std::max(1.0, std::min(area.w, area.h)));
  return {std::round(area.centre().x - side / 2), std::round(area.centre().y - side / 2), side, side};
}

void draw_map(Canvas& canvas, Rect square, const Tensor& maps, std::int64_t channel, const Frame& frame) {
  PictureMemo once;
  PictureMemo& memo = frame.picture_memo ? *frame.picture_memo : once;
  const PictureMemo::Key key{.serial = frame.results.serial, .values = &maps, .channel = channel, .rect = square, .theme = frame.theme.id};
  canvas.image(square, memo.picture_of(key, [&] { return paint_map(square, maps.plane(0, channel), maps.shape().plane()); }));
  canvas.stroke_rect(square, {frame.theme.line, 1});
}

void draw_colours(Canvas& canvas, Rect square, const Tensor& picture, const Frame& frame) {
  const Extent size = picture.shape().plane();
  draw_cells_as_picture(canvas, square, size.h, size.w, [&](std::int64_t row, std::int64_t col) {
    return pixel_color(picture, {row, col});
  });
  canvas.stroke_rect(square, {frame.theme.line, 1});
}

std::string describe_pixel(const Tensor& picture, Cell cell, const Language& language) {
  const auto channel = [&](std::int64_t c) { return number(std::round(picture.at(0, c, cell.row, cell.col))); };
  return say(language, "decoder.describe_input", cell.row, cell.col, channel(0), channel(1), channel(2));
}

std::string with_fit(std::string note, const Frame& frame) {
  const Extent size = frame.results.picture_size();
  if (size == Extent::square(kSceneSide)) return note;
  return then(std::move(note), say(frame.language, "decoder.fitted", size.h, size.w, kSceneSide));
}

void draw_panel_title(Canvas& canvas, Rect square, const std::string& title, Color color) {
  draw_fitting(canvas, {square.centre().x, square.y - kTitle / 2}, square.w, title,
               {.color = color, .size = 14, .weight = Weight::bold, .align = Align::centre});
}

int zero_share(const Tensor& maps, std::int64_t channel) { return share_of_zeros(maps.plane(0, channel)); }
int zero_share(const Tensor& maps) { return share_of_zeros(maps.data()); }

}  // namespace deconvlab

#include "core/operators/resample.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace deconvlab {

namespace {

// f(n, c, resized cell) over the whole result.
template <class Value>
Tensor resized(const Tensor& x, const Geometry& g, Value&& value) {
  Tensor y({x.shape().n, x.shape().c, g.h.i, g.w.i});
  for (std::int64_t n = 0; n < x.shape().n; ++n) {
    for (std::int64_t c = 0; c < x.shape().c; ++c) {
      for (std::int64_t row = 0; row < g.h.i; ++row) {
        for (std::int64_t col = 0; col < g.w.i; ++col) y.at(n, c, row, col) = value(n, c, row, col);
      }
    }
  }
  return y;
}

// The place at / parts, counted in cells; before the first one it is below 0.
struct Place {
  std::int64_t at, parts;
};

Place place_of(const Axis& axis, Coordinates coordinates, std::int64_t c) {
  const auto [num, den] = axis.scale;
  switch (coordinates) {
    case Coordinates::align_corners:
      return axis.i == 1 ? Place{0, 1} : Place{c * (axis.o - 1), axis.i - 1};
    case Coordinates::asymmetric:
      return {c * den, num};
    case Coordinates::pytorch_half_pixel:
      if (axis.i == 1) return {0, 1};
      [[fallthrough]];
    default:
      return {(2 * c + 1) * den - num, 2 * num};
  }
}

std::int64_t floor_of(Place place) { return place.at >= 0 ? place.at / place.parts : -((place.parts - 1 - place.at) / place.parts); }

Rounding rounding_of(Rounding given, Coordinates coordinates) {
  if (given != Rounding::usual) return given;
  return coordinates == Coordinates::asymmetric ? Rounding::floor : Rounding::prefer_ceil;
}

std::int64_t rounded(Place place, Rounding rounding) {
  const auto [at, parts] = place;
  switch (rounding) {
    case Rounding::ceil:
      return -floor_of({-at, parts});
    case Rounding::prefer_floor:
      return -floor_of({parts - 2 * at, 2 * parts});
    case Rounding::prefer_ceil:
      return floor_of({2 * at + parts, 2 * parts});
    default:
      return floor_of(place);
  }
}

}  // namespace

Ratio ratio_of(double value) {
  constexpr std::int64_t kMost = std::int64_t{1} << 30;
  Ratio before{0, 1}, ratio{1, 0};  // two convergents of the continued fraction
  for (long double rest = value; rest <= kMost; rest = 1 / (rest - std::floor(rest))) {
    const auto whole = static_cast<std::int64_t>(rest);
    const Ratio next{whole * ratio.num + before.num, whole * ratio.den + before.den};
    if (next.num > kMost || next.den > kMost) break;
    before = std::exchange(ratio, next);
    if (static_cast<double>(ratio.num) / static_cast<double>(ratio.den) == value) break;
  }
  return ratio.num > 0 ? ratio : Ratio{1, kMost};
}

std::int64_t nearest_source(const Axis& axis, const Resampling& rule, std::int64_t c) {
  const Coordinates coordinates = rule.coordinates == Coordinates::usual ? Coordinates::asymmetric : rule.coordinates;
  return std::clamp<std::int64_t>(rounded(place_of(axis, coordinates, c), rounding_of(rule.rounding, coordinates)), 0, axis.o - 1);
}

Cell nearest_cell(const Geometry& g, Cell c) {
  return {nearest_source(g.h, g.resampling, c.row), nearest_source(g.w, g.resampling, c.col)};
}

Source bilinear_source(const Axis& axis, const Resampling& rule, std::int64_t c) {
  if (rule.coordinates == Coordinates::usual && axis.i == axis.o) return {c, c, 0};
  const Place place = place_of(axis, rule.coordinates == Coordinates::usual ? Coordinates::half_pixel : rule.coordinates, c);
  const std::int64_t at = std::max<std::int64_t>(0, place.at);
  const std::int64_t first = at / place.parts;
  if (first >= axis.o) return {axis.o - 1, axis.o - 1, 0};
  const float weight = static_cast<float>(static_cast<double>(at % place.parts) / static_cast<double>(place.parts));
  return {first, std::min(first + 1, axis.o - 1), weight};
}

bool is_unchanged(const Axis& axis, const Resampling& rule) {
  const auto stays = [&](std::int64_t c) {
    const Source source = bilinear_source(axis, rule, c);
    return source.first == c && source.weight == 0;
  };
  return axis.i == axis.o && stays(0) && stays(axis.i - 1);
}

namespace {

float between(bool unchanged, const Source& source, float first, float second) {
  return unchanged ? first : (1 - source.weight) * first + source.weight * second;
}

// The first cell whose place (2c + 1) o - i, in parts of 2i a cell, is at least 0; the last ones mirror the first.
std::int64_t clamped_cells(const Axis& axis) {
  std::int64_t c = 0;
  while (axis.o > 1 && c < axis.i && (2 * c + 1) * axis.o < axis.i) ++c;
  return c;
}

}  // namespace

CellRect unclamped(const Geometry& g) {
  const std::int64_t rows = clamped_cells(g.h);
  const std::int64_t cols = clamped_cells(g.w);
  return {{rows, cols}, {g.h.i - 2 * rows, g.w.i - 2 * cols}};
}

namespace {

// The cells c of an axis, among `count` ones, for which `takes(c)`; they follow each other.
template <class Takes>
std::pair<std::int64_t, std::int64_t> stretch(std::int64_t count, Takes&& takes) {
  std::int64_t first = 0;
  while (first < count && !takes(first)) ++first;
  std::int64_t last = first;
  while (last < count && takes(last)) ++last;
  return {first, last - first};
}

}  // namespace

CellRect resized_from(const Geometry& g, Cell cell, bool bilinear) {
  const auto along = [&](const Axis& axis, std::int64_t wanted) {
    return stretch(axis.i, [&](std::int64_t c) {
      if (!bilinear) return nearest_source(axis, g.resampling, c) == wanted;
      const Source source = bilinear_source(axis, g.resampling, c);
      return source.first == wanted || (source.second == wanted && source.weight > 0);
    });
  };
  const auto [row, rows] = along(g.h, cell.row);
  const auto [col, cols] = along(g.w, cell.col);
  return {{row, col}, {rows, cols}};
}

std::int64_t count_bilinear_sources(const Axis& axis, const Resampling& rule) {
  std::int64_t count = 0;
  for (std::int64_t c = 0; c < axis.i; ++c) {
    const Source source = bilinear_source(axis, rule, c);
    count += source.weight > 0 && source.second != source.first ? 2 : 1;
  }
  return count;
}

Tensor upsample_nearest(const Tensor& x, const Geometry& g) {
  return resized(x, g, [&](std::int64_t n, std::int64_t c, std::int64_t row, std::int64_t col) {
    return x.at(n, c, nearest_source(g.h, g.resampling, row), nearest_source(g.w, g.resampling, col));
  });
}

Tensor upsample_bilinear(const Tensor& x, const Geometry& g) {
  const bool same_rows = is_unchanged(g.h, g.resampling), same_columns = is_unchanged(g.w, g.resampling);
  return resized(x, g, [&](std::int64_t n, std::int64_t c, std::int64_t row, std::int64_t col) {
    const Source h = bilinear_source(g.h, g.resampling, row);
    const Source w = bilinear_source(g.w, g.resampling, col);
    const float above = between(same_columns, w, x.at(n, c, h.first, w.first), x.at(n, c, h.first, w.second));
    const float below = between(same_columns, w, x.at(n, c, h.second, w.first), x.at(n, c, h.second, w.second));
    return between(same_rows, h, above, below);
  });
}

}  // namespace deconvlab

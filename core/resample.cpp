#include "core/resample.h"

#include <algorithm>

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

}  // namespace

std::int64_t nearest_source(const Axis& axis, std::int64_t c) { return c * axis.o / axis.i; }

Source bilinear_source(const Axis& axis, bool align_corners, std::int64_t c) {
  const std::int64_t parts = align_corners ? std::max<std::int64_t>(axis.i - 1, 1) : 2 * axis.i;  // that a cell is cut into
  const std::int64_t at = align_corners ? (axis.i == 1 ? 0 : c * (axis.o - 1)) : std::max<std::int64_t>(0, (2 * c + 1) * axis.o - axis.i);
  const std::int64_t first = at / parts;
  const float weight = static_cast<float>(static_cast<double>(at % parts) / static_cast<double>(parts));
  return {first, std::min(first + 1, axis.o - 1), weight};
}

bool is_unchanged(const Axis& axis, bool align_corners) {
  const auto stays = [&](std::int64_t c) {
    const Source source = bilinear_source(axis, align_corners, c);
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

std::int64_t count_bilinear_sources(const Axis& axis, bool align_corners) {
  std::int64_t count = 0;
  for (std::int64_t c = 0; c < axis.i; ++c) {
    const Source source = bilinear_source(axis, align_corners, c);
    count += source.weight > 0 && source.second != source.first ? 2 : 1;
  }
  return count;
}

Tensor upsample_nearest(const Tensor& x, const Geometry& g) {
  return resized(x, g, [&](std::int64_t n, std::int64_t c, std::int64_t row, std::int64_t col) {
    return x.at(n, c, nearest_source(g.h, row), nearest_source(g.w, col));
  });
}

Tensor upsample_bilinear(const Tensor& x, const Geometry& g) {
  const bool same_rows = is_unchanged(g.h, g.align_corners), same_columns = is_unchanged(g.w, g.align_corners);
  return resized(x, g, [&](std::int64_t n, std::int64_t c, std::int64_t row, std::int64_t col) {
    const Source h = bilinear_source(g.h, g.align_corners, row);
    const Source w = bilinear_source(g.w, g.align_corners, col);
    const float above = between(same_columns, w, x.at(n, c, h.first, w.first), x.at(n, c, h.first, w.second));
    const float below = between(same_columns, w, x.at(n, c, h.second, w.first), x.at(n, c, h.second, w.second));
    return between(same_rows, h, above, below);
  });
}

}  // namespace deconvlab

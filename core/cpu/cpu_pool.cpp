#include "core/cpu/cpu_pool.h"

#include <algorithm>
#include <limits>
#include <span>
#include <vector>

#include "core/operators/resample.h"
#include "core/parallel.h"
#include "core/vector_widths.h"

namespace deconvlab {

namespace {

constexpr std::int32_t kNoneYet = -1;

// The output coordinates [first, last) whose tap u lies on the input.
struct Span {
  std::int64_t first, last;
};
Span inside(const Axis& axis, std::int64_t u) {
  const std::int64_t offset = u * axis.d - axis.p;  // output t reads t s + offset
  const std::int64_t first = offset >= 0 ? 0 : (-offset + axis.s - 1) / axis.s;
  const std::int64_t last = offset >= axis.i ? 0 : std::min(axis.o, (axis.i - 1 - offset) / axis.s + 1);
  return {first, std::max(first, last)};
}

// One tap of a row of outputs: output j reads x[j * stride], cell index + j * stride of its plane.
struct TapOfRow {
  const float* x;
  std::int64_t stride, index, first, last;
};

template <std::int64_t fixed = 0>
__attribute__((always_inline)) inline void keep_larger_as(const TapOfRow& tap, float* best, std::int32_t* at) {
  const std::int64_t s = fixed ? fixed : tap.stride;
  for (std::int64_t j = tap.first; j < tap.last; ++j) {
    const float value = tap.x[j * s];
    const bool larger = value > best[j] || value != value;
    best[j] = larger ? value : best[j];
    at[j] = larger ? static_cast<std::int32_t>(tap.index + j * s) : at[j];
  }
}

DECONVLAB_VECTOR_WIDTHS
void keep_larger(const TapOfRow& tap, float* best, std::int32_t* at) {
  if (tap.stride == 1) return keep_larger_as<1>(tap, best, at);
  if (tap.stride == 2) return keep_larger_as<2>(tap, best, at);
  if (tap.stride == 4) return keep_larger_as<4>(tap, best, at);
  keep_larger_as(tap, best, at);
}

// Calls visit(tap) for every tap of output row oy that lies on the input, in row order.
template <class Visit>
void for_each_tap(const Geometry& g, std::span<const float> plane, std::int64_t oy, Visit&& visit) {
  for (std::int64_t u = 0; u < g.h.k; ++u) {
    const std::int64_t row = g.h.input_of(oy, u);
    if (row < 0 || row >= g.h.i) continue;
    for (std::int64_t v = 0; v < g.w.k; ++v) {
      const std::int64_t left = row * g.w.i + g.w.input_of(0, v);
      const Span span = inside(g.w, v);
      visit(TapOfRow{plane.data() + left, g.w.s, left, span.first, span.last});
    }
  }
}

// Nothing was larger than minus infinity: the first cell of the window, or cell 0 where it has none.
void settle_rest(const Geometry& g, std::span<const float> plane, std::int64_t row, std::int32_t* at) {
  if (std::find(at, at + g.w.o, kNoneYet) == at + g.w.o) return;
  for_each_tap(g, plane, row, [&](const TapOfRow& tap) {
    for (std::int64_t j = tap.first; j < tap.last; ++j) {
      if (at[j] == kNoneYet) at[j] = static_cast<std::int32_t>(tap.index + j * tap.stride);
    }
  });
  std::replace(at, at + g.w.o, kNoneYet, 0);
}

// Whether windows are 2 x 2 cells side by side, all on the input.
bool halves(const Axis& a) { return a.k == 2 && a.s == 2 && a.d == 1 && a.p == 0 && a.input_of(a.o - 1, 1) < a.i; }

// A row of such windows: the cells `from` and `width` further on, which `index` is the first one of.
DECONVLAB_VECTOR_WIDTHS
void pool_halves(const float* from, std::int64_t width, std::int64_t index, std::int64_t count, float* best, std::int32_t* at) {
  const float* lower = from + width;
  const auto first = static_cast<std::int32_t>(index);
  const auto below = static_cast<std::int32_t>(width);
  for (std::int64_t j = 0; j < count; ++j) {
    float value = from[2 * j];
    std::int32_t where = 0;
    const auto meet = [&](float next, std::int32_t place) {
      const bool larger = (next > value) | (next != next);
      value = larger ? next : value;
      where = larger ? place : where;
    };
    meet(from[2 * j + 1], 1);
    meet(lower[2 * j], below);
    meet(lower[2 * j + 1], below + 1);
    best[j] = value;
    at[j] = first + static_cast<std::int32_t>(2 * j) + where;
  }
}

// A row of windows of any kind, tap by tap.
void pool_row(const Geometry& g, std::span<const float> plane, std::int64_t row, float* best, std::int32_t* at) {
  std::fill_n(best, g.w.o, -std::numeric_limits<float>::infinity());
  std::fill_n(at, g.w.o, kNoneYet);
  for_each_tap(g, plane, row, [&](const TapOfRow& tap) { keep_larger(tap, best, at); });
  settle_rest(g, plane, row, at);
}

struct At {
  std::int64_t n, c, row;
};

// Calls body(place) for every row of every plane, in shares on all cores; `cost` of one row.
template <class Body>
void for_each_row(const Shape& s, std::int64_t rows, std::int64_t cost, Body&& body) {
  parallel_for(s.n * s.c * rows, s.n * s.c * rows * cost, [&](std::int64_t at) {
    const std::int64_t plane = at / rows;
    body(At{plane / s.c, plane % s.c, at % rows});
  });
}

template <std::int64_t times>
__attribute__((always_inline)) inline void repeat_as(const float* from, std::int64_t count, float* to) {
  for (std::int64_t j = 0; j < count; ++j) {
    for (std::int64_t n = 0; n < times; ++n) to[j * times + n] = from[j];
  }
}

// `sources` only matter where the factor, 0 if it is no whole number, has no loop of its own.
DECONVLAB_VECTOR_WIDTHS
void spread(const float* from, std::int64_t count, std::int64_t factor, std::span<const std::int32_t> sources, float* to) {
  if (factor == 2) return repeat_as<2>(from, count, to);
  if (factor == 4) return repeat_as<4>(from, count, to);
  for (const std::int32_t source : sources) *to++ = from[source];
}

// How many times in a row each of `count` cells is repeated, where that is the same for all; else 0.
std::int64_t factor_of(std::span<const std::int32_t> sources, std::int64_t count) {
  const std::int64_t factor = std::ssize(sources) / count;
  if (factor * count != std::ssize(sources)) return 0;
  for (std::int64_t c = 0; c < std::ssize(sources); ++c) {
    if (sources[static_cast<std::size_t>(c)] != c / factor) return 0;
  }
  return factor;
}

// Where the columns of a bilinear result read.
struct Columns {
  std::vector<std::int32_t> first, second;
  std::vector<float> weight;
  bool unchanged = false;
};

Columns columns_of(const Axis& axis, const Resampling& rule) {
  Columns columns;
  columns.unchanged = is_unchanged(axis, rule);
  for (std::int64_t c = 0; c < axis.i; ++c) {
    const Source source = bilinear_source(axis, rule, c);
    columns.first.push_back(static_cast<std::int32_t>(source.first));
    columns.second.push_back(static_cast<std::int32_t>(source.second));
    columns.weight.push_back(source.weight);
  }
  return columns;
}

struct Between {
  const float* upper;
  const float* lower;
  float weight;  // of the lower row
  bool unchanged;
};

DECONVLAB_VECTOR_WIDTHS
void interpolate(const Between& rows, const Columns& columns, float* to) {
  const std::size_t count = columns.first.size();
  const std::int32_t* first = columns.first.data();
  const std::int32_t* second = columns.second.data();
  const float* weight = columns.weight.data();
  if (columns.unchanged || rows.unchanged) {
    for (std::size_t j = 0; j < count; ++j) {
      const auto across = [&](const float* row) {
        return columns.unchanged ? row[first[j]] : (1 - weight[j]) * row[first[j]] + weight[j] * row[second[j]];
      };
      to[j] = rows.unchanged ? across(rows.upper) : (1 - rows.weight) * across(rows.upper) + rows.weight * across(rows.lower);
    }
    return;
  }
  for (std::size_t j = 0; j < count; ++j) {
    const float above = (1 - weight[j]) * rows.upper[first[j]] + weight[j] * rows.upper[second[j]];
    const float below = (1 - weight[j]) * rows.lower[first[j]] + weight[j] * rows.lower[second[j]];
    to[j] = (1 - rows.weight) * above + rows.weight * below;
  }
}

}  // namespace

Pooled cpu_max_pool(const Tensor& x, const Geometry& g) {
  const Shape shape{x.shape().n, x.shape().c, g.h.o, g.w.o};
  Pooled pooled{Tensor::unfilled(shape), Indices::unfilled(shape)};
  const bool in_halves = halves(g.h) && halves(g.w);
  for_each_row(shape, g.h.o, g.w.o * g.kernel().area(), [&](const At& place) {
    float* best = &pooled.values.at(place.n, place.c, place.row, 0);
    std::int32_t* at = &pooled.switches.at(place.n, place.c, place.row, 0);
    const auto plane = x.plane(place.n, place.c);
    if (!in_halves) return pool_row(g, plane, place.row, best, at);
    const std::int64_t first = 2 * place.row * g.w.i;
    pool_halves(plane.data() + first, g.w.i, first, g.w.o, best, at);
  });
  return pooled;
}

Tensor cpu_max_unpool(const Tensor& x, const Indices& switches, const Geometry& g) {
  Tensor y = Tensor::unfilled({x.shape().n, x.shape().c, g.h.i, g.w.i});
  for_each_row(y.shape(), g.h.i, g.w.i, [&](const At& place) { std::fill_n(&y.at(place.n, place.c, place.row, 0), g.w.i, 0.0f); });
  parallel_for(x.shape().n * x.shape().c, x.size(), [&](std::int64_t at) {
    const std::int64_t n = at / x.shape().c;
    const std::int64_t c = at % x.shape().c;
    const auto from = x.plane(n, c);
    const auto where = switches.plane(n, c);
    const auto to = y.plane(n, c);
    for (std::size_t t = 0; t < from.size(); ++t) to[where[t]] = from[t];
  });
  return y;
}

Tensor cpu_upsample_nearest(const Tensor& x, const Geometry& g) {
  Tensor y = Tensor::unfilled({x.shape().n, x.shape().c, g.h.i, g.w.i});
  std::vector<std::int32_t> sources;
  for (std::int64_t c = 0; c < g.w.i; ++c) sources.push_back(static_cast<std::int32_t>(nearest_source(g.w, g.resampling, c)));
  const std::int64_t factor = factor_of(sources, g.w.o);
  for_each_row(y.shape(), g.h.i, g.w.i, [&](const At& place) {
    const float* from = x.plane(place.n, place.c).data() + nearest_source(g.h, g.resampling, place.row) * g.w.o;
    spread(from, g.w.o, factor, sources, &y.at(place.n, place.c, place.row, 0));
  });
  return y;
}

Tensor cpu_upsample_bilinear(const Tensor& x, const Geometry& g) {
  Tensor y = Tensor::unfilled({x.shape().n, x.shape().c, g.h.i, g.w.i});
  const Columns columns = columns_of(g.w, g.resampling);
  const bool unchanged = is_unchanged(g.h, g.resampling);
  for_each_row(y.shape(), g.h.i, g.w.i * 2, [&](const At& place) {
    const Source source = bilinear_source(g.h, g.resampling, place.row);
    const float* plane = x.plane(place.n, place.c).data();
    interpolate({plane + source.first * g.w.o, plane + source.second * g.w.o, source.weight, unchanged}, columns,
                &y.at(place.n, place.c, place.row, 0));
  });
  return y;
}

}  // namespace deconvlab

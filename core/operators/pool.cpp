#include "core/operators/pool.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/operators/operators.h"
#include "core/try.h"

namespace deconvlab {

namespace {

Shape pooled_shape(const Shape& x, const Geometry& g) { return {x.n, x.c, g.h.o, g.w.o}; }

// f(input cell) for each tap of a window that lies on the input, in row order.
template <class Visit>
void for_each_in_window(const Geometry& g, Cell output, Visit&& visit) {
  for (std::int64_t u = 0; u < g.h.k; ++u) {
    for (std::int64_t v = 0; v < g.w.k; ++v) {
      const Cell in{g.h.input_of(output.row, u), g.w.input_of(output.col, v)};
      if (g.inside(in)) visit(in);
    }
  }
}

// f(n, c, pooled cell) over a whole tensor, in row order.
template <class Visit>
void for_each_pooled(const Shape& s, const Geometry& g, Visit&& visit) {
  for (std::int64_t n = 0; n < s.n; ++n) {
    for (std::int64_t c = 0; c < s.c; ++c) {
      for (std::int64_t t = 0; t < g.output().area(); ++t) visit(n, c, g.output_cell(t));
    }
  }
}

// The taps of placement t that lie in [low, high).
std::int64_t taps_within(const Axis& axis, std::int64_t t, std::int64_t low, std::int64_t high) {
  std::int64_t count = 0;
  for (std::int64_t u = 0; u < axis.k; ++u) count += axis.input_of(t, u) >= low && axis.input_of(t, u) < high;
  return count;
}

// f(value's n, c, cell, where in the plane) for each switch.
template <class Visit>
void for_each_switch(const Indices& switches, const Geometry& g, Visit&& visit) {
  for_each_pooled(switches.shape(), g,
                  [&](std::int64_t n, std::int64_t c, Cell t) { visit(n, c, t, g.input_cell(switches.at(n, c, t.row, t.col))); });
}

// Whether every tap of placement t lies beside the input.
bool is_empty_window(const Axis& axis, std::int64_t t) { return taps_within(axis, t, 0, axis.i) == 0; }

}  // namespace

Pooled max_pool(const Tensor& x, const Geometry& g) {
  Pooled pooled{Tensor(pooled_shape(x.shape(), g)), Indices(pooled_shape(x.shape(), g))};
  for_each_pooled(x.shape(), g, [&](std::int64_t n, std::int64_t c, Cell t) {
    float best = -std::numeric_limits<float>::infinity();
    std::int64_t at = -1;
    for_each_in_window(g, t, [&](Cell in) {
      const float value = x.at(n, c, in.row, in.col);
      if (at >= 0 && !(value > best) && !std::isnan(value)) return;
      best = value;
      at = g.input().index_of(in);
    });
    pooled.values.at(n, c, t.row, t.col) = best;
    pooled.switches.at(n, c, t.row, t.col) = static_cast<std::int32_t>(std::max<std::int64_t>(at, 0));
  });
  return pooled;
}

std::int64_t avg_pool_divisor(const Geometry& g, Cell t) {
  const auto counted = [&](const Axis& axis, std::int64_t at) {
    return g.count_include_pad ? taps_within(axis, at, -axis.p, axis.i + axis.p_end - axis.overhang) : taps_within(axis, at, 0, axis.i);
  };
  return counted(g.h, t.row) * counted(g.w, t.col);
}

Tensor avg_pool(const Tensor& x, const Geometry& g) {
  Tensor y(pooled_shape(x.shape(), g));
  for_each_pooled(x.shape(), g, [&](std::int64_t n, std::int64_t c, Cell t) {
    float sum = 0;
    for_each_in_window(g, t, [&](Cell in) { sum += x.at(n, c, in.row, in.col); });
    y.at(n, c, t.row, t.col) = sum / static_cast<float>(std::max<std::int64_t>(1, avg_pool_divisor(g, t)));
  });
  return y;
}

Tensor max_unpool(const Tensor& x, const Indices& switches, const Geometry& g) {
  Tensor y({x.shape().n, x.shape().c, g.h.i, g.w.i});
  for_each_switch(switches, g,
                  [&](std::int64_t n, std::int64_t c, Cell t, Cell to) { y.at(n, c, to.row, to.col) = x.at(n, c, t.row, t.col); });
  return y;
}

Tensor max_pool_grad(const Tensor& dy, const Indices& switches, const Geometry& g) {
  Tensor dx({dy.shape().n, dy.shape().c, g.h.i, g.w.i});
  for_each_switch(switches, g,
                  [&](std::int64_t n, std::int64_t c, Cell t, Cell to) { dx.at(n, c, to.row, to.col) += dy.at(n, c, t.row, t.col); });
  return dx;
}

Tensor pick_switches(const Tensor& x, const Indices& switches, const Geometry& g) {
  Tensor y(switches.shape());
  for_each_switch(switches, g,
                  [&](std::int64_t n, std::int64_t c, Cell t, Cell from) { y.at(n, c, t.row, t.col) = x.at(n, c, from.row, from.col); });
  return y;
}

Expected<void> check_countable(const Geometry& g) {
  constexpr std::int64_t kMostCells = std::int64_t{1} << 31;  // that an index can name
  const std::int64_t cells = g.input().area();
  if (cells <= kMostCells) return {};
  return fail(ErrorCode::too_large, "cells of a plane with switches", cells, kMostCells);
}

Expected<void> check_switches(const Indices& switches, const Geometry& g) {
  TRY(check_countable(g));
  const std::int64_t cells = g.input().area();
  const auto data = switches.data();
  const auto bad = std::ranges::find_if(data, [&](std::int32_t at) { return at < 0 || at >= cells; });
  if (bad == data.end()) return {};
  return fail(ErrorCode::switch_out_of_range, bad - data.begin(), *bad, cells - 1);
}

Expected<void> check_max_unpool(const Tensor& x, const Indices& switches, const Geometry& g) {
  return check_shapes(operator_of(OpKind::max_unpool), x.shape(), switches.shape(), g).and_then([&] {
    return check_switches(switches, g);
  });
}

bool in_window(const Axis& axis, std::int64_t t, std::int64_t cell) {
  const std::int64_t offset = cell - axis.input_of(t, 0);
  return offset >= 0 && offset < axis.k_eff && (axis.d == 1 || offset % axis.d == 0);
}

StraySwitches stray_switches(const Indices& switches, const Geometry& g) {
  StraySwitches stray;
  std::int64_t position = 0;
  for_each_switch(switches, g, [&](std::int64_t, std::int64_t, Cell t, Cell at) {
    const bool own = (in_window(g.h, t.row, at.row) && in_window(g.w, t.col, at.col)) ||
                     (at == Cell{} && (is_empty_window(g.h, t.row) || is_empty_window(g.w, t.col)));
    if (!own && stray.count++ == 0) stray.first = position;
    ++position;
  });
  return stray;
}

}  // namespace deconvlab

#include "core/cpu/cpu_conv.h"

#include <algorithm>
#include <vector>

#include "core/operators/padding_products.h"
#include "core/parallel.h"
#include "core/vector_widths.h"

namespace deconvlab {

namespace {

constexpr std::int64_t kTile = 64;  // outputs summed side by side in registers

// One tap of an output row: its weight and the input cell it reads for output column 0 (may lie left of the row).
struct Tap {
  const float* input;
  float weight;
  std::int64_t left;  // input column of output column 0
};

// Sums kTile neighbouring outputs, all of whose taps lie inside the input.
DECONVLAB_VECTOR_WIDTHS
void sum_tile(const Tap* taps, std::size_t count, std::int64_t stride, std::int64_t first, float* y) {
  float sum[kTile] = {};
  for (std::size_t n = 0; n < count; ++n) {
    const float* x = taps[n].input + first * stride;
    for (std::int64_t j = 0; j < kTile; ++j) sum[j] += taps[n].weight * x[j * stride];
  }
  std::copy_n(sum, kTile, y + first);
}

// The same for stride 1, in vectors that stay in registers.
DECONVLAB_VECTOR_WIDTHS
void sum_dense_tile(const Tap* taps, std::size_t count, std::int64_t first, float* y) {
  Vector sum[kTile / kLanes] = {};
  for (std::size_t n = 0; n < count; ++n) {
    const LooseVector* x = reinterpret_cast<const LooseVector*>(taps[n].input + first);
    for (std::int64_t j = 0; j < kTile / kLanes; ++j) sum[j] += taps[n].weight * x[j];
  }
  LooseVector* to = reinterpret_cast<LooseVector*>(y + first);
  for (std::int64_t j = 0; j < kTile / kLanes; ++j) to[j] = sum[j];
}

float sum_one(const std::vector<Tap>& taps, const Axis& axis, std::int64_t ox) {
  float sum = 0;
  for (const Tap& tap : taps) {
    const std::int64_t x = tap.left + ox * axis.s;
    if (x >= 0 && x < axis.i) sum += tap.weight * tap.input[ox * axis.s];
  }
  return sum;
}

// The output columns [first, last) whose placements lie wholly inside the input's width.
struct Interior {
  std::int64_t first, last;
};
Interior interior(const Axis& axis) {
  const std::int64_t first = std::clamp<std::int64_t>((axis.p + axis.s - 1) / axis.s, 0, axis.o);
  const std::int64_t room = axis.i + axis.p - axis.k_eff;
  const std::int64_t last = room < 0 ? 0 : std::min(axis.o, room / axis.s + 1);
  return {first, std::max(first, last)};
}

std::vector<Tap> taps_of_row(const Tensor& x, const Tensor& w, const Geometry& g, std::int64_t n, std::int64_t o, std::int64_t oy) {
  std::vector<Tap> taps;
  taps.reserve(w.shape().c * g.kernel().area());
  const std::int64_t first = o / (w.shape().n / g.groups) * w.shape().c;  // input channel of the group
  for (std::int64_t c = 0; c < w.shape().c; ++c) {
    const float* plane = x.plane(n, first + c).data();
    for (std::int64_t u = 0; u < g.h.k; ++u) {
      const std::int64_t y = g.h.input_of(oy, u);
      if (y < 0 || y >= g.h.i) continue;
      for (std::int64_t v = 0; v < g.w.k; ++v) {
        const Cell weight = g.weight_of({u, v});
        const std::int64_t left = g.w.input_of(0, v);
        taps.push_back({plane + y * g.w.i + left, w.at(o, c, weight.row, weight.col), left});
      }
    }
  }
  return taps;
}

// Tiles from the left; the last one ends with the interior and may repeat some of the sums before it.
void conv_row(const std::vector<Tap>& taps, const Axis& axis, float* y) {
  const Interior inner = interior(axis);
  const bool tiled = inner.last - inner.first >= kTile;
  for (std::int64_t ox = 0; ox < inner.first; ++ox) y[ox] = sum_one(taps, axis, ox);
  for (std::int64_t ox = inner.first; tiled && ox < inner.last; ox += kTile) {
    const std::int64_t first = std::min(ox, inner.last - kTile);
    axis.s == 1 ? sum_dense_tile(taps.data(), taps.size(), first, y) : sum_tile(taps.data(), taps.size(), axis.s, first, y);
  }
  for (std::int64_t ox = tiled ? inner.last : inner.first; ox < axis.o; ++ox) y[ox] = sum_one(taps, axis, ox);
}

}  // namespace

Tensor cpu_conv(const Tensor& x, const Tensor& w, const Geometry& g) {
  Tensor y = Tensor::unfilled({x.shape().n, w.shape().n, g.h.o, g.w.o});
  const std::int64_t channels = w.shape().n;
  const std::int64_t rows = x.shape().n * channels * g.h.o;
  parallel_for(rows, capped_product(y.size() / 4, g.kernel().area() * w.shape().c), [&](std::int64_t row) {
    const std::int64_t plane = row / g.h.o;
    const std::int64_t oy = row % g.h.o;
    conv_row(taps_of_row(x, w, g, plane / channels, plane % channels, oy), g.w, y.data().data() + row * g.w.o);
  });
  add_padding_products(y, w, g);
  return y;
}

}  // namespace deconvlab

#include "core/matrix/sparse.h"

#include <algorithm>
#include <string>

#include "core/parallel.h"

namespace deconvlab {

namespace {

// One row of C (or Ct) is the outer product of one row of `h` and one of `w`; this turns axis links into rows.
struct Pattern {
  AxisLinks h;
  AxisLinks w;
  std::int64_t other_width;  // cells in a row of the grid that columns index

  Pattern(const Geometry& g, Side side)
      : h(side == Side::c ? links_by_output(g.h) : links_by_input(g.h)),
        w(side == Side::c ? links_by_output(g.w) : links_by_input(g.w)),
        other_width(side == Side::c ? g.w.i : g.w.o) {}
};

// Weights in the order of taps, so that filling needs no rotation.
std::vector<float> weights_by_tap(const Geometry& g, const Tensor& w) {
  std::vector<float> weights(w.data().begin(), w.data().end());
  if (g.flip) std::ranges::reverse(weights);
  return weights;
}

void fill_row_starts(const Pattern& pattern, Csr& m) {
  m.row_start.reserve(m.rows + 1);
  m.row_start.push_back(0);
  for (std::int64_t y = 0; y < pattern.h.size(); ++y) {
    for (std::int64_t x = 0; x < pattern.w.size(); ++x) {
      m.row_start.push_back(m.row_start.back() + pattern.h.count(y) * pattern.w.count(x));
    }
  }
}

// All rows of C whose grid row is y.
void fill_grid_row(const Pattern& pattern, std::span<const float> weights, std::int64_t kernel_width, std::int64_t y, Csr& m) {
  std::int64_t at = m.row_start[y * pattern.w.size()];
  for (std::int64_t x = 0; x < pattern.w.size(); ++x) {
    const std::int32_t first = pattern.w.start[x];
    const std::int32_t last = pattern.w.start[x + 1];
    for (std::int32_t a = pattern.h.start[y]; a < pattern.h.start[y + 1]; ++a) {
      const auto base = static_cast<std::int32_t>(pattern.h.index[a] * pattern.other_width);
      const float* row_of_weights = weights.data() + pattern.h.tap[a] * kernel_width;
      for (std::int32_t b = first; b < last; ++b, ++at) {
        m.col[at] = base + pattern.w.index[b];
        m.value[at] = row_of_weights[pattern.w.tap[b]];
      }
    }
  }
}

}  // namespace

namespace {

constexpr std::int64_t kBytesPerNonzero = sizeof(float) + sizeof(std::int32_t);
constexpr std::int64_t kBytesPerLink = 2 * sizeof(std::int32_t);

// A sum below what no memory holds; far beyond it only the size of the number matters.
std::int64_t bytes_for(const Geometry& g, std::int64_t nonzeros, std::int64_t links) {
  const std::int64_t most = std::max(g.input().area(), g.output().area());
  const std::int64_t rest = links * kBytesPerLink + (most + 1) * static_cast<std::int64_t>(sizeof(std::int64_t));
  const std::int64_t entries = capped_product(nonzeros, kBytesPerNonzero);
  return entries > INT64_MAX - rest ? INT64_MAX : entries + rest;
}

}  // namespace

std::int64_t matrix_bytes(const Geometry& g) { return bytes_for(g, g.nonzeros(), count_links(g.h) + count_links(g.w)); }

Expected<Csr> build_matrix(const Geometry& g, const Tensor& w, Side side, std::int64_t limit_bytes) {
  const Shape needed{1, 1, g.h.k, g.w.k};
  if (w.shape() != needed) return fail(ErrorCode::shape_mismatch, "kernel", w.shape().text(), needed.text());
  const std::int64_t outputs = g.output().area();
  const std::int64_t inputs = g.input().area();
  const std::int64_t links_h = count_links(g.h);
  const std::int64_t links_w = count_links(g.w);
  const std::int64_t nonzeros = capped_product(links_h, links_w);
  const std::int64_t bytes = bytes_for(g, nonzeros, links_h + links_w);
  const bool index_fits = std::max({outputs, inputs, links_h, links_w}) <= INT32_MAX;
  if (!index_fits || bytes > limit_bytes) {
    return fail(ErrorCode::matrix_too_large, side == Side::c ? outputs : inputs, side == Side::c ? inputs : outputs, nonzeros, bytes,
                limit_bytes);
  }
  const Pattern pattern(g, side);
  Csr m;
  m.rows = side == Side::c ? outputs : inputs;
  m.cols = side == Side::c ? inputs : outputs;
  fill_row_starts(pattern, m);
  m.col.resize(m.row_start.back());
  m.value.resize(m.row_start.back());
  const std::vector<float> weights = weights_by_tap(g, w);
  parallel_for(pattern.h.size(), m.nonzeros(), [&](std::int64_t y) { fill_grid_row(pattern, weights, g.w.k, y, m); });
  return m;
}

MaybeCell weight_at(const Geometry& g, std::int64_t row, std::int64_t col) {
  return g.weight_between({row / g.w.o, row % g.w.o}, {col / g.w.i, col % g.w.i});
}

std::vector<float> multiply(const Csr& m, std::span<const float> x) {
  std::vector<float> y(m.rows);
  parallel_for(m.rows, m.nonzeros(), [&](std::int64_t row) {
    float sum = 0;
    for (std::int64_t at = m.row_start[row]; at < m.row_start[row + 1]; ++at) sum += m.value[at] * x[m.col[at]];
    y[row] = sum;
  });
  return y;
}

Tensor im2col(const Tensor& x, const Geometry& g) {
  Tensor patches(Shape{1, 1, g.kernel().area(), g.output().area()});
  for (std::int64_t tap = 0; tap < g.kernel().area(); ++tap) {
    const Cell uv = g.weight_of({tap / g.w.k, tap % g.w.k});  // where weight number `tap` lies in a placement
    for (std::int64_t t = 0; t < g.output().area(); ++t) {
      const Cell in{g.h.input_of(t / g.w.o, uv.row), g.w.input_of(t % g.w.o, uv.col)};
      const bool inside = in.row >= 0 && in.row < g.h.i && in.col >= 0 && in.col < g.w.i;
      patches.at({tap, t}) = inside ? x.at(in) : 0;
    }
  }
  return patches;
}

}  // namespace deconvlab

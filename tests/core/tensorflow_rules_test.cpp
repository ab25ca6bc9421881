// TensorFlow's pooling and resizing, written down from its formulas and independent of core's geometry.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/operators/pool.h"
#include "core/operators/resample.h"
#include "support.h"

namespace deconvlab {
namespace {

// SAME along an axis: the first window starts `before` cells before the input.
struct Same {
  std::int64_t o, before;
};
Same same(std::int64_t i, std::int64_t k, std::int64_t s) {
  const std::int64_t o = static_cast<std::int64_t>(std::ceil(static_cast<double>(i) / static_cast<double>(s)));
  return {o, std::max<std::int64_t>((o - 1) * s + k - i, 0) / 2};
}

// f(values of the window) of each window.
template <class Reduce>
Tensor pooled(const Tensor& x, Extent k, Extent s, Reduce&& reduce) {
  const Same h = same(x.shape().h, k.h, s.h), w = same(x.shape().w, k.w, s.w);
  Tensor y(Shape{1, 1, h.o, w.o});
  for (std::int64_t n = 0; n < y.size(); ++n) {
    const Cell t = Extent{h.o, w.o}.cell_at(n);
    std::vector<float> window;
    for (std::int64_t u = 0; u < k.h; ++u) {
      for (std::int64_t v = 0; v < k.w; ++v) {
        const Cell c{t.row * s.h - h.before + u, t.col * s.w - w.before + v};
        if (x.shape().plane().contains(c)) window.push_back(x.at(c));
      }
    }
    y.data()[n] = reduce(window);
  }
  return y;
}

TEST(TensorFlow, PoolsUnderSame) {
  for (std::int64_t i = 1; i <= 9; ++i) {
    for (std::int64_t k = 1; k <= 5; ++k) {
      for (std::int64_t s = 1; s <= 6; ++s) {
        const Extent sides{i, 10 - i}, kernel{k, 6 - k}, stride{s, 7 - s};
        const Tensor x = test::whole_numbers({1, 1, sides.h, sides.w}, 9);
        Params params{.i = sides, .k = kernel, .s = stride, .padding = Padding::same};
        params.count_include_pad = false;
        const Geometry g = resolve_pool(params).value();
        EXPECT_EQ(max_pool(x, g).values, pooled(x, kernel, stride, [](const auto& in) { return *std::ranges::max_element(in); }));
        EXPECT_EQ(avg_pool(x, g), pooled(x, kernel, stride, [](const auto& in) {
                    float sum = 0;
                    for (const float v : in) sum += v;
                    return sum / static_cast<float>(in.size());
                  }));
      }
    }
  }
}

// 2 x 3 cells, k 2, s 1: VALID leaves 1 x 2.
TEST(TensorFlow, PoolsUnderValid) {
  const Geometry g = resolve_pool({.i = {2, 3}, .k = {2, 2}, .p = {5, 5}, .padding = Padding::valid}).value();
  EXPECT_EQ(max_pool(Tensor::plane({2, 3}, {1, 2, 3, 4, 6, 5}), g).values, Tensor::plane({1, 2}, {6, 6}));
}

// i 5, k 2, s 2 -> o 3, one cell of padding: after the input, or, as ONNX's SAME_LOWER, before it.
TEST(SameLower, HasTheOddCellAtTheBeginning) {
  const Params params{.i = {1, 5}, .k = {1, 2}, .s = {1, 2}, .padding = Padding::same_lower};
  const Tensor x = Tensor::plane({1, 5}, {1, 2, 3, 4, 5});
  EXPECT_EQ(max_pool(x, resolve_pool(params).value()).values, Tensor::plane({1, 3}, {1, 3, 5}));
  Params upper = params;
  upper.padding = Padding::same;
  EXPECT_EQ(max_pool(x, resolve_pool(upper).value()).values, Tensor::plane({1, 3}, {2, 4, 5}));
  EXPECT_EQ(resolve(params)->w.p, 1);
  EXPECT_EQ(resolve(params)->w.p_end, 0);
  const Geometry back = resolve_transposed({.i = {1, 3}, .k = {1, 2}, .s = {1, 2}, .padding = Padding::same_lower}).value();
  EXPECT_EQ(back.w.i, 6);
}

// Of i cells back to one of the sides that pool to them; the largest one unless said.
TEST(SameUnpooling, ComesBackToEverySideThatPoolsToIt) {
  for (const Padding rule : {Padding::same, Padding::same_lower}) {
    for (std::int64_t side = 1; side <= 12; ++side) {
      const Geometry pool = resolve_pool({.i = {1, side}, .k = {1, 3}, .s = {1, 2}, .padding = rule}).value();
      Params back{.i = pool.output(), .k = {1, 3}, .s = {1, 2}, .padding = rule};
      EXPECT_EQ(resolve_unpool(back)->input(), (Extent{1, 2 * pool.w.o}));
      back.output = Extent{1, side};
      EXPECT_EQ(resolve_unpool(back).value().w, pool.w) << side;
      back.output = Extent{1, 2 * pool.w.o + 1};
      EXPECT_EQ(resolve_unpool(back).error().code, ErrorCode::output_not_reached);
    }
  }
}

// The mean of windows of 2 over 3 cells at stride 1 has the odd cell at the end: 3 / 1, or with padding counted 3 / 2.
TEST(SameMeans, LeavePaddingOutUnlessItIsCounted) {
  Params params{.i = {1, 3}, .k = {1, 2}, .padding = Padding::same};
  const Tensor x = Tensor::plane({1, 3}, {1, 2, 3});
  EXPECT_EQ(avg_pool(x, resolve_pool(params).value()), Tensor::plane({1, 3}, {1.5f, 2.5f, 1.5f}));
  params.count_include_pad = false;
  EXPECT_EQ(avg_pool(x, resolve_pool(params).value()), Tensor::plane({1, 3}, {1.5f, 2.5f, 3}));
}

// resize_bilinear and resize_nearest_neighbor of TensorFlow, along one axis of `in` cells, to `out`.
struct Legacy {
  bool align_corners, half_pixel_centers;

  double scale(std::int64_t in, std::int64_t out) const {
    if (align_corners && out > 1) return static_cast<double>(in - 1) / static_cast<double>(out - 1);
    return static_cast<double>(in) / static_cast<double>(out);
  }
  std::int64_t nearest(std::int64_t in, std::int64_t out, std::int64_t c) const {
    const double at = (static_cast<double>(c) + (half_pixel_centers ? 0.5 : 0)) * scale(in, out);
    return std::min(static_cast<std::int64_t>(align_corners ? std::round(at) : std::floor(at)), in - 1);
  }
  double bilinear(const Tensor& x, std::int64_t out, std::int64_t c) const {
    const std::int64_t in = x.shape().w;
    const double step = scale(in, out), column = static_cast<double>(c);
    const double at = half_pixel_centers ? (column + 0.5) * step - 0.5 : column * step;
    const auto lower = std::max<std::int64_t>(static_cast<std::int64_t>(std::floor(at)), 0);
    const auto upper = std::min<std::int64_t>(static_cast<std::int64_t>(std::ceil(at)), in - 1);
    const double share = at - std::floor(at);
    return static_cast<double>(x.at({0, lower})) * (1 - share) + static_cast<double>(x.at({0, upper})) * share;
  }
};

TEST(TensorFlow, ResizesByEveryOfItsRules) {
  const std::pair<Legacy, Coordinates> rules[] = {
      {{false, false}, Coordinates::asymmetric}, {{true, false}, Coordinates::align_corners}, {{false, true}, Coordinates::half_pixel}};
  for (const auto& [legacy, coordinates] : rules) {
    for (std::int64_t in = 1; in <= 8; ++in) {
      for (const std::int64_t out : {1, 2, 3, 4, 5, 8, 9, 16}) {  // sides whose floats tie nowhere
        Params params{.i = {1, in}};
        params.output = Extent{1, out};
        params.resampling.coordinates = coordinates;
        const Geometry g = resolve_upsample(params).value();
        const Tensor x = test::whole_numbers({1, 1, 1, in}, 11);
        const Tensor nearest = upsample_nearest(x, g), bilinear = upsample_bilinear(x, g);
        for (std::int64_t c = 0; c < out; ++c) {
          EXPECT_EQ(nearest.at({0, c}), x.at({0, legacy.nearest(in, out, c)})) << in << " to " << out << " at " << c;
          EXPECT_NEAR(bilinear.at({0, c}), legacy.bilinear(x, out, c), 1e-5) << in << " to " << out << " at " << c;
        }
      }
    }
  }
}

}  // namespace
}  // namespace deconvlab

// The fast pooling and upsampling against the plain loops, bit by bit.
#include "core/cpu/cpu_pool.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <limits>

#include "core/matrix/linear_map.h"
#include "core/operators/resample.h"
#include "support.h"

namespace deconvlab {
namespace {

struct Case {
  Params params;
  std::int64_t n = 1, c = 1;
};

std::vector<Case> cases() {
  std::vector<Case> all;
  for (std::int64_t k = 1; k <= 5; ++k) {
    for (std::int64_t s = 1; s <= 5; ++s) {
      for (const bool ceil : {false, true}) {
        Params params{.i = {23, 70}, .k = {k, 6 - k}, .s = {s, 6 - s}, .p = {k / 2, (6 - k) / 2}, .d = {1 + s % 2, 1}};
        params.ceil_mode = ceil;
        all.push_back({params, 2, 3});
      }
    }
  }
  return all;
}

TEST(CpuPool, IsTheLoopsResultToTheLastBit) {
  for (const Case& of : cases()) {
    const auto g = resolve_pool(of.params);
    if (!g) continue;
    const Tensor x = test::whole_numbers({of.n, of.c, g->h.i, g->w.i}, 3);
    const Pooled plain = max_pool(x, *g);
    const Pooled fast = cpu_max_pool(x, *g);
    EXPECT_EQ(fast.values, plain.values) << test::text(of.params);
    EXPECT_EQ(fast.switches, plain.switches) << test::text(of.params);
    EXPECT_EQ(cpu_max_unpool(plain.values, plain.switches, *g), max_unpool(plain.values, plain.switches, *g)) << test::text(of.params);
  }
}

// A plane with its padding as cells of its own, and those that a window overhangs: minus infinity there, or 0.
Tensor with_padding(const Tensor& x, const Geometry& g, float value) {
  Tensor wide(Shape{1, 1, g.h.padded, g.w.padded}, value);
  for (std::int64_t t = 0; t < g.input().area(); ++t) {
    const Cell c = g.input_cell(t);
    const Cell at{c.row + g.h.p, c.col + g.w.p};
    if (Extent{g.h.padded, g.w.padded}.contains(at)) wide.at(at) = x.at(c);
  }
  return wide;
}

Geometry without_padding(Params params, const Geometry& g) {
  params.i = {g.h.padded, g.w.padded};
  params.p = {};
  params.p_end.reset();
  params.ceil_mode = false;
  return resolve_pool(params).value();
}

std::vector<float> product(OpKind kind, const Geometry& g, const Tensor& x, Indices switches = {}) {
  return multiply(LinearMap::make(kind, g, std::move(switches)).value().matrix(Side::c).value(), x.data());
}

bool has_empty_window(const Pooled& pooled) {
  return std::ranges::count(pooled.values.data(), -std::numeric_limits<float>::infinity()) > 0;
}

// Whatever p is below k_eff, the pooling is that of a plane which has the padding already: loops, the fast way and the matrix.
TEST(CpuPool, PaddingIsAsCellsOfThePlane) {
  int over_half = 0;
  for (Params params : test::sweep()) {
    params.ceil_mode = params.flip;
    const auto g = resolve_pool(params);
    if (!g) continue;
    SCOPED_TRACE(test::text(params));
    const Geometry bare = without_padding(params, *g);
    ASSERT_EQ(bare.output(), g->output());
    const Tensor x = test::whole_numbers({1, 1, g->h.i, g->w.i}, 3);
    const Pooled pooled = cpu_max_pool(x, *g);
    EXPECT_EQ(pooled.values, max_pool(with_padding(x, *g, -std::numeric_limits<float>::infinity()), bare).values);
    EXPECT_EQ(pooled.switches, max_pool(x, *g).switches);
    EXPECT_EQ(stray_switches(pooled.switches, *g).count, 0);
    if (!has_empty_window(pooled)) {
      EXPECT_EQ(Tensor::plane(g->output(), product(OpKind::max_pool, *g, x, pooled.switches)), pooled.values);
    }
    const Tensor mean = avg_pool(x, *g), sum = avg_pool(with_padding(x, *g, 0), bare);
    const std::vector<float> by_matrix = product(OpKind::avg_pool, *g, x);
    for (std::int64_t t = 0; t < g->output().area(); ++t) {
      const auto divisor = static_cast<float>(std::max<std::int64_t>(1, avg_pool_divisor(*g, g->output_cell(t))));
      EXPECT_NEAR(mean.data()[t] * divisor, sum.data()[t] * static_cast<float>(g->kernel().area()), 1e-4);
      EXPECT_NEAR(by_matrix[t], mean.data()[t], 1e-5);
    }
    over_half += pads_over_half(g->h, Padding::given) || pads_over_half(g->w, Padding::given);
  }
  EXPECT_GT(over_half, 30);
}

// Minus infinity everywhere: the first cell of each window is its maximum; NaN wins.
TEST(CpuPool, KnowsInfinityAndNotANumber) {
  const Geometry g = resolve_pool({.i = {4, 4}, .k = {2, 2}, .s = {2, 2}}).value();
  Tensor x(Shape{1, 1, 4, 4}, -std::numeric_limits<float>::infinity());
  EXPECT_EQ(cpu_max_pool(x, g).switches, Indices::plane({2, 2}, {0, 2, 8, 10}));
  x.at({1, 3}) = std::numeric_limits<float>::quiet_NaN();
  EXPECT_EQ(cpu_max_pool(x, g).switches, Indices::plane({2, 2}, {0, 7, 8, 10}));
}

bool same_bits(const Tensor& a, const Tensor& b) {
  return a.shape() == b.shape() && std::memcmp(a.data().data(), b.data().data(), a.data().size_bytes()) == 0;
}

// Windows of 2 x 2 side by side, rows of odd and even length, a window that overhangs, ties, infinities and NaN.
TEST(CpuPool, TakesHalvesToTheLastBit) {
  const float odd[] = {std::numeric_limits<float>::quiet_NaN(), -std::numeric_limits<float>::infinity(), 0.0f, -0.0f};
  for (const Extent i : {Extent{2, 2}, Extent{3, 5}, Extent{8, 66}, Extent{9, 67}}) {
    for (const bool ceil : {false, true}) {
      Params params{.i = i, .k = {2, 2}, .s = {2, 2}};
      params.ceil_mode = ceil;
      const Geometry g = resolve_pool(params).value();
      Tensor x = test::whole_numbers({2, 2, i.h, i.w}, 7);
      for (std::int64_t n = 0; n < x.size(); n += 3) x.data()[n] = odd[n / 3 % 4];
      const Pooled plain = max_pool(x, g);
      const Pooled fast = cpu_max_pool(x, g);
      EXPECT_TRUE(same_bits(fast.values, plain.values)) << test::text(params);
      EXPECT_EQ(fast.switches, plain.switches) << test::text(params);
    }
  }
}

TEST(CpuUpsample, IsTheLoopsResultToTheLastBit) {
  for (const Extent from : {Extent{1, 1}, Extent{3, 17}, Extent{9, 33}}) {
    for (const Extent to : {Extent{1, 1}, Extent{6, 34}, Extent{12, 68}, Extent{9, 51}, Extent{40, 7}, Extent{18, 132}}) {
      for (const Coordinates places : {Coordinates::usual, Coordinates::half_pixel, Coordinates::align_corners, Coordinates::asymmetric}) {
        Params params{.i = from};
        params.output = to;
        params.resampling.coordinates = places;
        const Geometry g = resolve_upsample(params).value();
        const Tensor x = test::whole_numbers({2, 3, from.h, from.w}, 5);
        EXPECT_EQ(cpu_upsample_nearest(x, g), upsample_nearest(x, g)) << from.h << ' ' << to.h;
        EXPECT_EQ(cpu_upsample_bilinear(x, g), upsample_bilinear(x, g)) << from.h << ' ' << to.h;
      }
    }
  }
}

}  // namespace
}  // namespace deconvlab

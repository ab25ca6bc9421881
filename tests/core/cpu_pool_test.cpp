// The fast pooling and upsampling against the plain loops, bit by bit.
#include "core/cpu/cpu_pool.h"

#include <gtest/gtest.h>

#include <cstring>
#include <limits>

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

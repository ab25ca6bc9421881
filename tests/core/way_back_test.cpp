// The way back from a pooling: where its stamps lie, and which kernels lead back.
#include <gmock/gmock.h>

#include "core/operators/conv_transpose.h"
#include "core/operators/kernels.h"
#include "core/operators/pool.h"
#include "core/operators/resample.h"
#include "tests/core/support.h"

namespace deconvlab {
namespace {

Geometry pooling(std::int64_t i, std::int64_t k, std::int64_t s, std::int64_t p, bool ceil) {
  Params params = test::square(i, k, s, p);
  params.ceil_mode = ceil;
  return *resolve_pool(params);
}
Axis back(const Geometry& pool, std::int64_t k) { return way_back(pool.h, k); }

struct Ends {
  std::int64_t p, p_end, a;
  bool operator==(const Ends&) const = default;
};
Ends ends(const Axis& axis) { return {axis.p, axis.p_end, axis.remainder}; }

// 5 cells in windows of 2: the third one overhangs the end by a cell, of which its stamp is cut.
TEST(WayBack, CutsOffAtTheEndWhatWindowsOverhangThere) {
  const Geometry pool = pooling(5, 2, 2, 0, true);
  EXPECT_EQ(pool.output(), Extent::square(3));
  EXPECT_EQ(ends(back(pool, 2)), (Ends{0, 1, 0}));
  EXPECT_EQ(ends(back(pool, 4)), (Ends{1, 2, 0}));
  EXPECT_EQ(ends(back(pooling(6, 3, 2, 1, true), 3)), (Ends{1, 2, 0}));
}

TEST(WayBack, WithOnesAndWindowsSideBySideIsNearestUpsampling) {
  const Geometry pool = pooling(5, 2, 2, 0, true);
  const Tensor pooled = Tensor::plane({3, 3}, {4, 5, 6, 7, 8, 9, 1, 2, 3});
  const Geometry up = *resolve_way_back(pool, {2, 2});
  const Tensor y = conv_transpose(pooled, *make_kernel("ones", {2, 2}), up);
  Params resample{.i = pool.output(), .s = {2, 2}};
  resample.output = pool.input();
  EXPECT_EQ(y, upsample_nearest(pooled, *resolve_upsample(resample)));
  EXPECT_EQ(y.data()[4], 6);
}

// With the windows' own kernel each stamp lies where its window lay.
TEST(WayBack, StampsLieWhereTheWindowsLay) {
  int seen = 0;
  for (std::int64_t n = 0; n < 12 * 5 * 4 * 3 * 2; ++n) {
    const std::int64_t i = n % 12 + 1, k = n / 12 % 5 + 1, s = n / 60 % 4 + 1, p = n / 240 % 3;
    Params params = test::square(i, k, s, p);
    params.ceil_mode = n >= 720;
    const auto pool = resolve_pool(params);
    if (!pool || pool->h.remainder >= s) continue;
    const Axis way = back(*pool, k);
    ASSERT_TRUE(leads_back(way)) << test::text(params);
    EXPECT_EQ(way.p, pool->h.p) << test::text(params);
    EXPECT_EQ(way.p_end - way.remainder, pool->h.p_end - pool->h.remainder) << test::text(params);
    ++seen;
  }
  EXPECT_GT(seen, 300);
}

// Against the transposed convolution's own rule, for windows that overhang nothing.
TEST(WayBack, KernelsThatLeadBackAreThoseThatDo) {
  for (std::int64_t n = 0; n < 9 * 4 * 4 * 9; ++n) {
    const std::int64_t i = n % 9 + 1, window = n / 9 % 4 + 1, s = n / 36 % 4 + 1, k = n / 144 + 1;
    const auto pool = resolve_pool(test::square(i, window, s, 0));
    if (!pool) continue;
    const Axis way = back(*pool, k);
    Params params = test::square(pool->h.o, k, s, way.p);
    params.output = pool->input();
    const auto up = resolve_transposed(params);
    EXPECT_EQ(leads_back(way), up && up->input() == pool->input()) << i << " " << window << " " << s << " " << k;
    if (leads_back(way)) {
      EXPECT_EQ(up->h, way) << i << " " << window << " " << s << " " << k;
    }
    EXPECT_EQ(resolve_way_back(*pool, {k, k}).has_value(), leads_back(way));
  }
}

TEST(WayBack, RefusesWithTheKernelsThatWouldDo) {
  const Geometry pool = pooling(6, 3, 1, 0, false);
  EXPECT_EQ(resolve_way_back(pool, {2, 2}).error(), (Error{ErrorCode::no_way_back, {"h", "2", "4", "6", "1", "3", "5", "7"}}));
  EXPECT_EQ(resolve_way_back(pool, {0, 3}).error(), (Error{ErrorCode::not_positive, {"k", "0"}}));
  EXPECT_EQ(resolve_way_back(pool, {3, kLargestSize + 1}).error().code, ErrorCode::too_large);
}

}  // namespace
}  // namespace deconvlab

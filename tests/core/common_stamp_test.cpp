// Which matrices are those of a transposed convolution.
#include "core/matrix/common_stamp.h"

#include <gtest/gtest.h>

#include "core/operators/resample.h"

namespace deconvlab {
namespace {

Geometry pool(std::int64_t i, std::int64_t k, std::int64_t s) {
  return *resolve_pool({.i = Extent::square(i), .k = Extent::square(k), .s = Extent::square(s)});
}
Geometry resized(std::int64_t small, std::int64_t large) {
  Params params{.i = Extent::square(small)};
  params.output = Extent::square(large);
  return *resolve_upsample(params);
}
std::optional<CommonStamp> stamp(const LinearMap& map, std::int64_t s) { return common_stamp(map, Extent::square(s), {{}, map.to()}); }

TEST(CommonStamp, OfNearestIsASquareOfOnes) {
  const auto nearest = *LinearMap::make(OpKind::upsample_nearest, resized(3, 6));
  EXPECT_EQ(stamp(nearest, 2), (CommonStamp{{{0, 0}, 1}, {{0, 1}, 1}, {{1, 0}, 1}, {{1, 1}, 1}}));
  EXPECT_FALSE(stamp(nearest, 3));
}

TEST(CommonStamp, OfNearestByFiveHalvesIsNone) { EXPECT_FALSE(stamp(*LinearMap::make(OpKind::upsample_nearest, resized(2, 5)), 2)); }

TEST(CommonStamp, OfUnpoolingIsOneWhereAllSwitchesStandAlike) {
  const Geometry g = pool(4, 2, 2);
  const auto alike = *LinearMap::make(OpKind::max_unpool, g, Indices::plane({2, 2}, {4, 6, 12, 14}));
  EXPECT_EQ(stamp(alike, 2), (CommonStamp{{{1, 0}, 1}}));
  EXPECT_FALSE(stamp(*LinearMap::make(OpKind::max_unpool, g, Indices::plane({2, 2}, {4, 6, 12, 15})), 2));
}

// Inside, a column weighs 1/4, 3/4, 3/4, 1/4; at the border edges are repeated.
TEST(CommonStamp, OfBilinearIsOneInside) {
  const Geometry g = resized(3, 6);
  EXPECT_EQ(unclamped(g), (CellRect{{1, 1}, {4, 4}}));
  EXPECT_EQ(unclamped(resized(1, 4)), (CellRect{{0, 0}, {4, 4}}));
  EXPECT_EQ(unclamped(resized(3, 3)), (CellRect{{0, 0}, {3, 3}}));
  const auto bilinear = *LinearMap::make(OpKind::upsample_bilinear, g);
  EXPECT_FALSE(stamp(bilinear, 2));
  const auto inside = common_stamp(bilinear, Extent::square(2), unclamped(g));
  ASSERT_TRUE(inside);
  ASSERT_EQ(inside->size(), 16u);
  EXPECT_EQ(inside->front(), (StampWeight{{-1, -1}, 0.0625f}));
  EXPECT_EQ((*inside)[5], (StampWeight{{0, 0}, 0.5625f}));
  EXPECT_EQ(smallest_kernel(*inside, pool(6, 2, 2)), Extent::square(4));
}

TEST(CommonStamp, ItsPlaceInTheKernelCountsThePadding) {
  Params params{.i = {2, 2}, .k = {4, 4}, .s = {2, 2}, .p = {1, 1}};
  EXPECT_EQ(stamp_tap(*resolve_transposed(params), {1, 0}), (Cell{2, 1}));
}

}  // namespace
}  // namespace deconvlab

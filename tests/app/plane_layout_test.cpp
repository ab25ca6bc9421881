// Where the planes of a chain stand, by hand-computed places.
#include "app/scenes/layers/plane_layout.h"

#include <gtest/gtest.h>

#include <vector>

namespace deconvlab::test {
namespace {

std::vector<PlaneSize> squares(std::initializer_list<std::int64_t> sides, double words = 20) {
  std::vector<PlaneSize> planes;
  for (const std::int64_t side : sides) planes.push_back({Extent::square(side), words});
  return planes;
}

TEST(PlaneLayout, OnePlaneTakesWhatItsWordsLeave) {
  const auto planes = squares({10});
  const PlaneRows rows = lay_planes({0, 0, 200, 150}, planes, 20, 30);
  EXPECT_TRUE(rows.fits);
  const Rect plane = rows.places.front().plane;
  EXPECT_NEAR(plane.w, 100, 0.01);
  EXPECT_NEAR(plane.x, 50, 0.01);
  EXPECT_NEAR(plane.y, 20, 0.01);
}

TEST(PlaneLayout, PlanesOfOneRowShareItsWidthInProportion) {
  const auto planes = squares({8, 4});
  const PlaneRows rows = lay_planes({0, 0, 168, 160}, planes, 20, 30);  // 100 + 18 + 50
  EXPECT_NEAR(rows.places[0].plane.w, 100, 0.01);
  EXPECT_NEAR(rows.places[1].plane.w, 50, 0.01);
  EXPECT_EQ(rows.places[1].row, 0);
  EXPECT_NEAR(rows.places[1].plane.centre().y, rows.places[0].plane.centre().y, 0.01);
}

// 1 of 224 cells in proportion would be half a pixel.
TEST(PlaneLayout, SmallPlanesBesideLargeOnesStaySeen) {
  const PlaneRows rows = lay_planes({0, 0, 400, 160}, squares({224, 14, 1}), 20, 30);
  EXPECT_NEAR(rows.places[0].plane.w, 110, 0.01);
  EXPECT_NEAR(rows.places[1].plane.w, 110 * 0.3789, 0.1);  // (14 / 224)^0.35
  EXPECT_NEAR(rows.places[2].plane.w, 110 * 0.1505, 0.1);  // (1 / 224)^0.35
}

// U-Net's: 28 of 572 cells would be 5 pixels in proportion, and 17 as the shares of a few planes are.
TEST(PlaneLayout, ManyPlanesAreSeenEachOfThem) {
  std::vector<PlaneSize> planes = squares({572, 570, 568, 284, 282, 280, 140, 138, 136, 68,  66,  64,  32,  30,  28,  56,  56,  56,
                                           54,  52,  104, 104, 104, 102, 100, 200, 200, 200, 198, 196, 392, 392, 392, 390, 388, 388},
                                          56);
  const PlaneRows rows = lay_planes({0, 0, 760, 450}, planes, 20, 20);
  EXPECT_TRUE(rows.fits);
  EXPECT_GE(rows.seen, 1);
  for (const PlanePlace& place : rows.places) EXPECT_GE(place.plane.w, 34);
  EXPECT_GT(rows.places[0].plane.w, 1.6 * rows.places[14].plane.w);
}

TEST(PlaneLayout, RowsFollowEachOtherWithoutOverlap) {
  const auto planes = squares({224, 224, 224, 112, 112, 112, 56, 56, 56, 56, 28, 28, 28, 28, 14, 14, 14, 14, 7, 1, 1, 1}, 58);
  const Rect area{10, 20, 600, 406};
  const PlaneRows rows = lay_planes(area, planes, 20, 50);
  EXPECT_TRUE(rows.fits);
  EXPECT_GT(rows.largest, 80);
  EXPECT_EQ(rows.places.back().row, 2);
  for (std::size_t n = 0; n < planes.size(); ++n) {
    const Rect tile = rows.places[n].tile;
    EXPECT_TRUE(area.inset(-0.01).contains(tile)) << n;
    EXPECT_GE(tile.w + 0.01, planes[n].words) << n;
    if (n == 0) continue;
    const Rect before = rows.places[n - 1].tile;
    if (rows.places[n].row == rows.places[n - 1].row) {
      EXPECT_GE(tile.x - before.right(), kPlaneGap - 0.01) << n;
    } else {
      EXPECT_GE(tile.y - before.bottom(), kRowGap - 0.01) << n;
      EXPECT_NEAR(tile.x, rows.places.front().tile.x, 0.01) << n;
    }
  }
}

TEST(PlaneLayout, WhatDoesNotFitIsSaid) { EXPECT_FALSE(lay_planes({0, 0, 100, 100}, squares({4, 4, 4, 4}, 80), 20, 30).fits); }

// 12 bars: one below the other each has 400 / 12 - 18 - 9 = 6 pixels, in two columns 400 / 6 - 27 = 40, of which 30 are used.
TEST(PlaneLayout, BarsStandInAsFewColumnsAsAreSeen) {
  const std::vector<PlaneSize> planes(12, PlaneSize{{1, 16000}, 0});
  const PlaneRows rows = lay_bars({0, 0, 600, 400}, planes, 18);
  EXPECT_NEAR(rows.places[0].plane.h, 30, 0.01);
  EXPECT_NEAR(rows.places[0].plane.w, 600 / 2 - kPlaneGap, 0.01);
  EXPECT_EQ(rows.places[1].row, 0);
  EXPECT_EQ(rows.places[2].row, 1);
  EXPECT_EQ(lay_bars({0, 0, 600, 400}, std::vector<PlaneSize>(4, PlaneSize{{1, 9}, 0}), 18).places[1].row, 1);
}

}  // namespace
}  // namespace deconvlab::test

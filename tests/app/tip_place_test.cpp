// A tooltip stands beside what it is about.
#include "app/ui/panels/tip_place.h"

#include <gtest/gtest.h>

#include <cmath>

namespace deconvlab::test {
namespace {

constexpr Rect kView{300, 80, 600, 450};
constexpr Rect kPageRect{290, 74, 990, 460};

bool apart(const Rect& a, const Rect& b) {
  const Rect shared = a.within(b);
  return shared.w <= 0 || shared.h <= 0;
}

TEST(TipPlace, NeverLiesOnWhatItIsAbout) {
  for (const double w : {10.0, 40.0, 140.0}) {
    for (const double h : {10.0, 40.0, 110.0}) {
      for (double x = kView.x; x + w <= kView.right(); x += 23) {
        for (double y = kView.y; y + h <= kView.bottom(); y += 19) {
          const Rect about{x, y, w, h};
          const Rect tip = place_tip(about.centre(), {about, about}, 250, 60, kView, kPageRect);
          EXPECT_TRUE(apart(tip, about)) << x << "," << y << " " << w << "x" << h;
          EXPECT_TRUE(kView.contains(tip)) << x << "," << y << " " << w << "x" << h;
        }
      }
    }
  }
}

TEST(TipPlace, BesideALargeThingAndBelowASmallOne) {
  const Rect tile{310, 100, 140, 100};
  EXPECT_GT(place_tip(tile.centre(), {tile, tile}, 200, 40, kView, kPageRect).x, tile.right());
  const Rect last{750, 100, 140, 100};  // nothing of the view is left at its right
  EXPECT_LT(place_tip(last.centre(), {last, last}, 200, 40, kView, kPageRect).right(), last.x);
  const Rect cell{400, 200, 30, 30};
  EXPECT_GT(place_tip(cell.centre(), {cell, cell}, 200, 40, kView, kPageRect).y, cell.bottom());
  const Rect lowest{400, 490, 30, 30};
  EXPECT_LT(place_tip(lowest.centre(), {lowest, lowest}, 200, 40, kView, kPageRect).bottom(), lowest.y);
}

// A tip that is wider than its view may stand on the page beside it.
TEST(TipPlace, OfANarrowViewStandsOnThePage) {
  const Rect side{910, 80, 340, 450};
  const Rect cell{1200, 200, 30, 30};
  const Rect tip = place_tip(cell.centre(), {cell, cell}, 400, 60, side, kPageRect);
  EXPECT_TRUE(kPageRect.contains(tip));
  EXPECT_TRUE(apart(tip, cell));
}

// Two kernels side by side: a tip about a weight of the first covers neither where there is room around them.
TEST(TipPlace, CoversNoPlaneWhereThereIsRoom) {
  const Rect planes[] = {{320, 100, 120, 120}, {480, 100, 120, 120}};
  for (const double x : {325.0, 365.0, 405.0}) {
    for (const double y : {105.0, 145.0, 185.0}) {
      const Rect cell{x, y, 30, 30};
      const Rect tip = place_tip(cell.centre(), {cell, planes[0], planes}, 250, 60, kView, kPageRect);
      for (const Rect& plane : planes) EXPECT_TRUE(apart(tip, plane)) << x << "," << y;
    }
  }
}

// A plane that fills its view: the tip stays near the cell.
TEST(TipPlace, StaysNearInAPlaneThatFillsTheView) {
  const Rect planes[] = {kView};
  const Rect cell{600, 280, 30, 30};
  const Rect tip = place_tip(cell.centre(), {cell, kView, planes}, 250, 60, kView, kPageRect);
  EXPECT_LT(std::abs(tip.centre().y - cell.centre().y), 80);
  EXPECT_TRUE(apart(tip, cell));
}

}  // namespace
}  // namespace deconvlab::test

// A tooltip stands beside what it is about.
#include "app/ui/panels/tip_place.h"

#include <gtest/gtest.h>

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
          const Rect tip = place_tip(about.centre(), about, 250, 60, kView, kPageRect);
          EXPECT_TRUE(apart(tip, about)) << x << "," << y << " " << w << "x" << h;
          EXPECT_TRUE(kView.contains(tip)) << x << "," << y << " " << w << "x" << h;
        }
      }
    }
  }
}

TEST(TipPlace, BesideALargeThingAndBelowASmallOne) {
  const Rect tile{310, 100, 140, 100};
  EXPECT_GT(place_tip(tile.centre(), tile, 200, 40, kView, kPageRect).x, tile.right());
  const Rect last{750, 100, 140, 100};  // nothing of the view is left at its right
  EXPECT_LT(place_tip(last.centre(), last, 200, 40, kView, kPageRect).right(), last.x);
  const Rect cell{400, 200, 30, 30};
  EXPECT_GT(place_tip(cell.centre(), cell, 200, 40, kView, kPageRect).y, cell.bottom());
  const Rect lowest{400, 490, 30, 30};
  EXPECT_LT(place_tip(lowest.centre(), lowest, 200, 40, kView, kPageRect).bottom(), lowest.y);
}

// A tip that is wider than its view may stand on the page beside it.
TEST(TipPlace, OfANarrowViewStandsOnThePage) {
  const Rect side{910, 80, 340, 450};
  const Rect cell{1200, 200, 30, 30};
  const Rect tip = place_tip(cell.centre(), cell, 400, 60, side, kPageRect);
  EXPECT_TRUE(kPageRect.contains(tip));
  EXPECT_TRUE(apart(tip, cell));
}

}  // namespace
}  // namespace deconvlab::test

// Scene "overlap": how many stamps meet in each cell, when that is uneven, and the fix.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "app/diagram/overlap_counts.h"
#include "tests/app/drawn.h"

namespace deconvlab::test {
namespace {

using testing::HasSubstr;

std::int64_t count(const Drawn& d, std::string_view text) { return std::ranges::count(d.canvas.texts, text, &RecordingCanvas::Text::text); }

// The output cells' labels, in row order: those that stand within the grid that can be pointed at; of counts so far, or those to come,
// which are pale.
std::string counts_of(const Drawn& d, bool to_come = false) {
  const Color pale = theme_of("light").muted;
  const auto grid = std::ranges::find_if(d.hits, [](const Hit& h) { return h.focus.target == Target::output; });
  std::string all;
  for (const auto& t : d.canvas.texts) {
    if (grid != d.hits.end() && grid->rect.contains(t.rect.centre()) && (t.color == pale) == to_come) all += t.text;
  }
  return all;
}

TEST(OverlapScene, KernelThreeStrideTwoIsACheckerboard) {
  // One axis: 1 1 2 1 1; the plane has the products.
  const Drawn d = draw("overlap?i=2&k=3&s=2&t=3");
  EXPECT_EQ(counts_of(d), "1121111211224221121111211");
  EXPECT_TRUE(d.canvas.shows("s = 2 does not divide k = 3: a checkerboard, before any training."));
}

TEST(OverlapScene, KernelFourStrideTwoIsEvenInside) {
  const Drawn d = draw("overlap?i=3&k=4&s=2&p=1&t=8");
  EXPECT_EQ(counts_of(d), "122221244442244442244442244442122221");
  EXPECT_TRUE(d.canvas.shows("s = 2 divides k = 4: the stamps overlap evenly inside."));
}

TEST(OverlapScene, AVerdictFitsItsGeometry) {
  const auto shows = [](const std::string& link, std::string_view verdict) { return draw(link).canvas.shows(verdict); };
  EXPECT_TRUE(shows("overlap?i=3&k=2&s=3", "s = 3 is larger than the stamp: cells between the stamps get nothing."));
  EXPECT_TRUE(shows("overlap?i=4&k=4&s=2&d=2", "s = 2 divides k = 4, but dilation d = 2 makes the weights miss some cells: uneven."));
  EXPECT_TRUE(shows("overlap?i=4&k=4x3&s=2x2&square=0", "s = 2 does not divide k = 3: a checkerboard, before any training."));
}

TEST(OverlapScene, StampsLandOneByOne) {
  const auto said = [](int t) { return draw(fmt::format("overlap?i=2&k=3&s=2&t={}", t)).sentence; };
  EXPECT_EQ(said(0),
            "Step 1 of 4:  Input (0,0) stamps the kernel: 9 cells get one contribution more. So far each cell that has any has 1.");
  EXPECT_EQ(said(1), "Step 2 of 4:  Input (0,1) stamps the kernel: 9 cells get one contribution more. So far a cell has 1 to 2 of them.");
  EXPECT_THAT(said(3), HasSubstr("all stamps lie on y. A cell has 1 to 4 contributions"));
  EXPECT_THAT(draw("overlap?i=2&k=3&s=2&p=1&t=0").sentence, HasSubstr(": 4 cells get"));  // the others are cut off
  EXPECT_EQ(counts_of(draw("overlap?i=2&k=3&s=2&t=0")), "111111111");                     // one stamp
}

// One axis in the end: 1 1 2 1 1. The first stamp is on the upper left 3 x 3 cells.
TEST(OverlapScene, CountsSoFarSayThatTheyAreAndWhatComes) {
  const Drawn d = draw("overlap?i=2&k=3&s=2&t=0");
  EXPECT_TRUE(d.canvas.shows("contributions so far, 1 of 4 stamps"));
  EXPECT_TRUE(d.canvas.shows("grey, and at the edges: after all stamps"));
  EXPECT_EQ(counts_of(d, true), "1111221121111211");  // of the cells beside the stamp
  const Drawn end = draw("overlap?i=2&k=3&s=2&t=3");
  EXPECT_TRUE(end.canvas.shows("contributions to each cell of y"));
  EXPECT_FALSE(end.canvas.shows("grey, and at the edges: after all stamps"));
  EXPECT_EQ(counts_of(end, true), "");
}

TEST(OverlapScene, AStampAddsUpWeightByWeight) {
  // With 0.7 of the products' time gone 4 of the 9 weights of the stamp at column 2 are on the counts: three above, one below.
  EXPECT_EQ(counts_of(draw("overlap?i=2&k=3&s=2&t=0.82")), "11211112111");
  EXPECT_EQ(count(draw("overlap?i=2&k=3&s=2&t=0.3"), "+1"), 9);  // on its way
  EXPECT_EQ(count(draw("overlap?i=2&k=3&s=2&t=0.5"), "+1"), 0);  // there
}

TEST(OverlapScene, ResizingAndConvolvingIsEvenInside) {
  // 8 x 8, kernel 3: 36 cells inside with 9 products, 24 along the edges with 6, 4 corners.
  const Drawn d = draw("overlap?i=4&k=3&s=2&t=0");
  EXPECT_EQ(count(d, "9"), 36 + 2);  // o' = 9, and the end of the scale that all counts share
  EXPECT_EQ(count(d, "6"), 24);
}

// Against the geometry's own count, and stamp by stamp: each adds its cells, no cell ever loses any.
TEST(OverlapCounts, AddUpToTheGeometrysOverlap) {
  for (const char* link : {"i=4&k=3&s=2", "i=3x2&k=4x3&s=2x1&p=1&square=0", "i=3&k=3&s=2&p=1&a=1", "i=4&k=3&s=2&d=2", "i=2&k=3&p=2&s=3",
                           "i=3x1&k=2&square=0"}) {
    const Geometry g = *resolve(lesson(fmt::format("overlap?{}", link)).lesson);
    for (std::int64_t n = 0; n < g.input().area(); ++n) {
      const Cell c = g.input_cell(n);
      std::int64_t before = 0;
      for (std::int64_t last = 0; last < g.output().area(); ++last) {
        const std::int64_t now = StampCounts(g, last).at(c);
        EXPECT_EQ(now - before, g.weight_between(g.output_cell(last), c).found ? 1 : 0) << link;
        before = now;
      }
      EXPECT_EQ(before, g.overlap(c)) << link;
      for (std::int64_t last = 0; last < g.output().area(); ++last) {
        const StampCounts counts(g, last);
        EXPECT_LE(counts.at(c), counts.range().most) << link;
        EXPECT_TRUE(counts.at(c) == 0 || counts.at(c) >= counts.range().least) << link;
      }
      EXPECT_EQ(StampCounts(g, last_stamp(g, n)).at(c), g.overlap(c)) << link << " " << n;
    }
    EXPECT_EQ(StampCounts(g, -1).at({0, 0}), 0);
  }
}

TEST(Theme, TheMapOfCountsGrowsLighterAllTheWay) {
  EXPECT_EQ(viridis(0), rgb(0x440154));
  EXPECT_EQ(viridis(1), rgb(0xFDE725));
  for (int n = 1; n <= 60; ++n) EXPECT_GT(contrast(viridis(n / 60.0), rgb(0)), contrast(viridis((n - 1) / 60.0), rgb(0))) << n;
}

}  // namespace
}  // namespace deconvlab::test

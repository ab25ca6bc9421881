// Loupes: outlines of what lies partly beyond them, and what their numbers, outlines and greys are.
#include "app/diagram/loupe.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/drawn.h"

namespace deconvlab::test {
namespace {

// Cells 4 to 7 of a picture, 10 pixels each.
struct Outlined {
  RecordingCanvas canvas;

  Outlined(Cell first, Extent size, Point origin = {0, 0}, double cell = 10) {
    static const Tensor values({1, 1, 12, 12});
    const LoupePlane plane{.values = values, .first = {4, 4}, .size = {4, 4}, .caption = {}, .ink = {}};
    outline(canvas, {origin, cell, {4, 4}, {}}, plane, first, size, rgb(0xff0000));
  }
  bool has_line(Point a, Point b) const {
    return std::ranges::any_of(canvas.lines, [&](const auto& line) { return line.a == a && line.b == b; });
  }
};

TEST(Loupe, OutlinesWhatItHasWhole) {
  const Outlined whole({5, 5}, {2, 2});
  ASSERT_EQ(whole.canvas.outlines.size(), 1u);
  EXPECT_EQ(whole.canvas.outlines[0].rect, (Rect{10, 10, 20, 20}));
  EXPECT_TRUE(whole.canvas.lines.empty());
}

// Wherever they lie: parts of a pixel are never exact.
TEST(Loupe, OutlinesWhatItHasWholeWithItsCornersAnywhere) {
  for (int n = 0; n < 200; ++n) {
    const Outlined whole({4 + n % 3, 4 + n % 2}, {2, 2}, {n / 7.0, n / 3.0}, 10 + n / 11.0);
    EXPECT_EQ(whole.canvas.outlines.size(), 1u) << n;
    EXPECT_TRUE(whole.canvas.lines.empty()) << n;
  }
}

// From row 6 to 8 and column 2 to 5: the lower side and the left one lie beyond.
TEST(Loupe, LeavesAnOutlineOpenWhereItIsCut) {
  const Outlined cut({6, 2}, {3, 4});
  EXPECT_TRUE(cut.canvas.outlines.empty());
  ASSERT_EQ(cut.canvas.lines.size(), 2u);
  EXPECT_TRUE(cut.has_line({0, 20}, {20, 20}));
  EXPECT_TRUE(cut.has_line({20, 20}, {20, 40}));
}

TEST(Loupe, OutlinesNothingWhereAllOfItIsBeyond) {
  const Outlined beyond({8, 8}, {2, 2});
  EXPECT_TRUE(beyond.canvas.lines.empty());
  EXPECT_TRUE(beyond.canvas.outlines.empty());
}

TEST(LoupesOfScenes, SayWhatNumbersAndOutlinesAre) {
  const Drawn ways = draw("picture?i=32");
  for (const char* text : {"window", "maximum", "made from it", "The numbers are the red channel, from 0 to 255."})
    EXPECT_TRUE(ways.canvas.shows(text)) << text;
  const Drawn kernels = draw("kernels?i=32");
  EXPECT_TRUE(kernels.canvas.shows("The input's numbers are the red channel, from 0 to 255."));
  EXPECT_THAT(kernels.sentence, testing::Not(testing::HasSubstr("red channel")));
}

// Sobel's weights add up to 0: what it makes lies on both sides of 0. A mean is a picture again.
TEST(LoupesOfScenes, GreysHaveAScaleWhereTheyAreAboutZero) {
  EXPECT_TRUE(draw("kernels?i=32&kernel=sobel-x").canvas.shows("≤ −255"));
  EXPECT_FALSE(draw("kernels?i=32&kernel=ones").canvas.shows("≤ −255"));
}

}  // namespace
}  // namespace deconvlab::test

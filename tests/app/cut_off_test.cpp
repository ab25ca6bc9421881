// What is cut off is crossed out, wherever a scene shows it, and the legend says so; it has nothing of zero padding's hatch.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/drawn.h"

namespace deconvlab::test {
namespace {

// Cells crossed out: lines of the mark's colour that fall, each with one that rises over the same cell.
std::int64_t crossed(const Drawn& d) {
  const Theme& theme = theme_of("light");
  const Color cross = mix(theme.of(Role::unread).solid, theme.background, 0.3);
  std::int64_t both = 0;
  for (const auto& falls : d.canvas.lines) {
    if (falls.color != cross || falls.a.y >= falls.b.y) continue;
    both += std::ranges::count_if(d.canvas.lines, [&](const auto& rises) {
      return rises.color == falls.color && rises.a.x == falls.a.x && rises.b.x == falls.b.x && rises.a.y == falls.b.y &&
             rises.b.y == falls.a.y;
    });
  }
  return both;
}

// Lines of zero padding's hatch.
std::int64_t hatched(const Drawn& d) {
  const Color hatch = theme_of("light").of(Role::padding).solid;
  return std::ranges::count_if(d.canvas.lines, [&](const auto& line) { return line.color.with_alpha(1) == hatch && line.color.a < 1; });
}

// y = 2 (2 - 1) + 3 - 2 = 3 of the 5 rows and columns that the stamps reach: 16 cells around it, and one in the legend.
TEST(CutOff, TheBorderOfStampsIsCrossedOut) {
  for (const char* view : {"scatter", "gradient"}) {
    const Drawn d = draw(std::string("transposed?i=2&k=3&s=2&p=1&t=8&view=") + view);
    EXPECT_EQ(crossed(d), 25 - 9 + 1) << view;
    EXPECT_EQ(hatched(d), 0) << view;
    EXPECT_TRUE(d.canvas.shows("cut off by p = 1")) << view;
  }
}

TEST(CutOff, WithoutPaddingThereIsNone) {
  const Drawn d = draw("transposed?i=2&k=3&s=2&view=scatter");
  EXPECT_EQ(crossed(d), 0);
  EXPECT_FALSE(d.canvas.shows("cut off by p = 0"));
}

// The outermost of 5 x 5 cells, and one in the legend.
TEST(CutOff, NegativePaddingCrossesTheInputsEdge) {
  const Drawn d = draw("convolution?i=5&k=3&p=-1");
  EXPECT_EQ(crossed(d), 25 - 9 + 1);
  EXPECT_TRUE(d.canvas.shows("cut off: p is negative"));
}

// p' = 2 - 1 - 2 = -1 cuts the outermost of the stretched 5 x 5 cells.
TEST(CutOff, NegativePaddingOfTheTransposeCrossesTheStretchedInputsEdge) {
  const Drawn d = draw("transposed?i=3&k=2&s=2&p=2&view=direct");
  EXPECT_EQ(crossed(d), 25 - 9 + 1);
  EXPECT_TRUE(d.canvas.shows("cropped: p′ is negative"));
}

// y = 5 + 4 - 2 + 1 = 8: the outermost of its 8 x 8 cells.
TEST(CutOff, TheInverseCrossesWhatTheTransposeCrops) {
  const Drawn d = draw("inverse?i=5&k=2&p=2");
  EXPECT_EQ(crossed(d), 64 - 36 + 1);
  EXPECT_TRUE(d.canvas.shows("cropped: p′ is negative"));
}

// What is never read is struck through once.
TEST(CutOff, WhatIsNeverReadIsNotCrossed) { EXPECT_EQ(crossed(draw("convolution?i=6&k=3&s=2")), 0); }

// Why a cell is never read: with s = d = 2 every placement reads the same rows and columns, up to the last; with i = 6 a row is left over.
TEST(NeverRead, TheLegendSaysWhy) {
  for (const char* link : {"convolution?i=7&k=3&s=2&p=1&d=2", "convolution?i=9&k=2&s=3"}) {
    EXPECT_TRUE(draw(link).canvas.shows("never read: jumped over")) << link;
    EXPECT_FALSE(draw(link).canvas.shows("never read: left over at the end")) << link;
  }
  EXPECT_TRUE(draw("convolution?i=6&k=3&s=2&p=1").canvas.shows("never read: left over at the end"));
}

}  // namespace
}  // namespace deconvlab::test

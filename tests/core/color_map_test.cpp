// Colours of values worked out by hand.
#include "core/operators/color_map.h"

#include <gmock/gmock.h>

#include <limits>

namespace deconvlab {
namespace {

using testing::ElementsAre;

ColorMap greys() { return {0, 255, {{0, 0, 0}, {1, 1, 1}}}; }

TEST(ColorMap, JoinsStopsByStraightLines) {
  const Tensor x({1, 1, 1, 5}, {0, 1, 127, 128, 255});
  EXPECT_THAT(color_map(x, greys()), ElementsAre(0xFF000000u, 0xFF010101u, 0xFF7F7F7Fu, 0xFF808080u, 0xFFFFFFFFu));
  // Red at -1, half transparent green at 0, blue at 1.
  const ColorMap three{-1, 1, {{1, 0, 0}, {0, 1, 0, 0.5f}, {0, 0, 1}}};
  const Tensor y({1, 1, 2, 2}, {-1, -0.5f, 0, 1});
  EXPECT_THAT(color_map(y, three), ElementsAre(0xFF0000FFu, 0xBF008080u, 0x8000FF00u, 0xFFFF0000u));
}

TEST(ColorMap, StopsAtItsEnds) {
  const float most = std::numeric_limits<float>::infinity();
  const Tensor x({1, 1, 1, 5}, {-most, -1e30f, 1e30f, most, std::numeric_limits<float>::quiet_NaN()});
  EXPECT_THAT(color_map(x, greys()), ElementsAre(0xFF000000u, 0xFF000000u, 0xFFFFFFFFu, 0xFFFFFFFFu, 0xFF000000u));
}

TEST(ColorMap, NamesTheStopsOnBothSides) {
  const auto between = [](double v) {
    const BetweenStops at = between_stops(v, 5);
    return std::pair{at.below, at.share};
  };
  EXPECT_EQ(between(-1), std::pair(std::size_t{0}, 0.0));
  EXPECT_EQ(between(0.5), std::pair(std::size_t{2}, 0.0));
  EXPECT_EQ(between(0.6875), std::pair(std::size_t{2}, 0.75));
  EXPECT_EQ(between(1), std::pair(std::size_t{3}, 1.0));
}

}  // namespace
}  // namespace deconvlab

// How large things are in windows of any size.
#include <gtest/gtest.h>

#include "app/ui/layout.h"

namespace deconvlab {
namespace {

constexpr double kDesktop = 1;

TEST(WindowScale, GrowsWithTheWindow) {
  EXPECT_DOUBLE_EQ(window_scale(1280, 720, kDesktop, 1), 1);
  EXPECT_DOUBLE_EQ(window_scale(1920, 1080, kDesktop, 1), 1.5);
  EXPECT_DOUBLE_EQ(window_scale(2560, 1440, kDesktop, 1), 2);
  EXPECT_DOUBLE_EQ(window_scale(2560, 1080, kDesktop, 1), 1.5);  // the shorter side says
  EXPECT_DOUBLE_EQ(window_scale(1280, 1440, kDesktop, 1), 1);
}

TEST(WindowScale, IsTheDesktopsInASmallWindow) {
  EXPECT_DOUBLE_EQ(window_scale(960, 560, kDesktop, 1), 1);
  EXPECT_DOUBLE_EQ(window_scale(640, 360, kDesktop, 1), 1);
  EXPECT_DOUBLE_EQ(window_scale(2560, 1440, 2, 1), 2);
  EXPECT_DOUBLE_EQ(window_scale(1920, 1200, 2, 1), 2);    // 960 logical pixels wide
  EXPECT_DOUBLE_EQ(window_scale(1440, 1200, 2, 1), 1.5);  // no less
}

TEST(WindowScale, OfLargerTextLeavesRoomForThePage) {
  EXPECT_DOUBLE_EQ(window_scale(1920, 1080, kDesktop, 1.2), 1.8);
  EXPECT_DOUBLE_EQ(window_scale(1920, 1120, kDesktop, 3), 2);
  EXPECT_DOUBLE_EQ(window_scale(1920, 1080, kDesktop, 0.5), 0.75);
}

}  // namespace
}  // namespace deconvlab

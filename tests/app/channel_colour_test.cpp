// The colours of channels: told apart by everybody, seen on the page, and no role's.
#include <gtest/gtest.h>

#include "app/draw/theme.h"
#include "tests/app/eyes.h"

namespace deconvlab {
namespace {

using test::distance;
using test::kEyes;
using test::Matrix;

TEST(ChannelColours, WhiteLiesOneFromBlack) {
  for (const Matrix& eye : kEyes) EXPECT_NEAR(distance(rgb(0xFFFFFF), rgb(0), eye), 1, 1e-3);
}

TEST(ChannelColours, AreToldApartByEveryEye) {
  for (const Theme& theme : theme_table()) {
    for (std::size_t a = 0; a < std::size(theme.channels); ++a) {
      for (std::size_t b = 0; b < a; ++b) {
        for (const Matrix& eye : kEyes) EXPECT_GE(distance(theme.channels[a], theme.channels[b], eye), 0.12) << theme.id << " " << a << b;
      }
    }
  }
}

// Contrast of 3 : 1 is what WCAG asks of graphics.
TEST(ChannelColours, AreSeenOnThePage) {
  for (const Theme& theme : theme_table()) {
    for (const Color& c : theme.channels) {
      EXPECT_GE(contrast(c, theme.background), 3) << theme.id;
      EXPECT_GE(contrast(c, theme.panel), 3) << theme.id;
    }
  }
}

TEST(ChannelColours, AreNoRolesAndNotTheInterfaces) {
  for (const Theme& theme : theme_table()) {
    for (const Color& c : theme.channels) {
      for (const Role role : {Role::input, Role::output, Role::kernel, Role::switches}) {
        for (const Color& own : {theme.of(role).solid, theme.of(role).ink}) EXPECT_GE(distance(c, own, kEyes[0]), 0.08) << theme.id;
      }
      EXPECT_GE(distance(c, theme.accent, kEyes[0]), 0.08) << theme.id;
      EXPECT_GE(distance(c, theme.text, kEyes[0]), 0.08) << theme.id;
    }
  }
}

// Blue is at 240 degrees of the colour wheel, magenta at 300.
TEST(ChannelColours, TheInterfacesPurpleIsPurple) {
  for (const Theme& theme : theme_table()) {
    const Color& c = theme.accent;
    ASSERT_TRUE(c.b > c.r && c.r > c.g) << theme.id;
    const double degrees = 240 + 60 * (c.r - c.g) / (c.b - c.g);
    EXPECT_GE(degrees, 260) << theme.id;
    EXPECT_LE(degrees, 290) << theme.id;
  }
}

TEST(ChannelColours, BeginAnewBeyondTheLast) {
  const Theme& theme = theme_of("light");
  EXPECT_EQ(theme.channel(0), theme.channels[0]);
  EXPECT_EQ(theme.channel(std::size(theme.channels)), theme.channels[0]);
}

}  // namespace
}  // namespace deconvlab

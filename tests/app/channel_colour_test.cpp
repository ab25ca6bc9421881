// The colours of channels: told apart by everybody, seen on the page, and no role's.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "app/draw/theme.h"

namespace deconvlab {
namespace {

using Three = std::array<double, 3>;
using Matrix = std::array<Three, 3>;

Three times(const Matrix& m, const Three& v) {
  Three product{};
  for (int row = 0; row < 3; ++row) product[row] = m[row][0] * v[0] + m[row][1] * v[1] + m[row][2] * v[2];
  return product;
}

double linear(double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); }

// Of linear RGB: as it is, and without the cones for long, middle and short waves (Machado, Oliveira & Fernandes 2009).
constexpr Matrix kEyes[] = {{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
                            {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
                            {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
                            {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}};

// Oklab (Ottosson 2020), in which equal distances look equally far apart: white lies 1 from black.
constexpr Matrix kCones{
    {{0.4122214708, 0.5363325363, 0.0514459929}, {0.2119034982, 0.6806995451, 0.1073969566}, {0.0883024619, 0.2817188376, 0.6299787005}}};
constexpr Matrix kOklab{{{0.2104542553, 0.7936177850, -0.0040720468},
                         {1.9779984951, -2.4285922050, 0.4505937099},
                         {0.0259040371, 0.7827717662, -0.8086757660}}};

Three seen(Color c, const Matrix& eye) {
  Three light = times(eye, {linear(c.r), linear(c.g), linear(c.b)});
  for (double& part : light) part = std::clamp(part, 0.0, 1.0);
  Three cones = times(kCones, light);
  for (double& part : cones) part = std::cbrt(part);
  return times(kOklab, cones);
}

double distance(Color a, Color b, const Matrix& eye) {
  const Three p = seen(a, eye), q = seen(b, eye);
  return std::hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

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

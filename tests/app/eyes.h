// How far apart colours look, to eyes of every kind.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>

#include "app/draw/theme.h"

namespace deconvlab::test {

using Three = std::array<double, 3>;
using Matrix = std::array<Three, 3>;

inline Three times(const Matrix& m, const Three& v) {
  Three product{};
  for (int row = 0; row < 3; ++row) product[row] = m[row][0] * v[0] + m[row][1] * v[1] + m[row][2] * v[2];
  return product;
}

inline double linear(double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); }

// Of linear RGB: as it is, and without the cones for long, middle and short waves (Machado, Oliveira & Fernandes 2009, A
// Physiologically-based Model for Simulation of Color Vision Deficiency, doi 10.1109/TVCG.2009.113, severity 1).
inline constexpr Matrix kEyes[] = {{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
                                   {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
                                   {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
                                   {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}};

// Oklab (Ottosson 2020), in which equal distances look equally far apart: white lies 1 from black.
inline constexpr Matrix kCones{
    {{0.4122214708, 0.5363325363, 0.0514459929}, {0.2119034982, 0.6806995451, 0.1073969566}, {0.0883024619, 0.2817188376, 0.6299787005}}};
inline constexpr Matrix kOklab{{{0.2104542553, 0.7936177850, -0.0040720468},
                                {1.9779984951, -2.4285922050, 0.4505937099},
                                {0.0259040371, 0.7827717662, -0.8086757660}}};

inline Three seen(Color c, const Matrix& eye) {
  Three light = times(eye, {linear(c.r), linear(c.g), linear(c.b)});
  for (double& part : light) part = std::clamp(part, 0.0, 1.0);
  Three cones = times(kCones, light);
  for (double& part : cones) part = std::cbrt(part);
  return times(kOklab, cones);
}

inline double distance(Color a, Color b, const Matrix& eye) {
  const Three p = seen(a, eye), q = seen(b, eye);
  return std::hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

}  // namespace deconvlab::test

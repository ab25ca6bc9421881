// A fraction of two whole numbers, for places and spacings between cells.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <numeric>
#include <string>

namespace deconvlab {

// In lowest terms, den > 0. den == 0: what it was computed from does not fit int64; whatever is computed from that does not either.
struct Fraction {
  std::int64_t num = 0;
  std::int64_t den = 1;

  bool fits() const { return den != 0; }
  bool is_whole() const { return den == 1; }
  double value() const { return static_cast<double>(num) / static_cast<double>(den); }
  // "-19", "25/2".
  std::string text() const { return den == 1 ? fmt::format("{}", num) : fmt::format("{}/{}", num, den); }
  bool operator==(const Fraction&) const = default;
};

namespace fraction {

__extension__ typedef __int128 Wide;

// Numbers of less than 2^127; den != 0.
inline Fraction reduced(Wide num, Wide den) {
  constexpr Wide kMost = Wide{1} << 62;
  if (den < 0) num = -num, den = -den;
  Wide a = num < 0 ? -num : num, b = den;
  while (b != 0) {
    const Wide rest = a % b;
    a = b;
    b = rest;
  }
  num /= a, den /= a;
  if (num > kMost || num < -kMost || den > kMost) return {0, 0};
  return {static_cast<std::int64_t>(num), static_cast<std::int64_t>(den)};
}

}  // namespace fraction

inline Fraction operator*(const Fraction& a, const Fraction& b) {
  if (!a.fits() || !b.fits()) return {0, 0};
  return fraction::reduced(static_cast<fraction::Wide>(a.num) * b.num, static_cast<fraction::Wide>(a.den) * b.den);
}
inline Fraction operator+(const Fraction& a, const Fraction& b) {
  if (!a.fits() || !b.fits()) return {0, 0};
  const fraction::Wide left = static_cast<fraction::Wide>(a.num) * b.den, right = static_cast<fraction::Wide>(b.num) * a.den;
  return fraction::reduced(left + right, static_cast<fraction::Wide>(a.den) * b.den);
}
inline Fraction operator-(const Fraction& a, const Fraction& b) { return a + Fraction{-1, 1} * b; }
// b != 0.
inline Fraction operator/(const Fraction& a, const Fraction& b) {
  if (!a.fits() || !b.fits()) return {0, 0};
  return a * fraction::reduced(b.den, b.num);
}

}  // namespace deconvlab

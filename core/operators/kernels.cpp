#include "core/operators/kernels.h"

#include <cmath>
#include <string>
#include <vector>

#include "core/find_named.h"

namespace deconvlab {

namespace {

constexpr std::int64_t kMostCells = std::int64_t{1} << 28;

template <class Value>
Tensor fill(Extent size, Value&& value) {
  Tensor plane(Shape{1, 1, size.h, size.w});
  for (std::int64_t r = 0; r < size.h; ++r) {
    for (std::int64_t c = 0; c < size.w; ++c) plane.at({r, c}) = static_cast<float>(value(r, c));
  }
  return plane;
}

// SplitMix64 (Steele, Lea, Flood 2014) of the seed and a position: the same cell has the same value at every size.
std::uint64_t hash(std::uint64_t seed, std::int64_t r, std::int64_t c) {
  std::uint64_t z = seed * 0x9E3779B97F4A7C15u + static_cast<std::uint64_t>(r) * 0xD1B54A32D192ED03u + static_cast<std::uint64_t>(c) + 1;
  z = (z + 0x9E3779B97F4A7C15u);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

// Row n - 1 of Pascal's triangle: 1 2 1 for n = 3. Whole numbers up to 2^53 divide without a rest.
std::vector<double> binomial(std::int64_t n) {
  std::vector<double> row(n, 1);
  for (std::int64_t j = 1; j < n; ++j) row[j] = row[j - 1] * static_cast<double>(n - j) / static_cast<double>(j);
  return row;
}

// The binomial of two cells fewer, correlated with -1 0 1: -1 0 1 for n = 3, -1 -2 0 2 1 for n = 5; -1 1 for n = 2, 0 for n = 1.
std::vector<double> difference(std::int64_t n) {
  if (n == 1) return {0};
  if (n == 2) return {-1, 1};
  const std::vector<double> smooth = binomial(n - 2);
  std::vector<double> row(n, 0);
  for (std::size_t j = 0; j < smooth.size(); ++j) {
    row[j] -= smooth[j];
    row[j + 2] += smooth[j];
  }
  return row;
}

std::vector<double> gaussian_row(std::int64_t n) {
  const double sigma = static_cast<double>(n) / 5;
  std::vector<double> row(n);
  double sum = 0;
  for (std::int64_t j = 0; j < n; ++j) {
    const double x = static_cast<double>(j) - static_cast<double>(n - 1) / 2;
    sum += row[j] = std::exp(-x * x / (2 * sigma * sigma));
  }
  for (double& v : row) v /= sum;
  return row;
}

// Long, Shelhamer, Darrell 2015 (FCN): 1 - |u - c| / f with f = ceil(k / 2).
std::vector<double> bilinear_row(std::int64_t n) {
  const double f = static_cast<double>((n + 1) / 2);
  const double centre = n % 2 == 1 ? f - 1 : f - 0.5;
  std::vector<double> row(n);
  for (std::int64_t j = 0; j < n; ++j) row[j] = 1 - std::abs(static_cast<double>(j) - centre) / f;
  return row;
}

Tensor outer(const std::vector<double>& rows, const std::vector<double>& cols) {
  const Extent size{static_cast<std::int64_t>(rows.size()), static_cast<std::int64_t>(cols.size())};
  return fill(size, [&](std::int64_t r, std::int64_t c) { return rows[r] * cols[c]; });
}

bool is_centre(Extent size, std::int64_t r, std::int64_t c) { return r == (size.h - 1) / 2 && c == (size.w - 1) / 2; }

Tensor ones(Extent size, std::uint64_t) { return Tensor(Shape{1, 1, size.h, size.w}, 1); }

Tensor counting_from_one(Extent size, std::uint64_t) {
  return fill(size, [&](std::int64_t r, std::int64_t c) { return r * size.w + c + 1; });
}

Tensor counting_from_zero(Extent size, std::uint64_t) {
  return fill(size, [&](std::int64_t r, std::int64_t c) { return r * size.w + c; });
}

Tensor identity(Extent size, std::uint64_t) {
  return fill(size, [&](std::int64_t r, std::int64_t c) { return is_centre(size, r, c); });
}

Tensor box(Extent size, std::uint64_t) {
  return fill(size, [&](std::int64_t, std::int64_t) { return 1.0 / static_cast<double>(size.area()); });
}

// Twice the identity less the box: the weights sum to 1.
Tensor sharpen(Extent size, std::uint64_t) {
  const double n = static_cast<double>(size.area());
  return fill(size, [&](std::int64_t r, std::int64_t c) { return ((is_centre(size, r, c) ? 2 * n : 0) - 1) / n; });
}

Tensor sobel_x(Extent size, std::uint64_t) { return outer(binomial(size.h), difference(size.w)); }
Tensor sobel_y(Extent size, std::uint64_t) { return outer(difference(size.h), binomial(size.w)); }
Tensor gaussian(Extent size, std::uint64_t) { return outer(gaussian_row(size.h), gaussian_row(size.w)); }
Tensor bilinear(Extent size, std::uint64_t) { return outer(bilinear_row(size.h), bilinear_row(size.w)); }

// Whole numbers from -9 to 9: easy to follow by hand.
Tensor random_digits(Extent size, std::uint64_t seed) {
  return fill(size, [&](std::int64_t r, std::int64_t c) { return static_cast<std::int64_t>(hash(seed, r, c) % 19) - 9; });
}

Tensor uniform(Extent size, std::uint64_t seed) {
  constexpr std::uint64_t kParts = 1 << 20;
  const double most = 1 / std::sqrt(static_cast<double>(size.area()));
  return fill(size, [&](std::int64_t r, std::int64_t c) {
    return most * (2 * static_cast<double>(hash(seed, r, c) % (kParts + 1)) / static_cast<double>(kParts) - 1);
  });
}

Tensor small_digits(Extent size, std::uint64_t seed) {
  return fill(size, [&](std::int64_t r, std::int64_t c) { return hash(seed, r, c) % 5; });
}

Tensor edge(Extent size, std::uint64_t) {
  return fill(size, [&](std::int64_t, std::int64_t c) { return c >= size.w / 2; });
}

constexpr NamedPlane kKernels[] = {
    {"counting", counting_from_one},
    {"ones", ones},
    {"identity", identity},
    {"box", box},
    {"sharpen", sharpen},
    {"sobel-x", sobel_x},
    {"sobel-y", sobel_y},
    {"gaussian", gaussian},
    {"bilinear", bilinear},
    {"random", random_digits},
    {"uniform", uniform},
};

constexpr NamedPlane kInputs[] = {
    {"digits", small_digits}, {"counting", counting_from_zero}, {"ones", ones}, {"impulse", identity}, {"edge", edge},
};

Expected<Tensor> make(std::string_view what, std::span<const NamedPlane> table, std::string_view name, Extent size, std::uint64_t seed) {
  if (size.area() > kMostCells) return fail(ErrorCode::too_large, what, size.area(), kMostCells);
  return find_named(what, table, name, &NamedPlane::name).map([&](const NamedPlane* plane) { return plane->make(size, seed); });
}

}  // namespace

std::span<const NamedPlane> kernel_table() { return kKernels; }
std::span<const NamedPlane> input_table() { return kInputs; }

Expected<Tensor> make_kernel(std::string_view name, Extent size, std::uint64_t seed) { return make("kernel", kKernels, name, size, seed); }

Expected<Tensor> make_input(std::string_view name, Extent size, std::uint64_t seed) { return make("input", kInputs, name, size, seed); }

}  // namespace deconvlab

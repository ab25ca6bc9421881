#include "core/operators/compare.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>
#include <vector>

#include "core/parallel.h"

namespace deconvlab {

float largest_difference(const Tensor& a, const Tensor& b) {
  assert(a.shape() == b.shape());
  float largest = 0;
  for (std::size_t n = 0; n < a.data().size(); ++n) largest = std::max(largest, std::abs(a.data()[n] - b.data()[n]));
  return largest;
}

Tensor signed_difference(const Tensor& found, const Tensor& wanted) {
  assert(found.shape() == wanted.shape());
  const Shape& s = found.shape();
  Tensor y({s.n, 1, s.h, s.w});
  for (std::int64_t n = 0; n < s.n; ++n) {
    const auto to = y.plane(n, 0);
    for (std::int64_t c = 0; c < s.c; ++c) {
      const auto a = found.plane(n, c);
      const auto b = wanted.plane(n, c);
      for (std::size_t t = 0; t < to.size(); ++t) to[t] += a[t] - b[t];
    }
    for (float& sum : to) sum /= static_cast<float>(s.c);
  }
  return y;
}

namespace {

// Of what is between them, in double. Stretches of a fixed length, so that the sum is the same on any number of threads.
double sum_of_squares(std::span<const float> a, std::span<const float> b) {
  constexpr std::size_t kStretch = 1 << 16;
  const std::size_t size = a.size();
  std::vector<double> sums((size + kStretch - 1) / kStretch);
  parallel_for(std::ssize(sums), static_cast<std::int64_t>(size), [&](std::int64_t n) {
    const std::size_t first = static_cast<std::size_t>(n) * kStretch;
    double sum = 0;
    for (std::size_t t = first; t < std::min(size, first + kStretch); ++t) {
      const double apart = double{a[t]} - double{b[t]};
      sum += apart * apart;
    }
    sums[static_cast<std::size_t>(n)] = sum;
  });
  return std::accumulate(sums.begin(), sums.end(), 0.0);
}

}  // namespace

Expected<Difference> difference(const Tensor& found, const Tensor& wanted) {
  if (found.shape() != wanted.shape()) return fail(ErrorCode::shape_mismatch, "picture", found.shape().text(), wanted.shape().text());
  constexpr double kPeak = 255;
  const double mean = found.size() == 0 ? 0 : sum_of_squares(found.data(), wanted.data()) / static_cast<double>(found.size());
  return Difference{mean, mean == 0 ? std::numeric_limits<double>::infinity() : 10 * std::log10(kPeak * kPeak / mean)};
}

}  // namespace deconvlab

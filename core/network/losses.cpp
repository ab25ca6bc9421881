#include "core/network/losses.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <vector>

#include "core/parallel.h"
#include "core/vector_widths.h"

namespace deconvlab {

namespace {

constexpr std::int64_t kScoreCost = 2;  // nanoseconds

float weight_of(float label, std::span<const float> weights) { return weights.empty() ? 1 : weights[static_cast<std::size_t>(label)]; }

double weight_of_all(const Tensor& labels, std::span<const float> weights) {
  if (weights.empty()) return static_cast<double>(labels.size());
  double sum = 0;
  for (const float label : labels.data()) sum += weight_of(label, weights);
  return sum;
}

// e^x for x <= 0, or NaN, to 2e-7 of itself: 2^n with n the nearest whole number to x log2(e), times a polynomial of what is left.
__attribute__((always_inline)) inline float exp_below_zero(float x) {
  const float scaled = std::max(x, -87.0f) * 1.44269504f;
  const auto whole = static_cast<std::int32_t>(std::max(-126.5f, scaled - 0.5f));  // of NaN too it is a number
  const float t = (scaled - static_cast<float>(whole)) * 0.69314718f;
  const float near_one = 1 + t * (1 + t * (0.5f + t * (0.16666667f + t * (0.041666668f + t * (0.0083333338f + t * 0.0013888889f)))));
  return near_one * std::bit_cast<float>(static_cast<std::uint32_t>(whole + 127) << 23);
}

// A row of pixels of each class, the classes `stride` apart.
struct Row {
  const float* scores;
  float* gradient;
  std::int64_t width, classes, stride;
};

// Each pixel's largest score, and the sum over the classes of exp(score - largest), whose terms stay in `gradient`.
DECONVLAB_VECTOR_WIDTHS
void exponentials(const Row& row, float* largest, float* sum) {
  std::copy_n(row.scores, row.width, largest);
  std::fill_n(sum, row.width, 0.0f);
  for (std::int64_t c = 1; c < row.classes; ++c) {
    for (std::int64_t x = 0; x < row.width; ++x) largest[x] = std::max(largest[x], row.scores[c * row.stride + x]);
  }
  for (std::int64_t c = 0; c < row.classes; ++c) {
    for (std::int64_t x = 0; x < row.width; ++x) {
      const float term = exp_below_zero(row.scores[c * row.stride + x] - largest[x]);
      row.gradient[c * row.stride + x] = term;
      sum[x] += term;
    }
  }
}

DECONVLAB_VECTOR_WIDTHS
void multiply_columns(const Row& row, const float* by) {
  for (std::int64_t c = 0; c < row.classes; ++c) {
    for (std::int64_t x = 0; x < row.width; ++x) row.gradient[c * row.stride + x] *= by[x];
  }
}

// The row's weighted sum of losses; its gradient is left `scale` times as large.
double add_row(const Row& row, std::span<const float> labels, std::span<const float> weights, float scale) {
  std::vector<float> largest(labels.size()), sum(labels.size()), by(labels.size());
  exponentials(row, largest.data(), sum.data());
  double loss = 0;
  for (std::size_t x = 0; x < labels.size(); ++x) {
    const float weight = weight_of(labels[x], weights);
    const float score = row.scores[static_cast<std::int64_t>(labels[x]) * row.stride + static_cast<std::int64_t>(x)];
    loss += weight * (std::log(sum[x]) - (score - largest[x]));
    by[x] = weight * scale / sum[x];
  }
  multiply_columns(row, by.data());
  for (std::size_t x = 0; x < labels.size(); ++x)
    row.gradient[static_cast<std::int64_t>(labels[x]) * row.stride + static_cast<std::int64_t>(x)] -= scale * weight_of(labels[x], weights);
  return loss;
}

}  // namespace

Loss mean_squared_error(const Tensor& found, const Tensor& wanted) {
  assert(found.shape() == wanted.shape());
  Loss loss{0, Tensor::unfilled(found.shape())};
  const double count = static_cast<double>(found.size());
  for (std::size_t n = 0; n < found.data().size(); ++n) {
    const double apart = double{found.data()[n]} - double{wanted.data()[n]};
    loss.value += apart * apart / count;
    loss.gradient.data()[n] = static_cast<float>(2 * apart / count);
  }
  return loss;
}

Loss cross_entropy(const Tensor& scores, const Tensor& labels, std::span<const float> class_weights) {
  const Shape& s = scores.shape();
  assert(labels.shape() == (Shape{s.n, 1, s.h, s.w}));
  assert(class_weights.empty() || std::ssize(class_weights) == s.c);
  const double all = weight_of_all(labels, class_weights);
  Loss loss{0, Tensor::unfilled(s)};
  std::vector<double> rows(static_cast<std::size_t>(s.n * s.h));  // summed in order, whatever thread filled them
  parallel_for(s.n * s.h, s.size() * kScoreCost, [&](std::int64_t row) {
    const std::int64_t n = row / s.h, y = row % s.h;
    const Row one{&scores.plane(n, 0)[y * s.w], &loss.gradient.plane(n, 0)[y * s.w], s.w, s.c, s.h * s.w};
    rows[row] = add_row(one, labels.plane(n, 0).subspan(y * s.w, s.w), class_weights, static_cast<float>(1 / all));
  });
  for (const double row : rows) loss.value += row / all;
  return loss;
}

}  // namespace deconvlab

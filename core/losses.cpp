#include "core/losses.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

#include "core/parallel.h"

namespace deconvlab {

namespace {

constexpr std::int64_t kScoreCost = 8;  // nanoseconds

float weight_of(float label, std::span<const float> weights) { return weights.empty() ? 1 : weights[static_cast<std::size_t>(label)]; }

double weight_of_all(const Tensor& labels, std::span<const float> weights) {
  if (weights.empty()) return static_cast<double>(labels.size());
  double sum = 0;
  for (const float label : labels.data()) sum += weight_of(label, weights);
  return sum;
}

// A row of pixels: the loss of each, weighted, summed; the gradient's row is `scale` times that of this sum.
class Row {
 public:
  Row(const Tensor& scores, std::int64_t n, std::int64_t y) : scores_(scores), n_(n), y_(y), classes_(scores.shape().c) {}

  double add(const Tensor& labels, std::span<const float> weights, float scale, Tensor& gradient) const {
    double sum = 0;
    for (std::int64_t x = 0; x < scores_.shape().w; ++x) {
      const float label = labels.at(n_, 0, y_, x);
      const float weight = weight_of(label, weights);
      sum += weight * pixel(x, static_cast<std::int64_t>(label), weight * scale, gradient);
    }
    return sum;
  }

 private:
  // The largest score is taken off each, so that no exponential overflows.
  float pixel(std::int64_t x, std::int64_t label, float scale, Tensor& gradient) const {
    float largest = scores_.at(n_, 0, y_, x);
    for (std::int64_t c = 1; c < classes_; ++c) largest = std::max(largest, scores_.at(n_, c, y_, x));
    float sum = 0;
    for (std::int64_t c = 0; c < classes_; ++c) sum += gradient.at(n_, c, y_, x) = std::exp(scores_.at(n_, c, y_, x) - largest);
    for (std::int64_t c = 0; c < classes_; ++c) gradient.at(n_, c, y_, x) *= scale / sum;
    gradient.at(n_, label, y_, x) -= scale;
    return std::log(sum) - (scores_.at(n_, label, y_, x) - largest);
  }

  const Tensor& scores_;
  std::int64_t n_, y_, classes_;
};

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
    rows[row] = Row(scores, row / s.h, row % s.h).add(labels, class_weights, static_cast<float>(1 / all), loss.gradient);
  });
  for (const double row : rows) loss.value += row / all;
  return loss;
}

}  // namespace deconvlab

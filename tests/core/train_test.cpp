// Losses and optimisers against numbers worked out by hand and against finite differences.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <vector>

#include "core/network/losses.h"
#include "core/network/optimiser.h"
#include "support.h"

namespace deconvlab {
namespace {

Tensor row(std::vector<float> values) {
  const std::int64_t width = std::ssize(values);
  return Tensor(Shape{1, 1, 1, width}, values);
}

// The loss's own gradient beside (L(x + h) - L(x - h)) / 2h for each value.
void expect_slope(const std::function<Loss(const Tensor&)>& loss, Tensor x) {
  constexpr float kStep = 1.0f / 64;
  const Loss at = loss(x);
  for (float& value : x.data()) {
    const float was = value;
    value = was + kStep;
    const double above = loss(x).value;
    value = was - kStep;
    const double below = loss(x).value;
    value = was;
    EXPECT_NEAR(at.gradient.data()[&value - x.data().data()], (above - below) / (2 * kStep), 2e-4);
  }
}

TEST(Losses, MeanSquaredErrorOfThreeValues) {
  const Loss loss = mean_squared_error(row({1, 2, 5}), row({1, 4, 2}));
  EXPECT_DOUBLE_EQ(loss.value, 13.0 / 3);
  EXPECT_EQ(loss.gradient, row({0, -4.0f / 3, 2}));
}

TEST(Losses, MeanSquaredErrorsGradientIsItsSlope) {
  const Tensor wanted = test::operand({2, 3, 2, 4}, 1);
  expect_slope([&](const Tensor& x) { return mean_squared_error(x, wanted); }, test::operand(wanted.shape(), 2));
}

// Scores log 1, log 2, log 5 give the probabilities 1/8, 2/8, 5/8.
TEST(Losses, CrossEntropyOfOnePixel) {
  const Tensor scores({1, 3, 1, 1}, {0, std::log(2.0f), std::log(5.0f)});
  const Loss loss = cross_entropy(scores, Tensor({1, 1, 1, 1}, 1.0f));
  EXPECT_NEAR(loss.value, std::log(4.0), 1e-6);
  const float wanted[] = {0.125f, -0.75f, 0.625f};
  for (int c = 0; c < 3; ++c) EXPECT_NEAR(loss.gradient.at(0, c, 0, 0), wanted[c], 1e-6);
}

TEST(Losses, CrossEntropyWeighsPixelsByTheirLabel) {
  const Tensor scores({1, 2, 1, 2}, {0, 0, 0, std::log(3.0f)});  // probabilities 1/2 1/2, and 1/4 3/4
  const std::vector<float> weights{1, 3};
  const Loss loss = cross_entropy(scores, row({0, 1}), weights);
  EXPECT_NEAR(loss.value, (std::log(2.0) + 3 * std::log(4.0 / 3)) / 4, 1e-6);
  EXPECT_NEAR(loss.gradient.at(0, 0, 0, 0), -0.5 / 4, 1e-6);
  EXPECT_NEAR(loss.gradient.at(0, 0, 0, 1), 0.25 * 3 / 4, 1e-6);
}

TEST(Losses, CrossEntropyStaysFiniteForLargeScores) {
  const Loss loss = cross_entropy(Tensor({1, 2, 1, 1}, {1000, -1000}), Tensor({1, 1, 1, 1}, 1.0f));
  EXPECT_FLOAT_EQ(static_cast<float>(loss.value), 2000);
  EXPECT_EQ(loss.gradient.at(0, 0, 0, 0), 1);
}

TEST(Losses, CrossEntropysGradientIsItsSlope) {
  const Tensor labels({2, 1, 2, 3}, {0, 1, 2, 3, 0, 1, 2, 3, 3, 3, 1, 2});
  const std::vector<float> weights{1, 2, 0.5f, 3};
  expect_slope([&](const Tensor& x) { return cross_entropy(x, labels, weights); }, test::operand({2, 4, 2, 3}, 5));
}

TEST(Optimisers, DescentGathersMomentum) {
  Sgd sgd{.rate = 0.5f, .momentum = 0.5f};
  std::vector<Tensor> w{row({1, 2})};
  const std::vector<Tensor> g{row({2, -4})};
  sgd.step(w, g);
  EXPECT_EQ(w[0], row({0, 4}));
  sgd.step(w, g);  // v = 0.5 g + g
  EXPECT_EQ(w[0], row({-1.5f, 7}));
}

// The first step is as long as the rate whatever the gradient's size; the second one follows m and v by hand.
TEST(Optimisers, AdamsFirstTwoSteps) {
  Adam adam{.rate = 0.1f};
  std::vector<Tensor> w{row({1})};
  adam.step(w, std::vector<Tensor>{row({400})});
  EXPECT_NEAR(w[0].data()[0], 0.9, 1e-6);
  adam.step(w, std::vector<Tensor>{row({-100})});
  const double m = (0.9 * 40 + 0.1 * -100) / (1 - 0.81);
  const double v = (0.999 * 160 + 0.001 * 10000) / (1 - 0.998001);
  EXPECT_NEAR(w[0].data()[0], 0.9 - 0.1 * m / std::sqrt(v), 1e-5);
}

TEST(Optimisers, ACopyGoesOnAsTheOriginal) {
  Adam adam;
  std::vector<Tensor> w{row({1, -2}), row({3})};
  const std::vector<Tensor> g{row({0.5f, 2}), row({-1})};
  adam.step(w, g);
  Adam copy = adam;
  std::vector<Tensor> other = w;
  adam.step(w, g);
  copy.step(other, g);
  EXPECT_EQ(w[0], other[0]);
  EXPECT_EQ(w[1], other[1]);
}

}  // namespace
}  // namespace deconvlab

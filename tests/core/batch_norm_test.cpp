// Batch normalisation while training, and folded away afterwards.
#include "core/network/batch_norm.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "core/network/losses.h"
#include "support.h"

namespace deconvlab {
namespace {

using test::operand;

Network small() {
  Network network;
  network.add(conv_layer(2, 3, 3, 1), 1);
  network.add(relu_layer(), 0);
  network.add(pool_layer(), 0);
  network.add(unpool_layer(0), 0);
  network.add(conv_transpose_layer(3, 4, 3, 1), 2);
  network.add(relu_layer(), 0);
  network.add(conv_layer(4, 3, 1, 0), 3);
  for (const std::size_t bias : {1, 3, 5}) network.parameters[bias] = operand(network.parameters[bias].shape(), 7);
  return network;
}

std::vector<Tensor> images() {
  std::vector<Tensor> images;
  for (std::uint32_t n = 0; n < 5; ++n) images.push_back(operand({1, 2, 6, 8}, n));
  return images;
}

std::vector<Tensor> wanted() {
  std::vector<Tensor> wanted;
  for (std::uint32_t n = 0; n < 5; ++n) wanted.push_back(operand({1, 3, 6, 8}, 50 + n));
  return wanted;
}

TEST(BatchNorm, ChannelsHaveMeanBiasAndDeviationOne) {
  const Network network = small();
  const auto pass = forward_batch_norm(network, images());
  ASSERT_TRUE(pass.has_value());
  for (std::int64_t c = 0; c < 3; ++c) {
    double sum = 0, square = 0;
    for (const Pass& image : pass->images) {
      for (const float v : image.outputs[0].plane(0, c)) {
        sum += v;
        square += double{v} * v;
      }
    }
    const double count = 5 * 48;
    EXPECT_NEAR(sum / count, network.parameters[1].data()[c], 1e-5);
    EXPECT_NEAR(square / count - sum / count * (sum / count), 1, 1e-4);
  }
  EXPECT_FALSE(pass->statistics[6].has_value());  // no ReLU follows: left as it is
}

TEST(BatchNorm, FoldedNetworksGiveTheSame) {
  const Network network = small();
  const auto pass = forward_batch_norm(network, images());
  const Network plain = folded(network, *pass);
  for (std::size_t n = 0; n < 5; ++n) {
    const auto alone = forward(plain, images()[n]);
    for (std::int64_t at = 0; at < alone->result().size(); ++at)
      EXPECT_NEAR(alone->result().data()[at], pass->images[n].result().data()[at], 1e-4);
  }
}

double loss_of(const Network& network, const std::vector<Tensor>& x) {
  const auto pass = forward_batch_norm(network, x);
  double sum = 0;
  for (std::size_t n = 0; n < x.size(); ++n) sum += mean_squared_error(pass->images[n].result(), wanted()[n]).value;
  return sum;
}

// The change of the loss along `of`'s own gradient, a step of 1/1024 long, over what the gradient says.
double slope(Tensor& of, const Tensor& gradient, const std::function<double()>& loss) {
  constexpr double kStep = 1.0 / 1024;
  const Tensor was = of;
  const double length = std::sqrt(test::dot(gradient, gradient));
  const auto along = [&](double step) {
    const auto moved = [&](float w, float by) { return w + static_cast<float>(step / length) * by; };
    std::ranges::transform(was.data(), gradient.data(), of.data().begin(), moved);
    return loss();
  };
  const double change = along(kStep) - along(-kStep);
  of = was;
  return change / (2 * kStep) / length;
}

TEST(BatchNorm, GradientsAreSlopesThroughTheStatistics) {
  Network network = small();
  std::vector<Tensor> x = images();
  const auto pass = forward_batch_norm(network, x);
  std::vector<Tensor> dy;
  for (std::size_t n = 0; n < x.size(); ++n) dy.push_back(mean_squared_error(pass->images[n].result(), wanted()[n]).gradient);
  const BatchGradients gradients = backward_batch_norm(network, *pass, dy);
  const auto loss = [&] { return loss_of(network, x); };
  for (std::size_t n = 0; n < network.parameters.size(); ++n)
    EXPECT_NEAR(slope(network.parameters[n], gradients.parameters[n], loss), 1, 0.02) << n;
  for (std::size_t n = 0; n < x.size(); ++n) EXPECT_NEAR(slope(x[n], gradients.images[n], loss), 1, 0.02) << n;
}

TEST(BatchNorm, ARunIsTheSameAgain) {
  const Network network = small();
  const auto once = forward_batch_norm(network, images());
  const auto again = forward_batch_norm(network, images());
  for (std::size_t n = 0; n < 5; ++n) EXPECT_EQ(once->images[n].result(), again->images[n].result());
}

}  // namespace
}  // namespace deconvlab

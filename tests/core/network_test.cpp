// Layers and networks: forwards against the plain operators, backwards against finite differences. Whole numbers and piecewise linear
// layers make both exact.
#include "core/network/network.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "core/cpu/onednn_conv.h"
#include "core/network/losses.h"
#include "core/network/optimiser.h"
#include "core/operators/conv_transpose.h"
#include "core/operators/pool.h"
#include "core/operators/resample.h"
#include "support.h"

namespace deconvlab {
namespace {

using test::operand;

// No two of them equal, none 0, both signs: max pooling and ReLU have no corner within 1/4 of them.
Tensor distinct(Shape shape) {
  Tensor tensor(shape);
  for (std::int64_t n = 0; n < tensor.size(); ++n) tensor.data()[n] = static_cast<float>((n * 37 + 11) % tensor.size()) - 20.5f;
  return tensor;
}

double weighed(const Pass& pass, const Tensor& dy) { return test::dot(pass.result(), dy); }

// A layer alone, its parameters whole numbers.
Network alone(const NetworkLayer& layer) {
  Network network;
  network.add(layer, 1);
  for (std::size_t n = 0; n < network.parameters.size(); ++n)
    network.parameters[n] = operand(network.parameters[n].shape(), static_cast<std::uint32_t>(n));
  return network;
}

// The sum of dy times the result for each value of `of` a quarter up and a quarter down: exact for what is linear in between.
void expect_slopes(Tensor& of, const Tensor& gradient, const std::function<double()>& value) {
  ASSERT_EQ(of.shape(), gradient.shape());
  for (std::int64_t n = 0; n < of.size(); ++n) {
    float& at = of.data()[n];
    const float was = at;
    at = was + 0.25f;
    const double above = value();
    at = was - 0.25f;
    const double below = value();
    at = was;
    EXPECT_EQ(gradient.data()[n], static_cast<float>((above - below) * 2)) << "value " << n;
  }
}

void expect_gradients(Network network, Tensor x, const std::vector<Switches>& switches = {}) {
  const auto pass = forward(network, x, switches);
  ASSERT_TRUE(pass.has_value());
  const Tensor dy = operand(pass->result().shape(), 9);
  const Gradients gradients = backward(network, *pass, dy);
  const auto value = [&] { return weighed(*forward(network, x, switches), dy); };
  expect_slopes(x, gradients.input, value);
  ASSERT_EQ(gradients.parameters.size(), network.parameters.size());
  for (std::size_t n = 0; n < network.parameters.size(); ++n) {
    SCOPED_TRACE("parameter " + std::to_string(n));
    expect_slopes(network.parameters[n], gradients.parameters[n], value);
  }
}

NetworkLayer with(NetworkLayer layer, Extent s, Extent p, Extent d) {
  layer.params.s = s;
  layer.params.p = p;
  layer.params.d = d;
  return layer;
}

void expect_operators(const Geometry& g) {
  const Tensor x = operand({2, 5, g.h.i, g.w.i}, 1);
  const Tensor w = operand({3, 5, g.h.k, g.w.k}, 2);
  const Tensor dy = operand({2, 3, g.h.o, g.w.o}, 3);
  EXPECT_EQ(many_conv(x, w, g), conv(x, w, g));
  EXPECT_EQ(many_conv_input_grad(dy, w, g), conv_input_grad(dy, w, g));
  EXPECT_EQ(many_conv_kernel_grad(x, dy, g), conv_kernel_grad(x, dy, g));
}

TEST(OneDnnConv, GiveTheOperatorsNumbers) {
  unsigned compared = 0;
  for (const Params& params : test::sweep()) {
    if (params.flip || std::min({params.p.h, params.p.w, params.padding_end().h, params.padding_end().w}) < 0) continue;
    SCOPED_TRACE(test::text(params));
    expect_operators(test::sizes(params));
    ++compared;
  }
  EXPECT_GT(compared, 100u);
}

// SAME pads the two ends unlike; an output padding is the remainder of the convolution.
TEST(OneDnnConv, GiveTheOperatorsNumbersAtUnevenEnds) {
  expect_operators(*resolve({.i = {6, 7}, .k = {3, 2}, .s = {2, 1}, .padding = Padding::same}));
  expect_operators(*resolve_transposed({.i = {4, 3}, .k = {3, 3}, .s = {3, 2}, .p = {1, 0}, .d = {2, 1}, .a = {2, 1}}));
}

TEST(Layers, ConvolutionAddsItsBias) {
  const Network network = alone(conv_layer(3, 17, 3, 1));
  const Tensor x = operand({2, 3, 6, 5}, 7);
  Tensor wanted = conv(x, network.parameters[0], *resolve({.i = {6, 5}, .k = {3, 3}, .p = {1, 1}}));
  for (std::int64_t n = 0; n < 2; ++n) {
    for (std::int64_t c = 0; c < 17; ++c) {
      for (float& value : wanted.plane(n, c)) value += network.parameters[1].data()[c];
    }
  }
  EXPECT_EQ(forward(network, x)->result(), wanted);
}

TEST(Layers, TransposedConvolutionIsTheOperatorOfPyTorchsKernelOrder) {
  Network network = alone(with(conv_transpose_layer(4, 3, 3, 1), {2, 3}, {1, 0}, {1, 1}));
  for (float& value : network.parameters[1].data()) value = 0;
  EXPECT_EQ(network.parameters[0].shape(), (Shape{4, 3, 3, 3}));
  const Tensor x = operand({1, 4, 4, 5}, 7);
  const Geometry g = *resolve_transposed({.i = {4, 5}, .k = {3, 3}, .s = {2, 3}, .p = {1, 0}});
  EXPECT_EQ(forward(network, x)->result(), conv_transpose(x, network.parameters[0], g));
}

TEST(Layers, GradientsOfConvolutions) {
  for (const Extent s : {Extent{1, 1}, Extent{2, 3}}) {
    for (const Extent d : {Extent{1, 1}, Extent{1, 2}}) {
      expect_gradients(alone(with(conv_layer(2, 3, 3, 1), s, {1, 2}, d)), operand({2, 2, 5, 6}, 4));
      expect_gradients(alone(with(conv_transpose_layer(3, 2, 3, 1), s, {1, 0}, d)), operand({2, 3, 3, 4}, 4));
    }
  }
}

TEST(Layers, GradientsOfPoolingAndItsWaysBack) {
  const Tensor x = distinct({2, 2, 4, 6});
  expect_gradients(alone(pool_layer()), x);
  const Tensor pooled = distinct({2, 2, 2, 3});
  expect_gradients(alone(unpool_layer(0)), pooled, {forward(alone(pool_layer()), x)->switches});
  expect_gradients(alone(double_layer()), pooled);
}

// Windows that overlap: a cell may win twice, and is told twice.
TEST(Layers, GradientOfOverlappingPooling) {
  NetworkLayer layer = pool_layer();
  layer.params.k = {3, 3};
  expect_gradients(alone(layer), distinct({1, 2, 7, 7}));
}

TEST(Layers, GradientOfReLU) { expect_gradients(alone(relu_layer()), distinct({1, 3, 4, 4})); }

TEST(Layers, ReLUKeepsNothingBelowZero) {
  const auto pass = forward(alone(relu_layer()), Tensor({1, 1, 1, 3}, {-2, 0, 3}));
  EXPECT_EQ(pass->result(), Tensor({1, 1, 1, 3}, {0, 0, 3}));
}

TEST(Layers, OtherChannelsAreRefused) {
  const auto pass = forward(alone(conv_layer(3, 2, 3, 1)), Tensor({1, 4, 8, 8}));
  ASSERT_FALSE(pass.has_value());
  EXPECT_EQ(pass.error().code, ErrorCode::shape_mismatch);
}

// Pools twice and unpools in the other order, as SegNet and DeconvNet do, over sides whose floor drops a cell.
Network hourglass() {
  Network network;
  network.add(conv_layer(2, 3, 3, 1), 1);
  network.add(relu_layer(), 0);
  network.add(pool_layer(), 0);
  network.add(conv_layer(3, 3, 3, 1), 2);
  network.add(pool_layer(), 0);
  network.add(unpool_layer(1), 0);
  network.add(conv_transpose_layer(3, 3, 3, 1), 3);
  network.add(unpool_layer(0), 0);
  network.add(conv_layer(3, 4, 3, 1), 4);
  return network;
}

TEST(Networks, AllOutputsAreHandedOut) {
  const auto pass = forward(hourglass(), operand({1, 2, 9, 11}, 3));
  ASSERT_TRUE(pass.has_value());
  ASSERT_EQ(pass->outputs.size(), 9u);
  EXPECT_EQ(pass->outputs[2].shape(), (Shape{1, 3, 4, 5}));
  EXPECT_EQ(pass->outputs[4].shape(), (Shape{1, 3, 2, 2}));
  EXPECT_EQ(pass->outputs[5].shape(), (Shape{1, 3, 4, 5}));
  EXPECT_EQ(pass->result().shape(), (Shape{1, 4, 9, 11}));
  const Geometry g = *resolve_pool({.i = {9, 11}, .k = {2, 2}, .s = {2, 2}});
  EXPECT_EQ(pass->outputs[7], max_unpool(pass->outputs[6], pass->switches[0].at, g));
}

// Each parameter's gradient g along itself: a step of length h changes the loss by h |g|, up to h^2 and rounding.
TEST(Networks, GradientOfAWholeNetwork) {
  Network network = hourglass();
  constexpr double kStep = 1.0 / 4096;
  const Tensor x = operand({2, 2, 9, 11}, 3);
  const Tensor labels = [] {
    Tensor labels({2, 1, 9, 11});
    for (std::int64_t n = 0; n < labels.size(); ++n) labels.data()[n] = static_cast<float>(n % 4);
    return labels;
  }();
  const auto pass = forward(network, x);
  const Gradients gradients = backward(network, *pass, cross_entropy(pass->result(), labels).gradient);
  const auto loss = [&] { return cross_entropy(forward(network, x)->result(), labels).value; };
  for (std::size_t n = 0; n < network.parameters.size(); ++n) {
    const Tensor& g = gradients.parameters[n];
    const Tensor was = network.parameters[n];
    const double length = std::sqrt(test::dot(g, g));
    const auto along = [&](double step) {
      const auto moved = [&](float w, float by) { return w + static_cast<float>(step / length) * by; };
      std::ranges::transform(was.data(), g.data(), network.parameters[n].data().begin(), moved);
      return loss();
    };
    const double slope = (along(kStep) - along(-kStep)) / (2 * kStep);
    network.parameters[n] = was;
    EXPECT_NEAR(slope / length, 1, 0.01) << network.parameter_name(n, "n");
  }
}

TEST(Networks, ADecoderTakesItsEncodersSwitches) {
  const Network whole = hourglass();
  Network encoder, decoder;
  for (std::size_t n = 0; n < whole.layers.size(); ++n) (n < 5 ? encoder : decoder).add(whole.layers[n], 0);
  encoder.parameters.assign(whole.parameters.begin(), whole.parameters.begin() + 4);
  decoder.parameters.assign(whole.parameters.begin() + 4, whole.parameters.end());
  const Tensor x = operand({1, 2, 9, 11}, 3);
  const auto pass = forward(whole, x);
  const auto first = forward(encoder, x);
  const auto second = forward(decoder, first->result(), first->switches);
  EXPECT_EQ(second->result(), pass->result());
  const Tensor dy = operand(pass->result().shape(), 5);
  const Gradients gradients = backward(whole, *pass, dy);
  const Gradients back = backward(decoder, *second, dy);
  EXPECT_EQ(back.parameters[0], gradients.parameters[4]);
  EXPECT_EQ(backward(encoder, *first, back.input).input, gradients.input);
}

TEST(Networks, ParametersAreNamedAsInASequential) {
  const Network network = hourglass();
  EXPECT_EQ(network.parameter_name(0, "encoder"), "encoder.0.weight");
  EXPECT_EQ(network.parameter_name(3, "encoder"), "encoder.3.bias");
  EXPECT_EQ(network.parameter_name(4, "d"), "d.6.weight");
}

TEST(Networks, WeightsAreDrawnForTheirInputs) {
  Network network;
  network.add(conv_layer(32, 64, 3, 1), 5);
  network.add(conv_layer(32, 64, 3, 1), 5);
  network.add(conv_layer(32, 64, 3, 1), 6);
  EXPECT_EQ(network.parameters[0], network.parameters[2]);
  EXPECT_NE(network.parameters[0], network.parameters[4]);
  const Tensor& w = network.parameters[0];
  const double count = static_cast<double>(w.size());
  EXPECT_NEAR(std::accumulate(w.data().begin(), w.data().end(), 0.0) / count, 0, 3e-3);
  EXPECT_NEAR(test::dot(w, w) / count, 2.0 / (32 * 9), 2e-4);
}

// Four fields, told apart by the signs of two channels: the loss falls to nearly nothing.
TEST(Networks, LearnsOnePictureByHeart) {
  Network network = hourglass();
  Tensor x({1, 2, 8, 8});
  Tensor labels({1, 1, 8, 8});
  for (std::int64_t n = 0; n < 64; ++n) {
    const bool low = n / 8 >= 4, right = n % 8 >= 4;
    x.data()[n] = low ? 1 : -1;
    x.data()[64 + n] = right ? 1 : -1;
    labels.data()[n] = static_cast<float>(2 * low + right);
  }
  Adam adam{.rate = 0.03f};
  double loss = 0;
  for (int step = 0; step < 400; ++step) {
    const auto pass = forward(network, x);
    const Loss now = cross_entropy(pass->result(), labels);
    loss = now.value;
    adam.step(network.parameters, backward(network, *pass, now.gradient).parameters);
  }
  EXPECT_LT(loss, 0.2);
}

}  // namespace
}  // namespace deconvlab

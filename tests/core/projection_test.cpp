// From a unit back to the input: by hand, against differences of the forward pass, and where the two rules part.
#include "core/network/projection.h"

#include <gtest/gtest.h>

#include "tests/core/support.h"

namespace deconvlab {
namespace {

Tensor of(Extent size, std::vector<float> values) { return Tensor::plane(size, std::move(values)); }

// 1 x 4 -> conv 1 x 3 of 1 channel -> ReLU -> conv 1 x 2 -> ReLU; kernels given.
Network in_a_row(std::vector<float> first, std::vector<float> second) {
  Network network;
  NetworkLayer a = conv_layer(1, 1, 1, 0);
  a.params.k = {1, static_cast<std::int64_t>(first.size())};
  NetworkLayer b = conv_layer(1, 1, 1, 0);
  b.params.k = {1, static_cast<std::int64_t>(second.size())};
  network.add(a, 1);
  network.add(relu_layer(), 0);
  network.add(b, 1);
  network.add(relu_layer(), 0);
  network.parameters[0] = of(a.params.k, std::move(first));
  network.parameters[2] = of(b.params.k, std::move(second));
  return network;
}

TEST(Projection, ByHand) {
  // x = 1 2 3 4, kernel 1 -1 1 -> 2 3; kernel 2 -1 -> 1.
  const Network network = in_a_row({1, -1, 1}, {2, -1});
  const Pass pass = *forward(network, of({1, 4}, {1, 2, 3, 4}));
  const Unit unit = strongest_unit(pass, 3, 0);
  EXPECT_EQ(unit, (Unit{3, 0, {0, 0}}));
  EXPECT_EQ(activation(pass, unit), 1);
  // Gradient: 2 -1 on the middle layer, both above 0; at the input 2(1 -1 1) from cell 0 and -1(1 -1 1) from cell 1.
  EXPECT_EQ(project(network, pass, unit, 1, BackThroughRelu::gated).back(), of({1, 4}, {2, -3, 3, -1}));
  // Rectified: the -1 is left behind.
  EXPECT_EQ(project(network, pass, unit, 1, BackThroughRelu::rectified).back(), of({1, 4}, {2, -2, 2, 0}));
}

TEST(Projection, TheGradientStopsWhereACellWasOffAndTheOtherDoesNot) {
  // x = 1 5 1 0, kernel 1 -1 1 -> -3 4; ReLU 0 4; kernel 1 1 -> 4.
  const Network network = in_a_row({1, -1, 1}, {1, 1});
  const Pass pass = *forward(network, of({1, 4}, {1, 5, 1, 0}));
  const Unit unit = strongest_unit(pass, 3, 0);
  EXPECT_EQ(project(network, pass, unit, 1, BackThroughRelu::gated).back(), of({1, 4}, {0, 1, -1, 1}));
  EXPECT_EQ(project(network, pass, unit, 1, BackThroughRelu::rectified).back(), of({1, 4}, {1, 0, 0, 1}));
}

// conv, ReLU, pool, conv, ReLU, pool on 8 x 8.
Network deep() {
  Network network;
  network.add(conv_layer(1, 3, 3, 1), 5);
  network.add(relu_layer(), 0);
  network.add(pool_layer(), 0);
  network.add(conv_layer(3, 2, 3, 1), 6);
  network.add(relu_layer(), 0);
  network.add(pool_layer(), 0);
  return network;
}

TEST(Projection, TheGradientIsThatOfTheForwardPass) {
  const Network network = deep();
  const Tensor x = test::operand({1, 1, 8, 8}, 3);
  const Pass pass = *forward(network, x);
  for (const std::size_t layer : {2u, 4u, 5u}) {
    const Unit unit = strongest_unit(pass, layer, 1);
    ASSERT_GT(activation(pass, unit), 0);
    const Tensor gradient = project(network, pass, unit, 1, BackThroughRelu::gated).back();
    for (std::size_t n = 0; n < x.data().size(); ++n) {
      constexpr float kStep = 1e-3f;
      Tensor moved = x;
      moved.data()[n] += kStep;
      const float change = activation(*forward(network, moved), unit) - activation(pass, unit);
      EXPECT_NEAR(change / kStep, gradient.data()[n], 2e-2) << layer << " " << n;
    }
  }
}

TEST(Projection, TheReceptiveFieldHoldsEveryPixelThatMatters) {
  // Level 0: 3 x 3 about the cell. Behind the first pooling: cell (1,2) of a 3 x 3 convolution on 2 x 2 windows of the first.
  const Network network = deep();
  const Pass pass = *forward(network, test::operand({1, 1, 8, 8}, 3));
  EXPECT_EQ(receptive_field(network, pass, {1, 0, {4, 4}}), (CellRect{{3, 3}, {3, 3}}));
  EXPECT_EQ(receptive_field(network, pass, {1, 0, {0, 7}}), (CellRect{{0, 6}, {2, 2}}));
  EXPECT_EQ(receptive_field(network, pass, {4, 0, {1, 2}}), (CellRect{{0, 1}, {7, 7}}));
}

TEST(Projection, GoesBackThroughSwitches) {
  // A pooling alone: the value stands at the largest cell.
  Network network;
  network.add(pool_layer(), 0);
  const Pass pass = *forward(network, of({2, 4}, {1, 2, 9, 3, 4, 0, 5, 6}));
  EXPECT_EQ(project(network, pass, strongest_unit(pass, 0, 0), 7, BackThroughRelu::rectified).back(), of({2, 4}, {0, 0, 7, 0, 0, 0, 0, 0}));
}

}  // namespace
}  // namespace deconvlab

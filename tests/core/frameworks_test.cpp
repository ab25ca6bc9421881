// PyTorch's functions of tensors that are there, as scenes show them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/frameworks/pytorch.h"

namespace deconvlab {
namespace {

Layer layer_of(LayerKind kind, std::int64_t k, std::int64_t s, PerAxis p, PerAxis p_end, PerAxis input = {}) {
  Layer layer{.kind = kind};
  layer.k = axes_of(layer, k);
  layer.s = axes_of(layer, s);
  layer.d = axes_of(layer, 1);
  layer.p = std::move(p);
  layer.p_end = std::move(p_end);
  layer.input = std::move(input);
  return layer;
}

Layer conv(std::int64_t k, std::int64_t s, PerAxis p, PerAxis p_end) {
  return layer_of(LayerKind::conv, k, s, std::move(p), std::move(p_end));
}

TEST(PyTorchFunction, LeavesItsDefaultsOut) { EXPECT_EQ(pytorch_function(conv(3, 1, {0, 0}, {0, 0})).text, "F.conv2d(x, w)"); }

TEST(PyTorchFunction, NamesWhatDiffers) {
  Layer layer = conv(3, 2, {1, 0}, {1, 0});
  layer.d = {3, 3};
  layer.turned = true;
  EXPECT_EQ(pytorch_function(layer).text, "F.conv2d(x, w.flip(2, 3), stride=2, padding=(1, 0), dilation=3)");
  layer.bias = true;
  layer.groups = layer.in = layer.out = 2;
  EXPECT_EQ(pytorch_function(layer).text, "F.conv2d(x, w.flip(2, 3), bias=b, stride=2, padding=(1, 0), dilation=3, groups=2)");
  Layer one{.rank = 1, .turned = true};
  one.k = {4};
  one.s = one.d = {1};
  one.p = one.p_end = {0};
  EXPECT_EQ(pytorch_function(one).text, "F.conv1d(x, w.flip(2))");
}

TEST(PyTorchFunction, PadsInFrontWhereTheEndsDiffer) {
  EXPECT_EQ(pytorch_function(conv(3, 2, {0, 2}, {1, 3})).text, "F.conv2d(F.pad(x, (2, 3, 0, 1)), w, stride=2)");
  Layer pool = layer_of(LayerKind::max_pool, 3, 2, {0, 0}, {1, 1});
  EXPECT_EQ(pytorch_function(pool).text, "F.max_pool2d(F.pad(x, (0, 1, 0, 1), value=float('-inf')), 3, stride=2)");
}

TEST(PyTorchFunction, TheTransposedOneHasTheOutputPadding) {
  Layer layer = layer_of(LayerKind::conv_transpose, 3, 2, {1, 1}, {1, 1}, {3, 3});
  EXPECT_EQ(pytorch_function(layer).text, "F.conv_transpose2d(x, w, stride=2, padding=1)");
  layer.a = {1, 0};
  EXPECT_EQ(pytorch_function(layer).text, "F.conv_transpose2d(x, w, stride=2, padding=1, output_padding=(1, 0))");
}

// k 3, s 2, 16 -> 33 in full: SAME's 32 are the first ones.
TEST(PyTorchFunction, WhatIsCutOffAtTheEndIsASlice) {
  Layer layer = layer_of(LayerKind::conv_transpose, 3, 2, {0, 0}, {1, 1}, {16, 16});
  EXPECT_EQ(pytorch_function(layer).text, "F.conv_transpose2d(x, w, stride=2)[:, :, :32, :32]");
  layer.p_end = {1, 0};
  EXPECT_EQ(pytorch_function(layer).text, "F.conv_transpose2d(x, w, stride=2)[:, :, :32, :33]");
  layer.p = {3, 0};  // one beyond what output_padding may add
  layer.p_end = {0, 0};
  EXPECT_EQ(pytorch_function(layer).text, "F.conv_transpose2d(x, w, stride=2, padding=(1, 0), output_padding=(1, 0))[:, :, 2:32, :33]");
}

TEST(PyTorchFunction, PoolsWithSwitchesAndSaysWhichSizeUnpoolingComesBackTo) {
  Layer pool = layer_of(LayerKind::max_pool, 2, 2, {0, 0}, {0, 0});
  pool.indices = true;
  EXPECT_EQ(pytorch_function(pool).text, "F.max_pool2d(x, 2, return_indices=True)");
  Layer unpool = layer_of(LayerKind::max_unpool, 2, 2, {0, 0}, {0, 0});
  unpool.output = {5, 5};
  EXPECT_EQ(pytorch_function(unpool, "pooled").text, "F.max_unpool2d(pooled, at, 2, output_size=(5, 5))");
}

}  // namespace
}  // namespace deconvlab

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/frameworks/pytorch.h"

namespace deconvlab {
namespace {

TEST(PyTorch, LeavesItsDefaultsOut) { EXPECT_EQ(pytorch_line({}), "y = F.conv2d(x, w)"); }

TEST(PyTorch, NamesWhatDiffers) {
  const Params params{.s = Extent::square(2), .p = {1, 0}, .d = Extent::square(3), .flip = true};
  EXPECT_EQ(pytorch_line(params), "y = F.conv2d(x, w.flip(2, 3), stride=2, padding=(1, 0), dilation=3)");
}

TEST(PyTorch, TheTransposedLineHasTheOutputPadding) {
  Params params{.i = Extent::square(3), .s = Extent::square(2), .p = Extent::square(1)};
  EXPECT_EQ(pytorch_transposed_line(resolve_transposed(params).value()), "y = F.conv_transpose2d(x, w, stride=2, padding=1)");
  params.a = {1, 0};
  params.groups = 2;
  params.d = Extent::square(2);
  params.flip = true;
  EXPECT_EQ(pytorch_transposed_line(resolve_transposed(params).value()),
            "y = F.conv_transpose2d(x, w.flip(2, 3), stride=2, padding=1, output_padding=(1, 0), groups=2, dilation=2)");
}

TEST(PyTorch, SpellsOutWhatSameDoes) {
  Params params{.i = Extent::square(16), .s = Extent::square(2)};
  params.padding = Padding::same;
  EXPECT_EQ(pytorch_transposed_line(resolve_transposed(params).value()), "y = F.conv_transpose2d(x, w, stride=2)[:, :, :32, :32]");
  EXPECT_EQ(pytorch_line(params), "y = F.conv2d(F.pad(x, (0, 1, 0, 1)), w, stride=2)");
  params.s = Extent::square(1);
  EXPECT_EQ(pytorch_line(params), "y = F.conv2d(x, w, padding=1)");
}

// conv_transpose2d cuts off the same at both ends.
TEST(PyTorch, CutsItsResultWhereTheEndsDiffer) {
  Params params{.i = Extent::square(5), .k = Extent::square(2), .s = Extent::square(2)};
  params.ceil_mode = true;
  const Geometry up = *resolve_way_back(*resolve_pool(params), {4, 4});
  EXPECT_EQ(pytorch_transposed_line(up), "y = F.conv_transpose2d(x, w, stride=2, padding=1)[:, :, :5, :5]");
  Geometry at_start = up;
  std::swap(at_start.h.p, at_start.h.p_end);
  EXPECT_EQ(pytorch_transposed_line(at_start), "y = F.conv_transpose2d(x, w, stride=2, padding=1)[:, :, 1:6, :5]");
}

TEST(PyTorch, PoolsWithSwitchesAndSaysWhichSizeUnpoolingComesBackTo) {
  Params params{.i = Extent::square(5), .k = Extent::square(2), .s = Extent::square(2)};
  const Geometry pool = *resolve_pool(params);
  EXPECT_EQ(pytorch_pooling_lines(pool, *resolve_way_back(pool, {2, 2})),
            "pooled, at = F.max_pool2d(x, 2, stride=2, return_indices=True)\n"
            "F.max_unpool2d(pooled, at, 2, stride=2, output_size=(5, 5))\n"
            "y = F.conv_transpose2d(pooled, w, stride=2, output_padding=1)");
  params.ceil_mode = true;
  params.k = {3, 2};
  params.p = {1, 0};
  const Geometry up = *resolve_pool(params);
  EXPECT_THAT(pytorch_pooling_lines(up, *resolve_way_back(up, {3, 2})),
              testing::StartsWith("pooled, at = F.max_pool2d(x, (3, 2), stride=2, padding=(1, 0), ceil_mode=True, return_indices=True)\n"));
}

// A window of 2 with a padding of 2: PyTorch has no such pooling.
TEST(PyTorch, SaysNothingOfAPoolingThatItHasNot) {
  Params params{.i = Extent::square(5), .k = Extent::square(3), .s = Extent::square(2), .p = Extent::square(2)};
  const Geometry pool = *resolve_pool(params);
  EXPECT_THAT(pytorch_pooling_lines(pool, *resolve_way_back(pool, {4, 4})), testing::StartsWith("y = F.conv_transpose2d(pooled, w"));
}

}  // namespace
}  // namespace deconvlab

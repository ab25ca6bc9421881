// Nearest and bilinear upsampling against numbers worked out by hand, and against the transposed convolutions that equal them.
#include "core/resample.h"

#include <gtest/gtest.h>

#include "core/conv_transpose.h"
#include "core/kernels.h"
#include "support.h"

namespace deconvlab {
namespace {

using test::square;

Tensor row(const std::vector<float>& values) { return Tensor::plane({1, static_cast<std::int64_t>(values.size())}, values); }

Geometry row_to(std::int64_t i, std::int64_t o, bool align_corners = false) {
  Params params{.i = {1, i}};
  params.output = Extent{1, o};
  params.align_corners = align_corners;
  return resolve_upsample(params).value();
}

TEST(UpsampleGeometry, MultipliesByTheStrideOrTakesTheOutput) {
  EXPECT_EQ(resolve_upsample({.i = {2, 3}, .s = {2, 4}}).value().input(), (Extent{4, 12}));
  EXPECT_EQ(resolve_upsample({.i = {2, 3}, .s = {2, 4}}).value().output(), (Extent{2, 3}));
  EXPECT_EQ(row_to(3, 7).input(), (Extent{1, 7}));
  Params none;
  none.output = Extent{0, 4};
  EXPECT_EQ(resolve_upsample(none).error(), (Error{ErrorCode::not_positive, {"o", "0"}}));
}

TEST(FcnUpsampling, HasItsPublishedSizes) {
  const Params by2 = fcn_upsampling(Extent::square(5), 2), by3 = fcn_upsampling(Extent::square(5), 3);
  EXPECT_EQ(by2.k, Extent::square(4));
  EXPECT_EQ(by2.p, Extent::square(1));
  EXPECT_EQ(by3.k, Extent::square(5));
  EXPECT_EQ(by3.p, Extent::square(1));
  EXPECT_EQ(fcn_upsampling(Extent::square(16), 32).k, Extent::square(64));
  EXPECT_EQ(resolve_transposed(by2).value().input(), Extent::square(10));
}

TEST(UpsampleNearest, CopiesEachValueOverItsWindow) {
  const Geometry g = resolve_upsample({.i = {2, 2}, .s = {2, 2}}).value();
  EXPECT_EQ(upsample_nearest(Tensor::plane({2, 2}, {1, 2, 3, 4}), g),
            Tensor::plane({4, 4}, {1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4}));
  EXPECT_EQ(upsample_nearest(row({1, 2}), row_to(2, 5)), row({1, 1, 1, 2, 2}));
  EXPECT_EQ(upsample_nearest(row({1, 2, 3, 4, 5}), row_to(5, 3)), row({1, 2, 4}));
}

// 49 / 49 rounds below 1 in floats, not in whole numbers.
TEST(UpsampleNearest, EveryWindowIsAsWideAsTheFactor) {
  const Geometry g = row_to(3, 3 * 49);
  for (std::int64_t c = 0; c < 3 * 49; ++c) EXPECT_EQ(nearest_source(g.w, c), c / 49);
}

TEST(UpsampleBilinear, EdgesOrCornersKeepTheirPlace) {
  EXPECT_EQ(upsample_bilinear(row({0, 4}), row_to(2, 4)), row({0, 1, 3, 4}));
  EXPECT_EQ(upsample_bilinear(row({0, 3}), row_to(2, 4, true)), row({0, 1, 2, 3}));
  EXPECT_EQ(upsample_bilinear(row({5, 9}), row_to(2, 1, true)), row({5}));
  EXPECT_EQ(upsample_bilinear(row({5, 9}), row_to(2, 1)), row({7}));
}

TEST(UpsampleBilinear, WeighsFourCells) {
  const Geometry g = resolve_upsample({.i = {2, 2}, .s = {2, 2}}).value();
  EXPECT_EQ(upsample_bilinear(Tensor::plane({2, 2}, {0, 16, 32, 48}), g),
            Tensor::plane({4, 4}, {0, 4, 12, 16, 8, 12, 20, 24, 24, 28, 36, 40, 32, 36, 44, 48}));
}

TEST(UpsampleNearest, IsTheTransposedConvolutionWithOnes) {
  for (const std::int64_t s : {1, 2, 3, 5}) {
    const Tensor x = test::whole_numbers({1, 1, 4, 4}, 3);
    const Geometry g = resolve_upsample({.i = {4, 4}, .s = {s, s}}).value();
    const Geometry t = resolve_transposed(square(4, s, s, 0)).value();
    EXPECT_EQ(upsample_nearest(x, g), conv_transpose(x, Tensor(Shape{1, 1, s, s}, 1), t));
  }
}

// Away from the border: there the interpolation repeats the edge, the transposed convolution meets padding.
TEST(UpsampleBilinear, IsFcnsTransposedConvolutionInside) {
  for (const std::int64_t f : {2, 3, 4, 5}) {
    const Tensor x = test::whole_numbers({1, 1, 6, 6}, 4);
    const Params params = fcn_upsampling({6, 6}, f);
    const Geometry t = resolve_transposed(params).value();
    const Tensor by_kernel = conv_transpose(x, make_kernel("bilinear", params.k).value(), t);
    const Tensor y = upsample_bilinear(x, resolve_upsample({.i = {6, 6}, .s = {f, f}}).value());
    for (std::int64_t r = f; r < 5 * f; ++r) {
      for (std::int64_t c = f; c < 5 * f; ++c) EXPECT_NEAR(y.at({r, c}), by_kernel.at({r, c}), 1e-5) << f << ": " << r << ", " << c;
    }
  }
}

}  // namespace
}  // namespace deconvlab

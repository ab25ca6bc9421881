// Nearest and bilinear upsampling against numbers worked out by hand, and against the transposed convolutions that equal them.
#include "core/operators/resample.h"

#include <gtest/gtest.h>

#include "core/operators/conv_transpose.h"
#include "core/operators/kernels.h"
#include "support.h"

namespace deconvlab {
namespace {

using test::square;

Tensor row(const std::vector<float>& values) { return Tensor::plane({1, static_cast<std::int64_t>(values.size())}, values); }

Geometry row_to(std::int64_t i, std::int64_t o, bool align_corners = false) {
  Params params{.i = {1, i}};
  params.output = Extent{1, o};
  if (align_corners) params.resampling.coordinates = Coordinates::align_corners;
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
  for (std::int64_t c = 0; c < 3 * 49; ++c) EXPECT_EQ(nearest_source(g.w, {}, c), c / 49);
}

TEST(UpsampleBilinear, EdgesOrCornersKeepTheirPlace) {
  EXPECT_EQ(upsample_bilinear(row({0, 4}), row_to(2, 4)), row({0, 1, 3, 4}));
  EXPECT_EQ(upsample_bilinear(row({0, 3}), row_to(2, 4, true)), row({0, 1, 2, 3}));
  EXPECT_EQ(upsample_bilinear(row({5, 9}), row_to(2, 1, true)), row({5}));
  EXPECT_EQ(upsample_bilinear(row({5, 9}), row_to(2, 1)), row({7}));
}

// The scale stands in the formula, which a size's quotient would take the place of.
TEST(UpsampleByScale, IsNotUpsamplingToThatSize) {
  Params params{.i = {1, 5}};
  params.scale = Scale{{1, 1}, {3, 2}};
  const Geometry g = resolve_upsample(params).value();
  EXPECT_EQ(g.input(), (Extent{1, 7}));
  const Tensor x = row({0, 1, 2, 3, 4});
  const Tensor by_scale = upsample_bilinear(x, g), by_size = upsample_bilinear(x, row_to(5, 7));
  const float scaled[] = {0, 0.5f, 7 / 6.0f, 11 / 6.0f, 2.5f, 19 / 6.0f, 23 / 6.0f};
  const float sized[] = {0, 4 / 7.0f, 9 / 7.0f, 2, 19 / 7.0f, 24 / 7.0f, 4};
  for (std::int64_t c = 0; c < 7; ++c) {
    EXPECT_NEAR(by_scale.at({0, c}), scaled[c], 5e-7) << c;
    EXPECT_NEAR(by_size.at({0, c}), sized[c], 5e-7) << c;
  }
  EXPECT_EQ(upsample_nearest(x, g), row({0, 0, 1, 2, 2, 3, 4}));
  params.scale = Scale{{1, 1}, {1, 6}};
  EXPECT_EQ(resolve_upsample(params).error(), (Error{ErrorCode::not_positive, {"o", "0"}}));
}

// 0.57 is a little less than 57 hundredths: 100 cells become 56, as PyTorch counts. 33 cells at 1.1 are 30, not a little less.
TEST(UpsampleByScale, TakesDecimalsAsTheyAreTyped) {
  const auto equals = [](double value, Ratio ratio) { return ratio_of(value) == ratio; };
  EXPECT_TRUE(equals(1.5, {3, 2}) && equals(0.57, {57, 100}) && equals(2, {2, 1}) && equals(4.0 / 3, {4, 3}) && equals(1.1, {11, 10}));
  EXPECT_TRUE(equals(16777216, {16777216, 1}) && equals(1e-9, {1, 1000000000}) && equals(1e-12, {1, 1 << 30}));
  const Ratio pi = ratio_of(3.14159265358979);
  EXPECT_NEAR(static_cast<double>(pi.num) / static_cast<double>(pi.den), 3.14159265358979, 1e-14);
  Params params{.i = {1, 100}};
  params.scale = Scale{{1, 1}, ratio_of(0.57)};
  EXPECT_EQ(resolve_upsample(params)->w.i, 56);
  params.scale = Scale{{1, 1}, ratio_of(1.1)};
  EXPECT_EQ(nearest_source(resolve_upsample(params)->w, {}, 33), 30);
}

// 2 cells to 4 lie at 0, 0.5, 1, 1.5 or, by half-pixel centres, at -0.25, 0.25, 0.75, 1.25; 3 to 4 at 0, 0.75, 1.5, 2.25.
TEST(UpsampleNearest, RoundsAsItIsTold) {
  const auto cells = [](std::int64_t i, std::int64_t o, Resampling rule) {
    const Geometry g = row_to(i, o);
    std::vector<std::int64_t> all;
    for (std::int64_t c = 0; c < o; ++c) all.push_back(nearest_source(g.w, rule, c));
    return all;
  };
  using All = std::vector<std::int64_t>;
  using enum Coordinates;
  EXPECT_EQ(cells(2, 4, {asymmetric, Rounding::floor}), (All{0, 0, 1, 1}));
  EXPECT_EQ(cells(2, 4, {asymmetric, Rounding::ceil}), (All{0, 1, 1, 1}));
  EXPECT_EQ(cells(2, 4, {asymmetric, Rounding::prefer_floor}), (All{0, 0, 1, 1}));
  EXPECT_EQ(cells(2, 4, {asymmetric, Rounding::prefer_ceil}), (All{0, 1, 1, 1}));
  EXPECT_EQ(cells(2, 4, {half_pixel, Rounding::floor}), (All{0, 0, 0, 1}));
  EXPECT_EQ(cells(2, 4, {half_pixel, Rounding::ceil}), (All{0, 1, 1, 1}));
  EXPECT_EQ(cells(3, 4, {asymmetric, Rounding::prefer_floor}), (All{0, 1, 1, 2}));
  EXPECT_EQ(cells(3, 4, {asymmetric, Rounding::prefer_ceil}), (All{0, 1, 2, 2}));
  EXPECT_EQ(cells(5, 3, {}), (All{0, 1, 3}));
  EXPECT_EQ(cells(5, 3, {half_pixel, Rounding::usual}), (All{0, 2, 4})) << "nearest-exact";
  EXPECT_EQ(cells(4, 1, {align_corners, Rounding::usual}), (All{0}));
  EXPECT_EQ(cells(4, 1, {half_pixel, Rounding::prefer_floor}), (All{1}));
  EXPECT_EQ(cells(4, 1, {pytorch_half_pixel, Rounding::prefer_floor}), (All{0}));
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

// Of rows four times as many, two at each end repeat the edge; of columns twice as many one.
TEST(Unclamped, IsOfEachAxis) {
  const Geometry g = resolve_upsample({.i = {2, 5}, .s = {4, 2}}).value();
  EXPECT_EQ(unclamped(g), (CellRect{{2, 1}, {4, 8}}));
}

// By hand: of 3 cells made 6, bilinear reads cell 1 from places 1/4, 3/4, 5/4 and 7/4, which are resized cells 1 to 4.
TEST(ResizedFrom, AreTheCellsThatReadIt) {
  const Geometry g = resolve_upsample({.i = {3, 2}, .s = {2, 3}}).value();
  EXPECT_EQ(resized_from(g, {1, 0}, false), (CellRect{{2, 0}, {2, 3}}));
  EXPECT_EQ(resized_from(g, {1, 0}, true), (CellRect{{1, 0}, {4, 4}}));
  EXPECT_EQ(resized_from(g, {0, 1}, true), (CellRect{{0, 2}, {3, 4}}));
}

}  // namespace
}  // namespace deconvlab

// Mean squared error and PSNR against numbers worked out by hand.
#include "core/operators/compare.h"

#include <gtest/gtest.h>

#include <cmath>

namespace deconvlab {
namespace {

// Differences 3, 0, -4 and 0: 25 / 4 = 6.25; 65025 / 6.25 = 10404 = 102^2, and 20 log10(102) = 40.17200...
TEST(Compare, ByHand) {
  const auto found = difference(Tensor::plane({2, 2}, {13, 20, 26, 40}), Tensor::plane({2, 2}, {10, 20, 30, 40}));
  ASSERT_TRUE(found);
  EXPECT_DOUBLE_EQ(found->mean_squared, 6.25);
  EXPECT_NEAR(found->psnr, 40.172003, 1e-6);
}

// One channel of three is 255 off: a third of 255^2, 10 log10(3).
TEST(Compare, OverAllChannels) {
  Tensor black(Shape{1, 3, 2, 5});
  Tensor red = black;
  for (float& v : red.plane(0, 0)) v = 255;
  const auto found = difference(red, black);
  ASSERT_TRUE(found);
  EXPECT_DOUBLE_EQ(found->mean_squared, 21675);
  EXPECT_NEAR(found->psnr, 4.771213, 1e-6);
}

// More values than one core sums up by itself, and not a whole number of stretches: each is n % 3 off, so 5/3 in the mean.
TEST(Compare, OfALargePicture) {
  Tensor found(Shape{1, 3, 700, 701});
  const Tensor wanted = found;
  for (std::int64_t n = 0; n < found.size(); ++n) found.data()[n] = static_cast<float>(n % 3);
  EXPECT_DOUBLE_EQ(difference(found, wanted)->mean_squared, 5.0 / 3);
}

TEST(Compare, SignedIsTheMeanOverChannels) {
  const Tensor found({2, 2, 1, 2}, {5, 6, 7, 8, 1, 2, 3, 4});
  const Tensor wanted({2, 2, 1, 2}, {1, 8, 1, 8, 1, 1, 1, 1});
  EXPECT_EQ(signed_difference(found, wanted), Tensor({2, 1, 1, 2}, {5, -1, 1, 2}));
}

TEST(Compare, NothingDiffers) {
  const Tensor picture(Shape{1, 3, 4, 4}, 0.1f);
  EXPECT_EQ(difference(picture, picture)->mean_squared, 0);
  EXPECT_EQ(difference(picture, picture)->psnr, HUGE_VAL);
}

// 2^24 ones and 1 more: float sums would stay at 2^24.
TEST(Compare, SumsInDouble) {
  const Shape shape{1, 1, 4096, 4097};
  EXPECT_EQ(difference(Tensor(shape, 1), Tensor(shape, 0))->mean_squared, 1);
}

TEST(Compare, OneShapeOnly) {
  const auto found = difference(Tensor(Shape{1, 3, 4, 4}), Tensor(Shape{1, 1, 4, 4}));
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error(), (Error{ErrorCode::shape_mismatch, {"picture", "1x3x4x4", "1x1x4x4"}}));
}

}  // namespace
}  // namespace deconvlab

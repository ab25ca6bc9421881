// Arrays whose axes stand in another order.
#include "core/operators/axis_order.h"

#include <gtest/gtest.h>

namespace deconvlab {
namespace {

// Every value is its place in NCHW as four digits.
Tensor places(const Shape& s) {
  Tensor t(s);
  for (std::int64_t n = 0; n < s.n; ++n) {
    for (std::int64_t c = 0; c < s.c; ++c) {
      for (std::int64_t y = 0; y < s.h; ++y) {
        for (std::int64_t x = 0; x < s.w; ++x) t.at(n, c, y, x) = static_cast<float>(1000 * n + 100 * c + 10 * y + x);
      }
    }
  }
  return t;
}

TEST(AxisOrder, EveryPairOfOrdersKeepsEachValueInItsPlace) {
  const Tensor own = places({2, 3, 4, 5, 4});
  for (const auto orders : {input_orders(), kernel_orders()}) {
    for (const AxisOrder to : orders) {
      const Tensor turned = in_order(own, orders.front(), to);
      const auto side = [&](char letter) { return to.find(letter); };
      for (std::int64_t n = 0; n < own.size(); ++n) {
        const std::int64_t at[] = {n / 60, n / 20 % 3, n / 5 % 4, n % 5};
        std::int64_t place[4];
        for (std::size_t axis = 0; axis < 4; ++axis) place[side(orders.front()[axis])] = at[axis];
        EXPECT_EQ(turned.at(place[0], place[1], place[2], place[3]), own.data()[static_cast<std::size_t>(n)]) << to;
      }
      EXPECT_EQ(in_order(turned, to, orders.front()), own) << to;
    }
  }
}

TEST(AxisOrder, ThreeAxesHaveNoBatchAndTwoArePlanes) {
  const Tensor hwc(Shape{1, 2, 2, 3, 3}, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
  const Tensor chw = in_order(hwc, "nhwc", "nchw");
  EXPECT_EQ(chw, Tensor(Shape{1, 3, 2, 2}, {0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11}));
  EXPECT_EQ(chw.shape().rank, 3);
  const Tensor plane = Tensor::plane({2, 3}, {0, 1, 2, 3, 4, 5});
  EXPECT_EQ(in_order(plane, "nhwc", "nchw"), plane);
  EXPECT_EQ(in_order(plane, "hwio", "oihw"), plane);
  // A grey picture of three axes is turned, though one of them is 1.
  EXPECT_EQ(in_order(Shape{1, 6, 7, 1, 3}, "nhwc", "nchw"), (Shape{1, 1, 6, 7}));
}

TEST(AxisOrder, FewChannelsBehindMoreRowsAndColumnsLookLast) {
  for (const Shape& s : {Shape{1, 6, 7, 3, 3}, Shape{1, 28, 28, 1, 3}, Shape{8, 32, 32, 4, 4}})
    EXPECT_TRUE(looks_channels_last(s)) << s.text();
  for (const Shape& s : {Shape{1, 3, 6, 7, 3}, Shape{1, 64, 4, 4, 3}, Shape{1, 2, 5, 3, 3}, Shape{1, 1, 7, 3, 2}, Shape{1, 16, 7, 7, 4}})
    EXPECT_FALSE(looks_channels_last(s)) << s.text();
}

}  // namespace
}  // namespace deconvlab

// Pooling and unpooling against numbers worked out by hand, and against each other.
#include "core/operators/pool.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/operators/operators.h"
#include "support.h"

namespace deconvlab {
namespace {

using test::square;
using test::whole_numbers;

Geometry pool(Params params, bool ceil_mode = false) {
  params.ceil_mode = ceil_mode;
  return resolve_pool(params).value();
}

Geometry unpool(Params params, std::optional<Extent> output = {}) {
  params.output = output;
  return resolve_unpool(params).value();
}

Tensor row(const std::vector<float>& values) { return Tensor::plane({1, static_cast<std::int64_t>(values.size())}, values); }
Geometry row_pool(std::int64_t i, std::int64_t k, std::int64_t s, std::int64_t p, bool ceil_mode = false) {
  return pool({.i = {1, i}, .k = {1, k}, .s = {1, s}, .p = {0, p}}, ceil_mode);
}

TEST(PoolGeometry, CountsWindows) {
  EXPECT_EQ(pool(square(4, 2, 2, 0)).output(), Extent::square(2));
  EXPECT_EQ(pool(square(5, 2, 2, 0)).output(), Extent::square(2));
  EXPECT_EQ(pool(square(5, 2, 2, 0)).h.remainder, 1);
  EXPECT_EQ(pool(square(5, 3, 1, 0)).output(), Extent::square(3));
  EXPECT_EQ(pool(square(7, 3, 2, 0, 2)).output(), Extent::square(2));
}

TEST(PoolGeometry, CeilModeAddsAWindowThatOverhangs) {
  const Geometry g = pool(square(5, 2, 2, 0), true);
  EXPECT_EQ(g.output(), Extent::square(3));
  EXPECT_EQ(g.h.p_end, 1);
  EXPECT_EQ(g.h.remainder, 0);
  EXPECT_EQ(g.h.padded, 6);
  EXPECT_EQ(pool(square(4, 2, 2, 0), true).h, pool(square(4, 2, 2, 0)).h);
}

// i 3, k 2, s 3, p 1: ceil((3 + 2 - 2) / 3) + 1 = 2 and the second starts at cell 2; i 2 gives 2 as well, but it would start at 2 = i.
TEST(PoolGeometry, CeilModeDropsAWindowThatStartsInThePadding) {
  EXPECT_EQ(pool(square(3, 2, 3, 1), true).output(), Extent::square(2));
  EXPECT_EQ(pool(square(2, 2, 3, 1), true).output(), Extent::square(1));
}

// With dilation 3 a window of 2 spans 4. SAME's padding is nobody's to judge.
TEST(PoolGeometry, TakesPaddingThatFillsNoWindow) {
  EXPECT_EQ(pool(square(5, 3, 2, 2)).output(), Extent::square(4));
  EXPECT_EQ(unpool(square(5, 3, 2, 2)).input(), Extent::square(7));
  EXPECT_EQ(pool(square(5, 2, 1, 3, 3)).output(), Extent::square(8));
  EXPECT_EQ(resolve_pool(square(5, 3, 2, 3)).error(), (Error{ErrorCode::pool_padding_too_large, {"h", "3", "3", "2"}}));
  EXPECT_EQ(resolve_unpool(square(5, 3, 2, 3)).error(), (Error{ErrorCode::pool_padding_too_large, {"h", "3", "3", "2"}}));
  EXPECT_EQ(resolve_pool(square(5, 2, 1, 4, 3)).error(), (Error{ErrorCode::pool_padding_too_large, {"h", "4", "4", "3"}}));
  EXPECT_TRUE(pads_over_half(pool(square(5, 3, 2, 2)).h, Padding::given));
  EXPECT_FALSE(pads_over_half(pool(square(5, 3, 2, 1)).h, Padding::given));
  EXPECT_FALSE(pads_over_half(pool(square(5, 3, 2, 2)).h, Padding::same));
}

TEST(PoolGeometry, RefusesAWindowBeyondThePaddedInput) {
  EXPECT_EQ(resolve_pool(square(2, 3, 1, 0)).error().code, ErrorCode::kernel_exceeds_input);
}

TEST(UnpoolGeometry, TakesOutputsLessThanAStrideFromTheUsual) {
  EXPECT_EQ(unpool(square(67, 2, 2, 0)).input(), Extent::square(134));
  EXPECT_EQ(unpool(square(67, 2, 2, 0), Extent::square(135)).input(), Extent::square(135));
  EXPECT_EQ(unpool(square(2, 2, 2, 0), Extent{3, 5}).input(), (Extent{3, 5}));
  for (const std::int64_t wrong : {2, 6}) {
    Params params = square(2, 2, 2, 0);
    params.output = Extent::square(wrong);
    EXPECT_EQ(resolve_unpool(params).error(), (Error{ErrorCode::output_not_reached, {"h", std::to_string(wrong), "2", "3", "5"}}));
  }
}

TEST(MaxPool, KeepsValuesAndSwitches) {
  const Tensor x = Tensor::plane({4, 4}, {1, 2, 0, 7, 3, 0, 5, 6, 8, 1, 1, 1, 0, 2, 9, 4});
  const Pooled pooled = max_pool(x, pool(square(4, 2, 2, 0)));
  EXPECT_EQ(pooled.values, Tensor::plane({2, 2}, {3, 7, 8, 9}));
  EXPECT_EQ(pooled.switches, Indices::plane({2, 2}, {4, 3, 8, 14}));
}

TEST(MaxPool, OfEqualValuesTheFirstInRowOrderWins) {
  EXPECT_EQ(max_pool(Tensor(Shape{1, 1, 4, 4}, 5), pool(square(4, 2, 2, 0))).switches, Indices::plane({2, 2}, {0, 2, 8, 10}));
}

TEST(MaxPool, PaddingNeverWins) {
  const Pooled pooled = max_pool(Tensor(Shape{1, 1, 3, 3}, -1), pool(square(3, 3, 2, 1)));
  EXPECT_EQ(pooled.values, Tensor(Shape{1, 1, 2, 2}, -1));
  EXPECT_EQ(pooled.switches, Indices::plane({2, 2}, {0, 1, 3, 4}));
}

TEST(MaxPool, NaNWinsAndInfinityCounts) {
  const float nan = std::nanf(""), lowest = -std::numeric_limits<float>::infinity();
  const Pooled pooled = max_pool(row({1, nan, 2, 3, lowest, lowest}), row_pool(6, 2, 2, 0));
  EXPECT_TRUE(std::isnan(pooled.values.at({0, 0})));
  EXPECT_EQ(pooled.switches, Indices::plane({1, 3}, {1, 3, 4}));
  EXPECT_EQ(pooled.values.at({0, 2}), lowest);
}

TEST(AvgPool, DividesByTheTapsThatCount) {
  const Tensor x = row({2, 4, 6, 8, 10});
  EXPECT_EQ(avg_pool(x, row_pool(5, 2, 2, 0)), row({3, 7}));
  EXPECT_EQ(avg_pool(x, row_pool(5, 2, 2, 0, true)), row({3, 7, 10}));
  EXPECT_EQ(avg_pool(x, row_pool(5, 2, 2, 1)), row({1, 5, 9}));
  Params without{.i = {1, 5}, .k = {1, 2}, .s = {1, 2}, .p = {0, 1}};
  without.count_include_pad = false;
  EXPECT_EQ(avg_pool(x, pool(without)), row({2, 5, 9}));
}

// Windows at -2 to 2 over three cells: of the first and the last only one tap is on the input.
TEST(Pooling, WithPaddingOverHalfAWindow) {
  const Pooled pooled = max_pool(row({1, 2, 3}), row_pool(3, 3, 1, 2));
  EXPECT_EQ(pooled.values, row({1, 2, 3, 3, 3}));
  EXPECT_EQ(pooled.switches, Indices::plane({1, 5}, {0, 1, 2, 2, 2}));
  Params params{.i = {1, 3}, .k = {1, 3}, .p = {0, 2}};
  EXPECT_EQ(avg_pool(row({3, 6, 9}), pool(params)), row({1, 3, 6, 5, 3}));
  params.count_include_pad = false;
  EXPECT_EQ(avg_pool(row({3, 6, 9}), pool(params)), row({3, 4.5, 6, 7.5, 9}));
  EXPECT_EQ(max_unpool(pooled.values, pooled.switches, unpool({.i = {1, 5}, .k = {1, 3}, .p = {0, 2}})), row({1, 2, 3}));
}

// i 4, k 3, s 3, p 1, ceil_mode: windows at -1, 2; the second has cells 2, 3 and padding 4. i 5, k 4, s 4, p 1: the second has 3, 4,
// padding 5 and cell 6 beyond it, which does not count.
TEST(AvgPool, WhatOverhangsThePaddingDoesNotCount) {
  EXPECT_EQ(avg_pool(row({3, 3, 3, 3}), row_pool(4, 3, 3, 1, true)), row({2, 2}));
  EXPECT_EQ(avg_pool(row({4, 4, 4, 3, 3}), row_pool(5, 4, 4, 1, true)), row({3, 2}));
}

TEST(MaxUnpool, PutsValuesAtTheirSwitches) {
  const Tensor y = max_unpool(Tensor::plane({2, 2}, {3, 7, 8, 9}), Indices::plane({2, 2}, {4, 3, 8, 14}), unpool(square(2, 2, 2, 0)));
  EXPECT_EQ(y, Tensor::plane({4, 4}, {0, 0, 0, 7, 3, 0, 0, 0, 8, 0, 0, 0, 0, 0, 9, 0}));
}

// 8 is (2, 0) in a plane 4 wide and (1, 3) in one 5 wide.
TEST(MaxUnpool, SwitchesAreFlatIndices) {
  const Tensor one = Tensor::plane({1, 1}, {6});
  const Indices at = Indices::plane({1, 1}, {8});
  EXPECT_EQ(max_unpool(one, at, unpool(square(1, 4, 2, 0))).at({2, 0}), 6);
  EXPECT_EQ(max_unpool(one, at, unpool(square(1, 4, 2, 0), Extent::square(5))).at({1, 3}), 6);
}

TEST(MaxUnpool, TheLastWriteStaysAndTheGradientAddsUp) {
  const Geometry g = row_pool(4, 2, 1, 0);
  const Tensor values = row({5, 6, 7});
  const Indices switches = Indices::plane({1, 3}, {1, 1, 3});
  EXPECT_EQ(max_unpool(values, switches, g), row({0, 6, 0, 7}));
  EXPECT_EQ(max_pool_grad(values, switches, g), row({0, 11, 0, 7}));
}

// <pick x, y> = <x, sum of y>, and what is pooled is what the switches pick.
TEST(MaxPoolGrad, IsTheAdjointOfPickingTheSwitches) {
  for (Params params : test::sweep()) {
    const auto g = resolve_pool(params);
    if (!g) continue;
    SCOPED_TRACE(test::text(params));
    const Tensor x = whole_numbers({2, 2, g->h.i, g->w.i}, 1);
    const Tensor y = whole_numbers({2, 2, g->h.o, g->w.o}, 2);
    const Pooled pooled = max_pool(x, *g);
    if (g->h.o * g->w.o == 0 || g->h.d > 1 || g->w.d > 1) continue;
    EXPECT_EQ(pick_switches(x, pooled.switches, *g), pooled.values);
    EXPECT_EQ(test::dot(pooled.values, y), test::dot(x, max_pool_grad(y, pooled.switches, *g)));
  }
}

TEST(Switches, AreCheckedWithTheirNumbers) {
  const Geometry g = unpool(square(1, 2, 2, 0));
  const Tensor one(Shape{});
  const auto error = [&](std::int32_t at) { return check_max_unpool(one, Indices(Shape{}, at), g).error(); };
  EXPECT_EQ(error(4), (Error{ErrorCode::switch_out_of_range, {"0", "4", "3"}}));
  EXPECT_EQ(error(-1), (Error{ErrorCode::switch_out_of_range, {"0", "-1", "3"}}));
  EXPECT_EQ(check_max_unpool(one, Indices(Shape{1, 1, 1, 2}), g).error(),
            (Error{ErrorCode::shape_mismatch, {"switches", "1x1x1x2", "1x1x1x1"}}));
  EXPECT_TRUE(check_max_unpool(one, Indices(Shape{}, 3), g));
  const Geometry large = unpool(square(1, 32769, 32769, 0));
  EXPECT_EQ(check_max_unpool(one, Indices(Shape{}), large).error(),
            (Error{ErrorCode::too_large, {"result 1x1x32769x32769", "1073807361", "1073741824"}}));
  EXPECT_TRUE(check_countable(pool(square(46340, 2, 2, 0))));
  EXPECT_EQ(check_countable(pool(square(46341, 2, 2, 0))).error(),
            (Error{ErrorCode::too_large, {"cells of a plane with switches", "2147488281", "2147483648"}}));
}

// 2^24 + 1 is the first whole number that is no float: it and 2^24 + 3 are the places of the largest cells of two windows.
TEST(Switches, OfPlanesBeyondWhatFloatsCountAreExact) {
  const Geometry g = pool({.i = {2, 8388612}, .k = {1, 2}, .s = {1, 2}});
  Tensor x(Shape{1, 1, 2, g.w.i});
  const std::int64_t place = (1 << 24) + 1;
  x.data()[place] = 3;
  x.data()[place + 2] = 4;
  const Pooled pooled = max_pool(x, g);
  EXPECT_EQ(pooled.switches.data()[place / 2], place);
  EXPECT_EQ(pooled.switches.data()[place / 2 + 1], place + 2);
  ASSERT_TRUE(check_max_unpool(pooled.values, pooled.switches, g));
  EXPECT_EQ(max_unpool(pooled.values, pooled.switches, g), x);
  EXPECT_EQ(stray_switches(pooled.switches, g).count, 0);
}

// Windows of a row of 5 at cells 0 1, 2 3, and 4 and none; with taps two apart and padding 1 the one cell of a row of 1 lies in no window.
TEST(Switches, StrayWhereTheyAreOutsideTheirWindow) {
  const Geometry g = row_pool(5, 2, 2, 0, true);
  const auto stray = [&](const std::vector<std::int32_t>& at) { return stray_switches(Indices::plane({1, 3}, at), g); };
  EXPECT_EQ(stray({1, 2, 4}).count, 0);
  EXPECT_EQ(stray({2, 2, 0}).count, 2);
  EXPECT_EQ(stray({2, 2, 0}).first, 0);
  EXPECT_EQ(stray({1, 2, 0}).first, 2);
  const Geometry empty = pool({.i = {1, 1}, .k = {1, 2}, .s = {1, 2}, .p = {0, 1}, .d = {1, 2}});
  const Pooled pooled = max_pool(Tensor(Shape{}, 7), empty);
  EXPECT_EQ(pooled.switches.at({0, 0}), 0);
  EXPECT_EQ(stray_switches(pooled.switches, empty).count, 0);
}

}  // namespace
}  // namespace deconvlab

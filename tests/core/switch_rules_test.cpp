// Frameworks' numbers of switches: their formulas by loops of their own, ONNX's node cases, and numbers that name another plane.
#include "core/operators/switch_rules.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "core/operators/pool.h"
#include "support.h"

namespace deconvlab {
namespace {

using Formula = std::function<std::int64_t(std::int64_t b, std::int64_t c, std::int64_t y, std::int64_t x)>;

constexpr std::int64_t kN = 2, kC = 3, kH = 4, kW = 5;

const std::pair<SwitchRule, Formula> kFormulas[] = {
    {SwitchRule::pytorch, [](auto, auto, auto y, auto x) { return y * kW + x; }},
    {SwitchRule::onnx, [](auto b, auto c, auto y, auto x) { return ((b * kC + c) * kH + y) * kW + x; }},
    {SwitchRule::onnx_column, [](auto b, auto c, auto y, auto x) { return ((b * kC + c) * kW + x) * kH + y; }},
    {SwitchRule::onnx_default, [](auto b, auto c, auto y, auto x) { return ((b * kC + c) * kH + y) * kW + x; }},
    {SwitchRule::tensorflow, [](auto, auto c, auto y, auto x) { return (y * kW + x) * kC + c; }},
    {SwitchRule::tensorflow_batch, [](auto b, auto c, auto y, auto x) { return ((b * kH + y) * kW + x) * kC + c; }},
};

TEST(SwitchRules, NumberEveryCellByTheirFormula) {
  Indices switches(Shape{kN, kC, kH, kW});
  for (std::int32_t n = 0; n < switches.size(); ++n) switches.data()[n] = (7 * n) % (kH * kW);
  ASSERT_EQ(std::size(kFormulas), switch_rule_table().size());
  for (const auto& [rule, formula] : kFormulas) {
    const Indices numbers = numbered_by(rule, switches, {kH, kW}).value();
    std::int64_t largest = 0;
    for (std::int64_t n = 0; n < switches.size(); ++n) {
      const std::int64_t plane = n / (kH * kW), at = switches.data()[n];
      EXPECT_EQ(numbers.data()[n], formula(plane / kC, plane % kC, at / kW, at % kW)) << n;
      largest = std::max<std::int64_t>(largest, numbers.data()[n]);
    }
    EXPECT_EQ(largest, count_numbers(rule, {kN, kC, kH, kW}).value() - 1);
    EXPECT_EQ(switches_of(rule, numbers, {kH, kW}).value(), switches);
  }
}

// Number 8 is (2,0) in a plane 4 wide, (1,3) in one 5 wide.
TEST(SwitchRules, OneNumberIsAnotherCellInAnotherPlane) {
  const Indices eight = Indices::plane({1, 1}, {8});
  EXPECT_EQ(Extent({3, 4}).cell_at(switches_of(SwitchRule::onnx, eight, {3, 4})->at({0, 0})), (Cell{2, 0}));
  EXPECT_EQ(Extent({3, 5}).cell_at(switches_of(SwitchRule::onnx, eight, {3, 5})->at({0, 0})), (Cell{1, 3}));
  EXPECT_EQ(Extent({3, 5}).cell_at(switches_of(SwitchRule::onnx_column, eight, {3, 5})->at({0, 0})), (Cell{2, 2}));
}

// Of ONNX's test_maxunpool_export_with_output_shape: 5 x 5 cells from windows of 2 by steps of 2, which alone give 4 x 4.
TEST(SwitchRules, TheDefaultPlaneIsCountedWhateverSizeIsAskedFor) {
  Params params{.i = Extent::square(2), .k = Extent::square(2), .s = Extent::square(2)};
  params.output = Extent::square(5);
  const Geometry g = resolve_unpool(params).value();
  const Extent counted = counted_plane(SwitchRule::onnx_default, g);
  EXPECT_EQ(counted, Extent::square(4));
  EXPECT_EQ(counted_plane(SwitchRule::onnx, g), Extent::square(5));
  const Indices numbers = Indices::plane({2, 2}, {5, 7, 13, 15});
  const Indices switches = switches_of(SwitchRule::onnx_default, numbers, g.input(), counted).value();
  EXPECT_EQ(switches, Indices::plane({2, 2}, {6, 8, 16, 18}));
  EXPECT_EQ(numbered_by(SwitchRule::onnx_default, switches, g.input(), counted).value(), numbers);
  EXPECT_EQ(switches_of(SwitchRule::onnx_default, numbers, {4, 3}, {4, 4}).error(),
            (Error{ErrorCode::cannot_open, {"switches", reason("reason.switch_outside", 1, 7, 1, 3, "4x4", "4x3")}}));
}

// With padding, dilation, and windows that overhang the end: s (o - 1) + k_eff - 2p.
TEST(SwitchRules, TheDefaultPlaneFollowsFromTheWindows) {
  const Params wide{.i = {7, 6}, .k = {3, 2}, .s = {2, 3}, .p = {1, 0}, .d = {1, 2}};
  EXPECT_EQ(default_plane(resolve_pool(wide).value()), (Extent{2 * 3 + 3 - 2, 3 * 1 + 3}));
  Params overhanging{.i = {5, 5}, .k = {2, 2}, .s = {2, 2}};
  overhanging.ceil_mode = true;
  EXPECT_EQ(default_plane(resolve_pool(overhanging).value()), (Extent{6, 6}));
}

// The second channel's first cell is number 4 of 2 x 2 planes; 3 is the first channel's last.
TEST(SwitchRules, RefuseANumberOfAnotherPlane) {
  const Indices numbers(Shape{1, 2, 1, 1}, {3, 3});
  EXPECT_EQ(switches_of(SwitchRule::onnx, numbers, {2, 2}).error(), (Error{ErrorCode::switch_elsewhere, {"1", "3", "0", "1", "0", "0"}}));
  EXPECT_EQ(switches_of(SwitchRule::tensorflow, numbers, {2, 2}).error(),
            (Error{ErrorCode::switch_elsewhere, {"0", "3", "0", "0", "0", "1"}}));
  const Indices batch(Shape{2, 1, 1, 1}, {0, 0});
  EXPECT_EQ(switches_of(SwitchRule::tensorflow_batch, batch, {2, 2}).error(),
            (Error{ErrorCode::switch_elsewhere, {"1", "0", "1", "0", "0", "0"}}));
}

TEST(SwitchRules, RefuseWhatNoNumberHolds) {
  const Indices many(Shape{1, 1 << 12, 1, 1});
  EXPECT_EQ(numbered_by(SwitchRule::onnx, many, {1 << 10, 1 << 10}).error().code, ErrorCode::too_large);
  EXPECT_TRUE(numbered_by(SwitchRule::pytorch, many, {1 << 10, 1 << 10}));
}

}  // namespace
}  // namespace deconvlab

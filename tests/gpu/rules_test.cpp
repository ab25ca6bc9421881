// Pooling under SAME and resizing by every rule for places: the GPU, whole and in pieces, against the reference operators.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "app/gpu/gl_device.h"
#include "core/operators/operators.h"
#include "core/operators/pool.h"
#include "core/operators/resample.h"

namespace deconvlab {
namespace {

class Rules : public testing::Test {
 protected:
  void SetUp() override {
    for (const std::int64_t bytes : {std::int64_t{1} << 30, std::int64_t{4000}}) {
      auto made = GlDevice::make({.buffer_bytes = bytes});
      ASSERT_TRUE(made) << made.error().args[0];
      devices_.push_back(std::move(*made));
    }
  }

  // Whole numbers: sums are exact in any order.
  static Tensor operand(const Geometry& g, bool transposed) {
    const Extent side = transposed ? g.output() : g.input();
    Tensor x(Shape{2, 3, side.h, side.w});
    for (std::int64_t n = 0; n < x.size(); ++n) x.data()[n] = static_cast<float>(n * 7919 % 101 - 50);
    return x;
  }

  void expect_reference(OpKind kind, const Params& params) {
    const Operator& op = operator_of(kind);
    const auto g = op.resolve(params);
    if (!g) return;
    const Tensor x = operand(*g, op.transposed);
    const Tensor expected = op.apply(x, {}, *g);
    for (const auto& device : devices_) {
      const auto found = device->run(kind, x, {}, *g);
      ASSERT_TRUE(found) << op.id;
      EXPECT_EQ(*found, expected) << op.id;
    }
    ++cases_;
  }

  // Max pooling's switches, and back by them.
  void expect_switches(const Params& params) {
    const Geometry g = resolve_pool(params).value();
    const Tensor x = operand(g, false);
    const Pooled expected = max_pool(x, g);
    for (const auto& device : devices_) {
      const Pooled found = device->max_pool(x, g).value();
      EXPECT_EQ(found.switches, expected.switches);
      EXPECT_EQ(device->max_unpool(found.values, found.switches, g).value(), max_unpool(expected.values, expected.switches, g));
    }
  }

  std::vector<std::unique_ptr<GlDevice>> devices_;
  int cases_ = 0;
};

TEST_F(Rules, PoolUnderSameAsTheLoopsDo) {
  for (const Padding rule : {Padding::same, Padding::same_lower, Padding::valid}) {
    for (std::int64_t k = 1; k <= 5; ++k) {
      for (std::int64_t s = 1; s <= 4; ++s) {
        Params params{.i = {17, 22}, .k = {k, 6 - k}, .s = {s, 5 - s}, .padding = rule};
        SCOPED_TRACE(fmt::format("rule {} k {} s {}", static_cast<int>(rule), k, s));
        expect_reference(OpKind::max_pool, params);
        expect_switches(params);
        for (const bool include : {false, true}) {
          params.count_include_pad = include;
          expect_reference(OpKind::avg_pool, params);
        }
      }
    }
  }
  EXPECT_EQ(cases_, 180);
}

TEST_F(Rules, ResizeByEveryRuleAsTheLoopsDo) {
  using enum Coordinates;
  for (const Coordinates places : {usual, half_pixel, align_corners, asymmetric, pytorch_half_pixel}) {
    for (const double scale : {0.0, 0.4, 1.5, 2.0, 3.1}) {
      Params params{.i = {11, 18}};
      params.resampling.coordinates = places;
      if (scale > 0) params.scale = Scale{ratio_of(scale), ratio_of(2 / scale)};
      if (scale == 0) params.output = Extent{29, 7};
      SCOPED_TRACE(fmt::format("places {} scale {}", static_cast<int>(places), scale));
      expect_reference(OpKind::upsample_bilinear, params);
      for (const Rounding rounding : {Rounding::usual, Rounding::floor, Rounding::ceil, Rounding::prefer_floor, Rounding::prefer_ceil}) {
        params.resampling.rounding = rounding;
        expect_reference(OpKind::upsample_nearest, params);
      }
    }
  }
  EXPECT_EQ(cases_, 150);
}

}  // namespace
}  // namespace deconvlab

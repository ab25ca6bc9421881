// Infinities and NaN: every way on the CPU against what PyTorch computed, and against each other.
#include "../golden/nonfinite.h"

#include "core/cpu/cpu_device.h"
#include "core/cpu/onednn_conv.h"
#include "core/matrix/linear_map.h"
#include "core/matrix/trace.h"
#include "core/matrix/transpose_trace.h"
#include "core/operators/conv_transpose.h"
#include "core/operators/padding_products.h"
#include "support.h"

namespace deconvlab {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();
const float kNaN = std::nanf("");

// Cells that are NaN in both are the same; the others are equal up to `tolerance`.
void expect_same(const Tensor& found, const Tensor& wanted, float tolerance = 0) {
  ASSERT_EQ(found.shape(), wanted.shape());
  for (std::int64_t n = 0; n < found.size(); ++n) {
    const float a = found.data()[n], b = wanted.data()[n];
    if (std::isnan(b) || std::isinf(b)) {
      ASSERT_TRUE((std::isnan(a) && std::isnan(b)) || a == b) << n << ": " << a << " for " << b;
    } else {
      ASSERT_NEAR(a, b, tolerance) << n;
    }
  }
}

TEST(NonFinite, LoopsAreAsPyTorch) {
  test::expect_as_pytorch_on_infinities_and_nan(
      {.run = [](OpKind kind, const Tensor& a, const Tensor& b, const Geometry& g) { return operator_of(kind).apply(a, b, g); },
       .max_pool = max_pool,
       .max_unpool = max_unpool});
}

TEST(NonFinite, TheCpuIsAsPyTorch) {
  CpuDevice cpu;
  test::expect_as_pytorch_on_infinities_and_nan(
      {.run = [&](OpKind kind, const Tensor& a, const Tensor& b, const Geometry& g) { return cpu.run(kind, a, b, g).value(); },
       .max_pool = [&](const Tensor& x, const Geometry& g) { return cpu.max_pool(x, g).value(); },
       .max_unpool = [&](const Tensor& x, const Indices& at, const Geometry& g) { return cpu.max_unpool(x, at, g).value(); }});
}

// 3 x 3 of ones but for an infinite first weight, padding 1: it lies on padding along the upper and the left side.
TEST(NonFinite, PaddingIsAZeroThatIsMultiplied) {
  const Geometry g = test::sizes(test::square(3, 3, 1, 1));
  const Tensor x = Tensor::plane({3, 3}, {1, 2, 3, 4, 5, 6, 7, 8, 9});
  Tensor w(Shape{1, 1, 3, 3}, 1);
  w.at({0, 0}) = kInfinity;
  const float i = kInfinity;
  const Tensor expected = Tensor::plane({3, 3}, {kNaN, kNaN, kNaN, kNaN, i, i, kNaN, i, i});
  expect_same(conv(x, w, g), expected);
  for (const bool flip : {false, true}) {
    Params params = test::square(3, 3, 1, 1);
    params.flip = flip;
    const Geometry turned = resolve(params).value();
    const Trace trace(turned, x, w);
    const Tensor y = conv(x, w, turned);
    for (std::int64_t t = 0; t < trace.size(); ++t) {
      const float value = trace.step(t).value;
      EXPECT_TRUE(value == y.data()[t] || (std::isnan(value) && std::isnan(y.data()[t]))) << t;
    }
  }
}

// Zeros between the cells of x, and around them, are no cells: what they would be multiplied with stays out of the sums.
TEST(NonFinite, InsertedZerosAreNotMultiplied) {
  Params params = test::square(2, 3, 2, 0);
  const Geometry g = resolve_transposed(params).value();
  const Tensor x = Tensor::plane({2, 2}, {1, 2, 4, 5});
  Tensor w(Shape{1, 1, 3, 3}, 1);
  w.at({0, 0}) = kInfinity;
  const float i = kInfinity;
  const Tensor expected = Tensor::plane({5, 5}, {i, 1, i, 2, 2, 1, 1, 3, 2, 2, i, 5, i, 7, 7, 4, 4, 9, 5, 5, 4, 4, 9, 5, 5});
  for (const TransposeWay& way : transpose_ways()) EXPECT_EQ(way.apply(x, w, g), expected) << way.id;
  EXPECT_EQ(CpuDevice().run(OpKind::conv_transpose, x, w, g).value(), expected);
  const TransposeTrace trace(g, x, w);
  for (std::int64_t t = 0; t < trace.outputs(); ++t) {
    EXPECT_EQ(trace.direct(t).value, expected.data()[t]) << t;
    EXPECT_EQ(trace.gather(t).value, expected.data()[t]) << t;
  }
}

TEST(NonFinite, ZeroTimesInfinityIsNaN) {
  const Geometry g = test::sizes(test::square(3, 1, 1, 0));
  Tensor x(Shape{1, 1, 3, 3}, 1);
  x.at({1, 1}) = kInfinity;
  const Tensor y = CpuDevice().run(OpKind::conv, x, Tensor(Shape{1, 1, 1, 1}, 0), g).value();
  for (std::int64_t n = 0; n < 9; ++n) EXPECT_EQ(std::isnan(y.data()[n]), n == 4) << n;
}

// The infinity of 1 2 3 / 4 i 6 stays one where its axis stays, and is NaN with a neighbour's weight of 0. Steps are the device's cells.
TEST(NonFinite, BilinearCopiesWhatStays) {
  const float i = kInfinity;
  const Tensor x = Tensor::plane({2, 3}, {1, 2, 3, 4, i, 6});
  const auto expect = [&](Extent output, bool align, const Tensor& wanted) {
    Params params{.i = {2, 3}};
    params.output = output;
    if (align) params.resampling.coordinates = Coordinates::align_corners;
    const Geometry g = resolve_upsample(params).value();
    expect_same(operator_of(OpKind::upsample_bilinear).apply(x, {}, g), wanted);
    expect_same(CpuDevice().run(OpKind::upsample_bilinear, x, {}, g).value(), wanted);
    const LinearMap map = LinearMap::make(OpKind::upsample_bilinear, g).value();
    Tensor steps(wanted.shape());
    for (std::int64_t t = 0; t < steps.size(); ++t) steps.data()[t] = map.step(t, x).value;
    expect_same(steps, wanted);
  };
  for (const bool align : {false, true}) expect({2, 3}, align, x);
  expect({3, 3}, true, Tensor::plane({3, 3}, {1, kNaN, 3, 2.5f, i, 4.5f, 4, kNaN, 6}));
  expect({4, 3}, false, Tensor::plane({4, 3}, {1, kNaN, 3, 1.75f, i, 3.75f, 3.25f, i, 5.25f, 4, i, 6}));
  expect({2, 5}, true, Tensor::plane({2, 5}, {1, 1.5f, 2, 2.5f, 3, kNaN, i, i, i, 6}));
}

// oneDNN passes over padding as well, and fills channels up: odd values in one operand after the other.
TEST(NonFinite, ManyChannelsAreAsTheLoops) {
  std::uint32_t seed = 1;
  for (const Params& params : test::sweep()) {
    const Geometry g = test::sizes(params);
    if (std::min({g.h.p, g.h.p_end, g.w.p, g.w.p_end}) < 0 || g.h.p_end >= params.k.h * params.d.h) continue;
    if (params.flip || g.h.remainder >= g.h.s || g.w.remainder >= g.w.s || params.p.h >= params.k.h * params.d.h) continue;
    SCOPED_TRACE(test::text(params));
    const int odd = static_cast<int>(seed % 3);
    const Tensor x = test::odd::operand({2, 19, g.h.i, g.w.i}, seed, odd == 0);
    const Tensor w = test::odd::operand({5, 19, g.h.k, g.w.k}, seed + 1, odd == 1);
    const Tensor dy = test::odd::operand({2, 5, g.h.o, g.w.o}, seed + 2, odd == 2);
    expect_same(many_conv(x, w, g), conv(x, w, g), 1e-3f);
    expect_same(many_conv_input_grad(dy, w, g), conv_input_grad(dy, w, g), 1e-3f);
    expect_same(many_conv_kernel_grad(x, dy, g), conv_kernel_grad(x, dy, g), 1e-3f);
    ++seed;
  }
  EXPECT_GT(seed, 60u);
}

TEST(NonFinite, AreFoundWhereverTheyStand) {
  EXPECT_TRUE(all_finite(Tensor()));
  EXPECT_TRUE(all_finite(Tensor(Shape{1, 1, 1, 99}, std::numeric_limits<float>::lowest())));
  for (std::int64_t n = 0; n < 99; ++n) {
    for (const float odd : {kInfinity, -kInfinity, kNaN}) {
      Tensor x(Shape{1, 1, 1, 99}, 3e38f);
      x.data()[n] = odd;
      EXPECT_FALSE(all_finite(x)) << n;
    }
  }
}

}  // namespace
}  // namespace deconvlab

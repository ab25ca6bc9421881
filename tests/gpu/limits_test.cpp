// Every shader at sizes on both sides of what it is cut at: groups of 8 x 8 invocations, vec4s, dispatches of 65535 groups and planes, the
// rounds of loops, 2^15 and 2^16. Sums of ones are known without computing them.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

#include "app/gpu/gl_device.h"
#include "cases.h"
#include "core/cpu/cpu_device.h"

namespace deconvlab {
namespace {

using test::DeviceCase;

std::vector<DeviceCase> small_cases() {
  std::vector<DeviceCase> cases;
  for (const std::int64_t side : {3, 4, 5, 7, 8, 9, 15, 16, 17, 63, 64, 65}) {
    for (const std::int64_t k : {1, 3, 4, 5}) {
      cases.push_back({{{side, 2}, {k, 1}, {1, 1}, {k / 2, 0}}, 2, 3, 2});
      cases.push_back({{{2, side}, {1, k}, {1, 2}, {0, k / 2}}, 3, 2, 3});
    }
  }
  return cases;
}

// Long sums, and long rows, columns, batches and rows of channels.
std::vector<DeviceCase> large_cases() {
  std::vector<DeviceCase> cases = {
      {{{257, 257}, {2, 2}}},
      {{{300, 300}, {2, 2}}},
      {{{64, 64}, {2, 2}}, 64},
      {{{3, 3}, {2, 2}}, 8193},
      {{{1, 100000}, {1, 2}}},
      {{{8, 8192}, {1, 1}}},
      {{{2, 2}, {1, 1}}, 20000},
      {{{2, 2}, {2, 2}}, 20000},
      {{{262, 262}, {260, 260}}},
      {{{1, 70002}, {1, 70000}}},
      {{{70002, 1}, {70000, 1}}},
      {{{1, 300002}, {1, 300000}}},
      {{{1, 140005}, {1, 70000}, {1, 2}, {0, 1}, {1, 2}}},
      {{{3, 3}, {260, 260}}},
      {{{1, 3}, {1, 70000}}},
      {{{3, 1}, {70000, 1}}},
      {{{1, 524290}, {1, 524288}}},
      {{{524290, 1}, {524288, 1}}},
      {{{3, 3}, {3, 3}, {1, 1}, {1, 1}}, 1, 9000, 1},
      {{{3, 3}, {3, 3}, {1, 1}, {1, 1}}, 1, 1, 9000},
      {{{1, 1}, {1, 1}}, 1, 525000, 1},
  };
  for (const std::int64_t side : {32768, 65535, 65537}) {
    cases.push_back({{{1, side}, {1, 2}, {1, 1}, {0, 1}}});
    cases.push_back({{{side, 1}, {3, 1}, {2, 1}, {1, 0}, {2, 1}}});
    cases.push_back({{{1, 1}, {1, 1}}, side});
    cases.push_back({{{1, 1}, {1, 1}}, 1, side, 1});
    cases.push_back({{{1, 1}, {1, 1}}, 1, 1, side});
    cases.push_back({{{1, 1}, {1, 1}}, 1, 2, 3});
    cases.back().params.groups = side / 4;
  }
  for (const std::int64_t side : {65535 * 8, 65535 * 8 + 1}) cases.push_back({{{side, 1}, {1, 1}}});
  return cases;
}

std::vector<DeviceCase> all_cases() {
  std::vector<DeviceCase> cases = small_cases();
  std::ranges::copy(large_cases(), std::back_inserter(cases));
  return cases;
}

// How many products each placement, tap and input cell of an axis is in.
struct Counts {
  std::vector<double> placements, taps, inputs;

  explicit Counts(const Axis& a)
      : placements(static_cast<std::size_t>(a.o)), taps(static_cast<std::size_t>(a.k)), inputs(static_cast<std::size_t>(a.i)) {
    for (std::int64_t t = 0; t < a.o; ++t) {
      for (std::int64_t u = 0; u < a.k; ++u) {
        const std::int64_t c = t * a.s + u * a.d - a.p;
        if (c < 0 || c >= a.i) continue;
        ++placements[static_cast<std::size_t>(t)];
        ++taps[static_cast<std::size_t>(u)];
        ++inputs[static_cast<std::size_t>(c)];
      }
    }
  }
};

// What an operator makes of ones: the same plane everywhere, `times` the products of its rows' and columns' counts.
struct Ones {
  std::vector<double> Counts::*counted;
  double times;
};

Ones ones_of(OpKind kind, const DeviceCase& of) {
  switch (kind) {
    case OpKind::conv:
    case OpKind::conv_transpose_input_grad:
      return {&Counts::placements, static_cast<double>(of.c)};
    case OpKind::conv_input_grad:
    case OpKind::conv_transpose:
      return {&Counts::inputs, static_cast<double>(of.o)};
    default:
      return {&Counts::taps, static_cast<double>(of.n)};
  }
}

Tensor filled_with_ones(const Tensor& like) { return Tensor(like.shape(), 1); }

void expect_ones(const Tensor& y, const Geometry& g, const Ones& ones) {
  const Counts rows(g.h), columns(g.w);
  const std::vector<double>&h = rows.*ones.counted, &w = columns.*ones.counted;
  ASSERT_EQ(y.shape().plane(), (Extent{std::ssize(h), std::ssize(w)}));
  for (std::int64_t n = 0; n < y.size(); ++n) {
    const std::int64_t at = n % y.shape().plane().area();
    const auto row = static_cast<std::size_t>(at / y.shape().w), col = static_cast<std::size_t>(at % y.shape().w);
    ASSERT_EQ(static_cast<double>(y.data()[n]), ones.times * h[row] * w[col]) << "cell " << n;
  }
}

// What a shader multiplies at most: a transposed convolution's tries all taps at each cell of its result.
double products_of(OpKind kind, const DeviceCase& of, const Geometry& g) {
  const bool back = kind == OpKind::conv_input_grad || kind == OpKind::conv_transpose;
  const auto cells = static_cast<double>((back ? g.input() : g.output()).area());
  return static_cast<double>(of.n * of.c * of.o * g.groups) * cells * static_cast<double>(g.kernel().area());
}

class Limits : public testing::TestWithParam<OpKind> {
 protected:
  // Calls check(case, geometry) for the cases that the operator has a geometry for, of no more products than that.
  template <class Check>
  void for_each_case(double most_products, Check&& check) {
    int cases = 0;
    for (const DeviceCase& of : all_cases()) {
      const auto g = operator_of(GetParam()).resolve(of.params);
      if (!g || products_of(GetParam(), of, *g) > most_products) continue;
      SCOPED_TRACE(of.text());
      check(of, *g);
      if (HasFatalFailure()) return;
      ++cases;
    }
    EXPECT_GT(cases, 100);
  }

  std::unique_ptr<GlDevice> gpu_ = GlDevice::make().value();
  CpuDevice cpu_;
};

using ConvolutionLimits = Limits;

TEST_P(ConvolutionLimits, SumsOfOnesAreComplete) {
  for_each_case(2e6, [&](const DeviceCase& of, const Geometry& g) {
    const test::Operands like = test::whole_operands(operator_of(GetParam()), of, g);
    const auto y = gpu_->run(GetParam(), filled_with_ones(like.first), filled_with_ones(like.second), g);
    ASSERT_TRUE(y);
    expect_ones(*y, g, ones_of(GetParam(), of));
  });
}

INSTANTIATE_TEST_SUITE_P(Table, ConvolutionLimits,
                         testing::Values(OpKind::conv, OpKind::conv_input_grad, OpKind::conv_kernel_grad, OpKind::conv_transpose,
                                         OpKind::conv_transpose_input_grad, OpKind::conv_transpose_kernel_grad));

using ShaderLimits = Limits;

TEST_P(ShaderLimits, GiveWhatTheCpuDoes) {
  for_each_case(2e6, [&](const DeviceCase& of, const Geometry& g) {
    const test::Operands in = test::whole_operands(operator_of(GetParam()), of, g);
    const auto y = gpu_->run(GetParam(), in.first, in.second, g);
    ASSERT_TRUE(y);
    ASSERT_EQ(*y, cpu_.run(GetParam(), in.first, in.second, g).value());
  });
}

INSTANTIATE_TEST_SUITE_P(Table, ShaderLimits,
                         testing::Values(OpKind::conv, OpKind::conv_input_grad, OpKind::conv_kernel_grad, OpKind::conv_transpose,
                                         OpKind::conv_transpose_input_grad, OpKind::conv_transpose_kernel_grad, OpKind::max_pool,
                                         OpKind::avg_pool, OpKind::upsample_nearest, OpKind::upsample_bilinear, OpKind::zero_insert));

class PoolLimits : public Limits {};

TEST_P(PoolLimits, SwitchesAreThoseOfTheCpuAndLeadBack) {
  for_each_case(2e6, [&](const DeviceCase& of, const Geometry& g) {
    const Tensor x = test::whole_operands(operator_of(OpKind::max_pool), of, g).first;
    const Pooled expected = cpu_.max_pool(x, g).value();
    const auto pooled = gpu_->max_pool(x, g);
    ASSERT_TRUE(pooled);
    ASSERT_EQ(pooled->values, expected.values);
    ASSERT_EQ(pooled->switches, expected.switches);
    ASSERT_EQ(gpu_->max_unpool(expected.values, expected.switches, g).value(), max_unpool(expected.values, expected.switches, g));
  });
}

INSTANTIATE_TEST_SUITE_P(Table, PoolLimits, testing::Values(OpKind::max_pool));

class LongLoops : public testing::Test {
 protected:
  std::unique_ptr<GlDevice> gpu_ = GlDevice::make().value();
};

// A stride of more cells than rounds, of 2 x 2 windows of one cell.
TEST_F(LongLoops, UnpoolingFillsWholeStrides) {
  const Geometry g = resolve_pool({.i = {262, 262}, .k = {1, 1}, .s = {260, 260}}).value();
  const Tensor values = Tensor::plane({2, 2}, {1, 2, 3, 4});
  const Indices switches = Indices::plane({2, 2}, {0, 260, 260 * 262, 260 * 262 + 260});
  EXPECT_EQ(gpu_->max_unpool(values, switches, g).value(), max_unpool(values, switches, g));
}

// The mean over 70000 channels of 3 and 1 in turns less 1 is 1.
TEST_F(LongLoops, DifferencesAreMeansOfAllChannels) {
  Tensor found(Shape{1, 70000, 1, 3}, 1);
  for (std::int64_t n = 0; n < found.size(); n += 2) found.data()[n] = 3;
  EXPECT_EQ(gpu_->signed_difference(found, Tensor(found.shape(), 1)).value(), Tensor(Shape{1, 1, 1, 3}, 1));
}

TEST_F(LongLoops, CropsAndColumnsGoOn) {
  Params params{.i = {1, 600000}, .p = {0, 5}};
  params.output = Extent{1, 590000};
  const Geometry g = resolve_crop(params).value();
  Tensor x(Shape{1, 1, 1, 600000});
  for (std::int64_t n = 0; n < x.size(); ++n) x.data()[n] = static_cast<float>(n);
  const Tensor y = gpu_->run(OpKind::crop, x, {}, g).value();
  for (std::int64_t n = 0; n < y.size(); ++n) ASSERT_EQ(y.data()[n], static_cast<float>(n + 5));
}

TEST_F(LongLoops, PatternsOfLongKernelsAreCounted) {
  for (const Params& params : {Params{.i = {20000, 1}, .k = {9000, 1}}, Params{.i = {1, 20000}, .k = {1, 19000}}}) {
    const Geometry g = resolve(params).value();
    const MatrixWindow all{0, static_cast<double>(g.output().area()), 0, static_cast<double>(g.input().area())};
    EXPECT_EQ(gpu_->count_pattern(g, all, {20, 30}, Side::c).value(), count_pattern(g, all, 20, 30));
  }
}

// Loops cut after a few rounds, in all of their ways, give what whole ones do.
TEST(ShortLoops, AreTheSameInParts) {
  CpuDevice cpu;
  std::set<std::string_view> ran;
  for (const std::int64_t rounds : {1, 9, 40}) {
    const auto gpu = GlDevice::make({.rounds = rounds}).value();
    for (const DeviceCase& of : test::device_cases()) {
      for (const Operator& op : operator_table()) {
        const auto g = op.resolve(of.params);
        if (!g || !op.apply || g->input().area() > 2000) continue;
        SCOPED_TRACE(fmt::format("{} {} {}", rounds, op.id, of.text()));
        const test::Operands in = test::whole_operands(op, of, *g);
        const auto found = gpu->run(op.kind, in.first, in.second, *g);
        if (!found && found.error().code == ErrorCode::device_cannot) continue;
        ran.insert(op.id);
        EXPECT_EQ(found.value(), cpu.run(op.kind, in.first, in.second, *g).value());
        if (op.kind != OpKind::max_pool) continue;
        const Pooled pooled = cpu.max_pool(in.first, *g).value();
        EXPECT_EQ(gpu->max_pool(in.first, *g)->switches, pooled.switches);
        EXPECT_EQ(gpu->max_unpool(pooled.values, pooled.switches, *g).value(), cpu.max_unpool(pooled.values, pooled.switches, *g).value());
      }
    }
  }
  EXPECT_GE(ran.size(), 12u);  // all but those of switches alone
}

}  // namespace
}  // namespace deconvlab

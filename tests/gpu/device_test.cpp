// The CPU and the GPU device against the reference operators, over one table of cases. Without GL these tests fail.
#include <fmt/ranges.h>
#include <glad/gl.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <random>

#include "app/gpu/gl_device.h"
#include "cases.h"
#include "core/cpu/cpu_device.h"
#include "core/operators/resample.h"

namespace deconvlab {
namespace {

std::string reason(const Error& error) { return fmt::format("{}: {}", error_key(error.code), fmt::join(error.args, "; ")); }

Geometry sizes(const Params& params) { return resolve(params).value(); }

// Bytes of the largest buffer of devices that have to work in pieces: in one a row of the widest case fits, with all the rows that it
// reads; the other does most cases in pieces, and those it refuses are counted.
constexpr std::int64_t kSmallBuffer = 12000;
constexpr std::int64_t kTinyBuffer = 1000;

class Devices : public testing::Test {
 protected:
  void SetUp() override {
    auto made = make_gl_device();
    ASSERT_TRUE(made) << reason(made.error());
    gpu_ = std::move(*made);
    auto small = GlDevice::make({.buffer_bytes = kSmallBuffer});
    auto tiny = GlDevice::make({.buffer_bytes = kTinyBuffer});
    ASSERT_TRUE(small && tiny);
    small_gpu_ = std::move(*small);
    tiny_gpu_ = std::move(*tiny);
  }

  std::string name_of(const Device* device) const {
    return device->name() + (device == small_gpu_.get() ? ", in pieces" : device == tiny_gpu_.get() ? ", in tiny pieces" : "");
  }
  std::array<Device*, 4> all() { return {&cpu_, gpu_.get(), small_gpu_.get(), tiny_gpu_.get()}; }

  // Whether a row does not fit, which is counted.
  template <class Result>
  bool was_too_large(const Device* device, const Result& result) {
    if (result || device != tiny_gpu_.get() || result.error().code != ErrorCode::device_cannot) return false;
    ++refused_;
    return true;
  }

  // Runs the case on both devices and hands their results to `compare`.
  template <class Make, class Compare>
  void on_both(OpKind kind, Make&& operands_of, Compare&& compare) {
    std::size_t cases = 0;
    for (const test::DeviceCase& c : test::device_cases()) {
      SCOPED_TRACE(c.text());
      const Operator& op = operator_of(kind);
      const auto resolved = op.resolve(c.params);
      if (!resolved) continue;
      const Geometry& g = *resolved;
      ++cases;
      const test::Operands operands = operands_of(op, c, g);
      for (Device* device : all()) {
        SCOPED_TRACE(name_of(device));
        const Expected<Tensor> result = device->run(kind, operands.first, operands.second, g);
        if (was_too_large(device, result)) continue;
        ASSERT_TRUE(result) << reason(result.error());
        compare(*result, operands, g);
      }
    }
    EXPECT_GT(cases, test::device_cases().size() / 4);
    EXPECT_LT(refused_, cases * 2 / 3);
  }

  CpuDevice cpu_;
  std::unique_ptr<Device> gpu_;
  std::unique_ptr<Device> small_gpu_;
  std::unique_ptr<Device> tiny_gpu_;
  std::size_t refused_ = 0;
};

class EveryOperator : public Devices, public testing::WithParamInterface<OpKind> {};

TEST_P(EveryOperator, IsExactOnWholeNumbers) {
  const Operator& op = operator_of(GetParam());
  on_both(GetParam(), test::whole_operands,
          [&](const Tensor& result, const test::Operands& in, const Geometry& g) { EXPECT_EQ(result, op.apply(in.first, in.second, g)); });
}

Tensor absolute(Tensor tensor) {
  for (float& value : tensor.data()) value = std::abs(value);
  return tensor;
}

// Each of the sum's additions and products rounds by half an epsilon of a number no larger than the sum of absolute products.
TEST_P(EveryOperator, IsWithinRoundingOnFractions) {
  const Operator& op = operator_of(GetParam());
  on_both(GetParam(), test::float_operands, [&](const Tensor& result, const test::Operands& in, const Geometry& g) {
    const Tensor expected = op.apply(in.first, in.second, g);
    const Tensor bound = op.apply(absolute(in.first), absolute(in.second), g);
    const float terms = static_cast<float>(std::min(in.first.size(), in.second.size()) + 1);
    ASSERT_EQ(result.shape(), expected.shape());
    for (std::int64_t n = 0; n < result.size(); ++n) {
      const float tolerance = terms * std::numeric_limits<float>::epsilon() * bound.data()[n];
      ASSERT_NEAR(result.data()[n], expected.data()[n], tolerance) << "cell " << n;
    }
  });
}

INSTANTIATE_TEST_SUITE_P(Table, EveryOperator,
                         testing::Values(OpKind::conv, OpKind::conv_input_grad, OpKind::conv_kernel_grad, OpKind::conv_transpose,
                                         OpKind::conv_transpose_input_grad, OpKind::conv_transpose_kernel_grad, OpKind::zero_insert,
                                         OpKind::crop, OpKind::max_pool, OpKind::avg_pool, OpKind::upsample_nearest,
                                         OpKind::upsample_bilinear),
                         [](const auto& info) {
                           std::string id(operator_of(info.param).id);
                           std::ranges::replace(id, '-', '_');
                           return id;
                         });

// Values and switches at once, and back to their places; overlapping windows name a cell more than once.
TEST_F(Devices, PoolAndUnpoolAsTheLoopsDo) {
  int cases = 0;
  for (const test::DeviceCase& c : test::device_cases()) {
    const auto g = resolve_pool(c.params);
    if (!g) continue;
    SCOPED_TRACE(c.text());
    const Tensor x = test::whole_operands(operator_of(OpKind::max_pool), c, *g).first;
    const Pooled expected = max_pool(x, *g);
    for (Device* device : all()) {
      SCOPED_TRACE(name_of(device));
      const auto pooled = device->max_pool(x, *g);
      if (was_too_large(device, pooled)) continue;
      ASSERT_TRUE(pooled) << reason(pooled.error());
      EXPECT_EQ(pooled->values, expected.values);
      EXPECT_EQ(pooled->switches, expected.switches);
      const auto back = device->max_unpool(expected.values, expected.switches, *g);
      if (was_too_large(device, back)) continue;
      ASSERT_TRUE(back) << reason(back.error());
      EXPECT_EQ(*back, max_unpool(expected.values, expected.switches, *g));
    }
    ++cases;
  }
  EXPECT_GT(cases, 20);
  EXPECT_LT(refused_, 20u);
}

TEST_F(Devices, AgreeOnMeansWithoutPaddingAndOnAlignedCorners) {
  int cases = 0;
  for (const test::DeviceCase& c : test::device_cases()) {
    Params params = c.params;
    params.count_include_pad = false;
    params.resampling.coordinates = Coordinates::align_corners;
    SCOPED_TRACE(c.text());
    for (const OpKind kind : {OpKind::avg_pool, OpKind::upsample_bilinear}) {
      const Operator& op = operator_of(kind);
      const auto g = op.resolve(params);
      if (!g) continue;
      const Tensor x = test::whole_operands(op, c, *g).first;
      for (Device* device : all()) {
        const auto found = device->run(kind, x, {}, *g);
        if (was_too_large(device, found)) continue;
        ASSERT_TRUE(found) << reason(found.error());
        EXPECT_EQ(*found, op.apply(x, {}, *g)) << op.id << ", " << name_of(device);
      }
      ++cases;
    }
  }
  EXPECT_GT(cases, 40);
  EXPECT_LT(refused_, 20u);
}

// Switches that no pooling gives: 4 is last of those that name cell 0, 3 of those that name cell 15.
TEST_F(Devices, PutValuesAtSwitchesOutsideTheirWindows) {
  const Geometry pool = resolve_pool({.i = {4, 4}, .k = {2, 2}, .s = {2, 2}}).value();
  const Tensor values = Tensor::plane({2, 2}, {1, 2, 3, 4});
  const Tensor expected = Tensor::plane({4, 4}, {4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3});
  for (Device* device : all()) EXPECT_EQ(device->max_unpool(values, Indices::plane({2, 2}, {15, 0, 15, 0}), pool).value(), expected);
}

// Any cell of the plane, many of them named more than once, in several planes and pieces.
TEST_F(Devices, PutValuesAnywhereAsTheLoopsDo) {
  int cases = 0;
  for (const test::DeviceCase& c : test::device_cases()) {
    const auto g = resolve_pool(c.params);
    if (!g) continue;
    SCOPED_TRACE(c.text());
    const Tensor values = test::whole_operands(operator_of(OpKind::max_unpool), c, *g).first;
    Indices switches(values.shape());
    std::mt19937 random(7);
    for (std::int32_t& at : switches.data()) at = static_cast<std::int32_t>(random() % static_cast<unsigned>(g->input().area()));
    for (Device* device : all()) {
      const auto found = device->max_unpool(values, switches, *g);
      if (was_too_large(device, found)) continue;
      ASSERT_TRUE(found) << reason(found.error());
      EXPECT_EQ(*found, max_unpool(values, switches, *g)) << name_of(device);
    }
    ++cases;
  }
  EXPECT_GT(cases, 20);
  EXPECT_LT(refused_, 20u);
}

// One cell, which lies in the middle of a window of two taps two apart: max pooling's own index of a window without cells is 0.
TEST_F(Devices, TakeTheIndexOfAnEmptyWindow) {
  const Geometry pool = resolve_pool({.i = {1, 1}, .k = {2, 1}, .s = {2, 2}, .p = {1, 0}, .d = {2, 1}}).value();
  const Tensor x(Shape{1, 1, 1, 1}, 5);
  for (Device* device : all()) {
    const Pooled pooled = device->max_pool(x, pool).value();
    EXPECT_EQ(pooled.values, Tensor(Shape{1, 1, 1, 1}, -std::numeric_limits<float>::infinity())) << name_of(device);
    EXPECT_EQ(pooled.switches, Indices(Shape{1, 1, 1, 1}, 0)) << name_of(device);
    EXPECT_EQ(device->max_unpool(pooled.values, pooled.switches, pool).value(), pooled.values) << name_of(device);
    EXPECT_EQ(device->max_unpool(x, pooled.switches, pool).value(), x) << name_of(device);
  }
}

// The window at (2,2), of 3 x 3 taps d cells apart with padding 1: its cells are in rows and columns 1, 1 + d and 1 + 2 d of 8.
TEST_F(Devices, TakeEverySwitchWithinItsWindowAndEveryOther) {
  for (const std::int64_t d : {1, 2}) {
    const Geometry pool = resolve_pool({.i = {8, 8}, .k = {3, 3}, .s = {1, 1}, .p = {1, 1}, .d = {d, d}}).value();
    const std::int64_t window = pool.output().index_of({2, 2});
    Indices switches(Shape{1, 1, pool.h.o, pool.w.o});
    for (std::int64_t n = 0; n < switches.size(); ++n) {
      const Cell t = pool.output_cell(n);
      switches.data()[n] = static_cast<std::int32_t>(pool.input().index_of({t.row - 1 + d, t.col - 1 + d}));
    }
    const Tensor values = test::whole_operands(operator_of(OpKind::max_unpool), {}, pool).first;
    const auto is_tap = [&](std::int64_t c) { return c == 1 || c == 1 + d || c == 1 + 2 * d; };
    for (std::int64_t cell = 0; cell < pool.input().area(); ++cell) {
      const Cell at = pool.input_cell(cell);
      switches.data()[window] = static_cast<std::int32_t>(cell);
      EXPECT_EQ(stray_switches(switches, pool).count, is_tap(at.row) && is_tap(at.col) ? 0 : 1) << d << " " << at.row << " " << at.col;
      EXPECT_EQ(gpu_->max_unpool(values, switches, pool).value(), max_unpool(values, switches, pool)) << d << " " << cell;
    }
  }
}

// Where the product of the two sides passes 32 bits.
TEST_F(Devices, FindSourcesOfVeryLongRows) {
  Params wide{.i = {1, 7000001}};
  wide.output = Extent{1, 10000000};
  Tensor x(Shape{1, 1, 1, 7000001});
  for (std::int64_t n = 0; n < x.size(); ++n) x.data()[n] = static_cast<float>(n % 1021);
  const Geometry g = resolve_upsample(wide).value();
  for (const OpKind kind : {OpKind::upsample_nearest, OpKind::upsample_bilinear}) {
    const auto found = gpu_->run(kind, x, {}, g);
    ASSERT_TRUE(found) << reason(found.error());
    EXPECT_EQ(*found, cpu_.run(kind, x, {}, g).value());
  }
}

// Beyond the 2^24 cells that floats count, in bands far below the first.
TEST_F(Devices, NameCellsOfFarBands) {
  const Geometry g = resolve_pool({.i = {1100000, 16}, .k = {2, 2}, .s = {2, 2}}).value();
  Tensor x(Shape{1, 1, 1100000, 16});
  for (std::int64_t n = 0; n < x.size(); ++n) x.data()[n] = static_cast<float>(n * 7919 % 1021);
  auto small = GlDevice::make({.buffer_bytes = 10000000}).value();
  const Pooled pooled = small->max_pool(x, g).value();
  const Pooled expected = cpu_.max_pool(x, g).value();
  EXPECT_EQ(pooled.values, expected.values);
  EXPECT_EQ(pooled.switches, expected.switches);
  EXPECT_EQ(small->max_unpool(expected.values, expected.switches, g).value(),
            cpu_.max_unpool(expected.values, expected.switches, g).value());
}

TEST_F(Devices, SayWhatTheyAre) {
  EXPECT_EQ(gpu_->name().substr(0, 5), "GPU, ");
  EXPECT_GT(gpu_->name().size(), 5u);
  EXPECT_EQ(gpu_->is_software_gpu(), is_software_renderer(gpu_->name()));
  EXPECT_TRUE(is_software_renderer("llvmpipe (LLVM 15.0.6, 256 bits)"));
  EXPECT_FALSE(is_software_renderer("NVIDIA GeForce RTX 3060/PCIe/SSE2"));
}

TEST_F(Devices, RefuseTheSameShapes) {
  const Geometry g = sizes({});
  const Tensor x(Shape{1, 1, 5, 5});
  const Tensor wrong(Shape{1, 2, 3, 3});
  const auto refused = gpu_->run(OpKind::conv, x, wrong, g);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::shape_mismatch);
  EXPECT_EQ(refused.error(), cpu_.run(OpKind::conv, x, wrong, g).error());
}

// More rows, and more columns, than GL's smallest allowed limit of 65535 groups takes in one dispatch.
TEST_F(Devices, FoldGridsBeyondTheLimitOfGroups) {
  for (const Extent i : {Extent{600000, 1}, Extent{1, 4300000}}) {
    const Geometry g = sizes({.i = i, .k = {1, 1}});
    Tensor x(Shape{1, 1, i.h, i.w});
    for (std::int64_t n = 0; n < x.size(); ++n) x.data()[n] = static_cast<float>(n);
    EXPECT_EQ(gpu_->run(OpKind::conv, x, Tensor(Shape{1, 1, 1, 1}, 2), g).value(),
              cpu_.run(OpKind::conv, x, Tensor(Shape{1, 1, 1, 1}, 2), g));
  }
}

TEST_F(Devices, SumManyRowsInParts) {
  const Geometry g = sizes({.i = {300, 700}, .k = {2, 2}});
  const Tensor ones(Shape{1, 1, 300, 700}, 1);
  const Tensor dy(Shape{1, 1, 299, 699}, 1);
  EXPECT_EQ(gpu_->run(OpKind::conv_kernel_grad, ones, dy, g).value(), Tensor(Shape{1, 1, 2, 2}, 299 * 699));
}

TEST_F(Devices, TakeMorePlanesThanADispatch) {
  const Geometry g = resolve_upsample({.i = {1, 1}, .s = {2, 3}}).value();
  Tensor x(Shape{2, 40000, 1, 1});
  for (std::int64_t n = 0; n < x.size(); ++n) x.data()[n] = static_cast<float>(n);
  EXPECT_EQ(gpu_->run(OpKind::upsample_nearest, x, {}, g).value(), upsample_nearest(x, g));
}

// A row of 3001 outputs reads three rows of 3008 floats, filled up to whole vec4s on both sides of the last tap.
TEST_F(Devices, RefuseARowThatNoBufferHolds) {
  const Geometry g = sizes({.i = {9, 3001}, .k = {3, 1}, .p = {1, 0}});
  const Tensor x(Shape{1, 1, 9, 3001}, 1);
  const Tensor w(Shape{1, 1, 3, 1}, 1);
  const auto refused = small_gpu_->run(OpKind::conv, x, w, g);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::device_cannot);
  const std::string why = "conv (24096 bytes > 12000 = GL_MAX_SHADER_STORAGE_BLOCK_SIZE)";
  EXPECT_EQ(refused.error().args, (std::vector{small_gpu_->name(), why}));
  const Tensor one(Shape{1, 1, 1, 1}, 1);
  EXPECT_EQ(small_gpu_->run(OpKind::conv, one, one, sizes({.i = {1, 1}, .k = {1, 1}})).value(), one) << "and goes on";
}

TEST_F(Devices, TakeEmptyBatches) {
  const Geometry g = sizes({});
  const Tensor none(Shape{0, 2, 5, 5});
  const Tensor w(Shape{3, 2, 3, 3}, 1);
  EXPECT_EQ(gpu_->run(OpKind::conv, none, w, g).value(), conv(none, w, g));
}

TEST_F(Devices, LeaveNothingCurrentBehind) {
  const Tensor one(Shape{1, 1, 1, 1}, 1);
  ASSERT_TRUE(gpu_->run(OpKind::conv, one, one, sizes({.i = {1, 1}, .k = {1, 1}})));
  EXPECT_EQ(glGetString(GL_RENDERER), nullptr);
}

TEST_F(Devices, CountThePatternAsCoreDoes) {
  auto gpu = GlDevice::make().value();
  for (const test::DeviceCase& c : test::device_cases()) {
    SCOPED_TRACE(c.text());
    const auto g = resolve(c.params);
    if (!g) continue;
    const auto rows = static_cast<double>(g->output().area());
    const auto cols = static_cast<double>(g->input().area());
    for (const MatrixWindow& window : {MatrixWindow{0, rows, 0, cols}, MatrixWindow{-3, 0.4 * rows, 0.2 * cols, 1.3 * cols}}) {
      EXPECT_EQ(gpu->count_pattern(*g, window, {31, 45}, Side::c).value(), count_pattern(*g, window, 31, 45));
      const MatrixWindow turned{window.col0, window.col1, window.row0, window.row1};
      EXPECT_EQ(gpu->count_pattern(*g, turned, {45, 31}, Side::c_transposed).value(),
                count_pattern(*g, turned, 45, 31, Side::c_transposed));
    }
  }
  const Geometry large = sizes({.i = {4096, 4096}, .k = {3, 3}, .p = {1, 1}});
  const auto side = static_cast<double>(large.input().area());
  EXPECT_EQ(gpu->count_pattern(large, {0, side, 0, side}, {60, 60}, Side::c).value(), count_pattern(large, {0, side, 0, side}, 60, 60));
  const Geometry too_large = sizes({.i = {32768, 32768}, .k = {3, 3}, .p = {1, 1}});
  EXPECT_EQ(gpu->count_pattern(too_large, {0, side, 0, side}, {60, 60}, Side::c).error().code, ErrorCode::device_cannot);
}

}  // namespace
}  // namespace deconvlab

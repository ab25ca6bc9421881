// Weights and states as files: what was written comes back, and what does not fit is refused with its name.
#include "core/network/weights.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "core/formats/formats.h"
#include "folder.h"

namespace deconvlab {
namespace {

std::vector<NamedArray> arrays_of(const Segmenter& segmenter) {
  const test::Folder folder;
  EXPECT_TRUE(write_weights(segmenter, folder / "w.npz").has_value());
  return *read_named_arrays(folder / "w.npz");
}

// The reason's key and its arguments.
std::string refusal(const std::vector<NamedArray>& arrays) {
  const test::Folder folder;
  EXPECT_TRUE(write_named_arrays(arrays, folder / "w.npz").has_value());
  const auto read = read_weights(folder / "w.npz");
  if (read) return "";
  EXPECT_EQ(read.error().code, ErrorCode::malformed);
  return read.error().args.at(2);
}

void expect_same(const Segmenter& a, const Segmenter& b) {
  for (std::size_t n = 0; n < Segmenter::kNetworks; ++n) EXPECT_EQ(a.network(n).parameters, b.network(n).parameters) << n;
}

TEST(Weights, ComeBackAsTheyWere) {
  const test::Folder folder;
  const Segmenter segmenter = make_segmenter(3);
  ASSERT_TRUE(write_weights(segmenter, folder / "w.npz").has_value());
  EXPECT_EQ(folder.names(), std::set<std::string>{"w.npz"});
  const auto read = read_weights(folder / "w.npz");
  ASSERT_TRUE(read.has_value());
  expect_same(*read, segmenter);
  EXPECT_LT(std::filesystem::file_size(folder / "w.npz"), 2'000'000u);
}

TEST(Weights, HaveThePyTorchNamesAndShapes) {
  const auto arrays = arrays_of(make_segmenter(1));
  EXPECT_EQ(arrays[0].name, "encoder.0.weight");
  EXPECT_EQ(arrays[0].array.shape(), (Shape{16, 3, 3, 3}));
  EXPECT_EQ(arrays[1].name, "encoder.0.bias");
  EXPECT_EQ(arrays[1].array.shape().rank, 1);
  const auto deconv = std::ranges::find(arrays, "deconvnet.3.weight", &NamedArray::name);
  ASSERT_NE(deconv, arrays.end());
  EXPECT_EQ(deconv->array.shape(), (Shape{64, 48, 3, 3}));  // in, out: a transposed convolution's
  const auto conv = std::ranges::find(arrays, "segnet.3.weight", &NamedArray::name);
  ASSERT_NE(conv, arrays.end());
  EXPECT_EQ(conv->array.shape(), (Shape{48, 64, 3, 3}));
}

TEST(Weights, OfAnotherNetworkAreRefused) {
  auto arrays = arrays_of(make_segmenter(1));
  arrays.erase(arrays.begin());
  EXPECT_EQ(refusal(arrays), reason("reason.weights_missing", "encoder.0.weight"));
  arrays = arrays_of(make_segmenter(1));
  arrays[0].array = Tensor({8, 3, 3, 3});
  EXPECT_EQ(refusal(arrays), reason("reason.weights_shape", "encoder.0.weight", "8x3x3x3", "16x3x3x3"));
}

TEST(Weights, WithoutEveryNumberAreRefused) {
  for (const float bad : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
    auto arrays = arrays_of(make_segmenter(1));
    arrays[3].array.data()[2] = bad;
    EXPECT_EQ(refusal(arrays), reason("reason.weights_not_finite", arrays[3].name, bad));
  }
}

TEST(Weights, CutShortAreRefused) {
  const test::Folder folder;
  ASSERT_TRUE(write_weights(make_segmenter(1), folder / "w.npz").has_value());
  const std::string bytes = test::bytes_in(folder / "w.npz");
  for (const std::size_t size : {std::size_t{0}, std::size_t{100}, bytes.size() / 2, bytes.size() - 1})
    EXPECT_FALSE(parse_weights(std::string_view(bytes).substr(0, size), "w.npz").has_value()) << size;
  EXPECT_TRUE(parse_weights(bytes, "w.npz").has_value());
}

TEST(Weights, AStateGoesOnAsIfItHadNotStopped) {
  const test::Folder folder;
  SegmentTraining training = start_training({.seed = 9, .steps = 10, .side = 32, .groups = 1, .group = 2});
  for (int n = 0; n < 2; ++n) train_step(training);
  ASSERT_TRUE(write_training(training, folder / "s.npz").has_value());
  auto again = read_training(folder / "s.npz");
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->done, 2);
  EXPECT_EQ(again->plan, training.plan);
  for (int n = 0; n < 2; ++n) EXPECT_EQ(train_step(*again).loss, train_step(training).loss);
  expect_same(again->segmenter, training.segmenter);
}

// A state after so many steps, as arrays.
std::vector<NamedArray> state_arrays(int steps) {
  const test::Folder folder;
  SegmentTraining training = start_training({.seed = 9, .steps = 10, .side = 32, .groups = 1, .group = 1});
  for (int n = 0; n < steps; ++n) train_step(training);
  EXPECT_TRUE(write_training(training, folder / "s.npz").has_value());
  return *read_named_arrays(folder / "s.npz");
}

// The reason with which a state of these arrays is refused; empty where it is not.
std::string state_refusal(const std::vector<NamedArray>& arrays) {
  const test::Folder folder;
  EXPECT_TRUE(write_named_arrays(arrays, folder / "s.npz").has_value());
  const auto read = read_training(folder / "s.npz");
  if (read) return "";
  EXPECT_EQ(read.error().code, ErrorCode::malformed);
  return read.error().args.at(2);
}

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr float kInfinity = std::numeric_limits<float>::infinity();

TEST(Weights, EveryNumberOfAStatesPlanIsChecked) {
  const std::vector<NamedArray> good = state_arrays(0);
  ASSERT_EQ(state_refusal(good), "");
  struct Field {
    const char* name;
    bool may_be_0;
    bool may_be_large;
  };
  constexpr Field kFields[] = {{"seed", true, true},     {"steps", false, true},  {"side", false, false},
                               {"groups", false, false}, {"group", false, false}, {"steps done", true, true}};
  for (std::int64_t n = 0; n < std::ssize(kFields); ++n) {
    for (const float bad : {0.0f, -1.0f, -3.0f, 0.5f, 1e30f, kNan, kInfinity}) {
      for (const bool high : {false, true}) {
        if (high && bad != 0.5f && bad != 1e30f) continue;
        auto arrays = good;
        Tensor& plan = std::ranges::find(arrays, "plan", &NamedArray::name)->array;
        plan.data()[2 * n] = high ? bad : 0;
        plan.data()[2 * n + 1] = high ? 0 : bad;
        const std::string why = state_refusal(arrays);
        SCOPED_TRACE(fmt::format("{} {} {}", kFields[n].name, bad, high));
        if (bad == 0 && kFields[n].may_be_0) continue;
        if (high && bad == 0.5f && kFields[n].may_be_large) continue;  // 2^23 in all, a whole number
        EXPECT_TRUE(why.starts_with(reason("reason.plan_number", kFields[n].name))) << why;
      }
    }
  }
}

TEST(Weights, AStatesSideRateAndShapeAreChecked) {
  const std::vector<NamedArray> good = state_arrays(0);
  const auto with = [&](std::size_t at, float value) {
    auto arrays = good;
    std::ranges::find(arrays, "plan", &NamedArray::name)->array.data()[at] = value;
    return state_refusal(arrays);
  };
  EXPECT_EQ(with(5, 33), reason("reason.plan_side", 33, 32));
  EXPECT_EQ(with(5, 4096), reason("reason.plan_number", "side", 4096, 1, 2048));
  EXPECT_EQ(with(7, 65), reason("reason.plan_number", "groups", 65, 1, 64));
  for (const float bad : {0.0f, -1.0f, kNan, kInfinity}) EXPECT_EQ(with(12, bad), reason("reason.plan_rate", bad));
  for (const std::int64_t size : {1, 12, 14}) {
    auto arrays = good;
    std::ranges::find(arrays, "plan", &NamedArray::name)->array = Tensor(Shape{.w = size});
    EXPECT_TRUE(state_refusal(arrays).starts_with(reason("reason.weights_shape", "plan"))) << size;
  }
}

TEST(Weights, EveryArrayOfAStateIsChecked) {
  const std::vector<NamedArray> good = state_arrays(1);
  for (std::size_t n = 0; n < good.size(); n += 11) {
    const std::string& name = good[n].name;
    SCOPED_TRACE(name);
    auto arrays = good;
    arrays.erase(arrays.begin() + static_cast<std::ptrdiff_t>(n));
    EXPECT_EQ(state_refusal(arrays), reason("reason.weights_missing", name));
    arrays = good;
    arrays[n].array = Tensor(Shape{1, 1, 1, 5});
    EXPECT_TRUE(state_refusal(arrays).starts_with(reason("reason.weights_shape", name)));
    const bool square = name.starts_with("adam.square");
    for (const float bad : {kNan, kInfinity, square ? -1.0f : -kInfinity}) {
      arrays = good;
      arrays[n].array.data()[0] = bad;
      EXPECT_EQ(state_refusal(arrays), reason(square ? "reason.weights_negative" : "reason.weights_not_finite", name, bad));
    }
  }
}

TEST(Weights, AStateWithoutAPlanIsRefused) {
  const test::Folder folder;
  ASSERT_TRUE(write_weights(make_segmenter(1), folder / "w.npz").has_value());
  const auto read = read_training(folder / "w.npz");
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().args.at(2), reason("reason.weights_missing", "plan"));
}

}  // namespace
}  // namespace deconvlab

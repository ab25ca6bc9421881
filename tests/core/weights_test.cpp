// Weights and states as files: what was written comes back, and what does not fit is refused with its name.
#include "core/weights.h"

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
    EXPECT_EQ(refusal(arrays), reason("reason.weights_not_finite", arrays[3].name));
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

TEST(Weights, AStateWithoutAPlanIsRefused) {
  const test::Folder folder;
  ASSERT_TRUE(write_weights(make_segmenter(1), folder / "w.npz").has_value());
  const auto read = read_training(folder / "w.npz");
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().args.at(2), reason("reason.weights_missing", "plan"));
}

}  // namespace
}  // namespace deconvlab

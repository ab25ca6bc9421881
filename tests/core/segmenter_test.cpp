// The encoder, its decoders, their training and what they are judged by.
#include "core/network/segmenter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/network/train.h"
#include "core/samples/labelled.h"

namespace deconvlab {
namespace {

std::vector<std::int64_t> sides_of(const Network& network, const Pass& pass, NetworkLayerKind kind) {
  std::vector<std::int64_t> sides;
  for (std::size_t n = 0; n < network.layers.size(); ++n) {
    if (network.layers[n].kind == kind) sides.push_back(pass.outputs[n].shape().h);
  }
  return sides;
}

TEST(Segmenter, DecodersGoFromSevenTo224AsInTheFigure) {
  const Segmenter segmenter = make_segmenter(1);
  const auto encoded = forward(segmenter.encoder, Tensor({1, 3, kSceneSide, kSceneSide}, 0.5f));
  ASSERT_TRUE(encoded.has_value());
  EXPECT_EQ(encoded->result().shape().h, 7);
  EXPECT_EQ(sides_of(segmenter.encoder, *encoded, NetworkLayerKind::max_pool), (std::vector<std::int64_t>{112, 56, 28, 14, 7}));
  const Network& deconvnet = segmenter.decoder(DecoderKind::deconvnet);
  const auto decoded = forward(deconvnet, encoded->result(), encoded->switches);
  ASSERT_TRUE(decoded.has_value());
  EXPECT_EQ(sides_of(deconvnet, *decoded, NetworkLayerKind::max_unpool), (std::vector<std::int64_t>{14, 28, 56, 112, 224}));
  EXPECT_EQ(decoded->result().shape(), (Shape{1, std::ssize(scene_classes()), kSceneSide, kSceneSide}));
}

TEST(Segmenter, DecodersDifferInWhatTheyAreNamedFor) {
  const Segmenter segmenter = make_segmenter(1);
  for (const DecoderStyle& style : decoder_styles()) {
    const auto& layers = segmenter.decoder(style.kind).layers;
    const auto has = [&](NetworkLayerKind kind) { return std::ranges::count(layers, kind, &NetworkLayer::kind) > 0; };
    EXPECT_EQ(has(NetworkLayerKind::max_unpool), style.has_switches) << style.id;
    EXPECT_EQ(has(NetworkLayerKind::upsample_nearest), !style.has_switches) << style.id;
    EXPECT_EQ(has(NetworkLayerKind::conv_transpose), style.kind == DecoderKind::deconvnet) << style.id;
  }
}

TEST(Segmenter, LargestClassTakesTheFirstOfEqualOnes) {
  const Tensor scores({1, 3, 1, 3}, {1, 0, 2, 1, 5, 2, 0, 4, 3});
  EXPECT_EQ(largest_class(scores), Tensor({1, 1, 1, 3}, {0, 1, 2}));
}

// Labels 0 0 1 1, found 0 1 1 1: class 0 has 1 of 2, class 1 has 2 of 3, class 2 is nowhere.
TEST(Score, IntersectionOverUnion) {
  Confusion confusion(3);
  confusion.add(Tensor({1, 1, 1, 4}, {0, 0, 1, 1}), Tensor({1, 1, 1, 4}, {0, 1, 1, 1}));
  EXPECT_DOUBLE_EQ(confusion.iou(0), 0.5);
  EXPECT_DOUBLE_EQ(confusion.iou(1), 2.0 / 3);
  EXPECT_TRUE(std::isnan(confusion.iou(2)));
  EXPECT_DOUBLE_EQ(confusion.mean_iou(), (0.5 + 2.0 / 3) / 2);
  const Tensor last({1, 1, 1, 4}, {0, 0, 0, 1});
  Confusion part(3);
  part.add(Tensor({1, 1, 1, 4}, {0, 0, 1, 1}), Tensor({1, 1, 1, 4}, {0, 1, 1, 1}), &last);
  EXPECT_DOUBLE_EQ(part.mean_iou(), 1);
}

// Labels 0 0 1 1, found 0 2 1 1: class 0 has 1 of 2, class 1 all; class 2 is only found and no third of the mean.
TEST(Score, AClassThatIsOnlyFoundIsNoneOfTheMean) {
  Confusion confusion(3);
  confusion.add(Tensor({1, 1, 1, 4}, {0, 0, 1, 1}), Tensor({1, 1, 1, 4}, {0, 2, 1, 1}));
  EXPECT_EQ(confusion.pixels_of(0), 2);
  EXPECT_EQ(confusion.pixels_of(2), 0);
  EXPECT_EQ(confusion.iou(2), 0);
  EXPECT_DOUBLE_EQ(confusion.mean_iou(), 0.75);
}

TEST(Score, BandAroundAnOutline) {
  const Tensor labels({1, 1, 1, 8}, {0, 0, 0, 0, 1, 1, 1, 1});
  EXPECT_EQ(outline_band(labels, 1), Tensor({1, 1, 1, 8}, {0, 0, 0, 1, 1, 0, 0, 0}));
  EXPECT_EQ(outline_band(labels, 2), Tensor({1, 1, 1, 8}, {0, 0, 1, 1, 1, 1, 0, 0}));
}

TEST(Training, PlansThatCannotWorkAreRefused) {
  EXPECT_TRUE(check_plan({}).has_value());
  EXPECT_EQ(check_plan({.steps = 0}).error().code, ErrorCode::not_positive);
  EXPECT_EQ(check_plan({.side = 100}).error(), (Error{ErrorCode::not_a_multiple, {"--side", "100", "32"}}));
  EXPECT_EQ(check_plan({.side = 1 << 20}).error().code, ErrorCode::too_large);
  EXPECT_EQ(check_plan({.rate = 0}).error().code, ErrorCode::not_a_rate);
}

TEST(Training, TheSameSeedGivesTheSameRun) {
  const SegmentPlan plan{.seed = 4, .steps = 3, .side = 32, .groups = 2, .group = 2};
  SegmentTraining one = start_training(plan);
  SegmentTraining other = start_training(plan);
  for (int n = 0; n < 3; ++n) EXPECT_EQ(train_step(one).loss, train_step(other).loss);
  EXPECT_EQ(one.segmenter.encoder.parameters, other.segmenter.encoder.parameters);
  EXPECT_EQ(one.done, 3);
}

TEST(Training, LossesFallAndTheFinishedNetworkFollows) {
  SegmentTraining training = start_training({.steps = 60, .side = 32, .groups = 1, .group = 4, .rate = 0.02f});
  const StepReport first = train_step(training);
  StepReport last;
  while (training.done < training.plan.steps) last = train_step(training);
  for (std::size_t n = 0; n < kDecoders; ++n) EXPECT_LT(last.loss[n], 0.9 * first.loss[n]) << n;
  const auto scores = judge(finished(training), {0, 2});
  ASSERT_TRUE(scores.has_value());
  for (const Score& score : *scores) EXPECT_GT(score.class_iou[0], 0.3);  // the ground is what is learned first
}

}  // namespace
}  // namespace deconvlab

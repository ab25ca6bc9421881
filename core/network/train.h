// Training the segmenter on scenes drawn as it goes.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/network/optimiser.h"
#include "core/network/score.h"
#include "core/network/segmenter.h"

namespace deconvlab {

struct SegmentPlan {
  std::uint64_t seed = 1;
  std::int64_t steps = 6000;
  std::int64_t side = 128;  // of the scenes
  // A step learns from so many groups of so many scenes. A group is normalised by its own statistics and stays on one thread.
  // Hoffer, Hubara & Soudry, "Train longer, generalize better" (2017): ghost batch normalisation.
  int groups = 2;
  int group = 4;
  // Of Adam. It rises over the first steps, stays for half of them all, and falls along half a cosine to 0: until then a run goes the same
  // way whatever `steps` is.
  float rate = 3e-3f;

  bool operator==(const SegmentPlan&) const = default;
};

// The most of a plan's numbers. A seed is kept as two floats of 24 bits each.
inline constexpr std::uint64_t kMostSeed = (std::uint64_t{1} << 48) - 1;
inline constexpr std::int64_t kMostSteps = std::int64_t{1} << 24;
inline constexpr std::int64_t kLargestScene = 2048;
inline constexpr int kMostGroups = 64;  // and scenes of a group

// Errors: not_positive, too_large, not_a_multiple (the side, of kSideMultiple), not_a_rate.
Expected<void> check_plan(const SegmentPlan& plan);

// Everything that the next step depends on, a plain value: a copy goes on as the original would.
struct SegmentTraining {
  SegmentPlan plan;
  Segmenter segmenter;
  std::array<Adam, Segmenter::kNetworks> optimisers;
  std::int64_t done = 0;  // steps
};

SegmentTraining start_training(const SegmentPlan& plan);

struct StepReport {
  std::array<double, kDecoders> loss{};  // of each decoder, mean of the batch
  float rate = 0;
};

// One step of all decoders and of the encoder that they share. The same on any number of threads.
StepReport train_step(SegmentTraining& training);

// The networks so far with normalisation folded in, over scenes of their own: what is judged, kept in files and shown.
Segmenter finished(const SegmentTraining& training);

}  // namespace deconvlab

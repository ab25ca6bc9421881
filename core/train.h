// Training the segmenter on scenes drawn as it goes, and judging it on scenes it has not seen.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/optimiser.h"
#include "core/segmenter.h"

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

// Counts of pixels by label and by what was found.
struct Confusion {
  std::vector<std::int64_t> count;  // count[label * classes + found]
  std::int64_t classes = 0;

  explicit Confusion(std::int64_t classes) : count(static_cast<std::size_t>(classes * classes)), classes(classes) {}
  // Only the pixels where `where` is above 0, if there is one.
  void add(const Tensor& labels, const Tensor& found, const Tensor* where = nullptr);
  Confusion& operator+=(const Confusion& other);
  // Intersection over union of a class: |label and found| / |label or found|; NaN where neither is.
  double iou(std::int64_t label) const;
  // The mean over those classes that are there.
  double mean_iou() const;
};

// 1 where a pixel of another label lies within `reach` rows and columns, else 0.
Tensor outline_band(const Tensor& labels, std::int64_t reach);

struct Score {
  double mean_iou = 0;
  double thin_iou = 0;     // mean over the classes of thin things
  double outline_iou = 0;  // mean over all classes, of pixels within 2 of an outline
  std::vector<double> class_iou;
};

// Scenes that no training draws from, by number.
struct SceneRange {
  std::int64_t first = 0;
  std::int64_t count = 0;
};
inline constexpr SceneRange kHeldOut{0, 200};       // what weights are judged by in the end
inline constexpr SceneRange kValidation{1000, 24};  // what the best ones are chosen by while training

// Scenes of kSceneSide. Errors: those of the layers.
Expected<std::array<Score, kDecoders>> judge(const Segmenter& segmenter, const SceneRange& scenes);

}  // namespace deconvlab

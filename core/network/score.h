// How well labels are found: by the scenes that no training has seen.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/network/segmenter.h"

namespace deconvlab {

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
  // How many pixels have the label.
  std::int64_t pixels_of(std::int64_t label) const;
  // The mean over the classes that some pixel has: one that is only found, in a few pixels, costs those that it was found in the place of.
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

// The series of scenes (labelled.h) that no training draws from.
inline constexpr std::uint64_t kUnseenSeries = 0x4A554447;
// Scenes of it, by number.
struct SceneRange {
  std::int64_t first = 0;
  std::int64_t count = 0;
};
inline constexpr SceneRange kHeldOut{0, 200};  // what weights are judged by in the end, unless told otherwise
inline constexpr std::int64_t kMostHeldOut = 1000;
inline constexpr SceneRange kValidation{kMostHeldOut, 24};  // what the best ones are chosen by while training

// Scenes of kSceneSide. Errors: those of the layers.
Expected<std::array<Score, kDecoders>> judge(const Segmenter& segmenter, const SceneRange& scenes);

}  // namespace deconvlab

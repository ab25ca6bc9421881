// What a lesson that trains comes to: the kernel of its transposed convolution learns, from one pooled map, each of three targets.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "app/lessons/pooling/resampled.h"
#include "core/network/imitate.h"

namespace deconvlab {

// In the order in which they are shown.
enum class ImitationTarget { nearest, bilinear, unpool };
inline constexpr int kImitationTargets = 3;

// Updates of a training, each a step of the timeline after the first one, which shows the kernel that it starts from.
inline constexpr std::int64_t kTrainingUpdates = 400;
// Most products of one pass that are repeated so often.
inline constexpr std::int64_t kTrainedProducts = 400'000;

// Of one target.
struct Imitation {
  ImitationTask task;
  Training run;
  LeastSquares best;

  // The kernel shown after so many updates: the best one so far where the run has come to nothing before.
  std::int64_t shown(std::int64_t update) const { return update <= run.last() ? update : run.best(); }
  bool stopped(std::int64_t update) const { return run.diverged && update > run.last(); }
  double loss(std::int64_t update) const { return run.losses[static_cast<std::size_t>(shown(update))]; }
  const Tensor& kernel(std::int64_t update) const { return run.kernels[static_cast<std::size_t>(shown(update))]; }
  // Whether some kernel gives the target, and whether the one shown does, but for rounding.
  bool can_reach() const { return is_zero_loss(task, best.loss); }
  bool reached(std::int64_t update) const { return is_zero_loss(task, loss(update)); }
};

struct Imitations {
  std::array<Imitation, kImitationTargets> of;  // by ImitationTarget

  const Imitation& operator[](ImitationTarget target) const { return of[static_cast<std::size_t>(target)]; }
};

// Trains the lesson's kernel, `start`, for each target. Errors: those of train, too_large over kTrainedProducts.
Expected<Imitations> imitate(const Lesson& lesson, const Resampled& resampled, const Geometry& up, const Tensor& start);

}  // namespace deconvlab

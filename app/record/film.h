// A scene's walk as a film: which moments, how fast.
#pragma once

#include <cstdint>
#include <optional>

#include "app/record/figure.h"
#include "app/record/still.h"
#include "app/state/model.h"
#include "core/error.h"

namespace deconvlab {

struct FilmRequest {
  std::int64_t from = 0, to = -1;      // steps; to -1: the last
  std::optional<double> seconds = {};  // from the first step to the last; without: as the window plays at its usual speed
  double per_second = 10;              // frames
  PageLook look = {};
  // Called before each frame; a Failure that it throws ends the writing.
  std::function<void(std::int64_t frame, std::int64_t frames)> each = {};
};

inline constexpr std::int64_t kMostFrames = 100'000;

// Errors: those of the lesson; step_out_of_range; too_large, of more than kMostFrames.
Expected<Film> film_of(const Model& model, const FilmRequest& request);

}  // namespace deconvlab

// One picture in place of many: two of a lesson's pictures in one frame, before and after an edge that time moves.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "app/lessons/lesson.h"

namespace deconvlab {

inline constexpr std::string_view kWipeView = "one";  // as in Lesson::view
inline constexpr std::int64_t kWipeSteps = 9;         // from all before to all after, the edge in the middle half way
inline constexpr double kLastWipeStep = kWipeSteps - 1;

inline bool is_wiped(const Lesson& lesson) { return lesson.view == kWipeView; }

// The share of the frame's width that lies before the edge, and the time at which so much does.
inline double wipe_edge(double time) { return 1 - std::clamp(time / kLastWipeStep, 0.0, 1.0); }
inline double wipe_time(double edge) { return (1 - std::clamp(edge, 0.0, 1.0)) * kLastWipeStep; }

}  // namespace deconvlab

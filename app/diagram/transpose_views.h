// The four ways to see a transposed convolution, each as a picture of its own; all show the same step.
#pragma once

#include <span>

#include "app/diagram/stretched.h"

namespace deconvlab {

struct WayPicture {
  std::string_view id;         // as in Lesson::view
  std::string_view title_key;  // in the language tables
  void (*draw)(Canvas& canvas, Rect area, const Stage& stage);
};

// gather, scatter, direct, gradient.
std::span<const WayPicture> way_pictures();

// The turned kernel's walk over the stretched input, and the output that it fills.
void draw_walk(Canvas& canvas, Rect area, const Stage& stage, const Spread& spread);

// The input cell whose stamp stands for the step: the one pointed at, else the last one that the step's output cell waits for.
std::int64_t stamp_of(const Stage& stage);

}  // namespace deconvlab

// A guide on paper: each thought's picture with its sentence, two on a page of A4.
#pragma once

#include <string>
#include <vector>

#include "app/record/figure.h"
#include "app/state/guide.h"
#include "core/error.h"

namespace deconvlab {

// One figure a page, upright A4 at 96 pixels to the inch, light. A value that is asked for is not yet on its picture, where a step comes
// before the one that makes it. Errors: those of the lessons.
Expected<std::vector<Figure>> handout_pages(const Guide& guide, const std::string& language);

}  // namespace deconvlab

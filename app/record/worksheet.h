// Exercises on paper: questions with grids to fill in and room to answer, or the same with the answers and how they come about.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/exercises/exercise.h"
#include "app/record/figure.h"

namespace deconvlab {

struct WorksheetRequest {
  std::uint64_t seed = 1;
  std::vector<const ExerciseKind*> topics = {};  // all, where there are none
  int count = 10;
  bool solutions = false;
  std::string language = "en";
};

// One figure a page, upright A4 at 96 pixels to the inch, light; at least one.
std::vector<Figure> worksheet_pages(const WorksheetRequest& request);

}  // namespace deconvlab

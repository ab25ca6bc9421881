// Sizes that make an impossible lesson possible.
#pragma once

#include <vector>

#include "app/state/update.h"

namespace deconvlab {

struct Mend {
  command::SetSize change;
  Lesson lesson;  // as it is then: it resolves
};

// One change of each size that is enough alone, the smallest change first. Nothing of a lesson that resolves already, or that no single
// size within 64 of what it is mends.
std::vector<Mend> mends_of(const Model& model);

}  // namespace deconvlab

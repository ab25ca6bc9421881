// Sizes that make an impossible lesson possible.
#pragma once

#include <optional>
#include <vector>

#include "app/state/update.h"
#include "core/geometry/geometry.h"

namespace deconvlab {

struct Mend {
  Command change;  // a SetSize, or the SetOutputShape of an output that can be reached
  Lesson lesson;   // as it is then: it resolves
  std::int64_t distance = 0;
};

// One change of each size that is enough alone, the smallest change first. Nothing of a lesson that resolves already, or that no single
// size within 64 of what it is mends.
std::vector<Mend> mends_of(const Model& model);

// The output sides that a transposed lesson's i' can come from: what its output shape may be on this axis, the rows' where `axes` is both.
std::optional<SideRange> possible_outputs(const Lesson& lesson, Axes axes);

}  // namespace deconvlab

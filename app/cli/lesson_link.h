// The link that a matrix or a record of steps carries along: of the scene that shows it.
#pragma once

#include <string>

#include "app/cli/operands.h"
#include "app/lessons/lesson.h"
#include "core/formats/extension.h"
#include "core/geometry/geometry.h"
#include "core/operators/operators.h"

namespace deconvlab {

// Of a lesson whose sizes and planes are the command's own. Empty where no scene shows the operator, or a link does not bring back
// what `made` is, such as where the planes are too large for one.
std::string lesson_link(const Operator& op, Lesson own, const Geometry& made);
// The lesson of those sizes and planes, a name or values; an input that is none stays the scene's.
Lesson lesson_of(const Params& params, const OperandSource& input, const OperandSource& kernel);
// Into the file that was written, where it is one and has a place for it. Errors: cannot_open, cannot_write.
Expected<void> carry_link(const Place& place, const std::string& link);

}  // namespace deconvlab

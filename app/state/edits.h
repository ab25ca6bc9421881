// What commands change of a lesson: its sizes, its padding and its own values.
#pragma once

#include <cstdint>

#include "app/lessons/lesson.h"
#include "core/error.h"
#include "core/geometry/geometry.h"

namespace deconvlab {

enum class Axes { both, height, width };
enum class Size { i, k, s, p, p_end, d, a, up };  // p is before the first cell where p_end is set too

Extent& size_of(Lesson& lesson, Size size);
const Extent& size_of(const Lesson& lesson, Size size);
void set_size(Lesson& lesson, Size size, Axes axes, std::int64_t value);

// The geometry of those sizes with an input just large enough for the kernel: it resolves whatever i is.
Expected<Geometry> with_room(Params params);
// Of the kernel, or else of the input: all planes become the lesson's own. Nothing where there is no such cell.
void set_own_cell(Lesson& lesson, bool kernel, std::int64_t plane, Cell cell, float value);

// p, the same at both ends, and a take the numbers that the ends, the rule or the output shape give them.
void make_plain(Lesson& lesson);
// The same where a rule or an output shape stands in their place.
void give_numbers(Lesson& lesson);
// The same with the padding of each end by itself.
void set_ends_apart(Lesson& lesson);

}  // namespace deconvlab

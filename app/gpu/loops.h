// Nested loops of shaders in parts, each a dispatch of no more rounds than the limits allow.
#pragma once

#include <cstdint>
#include <functional>

#include "core/operators/bands.h"

namespace deconvlab {

// How often each loop goes round at most: the innermost one takes `step` at a time.
struct Loops {
  std::int64_t outer = 1, middle = 1, inner = 1;
  std::int64_t step = 1;
};

struct LoopPart {
  Band outer, middle, inner;
};

// Calls visit(part) for parts that are all of the loops in their order, inner ones whole before outer ones go on. An invocation goes round
// at most `rounds` times in each, all loops together, or once where that is less.
void for_each_part(std::int64_t rounds, const Loops& loops, const std::function<void(const LoopPart& part)>& visit);

// Sets the current program's ivec2 to (first, last).
void set_range(int location, const Band& band);

}  // namespace deconvlab

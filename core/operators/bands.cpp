#include "core/operators/bands.h"

#include <algorithm>

#include "core/operators/resample.h"

namespace deconvlab {

Band inputs_of(const Axis& axis, Band placements) {
  const std::int64_t first = std::clamp<std::int64_t>(axis.input_of(placements.first, 0), 0, axis.i - 1);
  const std::int64_t last = axis.input_of(placements.last - 1, axis.k - 1) + 1;
  return {first, std::clamp(last, first + 1, axis.i)};
}

// Of all placements the last one that starts no later than a cell, and the first one that does not end before it.
Band placements_of(const Axis& axis, Band inputs) {
  const std::int64_t last_start = (inputs.last - 1 + axis.p) / axis.s;
  const std::int64_t before = inputs.first + axis.p - axis.k_eff;  // a placement starting here ends one cell too early
  const std::int64_t first = std::min(before < 0 ? 0 : before / axis.s + 1, (inputs.first + axis.p) / axis.s);
  const std::int64_t begin = std::clamp<std::int64_t>(first, 0, axis.o - 1);
  return {begin, std::clamp(last_start + 1, begin + 1, axis.o)};
}

Band nearest_sources_of(const Axis& axis, const Resampling& rule, Band resized) {
  return {nearest_source(axis, rule, resized.first), nearest_source(axis, rule, resized.last - 1) + 1};
}

Band bilinear_sources_of(const Axis& axis, const Resampling& rule, Band resized) {
  return {bilinear_source(axis, rule, resized.first).first, bilinear_source(axis, rule, resized.last - 1).second + 1};
}

Axis part_of(const Axis& axis, Band inputs, Band placements) {
  Axis part = axis;
  part.i = inputs.size();
  part.o = placements.size();
  part.p = axis.p + inputs.first - placements.first * axis.s;
  part.p_end = (part.o - 1) * part.s + part.k_eff - part.i - part.p;
  part.padded = part.i + part.p + part.p_end;
  part.remainder = 0;
  return part;
}

}  // namespace deconvlab

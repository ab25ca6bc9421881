// What the resolve functions of geometry.h share: one axis of the params at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/geometry/geometry.h"

namespace deconvlab {

// Cells of padding before the first cell of an axis and after the last one.
struct Ends {
  std::int64_t before = 0;
  std::int64_t after = 0;

  std::int64_t both() const { return before + after; }
};
// "1", or "0 | 1" where they differ.
std::string text_of(const Ends& ends);

// What one axis takes from the params.
struct AxisParams {
  std::string_view name;
  std::int64_t Extent::*side;
  const Params& all;

  std::int64_t operator()(Extent Params::*of) const { return all.*of.*side; }
  // What is given, or the rule says; none of SAME, which depends on a side.
  Ends padding() const;
  std::int64_t k_eff() const { return (*this)(&Params::k) + ((*this)(&Params::k) - 1) * ((*this)(&Params::d) - 1); }
};

// SAME's padding of input side i: what o = ceil(i / s) placements need.
Ends same_padding(const AxisParams& of, std::int64_t i, std::int64_t o);

// All but o and the remainder.
Axis without_output(const AxisParams& of, std::int64_t i, Ends padding);

// Errors: crops_everything, where negative padding leaves none of the axis' cells.
Expected<void> check_cropping(std::string_view name, const Axis& axis);

// The output side wanted, or `usual`. Errors: output_not_reached where the one wanted is none of `sides`.
Expected<std::int64_t> pick_output(const AxisParams& of, SideRange sides, std::int64_t usual);

// Both axes by one rule. Errors: not_positive, negative, too_large, crops_everything, and the rule's.
Expected<Geometry> resolve_axes(const Params& params, Expected<Axis> (*resolve_one)(const AxisParams&));

}  // namespace deconvlab

// What the resolve functions of geometry.h share: one axis of the params at a time.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/geometry/geometry.h"

namespace deconvlab {

// What one axis takes from the params.
struct AxisParams {
  std::string_view name;
  std::int64_t Extent::*side;
  const Params& all;

  std::int64_t operator()(Extent Params::*of) const { return all.*of.*side; }
  std::int64_t k_eff() const { return (*this)(&Params::k) + ((*this)(&Params::k) - 1) * ((*this)(&Params::d) - 1); }
};

// SAME's padding of input side i, at both ends together: what o = ceil(i / s) placements need.
std::int64_t same_padding(const AxisParams& of, std::int64_t i, std::int64_t o);

// All but o and the remainder, of an axis with `padding` cells at both ends together.
Axis without_output(const AxisParams& of, std::int64_t i, std::int64_t padding);

// The output side wanted, or `usual`. Errors: output_not_reached where the one wanted is none of `sides`.
Expected<std::int64_t> pick_output(const AxisParams& of, SideRange sides, std::int64_t usual);

// Both axes by one rule. Errors: not_positive, negative, too_large, and the rule's.
Expected<Geometry> resolve_axes(const Params& params, Expected<Axis> (*resolve_one)(const AxisParams&));

}  // namespace deconvlab

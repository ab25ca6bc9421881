// What is computed cell by cell, each from the same cell of its operands, so in pieces of any length. Used while a context and the pass's
// program are current. Errors: not even four cells fit into a buffer.
#pragma once

#include "app/gpu/pieces.h"
#include "core/operators/color_map.h"

namespace deconvlab {

// Program "difference": as compare.h's signed_difference. Precondition: as there, and not empty.
tl::expected<Tensor, TooLarge> run_difference(const Tensor& found, const Tensor& wanted, Compute& compute);
// Program "color_map": as color_map.h's color_map.
tl::expected<PackedColors, TooLarge> run_color_map(const Tensor& x, const ColorMap& map, Compute& compute);

}  // namespace deconvlab

// Why a transposed convolution needs an output padding, and what its inserted zeros cost.
#pragma once

#include "app/diagram/grids.h"

namespace deconvlab {

// The input sides of the convolution that lead to one output side, with the one that a picks marked.
void draw_input_sides(Canvas& canvas, Rect area, const Stage& stage);

// How many products of the walk are with input cells and how many with zeros, as a bar.
void draw_waste(Canvas& canvas, Rect area, const Stage& stage);
inline constexpr double kWasteHeight = 58;

}  // namespace deconvlab

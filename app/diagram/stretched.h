// The input of a transposed convolution as its direct convolution sees it: cells apart, zeros between, padding around.
#pragma once

#include "app/diagram/grids.h"

namespace deconvlab {

// How far the input has become that: shares from 0, the plain input, to 1.
struct Spread {
  double apart = 1;
  double zeros = 1;
  double padding = 1;
  double extra = 1;  // the output padding's rows and columns

  bool complete() const { return apart >= 1 && zeros >= 1 && padding >= 1 && extra >= 1; }
};

Extent stretched_size(const Geometry& geometry);
// p' on each axis and at each end, negative where the transposed convolution crops; and the cells of it that there are.
Border padding_of_transposed(const Geometry& geometry);
Border stretched_padding(const Geometry& geometry);

// What of the stamps falls beside the output: p cells before it and p_end after it at most.
Border lost_of_stamps(const Geometry& geometry);
// Whether the walk never comes to a cell of the stretched grid: p' is negative, the edge is cropped.
bool is_cropped(const Geometry& geometry, Cell at);

// "x, stretched to 5 × 5, p′ = 1", as far as it has become that; nothing of the plain input.
std::string stretched_caption(const Stage& stage, const Spread& spread = {});

// On a grid of stretched_size() and stretched_padding().
void draw_stretched(Canvas& canvas, const GridPlace& place, const Stage& stage, const Spread& spread = {});
// The outline of the kernel, turned by 180 degrees, with its weights.
void draw_turned_kernel(Canvas& canvas, const GridPlace& place, const Stage& stage);

}  // namespace deconvlab

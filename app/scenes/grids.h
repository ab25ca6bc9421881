// The three grids of a convolution - padded input, kernel, output - as every scene draws them, with their links and hits.
#pragma once

#include <string>

#include "app/draw/canvas.h"
#include "app/scenes/labels.h"
#include "app/scenes/stage.h"

namespace deconvlab {

// Where a grid of cells stands. Cell (0, 0) is the first one that is not padding; padding has negative indices.
struct GridPlace {
  Point origin;     // top left of cell (0, 0)
  double cell = 0;  // side of a cell
  Extent size;
  Extent padding;

  Rect at(Cell c) const { return span(c, {1, 1}); }
  Rect span(Cell first, Extent cells) const;
  Rect outer() const;  // padding included
};

// The largest cell, at most `largest`, with which `rows` x `cols` cells fit into width x height.
double fit_cell(double width, double height, std::int64_t rows, std::int64_t cols, double largest);

void draw_input(Canvas& canvas, const GridPlace& place, const Stage& stage);
void draw_kernel(Canvas& canvas, const GridPlace& place, const Stage& stage);
void draw_output(Canvas& canvas, const GridPlace& place, const Stage& stage);
// A caption above a grid, at most `width` wide.
void draw_caption(Canvas& canvas, const GridPlace& place, double width, const std::string& text, Color color);

// Whether the legend has anything to say: padding or cells that are never read.
bool has_padding(const Geometry& geometry);
bool has_unread(const Geometry& geometry);

}  // namespace deconvlab

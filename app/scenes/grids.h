// The three grids of a convolution - padded input, kernel, output - as every scene draws them, with their links and hits.
#pragma once

#include <string>

#include "app/draw/canvas.h"
#include "app/player.h"
#include "app/scenes/links.h"
#include "app/scenes/scene.h"

namespace deconvlab {

// One colour as a raster's pixel; a raster's id from its pixels.
std::uint32_t packed(Color color);
std::uint64_t fingerprint(const std::vector<std::uint32_t>& pixels);

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

// A frame with what its step and focus come to.
struct Stage {
  const Frame& frame;
  const Geometry& geometry;
  Moment moment;
  Links links;
  Step step;  // of the placement shown

  explicit Stage(const Frame& frame);
  // Products that have reached the sum: all of them except in the second half of a motion.
  std::int64_t terms_done() const;
  // The output cells that are filled: those before this one, and all of them while something else is pointed at.
  bool filled(Cell output) const;
};

void draw_input(Canvas& canvas, const GridPlace& place, const Stage& stage);
void draw_kernel(Canvas& canvas, const GridPlace& place, const Stage& stage);
void draw_output(Canvas& canvas, const GridPlace& place, const Stage& stage);
// The kernel's outline over the input, between the last placement and this one while it glides.
void draw_placement(Canvas& canvas, const GridPlace& input, const Stage& stage);
// The product that is on its way from the input to the output cell.
void draw_flying_product(Canvas& canvas, const GridPlace& input, const GridPlace& output, const Stage& stage);
// A caption above a grid.
void draw_caption(Canvas& canvas, const GridPlace& place, const std::string& text, Color color);

// The shade that marks one kernel weight wherever it appears: its cell and its entries of C.
Color weight_shade(Extent kernel, Cell weight, const Theme& theme);
// The theme's text colour that reads better on `background`.
Color ink_on(const Theme& theme, Color background);
// A label in the middle of its cell, as large as the cell allows; nothing where it would not be readable.
void draw_label_in(Canvas& canvas, Rect cell, const std::string& label, Color color);
// "x_{0,1}" or the value, as the lesson wants its cells.
std::string cell_label(const Frame& frame, std::string_view symbol, Cell cell, float value);

}  // namespace deconvlab

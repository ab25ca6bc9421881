// The three grids of a convolution - padded input, kernel, output - as every scene draws them, with their links and hits.
#pragma once

#include <initializer_list>
#include <string>

#include "app/diagram/labels.h"
#include "app/diagram/stage.h"
#include "app/draw/canvas.h"

namespace deconvlab {

// Rows and columns of padding around a grid: above and left of it, below and right of it.
struct Border {
  Extent before;
  Extent after;

  Extent around(Extent size) const { return {before.h + size.h + after.h, before.w + size.w + after.w}; }
  bool operator==(const Border&) const = default;
};

// Where a grid of cells stands. Cell (0, 0) is the first one that is not padding; padding before it has negative indices.
struct GridPlace {
  Point origin;     // top left of cell (0, 0)
  double cell = 0;  // side of a cell
  Extent size;
  Border padding;

  Rect at(Cell c) const { return span(c, {1, 1}); }
  Rect span(Cell first, Extent cells) const;
  // Padding included: the cells there are, the first of them, and where they stand.
  Extent cells() const { return padding.around(size); }
  Cell first() const { return {-padding.before.h, -padding.before.w}; }
  Rect outer() const { return span(first(), cells()); }
};

// A grid in the middle of the area.
GridPlace place_in(Rect area, double cell, Extent size, const Border& padding);
// The largest cell, at most `largest`, with which `rows` x `cols` cells fit into width x height.
double fit_cell(double width, double height, std::int64_t rows, std::int64_t cols, double largest);

void draw_input(Canvas& canvas, const GridPlace& place, const Stage& stage);
// `turned`: by 180 degrees, as the transposed convolution's walk has it.
void draw_kernel(Canvas& canvas, const GridPlace& place, const Stage& stage, bool turned = false);
void draw_output(Canvas& canvas, const GridPlace& place, const Stage& stage);
// A caption above a grid, within the sides of `box`: the first of the texts, longest first, that is large enough there.
void draw_caption(Canvas& canvas, const GridPlace& place, Rect box, std::initializer_list<std::string> texts, Color color);
// The quiet hatched region below a grid's padding.
void draw_padding(Canvas& canvas, const GridPlace& place, const Theme& theme);
// The cells around a grid that are cut off: crossed out.
void draw_cut_off(Canvas& canvas, const GridPlace& place, const Theme& theme);
// Smaller cells are pixels of one picture.
inline constexpr double kSmallestDrawnCell = 11;
// Larger ones would be posters: a page whose cells are as large as that is not empty.
inline constexpr double kLargestCell = 110;
// The mark of a cell that is pinned.
void draw_pin(Canvas& canvas, Rect cell, const Theme& theme);

// The padding of the convolution's input, as it is drawn: none where it is negative.
Border padding_of(const Geometry& geometry);
// The same with negative padding, which cuts cells of the input off.
Border ends_of(const Geometry& geometry);
bool cuts_off(const Geometry& geometry);
bool is_cut_off(const Geometry& geometry, Cell input);
// "1", "0 | 1" where the ends differ, "(0 | 1) × 1" where rows and columns do.
std::string both_ends(const Border& padding);
// Whether the legend has anything to say: padding or cells that are never read.
bool has_padding(const Geometry& geometry);
bool has_unread(const Geometry& geometry);

}  // namespace deconvlab

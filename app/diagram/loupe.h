// A few pixels of a picture as numbers.
#pragma once

#include "app/diagram/picture_panel.h"
#include "app/diagram/plane.h"

namespace deconvlab {

// The cell of the picture that the loupe is about: what is pointed at or pinned, else the middle.
Cell loupe_cell(const Frame& frame);

// Cells [first, first + size) of a tensor's first channel as numbers on their own shades, under a caption; in the middle of the area.
struct LoupePlane {
  const Tensor& values;
  Cell first;
  Extent size;
  std::string caption;
  Color ink;
  Shades shades = Shades::picture;
  std::function<bool(Cell)> shown = {};  // of the picture's cell; a cell that is not stays empty. Null: all are
  double divisor = 1;                    // by which the values are divided for their shades
};
GridPlace draw_loupe(Canvas& canvas, Rect area, const LoupePlane& plane, const Frame& frame);

// What the loupes' numbers are, at the bottom of the area; returns what it takes of the height.
double draw_meaning_of_numbers(Canvas& canvas, Rect area, const std::string& words, const Frame& frame);

// An outline around cells of the picture in a loupe's plane; open where some of them lie beyond it.
void outline(Canvas& canvas, const GridPlace& place, const LoupePlane& plane, Cell first, Extent size, Color color);

// Where the loupe's cells lie on a picture.
void mark_loupe(Canvas& canvas, const PicturePlace& place, Cell first, Extent size, const Theme& theme);

}  // namespace deconvlab

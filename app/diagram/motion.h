// What moves over the grids: the kernel's placement and the product on its way to the output.
#pragma once

#include <functional>

#include "app/diagram/grids.h"

namespace deconvlab {

// The kernel's outline over the input, between the last placement and this one while it glides.
void draw_placement(Canvas& canvas, const GridPlace& input, const Stage& stage);
// Where the kernel lies over the input at this moment: its outer rectangle, and that of a tap.
Rect placement_rect(const GridPlace& input, const Stage& stage);
Rect tap_rect(Rect placement, Cell tap, double cell, const Geometry& geometry);
// The way from one rectangle to another, of which `share` is done.
Rect between(Rect from, Rect to, double share);
// A copy of the kernel on its way from the input cell that stamps it to `landing` on the output: it grows as it goes, and what lies
// outside `kept` fades. stamped(weight): what its cells show, their labels where they are large enough.
struct Stamped {
  std::string label;
  CellStyle style;
};
void draw_lifted_stamp(Canvas& canvas, Rect cell, Rect landing, Rect kept, double share, const Frame& frame,
                       const std::function<Stamped(Cell)>& stamped);
// A small tile with a label in the lower right corner of a cell; nothing where it would hide the cell's own label.
void draw_tile(Canvas& canvas, Rect cell, const std::string& label, Color fill, const Frame& frame);
// The weight that lies on the cell, in its shade.
void draw_weight_tile(Canvas& canvas, Rect cell, Cell weight, const Frame& frame);
// What a stamp adds to the cell: no weight, and not in a weight's shade.
CellStyle product_style(const Theme& theme);
void draw_product_tile(Canvas& canvas, Rect cell, const std::string& product, const Frame& frame);
// The product that is on its way from the input to the output cell.
void draw_flying_product(Canvas& canvas, const GridPlace& input, const GridPlace& output, const Stage& stage);

}  // namespace deconvlab

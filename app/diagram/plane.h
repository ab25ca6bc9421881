// A plane of cells that is no padded input, kernel or output of the step: a gradient, a count, what the transpose gives back.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "app/diagram/grids.h"
#include "app/draw/grid.h"

namespace deconvlab {

struct PlaneCell {
  CellStyle style;                  // has a shade where it says the value beside its label too
  std::string label;                // nothing where it is empty
  std::optional<Color> shade = {};  // the fill that says the value where labels do not fit
};
// A cell of values: evenly tinted under its label, shaded without.
PlaneCell value_cell(const Theme& theme, const CellStyle& style, float value, const ValueScale& scale, std::string label);
// A cell of a kernel: shaded always.
PlaneCell weight_cell(const Theme& theme, float weight, const ValueScale& scale, bool active, std::string label);
using PlaneCells = std::function<PlaneCell(Cell)>;

// The largest cells, at most `largest`, with which the plane fits into `area`, in its middle.
GridPlace fit_plane(Rect area, Extent size, double largest, const Border& padding = {});
// Cells with labels all of one size, or without where the longest does not fit; from afar one picture, in their shades. Those that are lit
// are outlined.
void draw_plane(Canvas& canvas, const GridPlace& place, const PlaneCells& cell_of, const Theme& theme);
// The same with labels of the given size, that of other planes of the kind; none at 0.
void draw_plane(Canvas& canvas, const GridPlace& place, const PlaneCells& cell_of, const Theme& theme, double size);
// The quiet hatched region that cells of padding, open ones, lie on: of a plane, or a part of one.
void draw_padding_ground(Canvas& canvas, const GridPlace& place, const Theme& theme);
void draw_padding_ground(Canvas& canvas, Rect part, const Theme& theme);
// One hit for all its cells, padding included.
void add_plane_hit(const GridPlace& place, const Frame& frame, Target target, std::int64_t channel = 0);

}  // namespace deconvlab

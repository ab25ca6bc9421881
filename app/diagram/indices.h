// Which rows and columns of a whole plane the cells of a cut-out are.
#pragma once

#include "app/diagram/grids.h"

namespace deconvlab {

inline constexpr double kIndexLine = 15;  // the room of the columns' numbers above a plane
// The room of the rows' numbers at its left, up to the last one.
double index_width(std::int64_t last);

// Of a plane whose first row or column is `first`: the rows' numbers at its left, the columns' above it; none where cells are too small.
void draw_row_numbers(Canvas& canvas, const GridPlace& place, std::int64_t first, const Theme& theme);
void draw_column_numbers(Canvas& canvas, const GridPlace& place, std::int64_t first, const Theme& theme);

}  // namespace deconvlab

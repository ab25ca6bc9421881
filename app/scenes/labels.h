// What stands in cells: labels, the colours behind them, and pictures of cells too small for labels.
#pragma once

#include <string>
#include <vector>

#include "app/draw/canvas.h"
#include "app/scenes/scene.h"

namespace deconvlab {

inline constexpr double kSmallestText = 11;  // logical pixels; what would be smaller is left out

// "x_{0,1}" or the value, as the lesson wants its cells.
std::string cell_label(const Frame& frame, std::string_view symbol, Cell cell, float value);
// Whether the label fits into a cell of this size.
bool label_fits(Canvas& canvas, double width, double height, const std::string& label);
// A label in the middle of its cell, as large as the cell allows; nothing where it would not be readable.
void draw_label_in(Canvas& canvas, Rect cell, const std::string& label, Color color);
// One line of at most `width`, shrunk to fit; nothing where that would be too small to read.
void draw_fitting(Canvas& canvas, Point at, double width, const std::string& text, TextStyle style);

// The colour that reads best on `background`: the theme's two text colours, else black or white.
Color ink_on(const Theme& theme, Color background);
// The shade that marks one kernel weight wherever it appears: its cell and its entries of C.
Color weight_shade(Extent kernel, Cell weight, const Theme& theme);
// A cell without a number: stronger for larger values, stronger still when lit.
Color value_shade(const Theme& theme, Role role, float value, float largest, bool lit);

// One colour as a raster's pixel; a raster's id from its size and pixels.
std::uint32_t packed(Color color);
std::uint64_t fingerprint(const Raster& raster);
// rows x cols cells as a picture of one pixel a cell in `area`: color_of(row, col).
template <class ColorOf>
void draw_cells_as_picture(Canvas& canvas, Rect area, std::int64_t rows, std::int64_t cols, ColorOf&& color_of) {
  Raster raster{static_cast<int>(cols), static_cast<int>(rows), 0, {}};
  raster.rgba.reserve(static_cast<std::size_t>(rows * cols));
  for (std::int64_t r = 0; r < rows; ++r) {
    for (std::int64_t c = 0; c < cols; ++c) raster.rgba.push_back(packed(color_of(r, c)));
  }
  raster.id = fingerprint(raster);
  canvas.image(area, raster);
}

}  // namespace deconvlab

// What stands in cells: labels, the colours behind them, and pictures of cells too small for labels.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "app/diagram/scene.h"
#include "app/draw/canvas.h"
#include "app/lang/text.h"

namespace deconvlab {

inline constexpr double kSmallestText = 11;  // logical pixels; what would be smaller is left out

// "x_{0,1}" or the value, as the lesson wants its cells.
std::string cell_label(const Frame& frame, std::string_view symbol, Cell cell, float value);
// A label in the middle of its cell, as large as the cell allows; nothing where it would not be readable.
void draw_label_in(Canvas& canvas, Rect cell, const std::string& label, Color color);
// The same at a given size; nothing at size 0.
void draw_label_at(Canvas& canvas, Rect cell, const std::string& label, Color color, double size);
// The size the label has in a cell of this size; 0 where it would be too small to read.
double label_size(Canvas& canvas, double width, double height, const std::string& label);
// The one size at which all labels of a grid fit into its cells, so that it shows all of them or, at 0, none: label_of(0 to count - 1).
template <class LabelOf>
double common_label_size(Canvas& canvas, double width, double height, std::int64_t count, LabelOf&& label_of) {
  if (std::min(width, height) < kSmallestText) return 0;
  std::string longest;
  for (std::int64_t n = 0; n < count; ++n) {
    std::string label = label_of(n);
    if (characters(label) > characters(longest)) longest = std::move(label);
  }
  return label_size(canvas, width, height, longest);
}
// One line of at most `width`, shrunk to fit; nothing where that would be too small to read.
void draw_fitting(Canvas& canvas, Point at, double width, const std::string& text, TextStyle style);

// The colour that reads best on `background`: the theme's two text colours, else black or white.
Color ink_on(const Theme& theme, Color background);
// The shade that marks one kernel weight wherever it appears: its cell and its entries of C.
Color weight_shade(Extent kernel, Cell weight, const Theme& theme);
// A cell without a number: stronger for larger values, stronger still when lit; two-coloured about 0 where the plane has negative values.
Color value_shade(const Theme& theme, Role role, float value, const ValueScale& scale, bool lit);

// How many of the cells along `length` a picture has: no more than pixels.
std::int64_t pixels_along(std::int64_t cells, double length);
// One colour as a raster's pixel; a raster's id from its size and pixels.
std::uint32_t packed(Color color);
std::uint64_t fingerprint(const Raster& raster);
// rows x cols cells as a picture in `area`: color_of(row, col) of every cell, or of as many as there are pixels.
template <class ColorOf>
void draw_cells_as_picture(Canvas& canvas, Rect area, std::int64_t rows, std::int64_t cols, ColorOf&& color_of) {
  const std::int64_t height = pixels_along(rows, area.h);
  const std::int64_t width = pixels_along(cols, area.w);
  Raster raster{static_cast<int>(width), static_cast<int>(height), 0, {}};
  raster.rgba.reserve(static_cast<std::size_t>(height * width));
  for (std::int64_t y = 0; y < height; ++y) {
    for (std::int64_t x = 0; x < width; ++x) raster.rgba.push_back(packed(color_of(y * rows / height, x * cols / width)));
  }
  raster.id = fingerprint(raster);
  canvas.image(area, raster);
}

}  // namespace deconvlab

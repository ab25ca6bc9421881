// What stands in cells: labels, the colours behind them, and pictures of cells too small for labels.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/diagram/scene.h"
#include "app/draw/canvas.h"
#include "app/draw/grid.h"
#include "app/draw/rich_text.h"
#include "app/lang/text.h"

namespace deconvlab {

inline constexpr double kSmallestText = 11;  // logical pixels, of words
inline constexpr double kSmallestLabel = 9;  // of numbers in cells: what would be smaller is left out, in all cells of a plane together

// "x_{0,1}" or the value, as the lesson wants its cells.
std::string cell_label(const Frame& frame, std::string_view symbol, Cell cell, float value);
// A label in the middle of its cell, as large as the cell allows; nothing where it would not be readable.
void draw_label_in(Canvas& canvas, Rect cell, const std::string& label, Color color);
// The same at a given size; nothing at size 0.
void draw_label_at(Canvas& canvas, Rect cell, const std::string& label, Color color, double size);
// The size of the shortest label in a cell of this height: no other is larger.
double tallest_label(double height);
// The size the label has in a cell of this size; 0 where it would be too small to read.
double label_size(Canvas& canvas, double width, double height, const std::string& label);
// The one size at which all labels of a grid fit into its cells, so that it shows all of them or, at 0, none: label_of(0 to count - 1).
// The widest decides: digits are of one width, so it is among those of most characters.
template <class LabelOf>
double common_label_size(Canvas& canvas, double width, double height, std::int64_t count, LabelOf&& label_of) {
  if (std::min(width, height) < kSmallestLabel) return 0;
  std::string longest;
  double widest = 0;
  const auto width_of = [&](const std::string& label) { return runs_width(canvas, {{label, {}}}, kSmallestLabel); };
  for (std::int64_t n = 0; n < count; ++n) {
    std::string label = label_of(n);
    if (characters(label) < characters(longest)) continue;
    const double natural = characters(label) > characters(longest) || label != longest ? width_of(label) : widest;
    if (characters(label) == characters(longest) && natural <= widest) continue;
    longest = std::move(label);
    widest = natural;
  }
  return label_size(canvas, width, height, longest);
}
// A text that is not wider than `width`: what is loses its middle; empty where not even that fits.
std::string fitted_text(Canvas& canvas, std::string_view text, double width, const TextStyle& style);
// One line of at most `width`, shrunk to fit as far as it can be read, then without its middle.
void draw_fitting(Canvas& canvas, Point at, double width, const std::string& text, TextStyle style);

// In as many lines about the middle of `area` as there is room for, at the largest size at which it fits; as draw_fitting() where none
// does.
void draw_in_lines(Canvas& canvas, Rect area, const std::string& text, TextStyle style);

// The role's hue, stronger for larger absolute values; what is no number counts as the largest.
Color value_shade(const Theme& theme, Role role, float value, const ValueScale& scale);
// One weight of the kernel wherever it appears: its cell, its entries of C, its tile on the input.
CellStyle weight_style(const Theme& theme, float weight, const ValueScale& scale);
CellStyle weight_style(const Frame& frame, Cell weight);
// The hatch of a weight below 0 included; the hairline around it not.
void draw_weight_fill(Canvas& canvas, Rect r, const CellStyle& style, const Theme& theme);

inline constexpr int kHatchPixels = 4;  // of a cell's side, in a picture that hatches what is below 0
// A cell of a picture of cells too small for labels.
struct PictureCell {
  Color color;
  std::optional<Color> hatch;

  PictureCell(Color color, std::optional<Color> hatch = {}) : color(color), hatch(hatch) {}
  // A shade, hatched where the value is below 0.
  PictureCell(const Theme& theme, Color shade, bool negative)
      : color(shade), hatch(negative ? std::optional(sign_ink(theme, shade)) : std::nullopt) {}
};

// How many of the cells along `length` a picture has: no more than pixels.
std::int64_t pixels_along(std::int64_t cells, double length);
// One colour as a raster's pixel; a raster's id from its size and pixels.
std::uint32_t packed(Color color);
std::uint64_t fingerprint(const Raster& raster);
// A picture of size.h x size.w cells in `area`; those below 0 are hatched where a cell has pixels enough.
void draw_picture_of(Canvas& canvas, Rect area, Extent size, const std::vector<PictureCell>& cells);
// Of a picture with fewer pixels than cells: the cell that pixel n shows, and the one that is drawn behind another.
inline std::int64_t cell_of_pixel(std::int64_t n, std::int64_t cells, std::int64_t pixels) { return n * cells / pixels; }
inline std::int64_t next_drawn(std::int64_t cell, std::int64_t cells, std::int64_t pixels) {
  const std::int64_t n = (cell * pixels + cells - 1) / cells;  // the pixel that shows it
  return cell_of_pixel(n + 1, cells, pixels);
}
// rows x cols cells as a picture in `area`: cell_of(row, col), a PictureCell or a Color, of every cell, or of as many as there are pixels.
template <class CellOf>
void draw_cells_as_picture(Canvas& canvas, Rect area, std::int64_t rows, std::int64_t cols, CellOf&& cell_of) {
  const Extent size{pixels_along(rows, area.h), pixels_along(cols, area.w)};
  std::vector<PictureCell> cells;
  cells.reserve(static_cast<std::size_t>(size.area()));
  for (std::int64_t y = 0; y < size.h; ++y) {
    for (std::int64_t x = 0; x < size.w; ++x) cells.emplace_back(cell_of(cell_of_pixel(y, rows, size.h), cell_of_pixel(x, cols, size.w)));
  }
  draw_picture_of(canvas, area, size, cells);
}
// The outline of what is active among rows x cols cells of such a picture, or of larger cells: active_at(row, col).
template <class ActiveAt>
void draw_active_cells(Canvas& canvas, Rect area, std::int64_t rows, std::int64_t cols, const Theme& theme, ActiveAt&& active_at) {
  const Extent size{pixels_along(rows, area.h), pixels_along(cols, area.w)};
  std::vector<char> active(static_cast<std::size_t>(size.area()));
  for (std::int64_t n = 0; n < size.area(); ++n)
    active[static_cast<std::size_t>(n)] = active_at(n / size.w * rows / size.h, n % size.w * cols / size.w) ? 1 : 0;
  draw_active(canvas, area, size, active, theme);
}

}  // namespace deconvlab

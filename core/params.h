// What the user sets of a convolution, transposed or not. Plain values, not yet checked: geometry.h turns them into sizes or an error.
#pragma once

#include <cstdint>
#include <optional>

namespace deconvlab {

struct Cell;

// One number per axis, in cells.
struct Extent {
  std::int64_t h = 0;
  std::int64_t w = 0;

  static constexpr Extent square(std::int64_t side) { return {side, side}; }
  constexpr std::int64_t area() const { return h * w; }
  constexpr bool contains(Cell c) const;
  // Cells in row order: number n, and a cell's number.
  constexpr Cell cell_at(std::int64_t n) const;
  constexpr std::int64_t index_of(Cell c) const;
  bool operator==(const Extent&) const = default;
};

// Of sizes or counts; the largest int64 where the product would be larger still.
constexpr std::int64_t capped_product(std::int64_t a, std::int64_t b) {
  std::int64_t product = 0;
  return __builtin_mul_overflow(a, b, &product) ? INT64_MAX : product;
}

// A cell of a grid: row, column, counted from 0.
struct Cell {
  std::int64_t row = 0;
  std::int64_t col = 0;

  bool operator==(const Cell&) const = default;
};

// Where p comes from: as given, or from a rule of TensorFlow's for the (forward) convolution.
enum class Padding { given, same, valid };

// Names as in "A guide to convolution arithmetic for deep learning". Dilation 1 means none, as in PyTorch; oneDNN counts from 0.
struct Params {
  Extent i = Extent::square(5);  // input
  Extent k = Extent::square(3);  // kernel
  Extent s = Extent::square(1);  // stride
  Extent p = Extent::square(0);  // zero padding on each side
  Extent d = Extent::square(1);  // dilation
  // false: cross-correlation, what frameworks call convolution; true: convolution, the kernel rotated by 180 degrees.
  bool flip = false;
  // Of transposed operators, whose input i is i': the output padding.
  Extent a = Extent::square(0);
  // same and valid take the place of p, and of a transposed operator's a.
  Padding padding = Padding::given;
  // Of transposed operators: the output wanted, instead of a.
  std::optional<Extent> output = std::nullopt;
  std::int64_t groups = 1;
  // Of pooling: windows that overhang the end count too, as long as they start before the end's padding.
  bool ceil_mode = false;
  // Of average pooling: padding cells are values too, zeros that the mean is taken over.
  bool count_include_pad = true;
  // Of bilinear upsampling: the corner cells' centres keep their place, else the outer edges do.
  bool align_corners = false;

  bool operator==(const Params&) const = default;
};

constexpr bool Extent::contains(Cell c) const { return c.row >= 0 && c.row < h && c.col >= 0 && c.col < w; }
constexpr Cell Extent::cell_at(std::int64_t n) const { return {n / w, n % w}; }
constexpr std::int64_t Extent::index_of(Cell c) const { return c.row * w + c.col; }

}  // namespace deconvlab

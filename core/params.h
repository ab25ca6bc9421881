// What the user sets of a convolution, transposed or not. Plain values, not yet checked: geometry.h turns them into sizes or an error.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

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

// Where p comes from: as given, or from a rule for the (forward) convolution or the pooling. TensorFlow's SAME (ONNX's SAME_UPPER) has its
// odd cell at the end, ONNX's SAME_LOWER at the beginning; VALID is none; Keras's causal has k_eff - 1 cells before the first and none
// after the last.
enum class Padding { given, same, valid, same_lower, causal };
constexpr bool is_same_rule(Padding rule) { return rule == Padding::same || rule == Padding::same_lower; }

// Where a resized cell c lies among the i given cells of an axis, with o resized ones and the scale f, which is o / i unless it is given
// itself. ONNX's coordinate_transformation_mode.
enum class Coordinates {
  // PyTorch's: asymmetric of nearest; half_pixel of bilinear, where a side of unchanged length is kept whatever the scale.
  usual,
  half_pixel,          // (c + 1/2) / f - 1/2: the outer edges keep their place
  align_corners,       // c (i - 1) / (o - 1), 0 where o = 1: the corner cells' centres keep their place
  asymmetric,          // c / f: TensorFlow 1's legacy rule
  pytorch_half_pixel,  // half_pixel, but 0 where o = 1
};

// Which of the cells beside that place nearest takes. ONNX's nearest_mode.
enum class Rounding {
  usual,  // floor of asymmetric; else prefer_ceil: PyTorch's nearest-exact, TensorFlow's rounding
  floor,
  ceil,
  prefer_floor,  // the nearest one, of two the first
  prefer_ceil,   // of two the second
};

// As ONNX's attributes, with hyphens.
constexpr std::string_view coordinates_id(Coordinates coordinates) {
  constexpr std::string_view kIds[] = {"usual", "half-pixel", "align-corners", "asymmetric", "pytorch-half-pixel"};
  return kIds[static_cast<std::size_t>(coordinates)];
}
constexpr std::string_view rounding_id(Rounding rounding) {
  constexpr std::string_view kIds[] = {"usual", "floor", "ceil", "prefer-floor", "prefer-ceil"};
  return kIds[static_cast<std::size_t>(rounding)];
}

struct Resampling {
  Coordinates coordinates = Coordinates::usual;
  Rounding rounding = Rounding::usual;

  bool operator==(const Resampling&) const = default;
};

// A positive fraction: numbers typed as decimals stay exact.
struct Ratio {
  std::int64_t num = 1;
  std::int64_t den = 1;

  bool operator==(const Ratio&) const = default;
};

// Resized cells for each given one.
struct Scale {
  Ratio h;
  Ratio w;

  bool operator==(const Scale&) const = default;
};

// Names as in "A guide to convolution arithmetic for deep learning". Dilation 1 means none, as in PyTorch; oneDNN counts from 0.
struct Params {
  Extent i = Extent::square(5);  // input
  Extent k = Extent::square(3);  // kernel
  Extent s = Extent::square(1);  // stride
  Extent p = Extent::square(0);  // zero padding on each side; where p_end differs, before the first cell
  Extent d = Extent::square(1);  // dilation
  // false: cross-correlation, what frameworks call convolution; true: convolution, the kernel rotated by 180 degrees.
  bool flip = false;
  // Of transposed operators, whose input i is i': the output padding.
  Extent a = Extent::square(0);
  // A rule takes the place of p, and of a transposed operator's a.
  Padding padding = Padding::given;
  // Of transposed operators: the output wanted, instead of a.
  std::optional<Extent> output = std::nullopt;
  std::int64_t groups = 1;
  // Of pooling: windows that overhang the end count too, as long as they start before the end's padding.
  bool ceil_mode = false;
  // Of average pooling: padding cells are values too, zeros that the mean is taken over.
  bool count_include_pad = true;
  // Of upsampling.
  Resampling resampling = {};
  // Of upsampling, instead of s: each side becomes floor(i f), and places are f's rather than those of the sides' quotient.
  std::optional<Scale> scale = std::nullopt;
  // Zero padding after the last cell, where it is not p. Negative padding cuts cells off.
  std::optional<Extent> p_end = std::nullopt;

  Extent padding_end() const { return p_end.value_or(p); }
  bool operator==(const Params&) const = default;
};

constexpr bool Extent::contains(Cell c) const { return c.row >= 0 && c.row < h && c.col >= 0 && c.col < w; }
constexpr Cell Extent::cell_at(std::int64_t n) const { return {n / w, n % w}; }
constexpr std::int64_t Extent::index_of(Cell c) const { return c.row * w + c.col; }

}  // namespace deconvlab

// Where things stand in scene "unrolled", at any moment of its motion.
#pragma once

#include "app/diagram/stage.h"
#include "app/diagram/stretched.h"
#include "app/scenes/unrolled/act.h"

namespace deconvlab {

inline constexpr double kSign = 22;  // room for "=" and "·" between the factors

// The square that C, and turned over its diagonal Ct, stand in: of a matrix too large for it a part that goes along with the rows.
struct MatrixSquare {
  Rect area;
  double cell = 0;            // side of an entry
  Extent all;                 // of C
  double row0 = 0, col0 = 0;  // of C, at the top left
  double seen = 0;            // rows and columns, at most
  double mirrored = 0;        // 0: C; 1: Ct

  // Where C's entry (row, col) is.
  Rect entry(std::int64_t row, std::int64_t col) const;
  bool shows(std::int64_t row, std::int64_t col) const;
  bool cut() const { return seen < static_cast<double>(all.h) || seen < static_cast<double>(all.w); }
  Extent shown() const;
  // The matrix that is seen, between C and Ct while it turns.
  Rect outer() const;
  double height() const { return static_cast<double>(shown().h) * cell; }  // of C
  double width() const { return static_cast<double>(shown().w) * cell; }
};

struct UnrolledPlaces {
  Rect area;            // of all
  GridPlace x, y;       // on the way back x's is the result's
  GridPlace stretched;  // of y with its zeros
  MatrixSquare matrix;
  double column = 0;  // width of a vector's cell

  // Whether what stands there is seen whole.
  bool whole(Rect r) const { return matrix_band().contains(r); }
  // Where a part of the matrix and of its vectors is seen: as high as the square.
  Rect matrix_band() const { return {matrix.area.x - 1e4, matrix.area.y - 2, 2e4, matrix.cut() ? matrix.area.h + 4 : 1e4}; }
  Rect in_x(std::int64_t input) const;  // cells of the columns X and Y
  Rect in_y(std::int64_t output) const;
};

// `row`: of C, about which a part of it is seen.
UnrolledPlaces unrolled_places(Rect area, const Geometry& geometry, const Act& act, double row);

}  // namespace deconvlab

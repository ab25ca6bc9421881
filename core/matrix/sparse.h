// The convolution as a sparse matrix: Y = C X for one channel, X and Y read row by row.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/buffer.h"
#include "core/error.h"
#include "core/geometry/geometry.h"
#include "core/tensor.h"

namespace deconvlab {

// Compressed sparse rows; columns ascend within a row. A weight of value 0 keeps its entry: the structure is the geometry's.
struct Csr {
  std::int64_t rows = 0;
  std::int64_t cols = 0;
  Buffer<std::int64_t> row_start;  // rows + 1 offsets (SciPy's indptr)
  Buffer<std::int32_t> col;        // SciPy's indices
  Buffer<float> value;             // SciPy's data

  std::int64_t nonzeros() const { return static_cast<std::int64_t>(value.size()); }
};

enum class Side { c, c_transposed };

// C is o*o x i*i, Ct is i*i x o*o. Both are filled directly in order: no triplets, no sort, no transposition. Apart from the rows of
// matrix_rows.h for speed: one row is the outer product of two axes' links, which zero padding alone allows.
// w: 1 x 1 x kh x kw. Errors: matrix_too_large (the bytes needed and `limit_bytes`), shape_mismatch.
Expected<Csr> build_matrix(const Geometry& geometry, const Tensor& w, Side side, std::int64_t limit_bytes = std::int64_t{4} << 30);
// What build_matrix takes: the entries, the row offsets and the axes' links.
std::int64_t matrix_bytes(const Geometry& geometry);

// The kernel weight that entry (row, col) of C bears; none where C is structurally zero. For Ct swap the two.
MaybeCell weight_at(const Geometry& geometry, std::int64_t row, std::int64_t col);

// matrix[rows, cols] * x[cols] -> y[rows], summed in the order of the row.
std::vector<float> multiply(const Csr& matrix, std::span<const float> x);

// How many entries of C, or of Ct, lie under each pixel when rows [row0, row1) x columns [col0, col1) are drawn into height x width pixels.
struct MatrixWindow {
  double row0 = 0, row1 = 1, col0 = 0, col1 = 1;
};
// Exact up to UINT32_MAX, at any zoom of a matrix of any size, in time that grows with pixels times taps of an axis: apart from the rows
// of matrix_rows.h, as no entry is visited. An entry belongs to the pixel that its row and column, scaled, fall into.
std::vector<std::uint32_t> count_pattern(const Geometry& geometry, const MatrixWindow& window, std::int64_t height, std::int64_t width,
                                         Side side = Side::c);

// Where the pixels along one side of the matrix begin, and where the last one ends: as rows and columns of the grid that the side indexes.
struct PatternEdges {
  std::vector<std::int64_t> row, col;  // pixels + 1 of them
};
PatternEdges pattern_edges(double first, double last, std::int64_t pixels, Extent grid);

// im2col: every placement's patch (padding as zeros) as a column, kh*kw x oh*ow, so that y = w_row * patches. x: one plane.
Tensor im2col(const Tensor& x, const Geometry& geometry);

}  // namespace deconvlab

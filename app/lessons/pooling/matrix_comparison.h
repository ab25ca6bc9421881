// How the matrix of a pooling lesson's deconvolution is like those of unpooling and of the two upsamplings: judged by their rows, so that
// it holds whatever the pooled map's values are.
#pragma once

#include <optional>

#include "app/lessons/lesson.h"
#include "core/geometry/cell_rect.h"
#include "core/matrix/common_stamp.h"
#include "core/matrix/linear_map.h"

namespace deconvlab {

struct PoolingSizes;

// A kernel that does what another way back does.
struct ImitatingKernel {
  Extent kernel;        // the lesson's own size where it has room for it and no smaller one is bilinear, else the smallest one
  CommonStamp weights;  // that are not 0; the offsets are cells of the kernel
  // What all weights are where they are ones in a rectangle, of zeros around it.
  std::optional<CellRect> ones;
  bool bilinear = false;  // it is the kernel of that name
};

// Of Ct to one other matrix, row by row.
struct MatrixComparison {
  std::int64_t rows = 0;
  std::int64_t different = 0;
  Cell first_different;  // in row order
  // All cells; of bilinear upsampling those where it repeats no edge.
  CellRect inside;
  std::int64_t different_inside = 0;
  std::optional<ImitatingKernel> imitation;  // inside; none where no kernel of any size does it
};

// The matrices that lead from the pooled map to the size that was pooled.
struct WaysBack {
  LinearMap unpool, nearest, bilinear;
  // None where there are more than kMostComparedRows rows.
  std::optional<MatrixComparison> to_unpool, to_nearest, to_bilinear;
};
inline constexpr std::int64_t kMostComparedRows = 20'000;

// w[1,1,k',k'], switches[1,1,o,o]. Errors: those of LinearMap::make.
Expected<WaysBack> ways_back(const PoolingSizes& sizes, const Lesson& lesson, const Tensor& w, const Indices& switches);

// Whether two rows have the same weight in every column.
bool same_rows(const std::vector<RowEntry>& a, const std::vector<RowEntry>& b);
// A row of Ct, as LinearMap::row: an entry for each stamp that reaches the cell.
std::vector<RowEntry> deconvolution_row(const Geometry& up, const Tensor& w, Cell cell);

}  // namespace deconvlab

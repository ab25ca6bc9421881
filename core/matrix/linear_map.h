// Any operator that has a matrix M, of one plane: M takes the operand's cells, row by row, to the result's. Nothing of M is stored, so that
// it may be of any size. A convolution is linear once its kernel is known, max pooling and unpooling once their switches are.
#pragma once

#include <cstdint>
#include <vector>

#include "core/error.h"
#include "core/geometry/geometry.h"
#include "core/matrix/matrix_rows.h"
#include "core/matrix/sparse.h"
#include "core/matrix/trace.h"
#include "core/operators/operators.h"
#include "core/tensor.h"

namespace deconvlab {

class LinearMap {
 public:
  // One plane each: switches of max_pool and max_unpool, the kernel of conv and conv_transpose; others look at neither.
  // Precondition: `kind` has a matrix, and the geometry is of its own resolve.
  // Errors: shape_mismatch, too_large, switch_out_of_range.
  static Expected<LinearMap> make(OpKind kind, const Geometry& geometry, Indices switches = {}, Tensor kernel = {});

  OpKind kind() const { return op_->kind; }
  const Geometry& geometry() const { return geometry_; }
  // That of zero_insert and crop is a single 1.
  const Tensor& kernel() const { return kernel_; }
  // The grids that columns and rows of M stand for.
  Extent from() const { return op_->transposed ? geometry_.output() : geometry_.input(); }
  Extent to() const { return op_->transposed ? geometry_.input() : geometry_.output(); }
  // Row t, in the order of its taps, those of one column as one: of a window every tap, those of the padding too. O(taps).
  std::vector<RowEntry> row(std::int64_t t) const;
  // The product of row t with x as a step: a term for each entry, its weight's cell the tap. Max pooling takes the one term of weight 1.
  Step step(std::int64_t t, const Tensor& x) const;
  // How many entries M has: those of a kernel even where its weight is 0, no others of weight 0.
  std::int64_t nonzeros() const;
  // Side::c is M, Side::c_transposed its transpose; columns ascend. Errors: matrix_too_large.
  Expected<Csr> matrix(Side side, std::int64_t limit_bytes = std::int64_t{4} << 30) const;
  // The same for the rows alone, whatever else could fill it.
  Csr matrix_of_rows() const;

 private:
  LinearMap(const Operator& op, const Geometry& geometry, Indices switches, Tensor kernel);
  // Every tap that is multiplied, with its multiplicity.
  std::vector<RowEntry> taps(std::int64_t t) const;

  const Operator* op_;
  Geometry geometry_;
  Indices switches_;
  Tensor kernel_;
  std::vector<std::int32_t> writers_;  // as in RowSource
};

// By counting, in time that grows with rows, columns and entries.
Csr transposed(const Csr& matrix);

}  // namespace deconvlab

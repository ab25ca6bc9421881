// Pooling, unpooling and upsampling of one plane as a sparse matrix: M takes the operand's cells, row by row, to the result's. Max pooling
// and unpooling are linear once their switches are known.
#pragma once

#include <cstdint>
#include <vector>

#include "core/error.h"
#include "core/geometry.h"
#include "core/operators.h"
#include "core/sparse.h"
#include "core/tensor.h"
#include "core/trace.h"

namespace deconvlab {

// An entry of M: the operand's cell, which is on the padding where column is -1, and its weight.
struct MapEntry {
  Cell tap;  // of the window, of the four that bilinear weighs; else 0, 0
  Cell cell;
  std::int64_t column = -1;
  float weight = 0;
};

class LinearMap {
 public:
  // `kind` is one of max_pool, avg_pool, max_unpool, upsample_nearest, upsample_bilinear; the two max ones need switches of one plane.
  // Errors: shape_mismatch, too_large, switch_out_of_range.
  static Expected<LinearMap> make(OpKind kind, const Geometry& geometry, Indices switches = {});

  OpKind kind() const { return kind_; }
  const Geometry& geometry() const { return geometry_; }
  // The grids that columns and rows of M stand for.
  Extent from() const { return from_; }
  Extent to() const { return to_; }
  // Row t, in the order of its taps: of a window every tap, those of padding and those that max pooling does not take with weight 0.
  // O(taps).
  std::vector<MapEntry> row(std::int64_t t) const;
  // The product of row t with x as a step: a term for each entry, its weight's cell the tap. Max pooling takes the one term of weight 1.
  Step step(std::int64_t t, const Tensor& x) const;
  // How many entries M has, those of weight 0 left out.
  std::int64_t nonzeros() const;
  // Side::c is M, Side::c_transposed its transpose; columns ascend, entries of weight 0 are left out. Errors: matrix_too_large.
  Expected<Csr> matrix(Side side, std::int64_t limit_bytes = std::int64_t{4} << 30) const;

 private:
  LinearMap(OpKind kind, const Geometry& geometry, Indices switches);
  void add_window(Cell output, std::vector<MapEntry>& row) const;
  void add_sources(Cell output, std::vector<MapEntry>& row) const;
  // The neighbours that bilinear multiplies with 0, where that makes NaN.
  void add_weightless(Cell output, const Tensor& x, std::vector<MapEntry>& row) const;
  MapEntry entry(Cell cell, float weight, Cell tap = {}) const;

  OpKind kind_;
  Geometry geometry_;
  Extent from_, to_;
  Indices switches_;
  std::vector<std::int32_t> writer_;  // of unpooling: the pooled cell whose value stays in a result's cell, or -1
};

// By counting, in time that grows with rows, columns and entries.
Csr transposed(const Csr& matrix);

}  // namespace deconvlab

// C, or Ct, of any size: every entry follows from the geometry, so none is stored.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/geometry.h"
#include "core/sparse.h"
#include "core/tensor.h"

namespace deconvlab {

class ImplicitMatrix {
 public:
  // An entry of a row or of a column; `index` is the other one of the two.
  struct Entry {
    std::int64_t index = 0;
    Cell weight;  // index of the kernel weight (already rotated when flip)
    float value = 0;
    bool operator==(const Entry&) const = default;
  };

  // w: one plane of geometry.kernel().
  ImplicitMatrix(Geometry geometry, Tensor w, Side side);

  const Geometry& geometry() const { return geometry_; }
  Side side() const { return side_; }
  std::int64_t rows() const { return (side_ == Side::c ? geometry_.output() : geometry_.input()).area(); }
  std::int64_t cols() const { return (side_ == Side::c ? geometry_.input() : geometry_.output()).area(); }
  std::int64_t nonzeros() const { return geometry_.nonzeros(); }

  // Ascending; in time that grows with the taps.
  std::vector<Entry> row(std::int64_t n) const { return side_ == Side::c ? entries_of_output(n) : entries_of_input(n); }
  std::vector<Entry> column(std::int64_t n) const { return side_ == Side::c ? entries_of_input(n) : entries_of_output(n); }
  // Entry (row, col), its index being col; none where the matrix is structurally zero.
  std::optional<Entry> entry(std::int64_t row, std::int64_t col) const;
  // matrix[rows, cols] * x[cols] -> y[rows], summed in the order of the row.
  std::vector<float> multiply(std::span<const float> x) const;

 private:
  Entry entry_of(std::int64_t index, Cell weight) const { return {index, weight, w_.at(weight)}; }
  std::vector<Entry> entries_of_output(std::int64_t n) const;
  std::vector<Entry> entries_of_input(std::int64_t n) const;

  Geometry geometry_;
  Tensor w_;
  Side side_;
};

}  // namespace deconvlab

// Row-major N x C x H x W arrays: of floats, and of whole numbers that name cells.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/buffer.h"
#include "core/params.h"

namespace deconvlab {

struct Shape {
  std::int64_t n = 1;
  std::int64_t c = 1;
  std::int64_t h = 1;
  std::int64_t w = 1;
  // How many sides a file spells out, the last ones; 0: as few as it takes. No part of what the shape is.
  int rank = 0;

  std::int64_t size() const { return n * c * h * w; }
  Extent plane() const { return {h, w}; }
  std::string text() const;  // "1x3x5x5"
  bool operator==(const Shape& other) const { return n == other.n && c == other.c && h == other.h && w == other.w; }
};

template <class T>
class Array {
 public:
  Array() : Array(Shape{0, 0, 0, 0}) {}
  explicit Array(Shape shape, T value = 0) : shape_(shape), data_(static_cast<std::size_t>(shape.size()), value) {}
  Array(Shape shape, const std::vector<T>& data) : shape_(shape), data_(data.begin(), data.end()) {
    assert(static_cast<std::int64_t>(data_.size()) == shape.size());
  }
  // For who writes every value at once: none of them has one yet.
  static Array unfilled(Shape shape) {
    Array array;
    array.shape_ = shape;
    array.data_.resize(static_cast<std::size_t>(shape.size()));
    return array;
  }
  // A single plane, shape 1 x 1 x rows x cols.
  static Array plane(Extent e, const std::vector<T>& data) { return Array(Shape{1, 1, e.h, e.w}, data); }

  const Shape& shape() const { return shape_; }
  std::int64_t size() const { return shape_.size(); }
  std::span<T> data() { return data_; }
  std::span<const T> data() const { return data_; }
  std::span<T> plane(std::int64_t n, std::int64_t c) { return data().subspan(offset(n, c, 0, 0), shape_.plane().area()); }
  std::span<const T> plane(std::int64_t n, std::int64_t c) const { return data().subspan(offset(n, c, 0, 0), shape_.plane().area()); }
  T& at(std::int64_t n, std::int64_t c, std::int64_t y, std::int64_t x) { return data_[offset(n, c, y, x)]; }
  T at(std::int64_t n, std::int64_t c, std::int64_t y, std::int64_t x) const { return data_[offset(n, c, y, x)]; }
  // The first plane's cell.
  T& at(Cell cell) { return at(0, 0, cell.row, cell.col); }
  T at(Cell cell) const { return at(0, 0, cell.row, cell.col); }
  bool operator==(const Array&) const = default;
  // The same values in the same order as another shape of the same size.
  Array reshaped(Shape shape) && {
    assert(shape.size() == size());
    shape_ = shape;
    return std::move(*this);
  }

 private:
  std::size_t offset(std::int64_t n, std::int64_t c, std::int64_t y, std::int64_t x) const {
    return static_cast<std::size_t>(((n * shape_.c + c) * shape_.h + y) * shape_.w + x);
  }
  Shape shape_;
  Buffer<T> data_;
};

using Tensor = Array<float>;
// Numbers of cells, counted from 0.
using Indices = Array<std::int32_t>;

}  // namespace deconvlab

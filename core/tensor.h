// Row-major N x C x H x W arrays of float.
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

class Tensor {
 public:
  Tensor() : Tensor(Shape{0, 0, 0, 0}) {}
  explicit Tensor(Shape shape, float value = 0) : shape_(shape), data_(static_cast<std::size_t>(shape.size()), value) {}
  Tensor(Shape shape, const std::vector<float>& data) : shape_(shape), data_(data.begin(), data.end()) {
    assert(static_cast<std::int64_t>(data_.size()) == shape.size());
  }
  // For who writes every value at once: none of them has one yet.
  static Tensor unfilled(Shape shape) {
    Tensor tensor;
    tensor.shape_ = shape;
    tensor.data_.resize(static_cast<std::size_t>(shape.size()));
    return tensor;
  }
  // A single plane, shape 1 x 1 x rows x cols.
  static Tensor plane(Extent e, const std::vector<float>& data) { return Tensor(Shape{1, 1, e.h, e.w}, data); }

  const Shape& shape() const { return shape_; }
  std::int64_t size() const { return shape_.size(); }
  std::span<float> data() { return data_; }
  std::span<const float> data() const { return data_; }
  std::span<float> plane(std::int64_t n, std::int64_t c) { return data().subspan(offset(n, c, 0, 0), shape_.plane().area()); }
  std::span<const float> plane(std::int64_t n, std::int64_t c) const { return data().subspan(offset(n, c, 0, 0), shape_.plane().area()); }
  float& at(std::int64_t n, std::int64_t c, std::int64_t y, std::int64_t x) { return data_[offset(n, c, y, x)]; }
  float at(std::int64_t n, std::int64_t c, std::int64_t y, std::int64_t x) const { return data_[offset(n, c, y, x)]; }
  // The first plane's cell.
  float& at(Cell cell) { return at(0, 0, cell.row, cell.col); }
  float at(Cell cell) const { return at(0, 0, cell.row, cell.col); }
  bool operator==(const Tensor&) const = default;
  // The same values in the same order as another shape of the same size.
  Tensor reshaped(Shape shape) && {
    assert(shape.size() == size());
    shape_ = shape;
    return std::move(*this);
  }

 private:
  std::size_t offset(std::int64_t n, std::int64_t c, std::int64_t y, std::int64_t x) const {
    return static_cast<std::size_t>(((n * shape_.c + c) * shape_.h + y) * shape_.w + x);
  }
  Shape shape_;
  Buffer<float> data_;
};

}  // namespace deconvlab

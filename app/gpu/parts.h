// Parts of tensors in storage buffers, row by row. Used while a context is current.
#pragma once

#include "app/gpu/compute.h"
#include "core/bands.h"
#include "core/tensor.h"

namespace deconvlab {

// Some items, channels and rows of a tensor; all its columns.
struct Box {
  Band items, channels, rows;

  std::int64_t planes() const { return items.size() * channels.size(); }
  bool operator==(const Box&) const = default;
};
Box whole_of(const Shape& shape);

struct TensorPart {
  const Tensor& all;
  Box box;

  Shape shape() const { return {box.items.size(), box.channels.size(), box.rows.size(), all.shape().w}; }
};

// How the rows of a part lie in a buffer: `left` zeros, the cells that fit, zeros up to `width` floats.
struct RowLayout {
  std::int64_t left = 0;
  std::int64_t width = 0;
};
void lay_out(const TensorPart& part, const RowLayout& layout, std::span<float> to);

// A buffer of a part, of rows without gaps.
GlBuffer make_copy(unsigned int binding, const TensorPart& part);
GlBuffer make_rows(unsigned int binding, const TensorPart& part, const RowLayout& layout);
// Waits for the shaders, then copies rows of `width` floats, without what stands after their cells, into a part of a tensor.
void read_rows(const GlBuffer& buffer, std::int64_t width, Tensor& to, const Box& box);

}  // namespace deconvlab

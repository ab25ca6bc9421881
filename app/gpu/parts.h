// Parts of tensors in a shader's buffers, row by row. Used while a context is current.
#pragma once

#include "app/gpu/compute.h"
#include "core/operators/bands.h"
#include "core/tensor.h"

namespace deconvlab {

// Some items, channels and rows of an array; all its columns.
struct Box {
  Band items, channels, rows;

  std::int64_t planes() const { return items.size() * channels.size(); }
  bool operator==(const Box&) const = default;
};
Box whole_of(const Shape& shape);

template <class T>
struct ArrayPart {
  const Array<T>& all;
  Box box;

  Shape shape() const { return {box.items.size(), box.channels.size(), box.rows.size(), all.shape().w}; }
};
using TensorPart = ArrayPart<float>;
using IndicesPart = ArrayPart<std::int32_t>;

// How the rows of a part lie in a buffer: `left` zeros, the cells that fit, zeros up to `width` words.
struct RowLayout {
  std::int64_t left = 0;
  std::int64_t width = 0;
};
template <class T>
void lay_out(const ArrayPart<T>& part, const RowLayout& layout, std::span<T> to);

// Puts a part at a binding: rows without gaps, or laid out.
template <class T>
void fill_copy(Compute& compute, unsigned int binding, const ArrayPart<T>& part);
template <class T>
void fill_rows(Compute& compute, unsigned int binding, const ArrayPart<T>& part, const RowLayout& layout);
// Each cell followed by the next one of its row, the last by itself.
void fill_neighbours(Compute& compute, unsigned int binding, const TensorPart& part);
// Copies rows of `width` words at a binding, without what stands after their cells, into a part of an array.
template <class T>
void read_rows(Compute& compute, unsigned int binding, std::int64_t width, Array<T>& to, const Box& box);

}  // namespace deconvlab

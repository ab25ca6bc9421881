#include "app/gpu/parts.h"

#include <algorithm>

#include "core/parallel.h"

namespace deconvlab {

namespace {

// f(offset in the array, number within the box) for the rows of a box, in shares on all cores; `cost` of a row.
template <class Visit>
void for_each_row(const Shape& shape, const Box& box, std::int64_t cost, Visit&& visit) {
  const std::int64_t rows = box.rows.size();
  const std::int64_t count = box.planes() * rows;
  parallel_for(count, count * cost, [&](std::int64_t n) {
    const std::int64_t plane = n / rows;
    const std::int64_t item = box.items.first + plane / box.channels.size();
    const std::int64_t channel = box.channels.first + plane % box.channels.size();
    visit(((item * shape.c + channel) * shape.h + box.rows.first + n % rows) * shape.w, n);
  });
}

}  // namespace

Box whole_of(const Shape& shape) { return {{0, shape.n}, {0, shape.c}, {0, shape.h}}; }

template <class T>
void lay_out(const ArrayPart<T>& part, const RowLayout& layout, std::span<T> to) {
  const std::int64_t width = layout.width;
  const std::int64_t left = std::clamp<std::int64_t>(layout.left, 0, width);
  const std::int64_t cut = std::min(std::max<std::int64_t>(0, -layout.left), part.shape().w);
  const std::int64_t count = std::min(part.shape().w - cut, width - left);
  const T* from = part.all.data().data();
  for_each_row(part.all.shape(), part.box, width, [&](std::int64_t offset, std::int64_t n) {
    T* row = to.data() + n * width;
    std::fill_n(row, left, T{0});
    std::copy_n(from + offset + cut, count, row + left);
    std::fill(row + left + count, row + width, T{0});
  });
}

template void lay_out(const TensorPart& part, const RowLayout& layout, std::span<float> to);

template <class T>
void fill_copy(Compute& compute, unsigned int binding, const ArrayPart<T>& part) {
  fill_rows(compute, binding, part, {0, part.shape().w});
}

template void fill_copy(Compute& compute, unsigned int binding, const TensorPart& part);
template void fill_copy(Compute& compute, unsigned int binding, const IndicesPart& part);

template <class T>
void fill_rows(Compute& compute, unsigned int binding, const ArrayPart<T>& part, const RowLayout& layout) {
  const std::int64_t rows = part.box.planes() * part.box.rows.size();
  compute.fill<T>(binding, rows * layout.width, [&](std::span<T> to) { lay_out(part, layout, to); });
}

template void fill_rows(Compute& compute, unsigned int binding, const TensorPart& part, const RowLayout& layout);
template void fill_rows(Compute& compute, unsigned int binding, const IndicesPart& part, const RowLayout& layout);

void fill_neighbours(Compute& compute, unsigned int binding, const TensorPart& part) {
  const std::int64_t width = part.shape().w;
  compute.fill(binding, 2 * part.shape().size(), [&](std::span<float> to) {
    for_each_row(part.all.shape(), part.box, 2 * width, [&](std::int64_t offset, std::int64_t n) {
      const float* from = part.all.data().data() + offset;
      float* pair = to.data() + 2 * n * width;
      for (std::int64_t j = 0; j < width; ++j) {
        pair[2 * j] = from[j];
        pair[2 * j + 1] = from[std::min(j + 1, width - 1)];
      }
    });
  });
}

template <class T>
void read_rows(Compute& compute, unsigned int binding, std::int64_t width, Array<T>& to, const Box& box) {
  const Shape& shape = to.shape();
  compute.read<T>(binding, box.planes() * box.rows.size() * width, [&](std::span<const T> from) {
    T* cells = to.data().data();
    for_each_row(shape, box, shape.w,
                 [&](std::int64_t offset, std::int64_t n) { std::copy_n(from.data() + n * width, shape.w, cells + offset); });
  });
}

template void read_rows(Compute& compute, unsigned int binding, std::int64_t width, Tensor& to, const Box& box);
template void read_rows(Compute& compute, unsigned int binding, std::int64_t width, Indices& to, const Box& box);

}  // namespace deconvlab

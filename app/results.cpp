#include "app/results.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "core/cpu_device.h"
#include "core/kernels.h"

namespace deconvlab {

namespace {

float largest_absolute(std::span<const float> values) {
  float largest = 0;
  for (const float v : values) largest = std::max(largest, std::abs(v));
  return largest;
}

Tensor own_plane(const PlaneChoice& choice, Extent size) {
  Tensor plane(Shape{1, 1, size.h, size.w});
  for (std::int64_t r = 0; r < std::min(size.h, choice.own_size.h); ++r) {
    for (std::int64_t c = 0; c < std::min(size.w, choice.own_size.w); ++c) plane.at({r, c}) = choice.own[r * choice.own_size.w + c];
  }
  return plane;
}

}  // namespace

Expected<Tensor> plane_of(const PlaneChoice& choice, Extent size, bool kernel) {
  if (choice.name.empty()) return own_plane(choice, size);
  return kernel ? make_kernel(choice.name, size, choice.seed) : make_input(choice.name, size, choice.seed);
}

Expected<Results> compute(const Lesson& lesson) {
  const auto geometry = resolve(lesson.params);
  if (!geometry) return tl::make_unexpected(geometry.error());
  const std::int64_t work = geometry->im2col_products();
  if (work > kInteractiveProducts) return fail(ErrorCode::too_large, "number of products", work, kInteractiveProducts);
  const std::int64_t cells = geometry->h.padded * geometry->w.padded;
  if (cells > kInteractiveCells) return fail(ErrorCode::too_large, "number of cells", cells, kInteractiveCells);
  auto x = plane_of(lesson.input, geometry->input(), false);
  if (!x) return tl::make_unexpected(x.error());
  auto w = plane_of(lesson.kernel, geometry->kernel(), true);
  if (!w) return tl::make_unexpected(w.error());

  CpuDevice device;
  const auto start = std::chrono::steady_clock::now();
  auto y = device.run(OpKind::conv, *x, *w, *geometry);
  if (!y) return tl::make_unexpected(y.error());
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  const float largest_input = largest_absolute(x->data());
  const float largest_output = largest_absolute(y->data());
  return Results{.geometry = *geometry,
                 .trace = Trace(*geometry, std::move(*x), std::move(*w)),
                 .output = std::move(*y),
                 .largest_input = largest_input,
                 .largest_output = largest_output,
                 .milliseconds = took.count(),
                 .device = device.name()};
}

}  // namespace deconvlab

#include "app/results.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "core/conv_transpose.h"
#include "core/cpu_device.h"
#include "core/kernels.h"

namespace deconvlab {

namespace {

ValueScale scale_of(std::span<const float> values) {
  ValueScale scale;
  for (const float v : values) scale = {std::max(scale.largest, std::abs(v)), scale.has_negative || v < 0};
  return scale;
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

Expected<Geometry> resolve(const Lesson& lesson) {
  return lesson.traits.family == Family::convolution ? resolve(lesson.params) : resolve_transposed(lesson.params);
}

namespace {

Expected<void> check_interactive(const Geometry& g) {
  const std::int64_t work = g.im2col_products();
  if (work > kInteractiveProducts) return fail(ErrorCode::too_large, "number of products", work, kInteractiveProducts);
  const std::int64_t cells = g.h.padded * g.w.padded;
  if (cells > kInteractiveCells) return fail(ErrorCode::too_large, "number of cells", cells, kInteractiveCells);
  return {};
}

// The operands of a lesson and what its operator makes of them.
struct Computed {
  Tensor x, w, y, back;
  double milliseconds = 0;
};

Expected<Computed> run(Device& device, const Lesson& lesson, const Geometry& g) {
  const bool forward = lesson.traits.family == Family::convolution;
  Computed c;
  const auto keep = [](Tensor& to, Expected<Tensor> made) -> Expected<void> {
    if (!made) return tl::make_unexpected(made.error());
    to = std::move(*made);
    return {};
  };
  const auto timed = [&](const Tensor& x) {
    const auto start = std::chrono::steady_clock::now();
    auto y = device.run(forward ? OpKind::conv : OpKind::conv_transpose, x, c.w, g);
    c.milliseconds = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    return y;
  };
  return keep(c.x, plane_of(lesson.input, forward ? g.input() : g.output(), false))
      .and_then([&] { return keep(c.w, plane_of(lesson.kernel, g.kernel(), true)); })
      .and_then([&] { return keep(c.y, timed(c.x)); })
      .and_then([&] { return keep(c.back, device.run(forward ? OpKind::conv_transpose : OpKind::conv, c.y, c.w, g)); })
      .map([&] { return std::move(c); });
}

float largest_difference(const Tensor& a, const Tensor& b) {
  float largest = 0;
  for (std::size_t n = 0; n < a.data().size(); ++n) largest = std::max(largest, std::abs(a.data()[n] - b.data()[n]));
  return largest;
}

std::optional<float> difference_of_ways(const Lesson& lesson, const Geometry& g, const Tensor& x, const Tensor& w) {
  if (lesson.traits.family != Family::transposed || g.direct_products() > kComparedProducts) return std::nullopt;
  std::vector<Tensor> results;
  for (const TransposeWay& way : transpose_ways()) results.push_back(way.apply(x, w, g));
  float largest = 0;
  for (const Tensor& a : results) {
    for (const Tensor& b : results) largest = std::max(largest, largest_difference(a, b));
  }
  return largest;
}

}  // namespace

Expected<Results> compute(const Lesson& lesson) {
  const auto geometry = resolve(lesson);
  if (!geometry) return tl::make_unexpected(geometry.error());
  if (auto ok = check_interactive(*geometry); !ok) return tl::make_unexpected(ok.error());
  CpuDevice device;
  auto c = run(device, lesson, *geometry);
  if (!c) return tl::make_unexpected(c.error());
  const bool forward = lesson.traits.family == Family::convolution;
  return Results{.family = lesson.traits.family,
                 .geometry = *geometry,
                 .rule = lesson.params.padding,
                 .trace = Trace(*geometry, forward ? c->x : c->y, c->w),
                 .transpose = TransposeTrace(*geometry, forward ? c->y : c->x, c->w),
                 .output = c->y,
                 .back = std::move(c->back),
                 .input_scale = scale_of(c->x.data()),
                 .output_scale = scale_of(c->y.data()),
                 .milliseconds = c->milliseconds,
                 .device = device.name(),
                 .ways_difference = difference_of_ways(lesson, *geometry, c->x, c->w)};
}

}  // namespace deconvlab

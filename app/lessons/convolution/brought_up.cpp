#include "app/lessons/convolution/brought_up.h"

#include <utility>

#include "app/lessons/operands.h"
#include "core/operators/kernels.h"
#include "core/samples/samples.h"
#include "core/try.h"

namespace deconvlab {

namespace {

// The lesson's transposed convolution, of another input.
Expected<Geometry> resolve_on(const Lesson& lesson, Extent size) {
  Params params = lesson.params;
  params.i = size;
  params.output.reset();
  return resolve_transposed(params);
}

Params resizing(Extent size, Extent by) {
  Params params{.i = size, .s = by};
  params.output = Extent{size.h * by.h, size.w * by.w};
  return params;
}

// A convolution of stride 1 that keeps the size of what was resized.
Expected<Geometry> resolve_even(const Geometry& up, Extent resized) {
  Params params{.i = resized, .k = up.kernel(), .d = {up.h.d, up.w.d}};
  params.padding = Padding::same;
  return resolve(params);
}

// Weights that come to `sum` together.
Tensor equal_weights(Extent size, double sum) {
  Tensor w(Shape{1, 1, size.h, size.w});
  for (float& weight : w.data()) weight = static_cast<float>(sum / static_cast<double>(size.area()));
  return w;
}

Expected<void> check_cost(const Geometry& up, const Geometry& even) {
  const std::int64_t most = std::max(up.im2col_products(), even.im2col_products());
  if (most > kMostBroughtUp) return fail(ErrorCode::too_large, "number of products", most, kMostBroughtUp);
  return {};
}

}  // namespace

Expected<BroughtUp> bring_up(const Lesson& lesson, const Tensor& x) {
  const auto up = TRY(resolve_on(lesson, x.shape().plane()));
  const Extent by{up.h.s, up.w.s};
  const auto resizes = TRY(resolve_upsample(resizing(x.shape().plane(), by)));
  const auto even = TRY(resolve_even(up, resizes.input()));
  TRY(check_cost(up, even));
  CpuDevice cpu;
  BroughtUp made{x, up, even, {}, {}, {}, next_serial()};
  // A cell of y has k k / s s weights of its stamps in the mean.
  const auto stamps = static_cast<double>(by.area());
  made.stamped = TRY(run_on_channels(cpu, OpKind::conv_transpose, x, equal_weights(up.kernel(), stamps), up));
  made.resized = TRY(cpu.run(OpKind::upsample_nearest, x, {}, resizes));
  made.smooth = TRY(run_on_channels(cpu, OpKind::conv, made.resized, equal_weights(up.kernel(), 1), even));
  return made;
}

Expected<BroughtUp> bring_up(const Lesson& lesson) {
  return make_sample(kBroughtUpSample, Extent::square(kBroughtUpSide)).and_then([&](const Tensor& x) { return bring_up(lesson, x); });
}

}  // namespace deconvlab

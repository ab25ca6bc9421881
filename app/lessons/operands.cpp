#include "app/lessons/operands.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <vector>

#include "core/operators/conv_transpose.h"
#include "core/operators/kernels.h"
#include "core/try.h"

namespace deconvlab {

ValueScale scale_of(std::span<const float> values) {
  ValueScale scale;
  for (const float v : values) scale = {std::max(scale.largest, std::abs(v)), scale.has_negative || v < 0};
  return scale;
}

std::uint64_t next_serial() {
  static std::atomic<std::uint64_t> last = 0;
  return ++last;
}

double Stopwatch::milliseconds() const {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start_).count();
}

Tensor first_plane(const Tensor& x) {
  if (x.shape().n * x.shape().c == 1) return x;
  const auto plane = x.plane(0, 0);
  return Tensor::plane(x.shape().plane(), {plane.begin(), plane.end()});
}

namespace {

Tensor own_plane(const PlaneChoice& choice, Extent size, std::int64_t n = 0) {
  Tensor plane(Shape{1, 1, size.h, size.w});
  const Extent own = choice.own_size;
  for (std::int64_t r = 0; r < std::min(size.h, own.h); ++r) {
    for (std::int64_t c = 0; c < std::min(size.w, own.w); ++c) plane.at({r, c}) = choice.own[n * own.area() + own.index_of({r, c})];
  }
  return plane;
}

Expected<void> check_size(const Geometry& g, std::int64_t most, std::int64_t most_cells) {
  const std::int64_t work = g.im2col_products();
  if (work > most) return fail(ErrorCode::too_large, "number of products", work, most);
  const std::int64_t cells = g.h.padded * g.w.padded;
  if (cells > most_cells) return fail(ErrorCode::too_large, "number of cells", cells, most_cells);
  return {};
}

std::optional<float> difference_of_ways(const Operands& of) {
  if (of.geometry.direct_products() > kComparedProducts) return std::nullopt;
  std::vector<Tensor> results;
  for (const TransposeWay& way : transpose_ways()) results.push_back(way.apply(of.x, of.w, of.geometry));
  float largest = 0;
  for (const Tensor& a : results) {
    for (const Tensor& b : results) largest = std::max(largest, largest_difference(a, b));
  }
  return largest;
}

OwnResult own_of(const Operands& of) {
  if (of.side == Side::c) return ConvolutionResult{};
  return TransposedResult{difference_of_ways(of)};
}

}  // namespace

Expected<Tensor> plane_of(const PlaneChoice& choice, Extent size, bool kernel) {
  if (choice.name.empty()) return own_plane(choice, size);
  return kernel ? make_kernel(choice.name, size, choice.seed) : make_input(choice.name, size, choice.seed);
}

std::optional<Tensor> own_plane_of(const PlaneChoice& choice, Extent size, std::int64_t n) {
  const bool has = choice.name.empty() && (n + 1) * choice.own_size.area() <= std::ssize(choice.own);
  return has ? std::optional(own_plane(choice, size, n)) : std::nullopt;
}

Expected<Tensor> planes_in(const Lesson& lesson, bool kernel) {
  if (lesson.kind->planes) return lesson.kind->planes(lesson, kernel);
  return plane_of(kernel ? lesson.kernel : lesson.input, kernel ? lesson.kind->weights(lesson) : lesson.params.i, kernel);
}

Expected<void> check_toy(const Geometry& g) { return check_size(g, kInteractiveProducts, kInteractiveCells); }
Expected<void> check_picture(const Geometry& g) { return check_size(g, kPictureProducts, kPictureCells); }

Expected<Tensor> kernel_of(const Lesson& lesson, const Geometry& g) { return plane_of(lesson.kernel, g.kernel(), true); }

Expected<Operands> operands_of(const Lesson& lesson, Side side, const Geometry& g, Extent input) {
  return plane_of(lesson.input, input, false).and_then([&](Tensor x) {
    return kernel_of(lesson, g).map([&](Tensor w) { return Operands{side, g, lesson.params.padding, std::move(x), std::move(w)}; });
  });
}

Expected<PicturedLesson> with_picture(Lesson lesson, PictureSource& pictures) {
  return pictures.get(lesson.picture, lesson.params.i).map([&](std::shared_ptr<const Tensor> picture) {
    lesson.params.i = picture->shape().plane();
    return PicturedLesson{std::move(lesson), std::move(picture)};
  });
}

Results gather(Operands of, Computed computed, OwnResult own) {
  const bool forward = of.side == Side::c;
  const Tensor y = first_plane(computed.y);
  return Results{.side = of.side,
                 .geometry = of.geometry,
                 .rule = of.rule,
                 .trace = Trace(of.geometry, forward ? of.x : y, of.w),
                 .transpose = TransposeTrace(of.geometry, forward ? y : of.x, of.w),
                 .output = std::move(computed.y),
                 .back = std::move(computed.back),
                 .input_scale = scale_of(of.x.data()),
                 .output_scale = scale_of(y.data()),
                 .kernel_scale = scale_of(of.w.data()),
                 .milliseconds = computed.milliseconds,
                 .device = std::move(computed.device),
                 .serial = computed.serial,
                 .refused = std::move(computed.refused),
                 .own = std::move(own)};
}

Geometry one_weight_over(Extent output) { return *resolve({.i = output, .k = Extent::square(1)}); }

Results without_convolution(Tensor output, OwnResult own) {
  const Geometry g = one_weight_over(output.shape().plane());
  Operands of{Side::c, g, Padding::given, output, Tensor::plane({1, 1}, {1})};
  return gather(std::move(of), {.y = std::move(output), .device = CpuDevice().name(), .serial = next_serial()}, std::move(own));
}

Expected<Results> compute_toy(Operands of) {
  CpuDevice cpu;
  const bool forward = of.side == Side::c;
  Computed computed{.device = cpu.name(), .serial = next_serial()};
  const Stopwatch watch;
  auto y = TRY(cpu.run(forward ? OpKind::conv : OpKind::conv_transpose, of.x, of.w, of.geometry));
  computed.milliseconds = watch.milliseconds();
  computed.y = std::move(y);
  return cpu.run(forward ? OpKind::conv_transpose : OpKind::conv, computed.y, of.w, of.geometry).map([&](Tensor back) {
    computed.back = std::move(back);
    OwnResult own = own_of(of);
    return gather(std::move(of), std::move(computed), std::move(own));
  });
}

}  // namespace deconvlab

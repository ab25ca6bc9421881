#include "core/operators/operators.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "core/find_named.h"
#include "core/operators/conv_transpose.h"
#include "core/operators/planes.h"
#include "core/operators/pool.h"
#include "core/operators/resample.h"
#include "core/operators/shape_rules.h"
#include "core/try.h"

namespace deconvlab {

namespace {

Tensor zero_insert_first(const Tensor& x, const Tensor&, const Geometry& g) { return zero_insert(x, g); }
Tensor crop_first(const Tensor& x, const Tensor&, const Geometry& g) { return crop(x, g); }
Tensor max_pool_values(const Tensor& x, const Tensor&, const Geometry& g) { return max_pool(x, g).values; }
Tensor avg_pool_first(const Tensor& x, const Tensor&, const Geometry& g) { return avg_pool(x, g); }
Tensor nearest_first(const Tensor& x, const Tensor&, const Geometry& g) { return upsample_nearest(x, g); }
Tensor bilinear_first(const Tensor& x, const Tensor&, const Geometry& g) { return upsample_bilinear(x, g); }

using enum Operand;
using enum Setting;

constexpr SettingSet kSliding{kernel_size, stride, padding, dilation, flip, rule, groups};
constexpr SettingSet kTransposed = kSliding.with({output_padding, output});
constexpr SettingSet kWindows{kernel_size, stride, padding, dilation, rule};
constexpr SettingSet kPooled = kWindows.with({ceil_mode});
constexpr SettingSet kResized{stride, output, coordinates, scale};

constexpr ShapeRule kInputAndKernel{check_input_and_kernel, output_of_kernel};
constexpr ShapeRule kOutputAndKernel{check_output_and_kernel, input_of_kernel};
constexpr ShapeRule kGrownPlanes{check_output, input_of_plane};

constexpr MatrixRule kC{add_taps_of_c, count_links_of_axes, true};
constexpr MatrixRule kCt{add_taps_of_ct, count_links_of_axes, true};

constexpr Operator kOperators[] = {
    {.kind = OpKind::conv,
     .id = "conv",
     .category = Category::convolution,
     .first = input,
     .second = kernel,
     .transposed = false,
     .switches = SwitchUse::none,
     .resolve = resolve,
     .settings = kSliding,
     .shapes = kInputAndKernel,
     .matrix = kC,
     .recording = Recording::rows,
     .apply = conv},
    {.kind = OpKind::conv_input_grad,
     .id = "conv-input-grad",
     .category = Category::convolution,
     .first = output_grad,
     .second = kernel,
     .transposed = false,
     .switches = SwitchUse::none,
     .resolve = resolve,
     .settings = kSliding,
     .shapes = kOutputAndKernel,
     .matrix = {},
     .recording = Recording::none,
     .apply = conv_input_grad},
    {.kind = OpKind::conv_kernel_grad,
     .id = "conv-kernel-grad",
     .category = Category::convolution,
     .first = input,
     .second = output_grad,
     .transposed = false,
     .switches = SwitchUse::none,
     .resolve = resolve,
     .settings = kSliding,
     .shapes = {check_input_and_output, kernel_of_input_and_output},
     .matrix = {},
     .recording = Recording::none,
     .apply = conv_kernel_grad},
    {.kind = OpKind::conv_transpose,
     .id = "conv-transpose",
     .category = Category::convolution,
     .first = input,
     .second = kernel,
     .transposed = true,
     .switches = SwitchUse::none,
     .resolve = resolve_transposed,
     .settings = kTransposed,
     .shapes = kOutputAndKernel,
     .matrix = kCt,
     .recording = Recording::views,
     .apply = conv_transpose},
    {.kind = OpKind::conv_transpose_input_grad,
     .id = "conv-transpose-input-grad",
     .category = Category::convolution,
     .first = output_grad,
     .second = kernel,
     .transposed = true,
     .switches = SwitchUse::none,
     .resolve = resolve_transposed,
     .settings = kTransposed,
     .shapes = kInputAndKernel,
     .matrix = {},
     .recording = Recording::none,
     .apply = conv_transpose_input_grad},
    {.kind = OpKind::conv_transpose_kernel_grad,
     .id = "conv-transpose-kernel-grad",
     .category = Category::convolution,
     .first = input,
     .second = output_grad,
     .transposed = true,
     .switches = SwitchUse::none,
     .resolve = resolve_transposed,
     .settings = kTransposed,
     .shapes = {check_output_and_input, kernel_of_output_and_input},
     .matrix = {},
     .recording = Recording::none,
     .apply = conv_transpose_kernel_grad},
    {.kind = OpKind::zero_insert,
     .id = "zero-insert",
     .category = Category::insertion,
     .first = input,
     .second = none,
     .transposed = true,
     .switches = SwitchUse::none,
     .resolve = resolve_zero_insert,
     .settings = {stride, output_padding, output},
     .shapes = {check_output, stretched_plane},
     .matrix = kCt,
     .recording = Recording::views,
     .apply = zero_insert_first},
    {.kind = OpKind::crop,
     .id = "crop",
     .category = Category::cropping,
     .first = input,
     .second = none,
     .transposed = true,
     .switches = SwitchUse::none,
     .resolve = resolve_crop,
     .settings = {padding, output},
     .shapes = kGrownPlanes,
     .matrix = kCt,
     .recording = Recording::none,
     .apply = crop_first},
    {.kind = OpKind::max_pool,
     .id = "max-pool",
     .category = Category::pooling,
     .first = input,
     .second = none,
     .transposed = false,
     .switches = SwitchUse::beside,
     .resolve = resolve_pool,
     .settings = kPooled,
     .shapes = {check_switched_input, output_of_plane},
     .matrix = {add_taps_of_max_pool, count_pooled},
     .recording = Recording::rows,
     .apply = max_pool_values},
    {.kind = OpKind::max_pool_switches,
     .id = "max-pool-switches",
     .category = Category::pooling,
     .first = input,
     .second = none,
     .transposed = false,
     .switches = SwitchUse::result,
     .resolve = resolve_pool,
     .settings = kPooled,
     .shapes = {check_switched_input, output_of_plane},
     .matrix = {},
     .recording = Recording::none,
     .apply = nullptr},
    {.kind = OpKind::avg_pool,
     .id = "avg-pool",
     .category = Category::pooling,
     .first = input,
     .second = none,
     .transposed = false,
     .switches = SwitchUse::none,
     .resolve = resolve_pool,
     .settings = kPooled.with({count_include_pad}),
     .shapes = {check_input, output_of_plane},
     .matrix = {add_taps_of_avg_pool, count_links_of_axes},
     .recording = Recording::rows,
     .apply = avg_pool_first},
    {.kind = OpKind::max_unpool,
     .id = "max-unpool",
     .category = Category::unpooling,
     .first = input,
     .second = switches,
     .transposed = true,
     .switches = SwitchUse::operand,
     .resolve = resolve_unpool,
     .settings = kWindows.with({output}),
     .shapes = {check_output_and_switches, input_of_plane},
     .matrix = {add_taps_of_max_unpool, count_pooled},
     .recording = Recording::rows,
     .apply = nullptr},
    {.kind = OpKind::upsample_nearest,
     .id = "upsample-nearest",
     .category = Category::resampling,
     .first = input,
     .second = none,
     .transposed = true,
     .switches = SwitchUse::none,
     .resolve = resolve_upsample,
     .settings = kResized.with({rounding}),
     .shapes = kGrownPlanes,
     .matrix = {add_taps_of_nearest, count_resized},
     .recording = Recording::rows,
     .apply = nearest_first},
    {.kind = OpKind::upsample_bilinear,
     .id = "upsample-bilinear",
     .category = Category::resampling,
     .first = input,
     .second = none,
     .transposed = true,
     .switches = SwitchUse::none,
     .resolve = resolve_upsample,
     .settings = kResized,
     .shapes = kGrownPlanes,
     .matrix = {add_taps_of_bilinear, count_bilinear},
     .recording = Recording::rows,
     .apply = bilinear_first},
};

Shape conv_input(const Geometry& g, std::int64_t n, std::int64_t c) { return {n, c, g.h.i, g.w.i}; }
Shape conv_kernel(const Geometry& g, std::int64_t o, std::int64_t c) { return {o, c, g.h.k, g.w.k}; }
Shape conv_output(const Geometry& g, std::int64_t n, std::int64_t o) { return {n, o, g.h.o, g.w.o}; }

constexpr std::int64_t kMostResultCells = std::int64_t{1} << 30;

Expected<void> check_result(const Shape& s) {
  const std::int64_t cells = capped_product(capped_product(s.n, s.c), s.plane().area());
  if (cells > kMostResultCells) return fail(ErrorCode::too_large, "result " + s.text(), cells, kMostResultCells);
  return {};
}

// A cell of the input, or the zero of the padding.
float cell_or_zero(const Tensor& x, const Geometry& g, std::int64_t n, std::int64_t c, Cell at) {
  return g.inside(at) ? x.at(n, c, at.row, at.col) : 0;
}

std::vector<std::string_view> ids_of(bool (*has)(const Operator& op)) {
  std::vector<std::string_view> ids;
  for (const Operator& op : kOperators) {
    if (has(op)) ids.push_back(op.id);
  }
  return ids;
}

}  // namespace

Tensor conv(const Tensor& x, const Tensor& w, const Geometry& g) {
  Tensor y(conv_output(g, x.shape().n, w.shape().n));
  for_each_plane(x.shape().n, w.shape().n, w.shape().c, g.groups, [&](std::int64_t b, std::int64_t o, std::int64_t c, std::int64_t wc) {
    for_each_tap(g, [&](Cell in, Cell tap, Cell out) {
      y.at(b, o, out.row, out.col) += cell_or_zero(x, g, b, c, in) * w.at(o, wc, tap.row, tap.col);
    });
  });
  return y;
}

Tensor conv_input_grad(const Tensor& dy, const Tensor& w, const Geometry& g) {
  Tensor dx(conv_input(g, dy.shape().n, w.shape().c * g.groups));
  for_each_plane(dy.shape().n, w.shape().n, w.shape().c, g.groups, [&](std::int64_t b, std::int64_t o, std::int64_t c, std::int64_t wc) {
    for_each_product(g, [&](Cell in, Cell tap, Cell out) {
      dx.at(b, c, in.row, in.col) += dy.at(b, o, out.row, out.col) * w.at(o, wc, tap.row, tap.col);
    });
  });
  return dx;
}

Tensor conv_kernel_grad(const Tensor& x, const Tensor& dy, const Geometry& g) {
  const std::int64_t per_group = x.shape().c / g.groups;
  Tensor dw(conv_kernel(g, dy.shape().c, per_group));
  for_each_plane(x.shape().n, dy.shape().c, per_group, g.groups, [&](std::int64_t b, std::int64_t o, std::int64_t c, std::int64_t wc) {
    for_each_tap(g, [&](Cell in, Cell tap, Cell out) {
      dw.at(o, wc, tap.row, tap.col) += cell_or_zero(x, g, b, c, in) * dy.at(b, o, out.row, out.col);
    });
  });
  return dw;
}

std::span<const Operator> operator_table() { return kOperators; }

const Operator& operator_of(OpKind kind) {
  return *std::ranges::find_if(kOperators, [&](const Operator& op) { return op.kind == kind; });
}

std::string operator_ids(bool (*has)(const Operator& op)) { return names_of(ids_of(has)); }

Expected<const Operator*> find_operator(std::string_view id, const OperatorGroup& among) {
  TRY(find_named(among.what, ids_of(among.has), id));
  return std::ranges::find(kOperators, id, &Operator::id);
}

Extent operand_size(const Operator& op, Operand operand, const Geometry& g) {
  switch (operand) {
    case Operand::input:
      return op.transposed ? g.output() : g.input();
    case Operand::kernel:
      return g.kernel();
    case Operand::output_grad:
      return op.transposed ? g.input() : g.output();
    case Operand::switches:
      return g.output();
    case Operand::none:
      return {};
  }
  return {};
}

Shape result_shape(const Operator& op, const Shape& first, const Shape& second, const Geometry& g) {
  return op.shapes.result(first, second, g);
}

Expected<void> check_shapes(const Operator& op, const Shape& first, const Shape& second, const Geometry& g) {
  return op.shapes.check(op, first, second, g).and_then([&] { return check_result(result_shape(op, first, second, g)); });
}

}  // namespace deconvlab

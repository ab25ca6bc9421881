#include "core/operators.h"

#include <algorithm>
#include <string>

#include "core/conv_transpose.h"
#include "core/planes.h"
#include "core/pool.h"
#include "core/resample.h"

namespace deconvlab {

namespace {

Tensor zero_insert_first(const Tensor& x, const Tensor&, const Geometry& g) { return zero_insert(x, g); }
Tensor crop_first(const Tensor& x, const Tensor&, const Geometry& g) { return crop(x, g); }
Tensor max_pool_values(const Tensor& x, const Tensor&, const Geometry& g) { return max_pool(x, g).values; }
Tensor avg_pool_first(const Tensor& x, const Tensor&, const Geometry& g) { return avg_pool(x, g); }
Tensor nearest_first(const Tensor& x, const Tensor&, const Geometry& g) { return upsample_nearest(x, g); }
Tensor bilinear_first(const Tensor& x, const Tensor&, const Geometry& g) { return upsample_bilinear(x, g); }

using enum Operand;
constexpr Operator kOperators[] = {
    {OpKind::conv, "conv", input, kernel, false, resolve, conv},
    {OpKind::conv_input_grad, "conv-input-grad", output_grad, kernel, false, resolve, conv_input_grad},
    {OpKind::conv_kernel_grad, "conv-kernel-grad", input, output_grad, false, resolve, conv_kernel_grad},
    {OpKind::conv_transpose, "conv-transpose", input, kernel, true, resolve_transposed, conv_transpose},
    {OpKind::conv_transpose_input_grad, "conv-transpose-input-grad", output_grad, kernel, true, resolve_transposed,
     conv_transpose_input_grad},
    {OpKind::conv_transpose_kernel_grad, "conv-transpose-kernel-grad", input, output_grad, true, resolve_transposed,
     conv_transpose_kernel_grad},
    {OpKind::zero_insert, "zero-insert", input, none, true, resolve_zero_insert, zero_insert_first},
    {OpKind::crop, "crop", input, none, true, resolve_crop, crop_first},
    {OpKind::max_pool, "max-pool", input, none, false, resolve_pool, max_pool_values},
    {OpKind::max_pool_switches, "max-pool-switches", input, none, false, resolve_pool, nullptr},
    {OpKind::avg_pool, "avg-pool", input, none, false, resolve_pool, avg_pool_first},
    {OpKind::max_unpool, "max-unpool", input, switches, true, resolve_unpool, nullptr},
    {OpKind::upsample_nearest, "upsample-nearest", input, none, true, resolve_upsample, nearest_first},
    {OpKind::upsample_bilinear, "upsample-bilinear", input, none, true, resolve_upsample, bilinear_first},
};

std::string text(const Shape& shape) { return shape.text(); }

Expected<void> need(std::string_view what, const Shape& found, const Shape& needed) {
  if (found == needed) return {};
  return fail(ErrorCode::shape_mismatch, what, text(found), text(needed));
}

Shape conv_input(const Geometry& g, std::int64_t n, std::int64_t c) { return {n, c, g.h.i, g.w.i}; }
Shape conv_kernel(const Geometry& g, std::int64_t o, std::int64_t c) { return {o, c, g.h.k, g.w.k}; }
Shape conv_output(const Geometry& g, std::int64_t n, std::int64_t o) { return {n, o, g.h.o, g.w.o}; }

constexpr std::int64_t kMostResultCells = std::int64_t{1} << 30;

Expected<void> check_result(const Shape& s) {
  const std::int64_t cells = capped_product(capped_product(s.n, s.c), s.plane().area());
  if (cells > kMostResultCells) return fail(ErrorCode::too_large, "result " + s.text(), cells, kMostResultCells);
  return {};
}

Expected<void> check_groups(std::string_view what, std::int64_t channels, std::int64_t groups) {
  if (channels % groups == 0) return {};
  return fail(ErrorCode::groups_do_not_divide, what, channels, groups);
}

// The names of a convolution's two ends as its transpose, or itself, calls them.
struct Ends {
  std::string_view input, output;
};

// x of the convolution's input side and w.
Expected<void> check_input_and_kernel(const Geometry& g, std::string_view name, const Shape& x, const Shape& w) {
  return need(name, x, conv_input(g, x.n, x.c))
      .and_then([&] { return check_groups(name, x.c, g.groups); })
      .and_then([&] { return need("kernel", w, conv_kernel(g, w.n, x.c / g.groups)); })
      .and_then([&] { return check_groups("kernel", w.n, g.groups); });
}

// y of the convolution's output side and w.
Expected<void> check_output_and_kernel(const Geometry& g, std::string_view name, const Shape& y, const Shape& w) {
  return need(name, y, conv_output(g, y.n, y.c)).and_then([&] { return check_groups(name, y.c, g.groups); }).and_then([&] {
    return need("kernel", w, conv_kernel(g, y.c, w.c));
  });
}

Expected<void> check_both_sides(const Geometry& g, const Ends& names, const Shape& x, const Shape& y) {
  return need(names.input, x, conv_input(g, x.n, x.c))
      .and_then([&] { return need(names.output, y, conv_output(g, x.n, y.c)); })
      .and_then([&] { return check_groups(names.input, x.c, g.groups); })
      .and_then([&] { return check_groups(names.output, y.c, g.groups); });
}

Expected<void> check_operands(const Operator& op, const Shape& a, const Shape& b, const Geometry& g) {
  constexpr std::string_view kGradient = "output gradient";
  switch (op.kind) {
    case OpKind::conv:
      return check_input_and_kernel(g, "input", a, b);
    case OpKind::conv_transpose_input_grad:
      return check_input_and_kernel(g, kGradient, a, b);
    case OpKind::conv_input_grad:
      return check_output_and_kernel(g, kGradient, a, b);
    case OpKind::conv_transpose:
      return check_output_and_kernel(g, "input", a, b);
    case OpKind::conv_kernel_grad:
      return check_both_sides(g, {"input", kGradient}, a, b);
    case OpKind::conv_transpose_kernel_grad:
      return check_both_sides(g, {kGradient, "input"}, b, a);
    case OpKind::zero_insert:
    case OpKind::crop:
    case OpKind::upsample_nearest:
    case OpKind::upsample_bilinear:
      return need("input", a, conv_output(g, a.n, a.c));
    case OpKind::avg_pool:
      return need("input", a, conv_input(g, a.n, a.c));
    case OpKind::max_pool:
    case OpKind::max_pool_switches:
      return need("input", a, conv_input(g, a.n, a.c)).and_then([&] { return check_countable(g); });
    case OpKind::max_unpool:
      return need("input", a, conv_output(g, a.n, a.c)).and_then([&] { return need("switches", b, a); });
  }
  return {};
}

// A cell of the input, or the zero of the padding.
float cell_or_zero(const Tensor& x, const Geometry& g, std::int64_t n, std::int64_t c, Cell at) {
  return g.inside(at) ? x.at(n, c, at.row, at.col) : 0;
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

Expected<const Operator*> find_operator(std::string_view id) {
  std::string ids;
  for (const Operator& op : kOperators) {
    if (op.id == id) return &op;
    ids += (ids.empty() ? "" : ", ") + std::string(op.id);
  }
  return fail(ErrorCode::unknown_name, "operator", id, ids);
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

Shape result_shape(const Operator& op, const Shape& a, const Shape& b, const Geometry& g) {
  switch (op.kind) {
    case OpKind::conv:
    case OpKind::conv_transpose_input_grad:
      return conv_output(g, a.n, b.n);
    case OpKind::conv_input_grad:
    case OpKind::conv_transpose:
      return conv_input(g, a.n, b.c * g.groups);
    case OpKind::conv_kernel_grad:
      return conv_kernel(g, b.c, a.c / g.groups);
    case OpKind::conv_transpose_kernel_grad:
      return conv_kernel(g, a.c, b.c / g.groups);
    case OpKind::zero_insert:
      return {a.n, a.c, g.h.transposed().stretched, g.w.transposed().stretched};
    case OpKind::crop:
    case OpKind::max_unpool:
    case OpKind::upsample_nearest:
    case OpKind::upsample_bilinear:
      return conv_input(g, a.n, a.c);
    case OpKind::max_pool:
    case OpKind::max_pool_switches:
    case OpKind::avg_pool:
      return conv_output(g, a.n, a.c);
  }
  return {};
}

Expected<void> check_shapes(const Operator& op, const Shape& first, const Shape& second, const Geometry& g) {
  return check_operands(op, first, second, g).and_then([&] { return check_result(result_shape(op, first, second, g)); });
}

}  // namespace deconvlab

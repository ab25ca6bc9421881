#include "core/operators.h"

#include <algorithm>
#include <string>

namespace deconvlab {

namespace {

constexpr Operator kOperators[] = {
    {OpKind::conv, "conv", Operand::input, Operand::kernel, conv},
    {OpKind::conv_input_grad, "conv-input-grad", Operand::output_grad, Operand::kernel, conv_input_grad},
    {OpKind::conv_kernel_grad, "conv-kernel-grad", Operand::input, Operand::output_grad, conv_kernel_grad},
};

// Visits every product of a convolution plane: f(input cell, weight, output cell), outputs in row order, then taps in row order.
template <class Visit>
void for_each_product(const Geometry& g, Visit&& visit) {
  for (std::int64_t oy = 0; oy < g.h.o; ++oy) {
    for (std::int64_t ox = 0; ox < g.w.o; ++ox) {
      for (std::int64_t u = 0; u < g.h.k; ++u) {
        const std::int64_t y = g.h.input_of(oy, u);
        if (y < 0 || y >= g.h.i) continue;
        for (std::int64_t v = 0; v < g.w.k; ++v) {
          const std::int64_t x = g.w.input_of(ox, v);
          if (x >= 0 && x < g.w.i) visit(Cell{y, x}, g.weight_of({u, v}), Cell{oy, ox});
        }
      }
    }
  }
}

// Runs `visit` for every batch item, output channel and input channel.
template <class Visit>
void for_each_plane(std::int64_t n, std::int64_t out, std::int64_t in, Visit&& visit) {
  for (std::int64_t b = 0; b < n; ++b) {
    for (std::int64_t o = 0; o < out; ++o) {
      for (std::int64_t c = 0; c < in; ++c) visit(b, o, c);
    }
  }
}

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

}  // namespace

Tensor conv(const Tensor& x, const Tensor& w, const Geometry& geometry) {
  Tensor y(conv_output(geometry, x.shape().n, w.shape().n));
  for_each_plane(x.shape().n, w.shape().n, x.shape().c, [&](std::int64_t b, std::int64_t o, std::int64_t c) {
    for_each_product(geometry, [&](Cell in, Cell tap, Cell out) {
      y.at(b, o, out.row, out.col) += x.at(b, c, in.row, in.col) * w.at(o, c, tap.row, tap.col);
    });
  });
  return y;
}

Tensor conv_input_grad(const Tensor& dy, const Tensor& w, const Geometry& geometry) {
  Tensor dx(conv_input(geometry, dy.shape().n, w.shape().c));
  for_each_plane(dy.shape().n, w.shape().n, w.shape().c, [&](std::int64_t b, std::int64_t o, std::int64_t c) {
    for_each_product(geometry, [&](Cell in, Cell tap, Cell out) {
      dx.at(b, c, in.row, in.col) += dy.at(b, o, out.row, out.col) * w.at(o, c, tap.row, tap.col);
    });
  });
  return dx;
}

Tensor conv_kernel_grad(const Tensor& x, const Tensor& dy, const Geometry& geometry) {
  Tensor dw(conv_kernel(geometry, dy.shape().c, x.shape().c));
  for_each_plane(x.shape().n, dy.shape().c, x.shape().c, [&](std::int64_t b, std::int64_t o, std::int64_t c) {
    for_each_product(geometry, [&](Cell in, Cell tap, Cell out) {
      dw.at(o, c, tap.row, tap.col) += x.at(b, c, in.row, in.col) * dy.at(b, o, out.row, out.col);
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

Expected<void> check_shapes(const Operator& op, const Tensor& first, const Tensor& second, const Geometry& g) {
  const Shape& a = first.shape();
  const Shape& b = second.shape();
  switch (op.kind) {
    case OpKind::conv:
      if (auto ok = need("input", a, conv_input(g, a.n, a.c)); !ok) return ok;
      if (auto ok = need("kernel", b, conv_kernel(g, b.n, a.c)); !ok) return ok;
      return check_result(conv_output(g, a.n, b.n));
    case OpKind::conv_input_grad:
      if (auto ok = need("output gradient", a, conv_output(g, a.n, a.c)); !ok) return ok;
      if (auto ok = need("kernel", b, conv_kernel(g, a.c, b.c)); !ok) return ok;
      return check_result(conv_input(g, a.n, b.c));
    case OpKind::conv_kernel_grad:
      if (auto ok = need("input", a, conv_input(g, a.n, a.c)); !ok) return ok;
      if (auto ok = need("output gradient", b, conv_output(g, a.n, b.c)); !ok) return ok;
      return check_result(conv_kernel(g, b.c, a.c));
  }
  return {};
}

}  // namespace deconvlab

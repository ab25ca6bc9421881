#include "core/operators/conv_transpose.h"

#include <algorithm>

#include "core/operators/operators.h"
#include "core/operators/planes.h"

namespace deconvlab {

namespace {

constexpr TransposeWay kWays[] = {
    {"gather", conv_transpose},
    {"scatter", conv_transpose_scatter},
    {"direct", conv_transpose_direct},
    {"gradient", conv_transpose_gradient},
};

Tensor result_of(const Tensor& x, const Tensor& w, const Geometry& g) {
  return Tensor({x.shape().n, w.shape().c * g.groups, g.h.i, g.w.i});
}

// The row of Ct of output cell (y, x): f(input cell, weight), input cells ascending.
template <class Visit>
void for_each_in_row(const Geometry& g, Cell output, Visit&& visit) {
  for (std::int64_t u = g.h.k - 1; u >= 0; --u) {
    const std::int64_t row = g.h.placement_between(u, output.row);
    if (row < 0) continue;
    for (std::int64_t v = g.w.k - 1; v >= 0; --v) {
      const std::int64_t col = g.w.placement_between(v, output.col);
      if (col >= 0) visit(Cell{row, col}, g.weight_of({u, v}));
    }
  }
}

// The kernel as the direct convolution carries it: rotated by 180 degrees, which a flip undoes.
Tensor rotated(const Tensor& w, bool flip) {
  Tensor turned = w;
  for (std::int64_t n = 0; n < w.shape().n && !flip; ++n) {
    for (std::int64_t c = 0; c < w.shape().c; ++c) std::ranges::reverse(turned.plane(n, c));
  }
  return turned;
}

// p cells of zeros before and p_end after each axis of x; fewer cells of x where they are negative.
Tensor pad_or_crop(const Tensor& x, const TransposedAxis& h, const TransposedAxis& w) {
  const Shape& s = x.shape();
  Tensor padded({s.n, s.c, s.h + h.p + h.p_end, s.w + w.p + w.p_end});
  const std::int64_t last_row = std::min(s.h, padded.shape().h - h.p);
  const std::int64_t last_col = std::min(s.w, padded.shape().w - w.p);
  for (std::int64_t plane = 0; plane < s.n * s.c; ++plane) {
    for (std::int64_t row = std::max<std::int64_t>(0, -h.p); row < last_row; ++row) {
      for (std::int64_t col = std::max<std::int64_t>(0, -w.p); col < last_col; ++col) {
        padded.at(plane / s.c, plane % s.c, row + h.p, col + w.p) = x.at(plane / s.c, plane % s.c, row, col);
      }
    }
  }
  return padded;
}

// Whether a coordinate of the padded axis is one of x: neither padding nor an inserted zero, which are passed over.
bool is_real(const Axis& axis, std::int64_t at) {
  const std::int64_t stretched = at - axis.transposed().p;
  return stretched >= 0 && stretched % axis.s == 0 && stretched / axis.s < axis.o;
}

// Slides kernel plane w[wn, wc], spread by the dilation, over plane `from` with stride 1, and adds to plane `to`.
void slide(const Tensor& from, const Tensor& w, const Geometry& g, std::int64_t b, std::int64_t c, std::int64_t wc, std::int64_t o,
           Tensor& to) {
  for (std::int64_t row = 0; row < g.h.i; ++row) {
    for (std::int64_t col = 0; col < g.w.i; ++col) {
      for (std::int64_t u = 0; u < g.h.k; ++u) {
        if (!is_real(g.h, row + u * g.h.d)) continue;
        for (std::int64_t v = 0; v < g.w.k; ++v) {
          if (!is_real(g.w, col + v * g.w.d)) continue;
          to.at(b, o, row, col) += from.at(b, c, row + u * g.h.d, col + v * g.w.d) * w.at(c, wc, u, v);
        }
      }
    }
  }
}

}  // namespace

Tensor conv_transpose(const Tensor& x, const Tensor& w, const Geometry& g) {
  Tensor y = result_of(x, w, g);
  for_each_plane(x.shape().n, x.shape().c, w.shape().c, g.groups, [&](std::int64_t b, std::int64_t c, std::int64_t o, std::int64_t wo) {
    for (std::int64_t cell = 0; cell < g.input().area(); ++cell) {
      const Cell output{cell / g.w.i, cell % g.w.i};
      for_each_in_row(g, output, [&](Cell in, Cell tap) {
        y.at(b, o, output.row, output.col) += x.at(b, c, in.row, in.col) * w.at(c, wo, tap.row, tap.col);
      });
    }
  });
  return y;
}

Tensor conv_transpose_input_grad(const Tensor& dy, const Tensor& w, const Geometry& g) { return conv(dy, w, g); }

Tensor conv_transpose_kernel_grad(const Tensor& x, const Tensor& dy, const Geometry& g) { return conv_kernel_grad(dy, x, g); }

Tensor conv_transpose_scatter(const Tensor& x, const Tensor& w, const Geometry& g) {
  Tensor y = result_of(x, w, g);
  for_each_plane(x.shape().n, x.shape().c, w.shape().c, g.groups, [&](std::int64_t b, std::int64_t c, std::int64_t o, std::int64_t wo) {
    for (std::int64_t cell = 0; cell < g.output().area(); ++cell) {
      const Cell in{cell / g.w.o, cell % g.w.o};
      for (std::int64_t tap = 0; tap < g.kernel().area(); ++tap) {
        const Cell uv{tap / g.w.k, tap % g.w.k};
        const Cell at{g.h.input_of(in.row, uv.row), g.w.input_of(in.col, uv.col)};
        const Cell weight = g.weight_of(uv);
        if (!g.inside(at)) continue;
        y.at(b, o, at.row, at.col) += x.at(b, c, in.row, in.col) * w.at(c, wo, weight.row, weight.col);
      }
    }
  });
  return y;
}

Tensor conv_transpose_direct(const Tensor& x, const Tensor& w, const Geometry& g) {
  const Tensor padded = pad_or_crop(zero_insert(x, g), g.h.transposed(), g.w.transposed());
  const Tensor turned = rotated(w, g.flip);
  Tensor y = result_of(x, w, g);
  for_each_plane(x.shape().n, x.shape().c, w.shape().c, g.groups,
                 [&](std::int64_t b, std::int64_t c, std::int64_t o, std::int64_t wo) { slide(padded, turned, g, b, c, wo, o, y); });
  return y;
}

Tensor conv_transpose_gradient(const Tensor& x, const Tensor& w, const Geometry& g) { return conv_input_grad(x, w, g); }

std::span<const TransposeWay> transpose_ways() { return kWays; }

Tensor zero_insert(const Tensor& x, const Geometry& g) {
  const Shape& s = x.shape();
  Tensor stretched({s.n, s.c, g.h.transposed().stretched, g.w.transposed().stretched});
  for (std::int64_t plane = 0; plane < s.n * s.c; ++plane) {
    for (std::int64_t row = 0; row < s.h; ++row) {
      for (std::int64_t col = 0; col < s.w; ++col) {
        stretched.at(plane / s.c, plane % s.c, row * g.h.s, col * g.w.s) = x.at(plane / s.c, plane % s.c, row, col);
      }
    }
  }
  return stretched;
}

Tensor crop(const Tensor& x, const Geometry& g) {
  const Shape& s = x.shape();
  Tensor left({s.n, s.c, g.h.i, g.w.i});
  for (std::int64_t plane = 0; plane < s.n * s.c; ++plane) {
    for (std::int64_t row = 0; row < g.h.i; ++row) {
      for (std::int64_t col = 0; col < g.w.i; ++col) {
        left.at(plane / s.c, plane % s.c, row, col) = x.at(plane / s.c, plane % s.c, row + g.h.p, col + g.w.p);
      }
    }
  }
  return left;
}

}  // namespace deconvlab

// The transposed convolution ("deconvolution", "fractionally strided convolution"): the product with C transposed. `geometry` is that of
// the convolution, as resolve_transposed gives it: geometry.output() is the size of x here, geometry.input() that of the result.
#pragma once

#include <span>
#include <string_view>

#include "core/geometry/geometry.h"
#include "core/tensor.h"

namespace deconvlab {

// x[N,C,h,w], w[C,O/g,kh,kw] -> y[N,O,oh,ow]; w as in PyTorch, not (out, in/g, kh, kw). Each output cell gathers its row of Ct.
Tensor conv_transpose(const Tensor& x, const Tensor& w, const Geometry& geometry);
// Gradient to the input, which is the product with C: dy[N,O,oh,ow], w[C,O/g,kh,kw] -> dx[N,C,h,w].
Tensor conv_transpose_input_grad(const Tensor& dy, const Tensor& w, const Geometry& geometry);
// Gradient to the kernel: x[N,C,h,w], dy[N,O,oh,ow] -> dw[C,O/g,kh,kw].
Tensor conv_transpose_kernel_grad(const Tensor& x, const Tensor& dy, const Geometry& geometry);

// Every input cell adds its copy of the kernel to the output.
Tensor conv_transpose_scatter(const Tensor& x, const Tensor& w, const Geometry& geometry);
// x with zeros inserted, then padded by p' (cropped where p' is negative), then correlated at stride 1 with the kernel rotated by 180
// degrees.
Tensor conv_transpose_direct(const Tensor& x, const Tensor& w, const Geometry& geometry);
// The gradient of a convolution to its input, where x is the gradient of its output.
Tensor conv_transpose_gradient(const Tensor& x, const Tensor& w, const Geometry& geometry);

// One of the four ways to compute it. All sum each cell in the same order, and so agree to the last bit.
struct TransposeWay {
  std::string_view id;
  Tensor (*apply)(const Tensor& x, const Tensor& w, const Geometry& geometry);
};
// gather, scatter, direct, gradient.
std::span<const TransposeWay> transpose_ways();

// x[N,C,h,w] -> [N,C,s(h-1)+1+a,s(w-1)+1+a]: s - 1 zeros between the cells, a rows and columns of zeros at the bottom and right.
Tensor zero_insert(const Tensor& x, const Geometry& geometry);
// x[N,C,h,w] -> [N,C,oh,ow]: the cells from (p, p) on, as many as geometry.input() says.
Tensor crop(const Tensor& x, const Geometry& geometry);

}  // namespace deconvlab

// The convolution and its gradients for many channels, through oneDNN: the operators of operators.h without a flip, of one group, and with
// a remainder below the stride and no negative padding. Sums are taken in another order than there, so results agree to rounding only. Each
// call runs on the caller's thread alone and gives the same bits every time on one machine; images of a batch are shared out to threads by
// the caller. Throws std::bad_alloc where memory is short, a Failure where oneDNN has another reason.
#pragma once

#include "core/geometry/geometry.h"
#include "core/tensor.h"

namespace deconvlab {

// x[N,C,H,W], w[O,C,kh,kw] -> y[N,O,oh,ow].
Tensor many_conv(const Tensor& x, const Tensor& w, const Geometry& geometry);
// dy[N,O,oh,ow], w[O,C,kh,kw] -> dx[N,C,H,W]; also the transposed convolution, of dy.
Tensor many_conv_input_grad(const Tensor& dy, const Tensor& w, const Geometry& geometry);
// x[N,C,H,W], dy[N,O,oh,ow] -> dw[O,C,kh,kw].
Tensor many_conv_kernel_grad(const Tensor& x, const Tensor& dy, const Geometry& geometry);

}  // namespace deconvlab

// What padding adds to a convolution whose weights aren't all finite: 0 times infinity or NaN is NaN. Fast ways pass over padding, which
// adds nothing otherwise.
#pragma once

#include "core/geometry/geometry.h"
#include "core/tensor.h"

namespace deconvlab {

bool all_finite(const Tensor& tensor);

// y[N,O,oh,ow] of the cells within the input, w[O,C/g,kh,kw]: adds the products of padding.
void add_padding_products(Tensor& y, const Tensor& w, const Geometry& geometry);
// The same of the gradient to the kernel, dw[O,C/g,kh,kw], where padding is multiplied with dy[N,O,oh,ow].
void add_padding_products_to_grad(Tensor& dw, const Tensor& dy, const Geometry& geometry);

}  // namespace deconvlab

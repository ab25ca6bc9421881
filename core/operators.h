// The operators, each as a plain loop (the reference), and the table that lists them.
#pragma once

#include <span>
#include <string_view>

#include "core/error.h"
#include "core/geometry.h"
#include "core/tensor.h"

namespace deconvlab {

// conv: x[N,C,H,W], w[O,C/g,kh,kw] -> y[N,O,oh,ow], cross-correlation unless geometry.flip. Needs geometry.input() == x's plane. g is
// geometry.groups, as in PyTorch: output channels of a group see input channels of that group only. Padding is a zero that is multiplied.
Tensor conv(const Tensor& x, const Tensor& w, const Geometry& geometry);
// Gradient of conv to its input (product with C transposed): dy[N,O,oh,ow], w[O,C/g,kh,kw] -> dx[N,C,H,W]. Real products only.
Tensor conv_input_grad(const Tensor& dy, const Tensor& w, const Geometry& geometry);
// Gradient of conv to its kernel: x[N,C,H,W], dy[N,O,oh,ow] -> dw[O,C/g,kh,kw]. Padding is multiplied, as in conv.
Tensor conv_kernel_grad(const Tensor& x, const Tensor& dy, const Geometry& geometry);

// The transposed ones are in conv_transpose.h.
enum class OpKind {
  conv,
  conv_input_grad,
  conv_kernel_grad,
  conv_transpose,
  conv_transpose_input_grad,
  conv_transpose_kernel_grad,
  zero_insert,
  crop,
  // Of pool.h and resample.h.
  max_pool,
  max_pool_switches,
  avg_pool,
  max_unpool,
  upsample_nearest,
  upsample_bilinear,
};

// What an operator calls its two operands; a command line or a menu asks for them by these words.
enum class Operand { input, kernel, output_grad, switches, none };

struct Operator {
  OpKind kind;
  std::string_view id;  // as on the command line
  Operand first;
  Operand second;
  // Its input is the size of the convolution's output, geometry.output(), and its result that of the input.
  bool transposed;
  Expected<Geometry> (*resolve)(const Params& params);
  // A second operand that is none is not looked at. nullptr where switches go in or come out, which are no floats: max_unpool and max_pool
  // of pool.h do what these are.
  // Precondition: check_shapes accepted the operands.
  Tensor (*apply)(const Tensor& first, const Tensor& second, const Geometry& geometry);

  // Has windows of a size k, and no kernel to fill them.
  bool pools() const { return resolve == resolve_pool || resolve == resolve_unpool; }
  // Resizes by the stride alone.
  bool upsamples() const { return resolve == resolve_upsample; }
};

std::span<const Operator> operator_table();
const Operator& operator_of(OpKind kind);
// Errors: unknown_name.
Expected<const Operator*> find_operator(std::string_view id);

// The sides of the planes of an operand.
Extent operand_size(const Operator& op, Operand operand, const Geometry& geometry);
// What apply returns is of this shape. Precondition as apply's.
Shape result_shape(const Operator& op, const Shape& first, const Shape& second, const Geometry& geometry);

// Errors: shape_mismatch with both shapes; groups_do_not_divide; too_large where the result has more than 2^30 cells, or a plane more than
// switches can name. What switches are is not looked at: check_max_unpool of pool.h.
Expected<void> check_shapes(const Operator& op, const Shape& first, const Shape& second, const Geometry& geometry);
inline Expected<void> check_shapes(const Operator& op, const Tensor& first, const Tensor& second, const Geometry& geometry) {
  return check_shapes(op, first.shape(), second.shape(), geometry);
}

}  // namespace deconvlab

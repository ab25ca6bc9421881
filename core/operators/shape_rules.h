// What arrays an operator takes and makes: the rules that the rows of operator_table() name.
#pragma once

#include "core/operators/operators.h"

namespace deconvlab {

// x[N,C,h,w] of geometry.input(), w[O,C/g,kh,kw] -> [N,O,oh,ow] of geometry.output().
Expected<void> check_input_and_kernel(const Operator& op, const Shape& x, const Shape& w, const Geometry& geometry);
Shape output_of_kernel(const Shape& x, const Shape& w, const Geometry& geometry);
// y[N,O,oh,ow] of geometry.output(), w[O,C/g,kh,kw] -> [N,C,h,w] of geometry.input().
Expected<void> check_output_and_kernel(const Operator& op, const Shape& y, const Shape& w, const Geometry& geometry);
Shape input_of_kernel(const Shape& y, const Shape& w, const Geometry& geometry);
// x[N,C,h,w] and y[N,O,oh,ow] of both sides -> w[O,C/g,kh,kw]; x comes first, or y.
Expected<void> check_input_and_output(const Operator& op, const Shape& x, const Shape& y, const Geometry& geometry);
Shape kernel_of_input_and_output(const Shape& x, const Shape& y, const Geometry& geometry);
Expected<void> check_output_and_input(const Operator& op, const Shape& y, const Shape& x, const Geometry& geometry);
Shape kernel_of_output_and_input(const Shape& y, const Shape& x, const Geometry& geometry);
// One plane for each: [N,C,h,w] of geometry.input() <-> [N,C,oh,ow] of geometry.output(). Errors of those with switches: too_large as well.
Expected<void> check_input(const Operator& op, const Shape& x, const Shape& none, const Geometry& geometry);
Expected<void> check_switched_input(const Operator& op, const Shape& x, const Shape& none, const Geometry& geometry);
Shape output_of_plane(const Shape& x, const Shape& none, const Geometry& geometry);
Expected<void> check_output(const Operator& op, const Shape& y, const Shape& none, const Geometry& geometry);
Expected<void> check_output_and_switches(const Operator& op, const Shape& y, const Shape& switches, const Geometry& geometry);
Shape input_of_plane(const Shape& y, const Shape& none, const Geometry& geometry);
// With zeros inserted.
Shape stretched_plane(const Shape& y, const Shape& none, const Geometry& geometry);

}  // namespace deconvlab

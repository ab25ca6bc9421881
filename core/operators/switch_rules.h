// How frameworks number the cells that switches name. The program's own switches are PyTorch's.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include "core/error.h"
#include "core/geometry/geometry.h"
#include "core/params.h"
#include "core/tensor.h"

namespace deconvlab {

// The number of cell (y, x) of channel c of item b, in planes H x W of C channels.
enum class SwitchRule {
  pytorch,           // y W + x
  onnx,              // ((b C + c) H + y) W + x
  onnx_column,       // ((b C + c) W + x) H + y: storage_order 1
  onnx_default,      // as onnx, H x W being default_plane
  tensorflow,        // (y W + x) C + c
  tensorflow_batch,  // ((b H + y) W + x) C + c: include_batch_in_index
};

struct NamedSwitchRule {
  std::string_view id;  // as on the command line
  SwitchRule rule;
};
std::span<const NamedSwitchRule> switch_rule_table();

// What unpooling by these windows gives unless another size is asked for: s (o - 1) + k_eff - padding, SAME's s o. ONNX's node case of
// MaxUnpool with output_shape, test_maxunpool_export_with_output_shape, counts the cells of that plane.
Extent default_plane(const Geometry& geometry);
// The plane whose cells a rule counts: that, or the pooling's input.
Extent counted_plane(SwitchRule rule, const Geometry& geometry);

// How many numbers a rule has for planes[N,C,H,W] that it counts. Errors: too_large, where they are more than 2^31.
Expected<std::int64_t> count_numbers(SwitchRule rule, const Shape& planes);

// Switches[N,C,oh,ow] into planes of that size, by the rule; `counted` is the plane whose cells it counts. Errors: those of count_numbers.
Expected<Indices> numbered_by(SwitchRule rule, Indices switches, Extent plane, Extent counted);
inline Expected<Indices> numbered_by(SwitchRule rule, Indices switches, Extent plane) {
  return numbered_by(rule, std::move(switches), plane, plane);
}
// The other way. Precondition: numbers below count_numbers. Errors: switch_elsewhere, where one names a cell of another plane; cannot_open,
// where the cell of `counted` does not lie in `plane`.
Expected<Indices> switches_of(SwitchRule rule, Indices numbers, Extent plane, Extent counted);
inline Expected<Indices> switches_of(SwitchRule rule, Indices numbers, Extent plane) {
  return switches_of(rule, std::move(numbers), plane, plane);
}

}  // namespace deconvlab

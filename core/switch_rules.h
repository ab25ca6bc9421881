// How frameworks number the cells that switches name. The program's own switches are PyTorch's.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/error.h"
#include "core/params.h"
#include "core/tensor.h"

namespace deconvlab {

// The number of cell (y, x) of channel c of item b, in planes H x W of C channels.
enum class SwitchRule {
  pytorch,           // y W + x
  onnx,              // ((b C + c) H + y) W + x
  onnx_column,       // ((b C + c) W + x) H + y: storage_order 1
  tensorflow,        // (y W + x) C + c
  tensorflow_batch,  // ((b H + y) W + x) C + c: include_batch_in_index
};

struct NamedSwitchRule {
  std::string_view id;  // as on the command line
  SwitchRule rule;
};
std::span<const NamedSwitchRule> switch_rule_table();

// How many numbers a rule has for planes[N,C,H,W]. Errors: too_large, where they are more than 2^31.
Expected<std::int64_t> count_numbers(SwitchRule rule, const Shape& planes);

// Switches[N,C,oh,ow] into planes of that size, by the rule. Errors: those of count_numbers.
Expected<Indices> numbered_by(SwitchRule rule, Indices switches, Extent plane);
// The other way. Precondition: numbers below count_numbers. Errors: switch_elsewhere, where one names a cell of another plane.
Expected<Indices> switches_of(SwitchRule rule, Indices numbers, Extent plane);

}  // namespace deconvlab

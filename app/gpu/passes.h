// How each operator's operands are laid out for its shader. Used while a context and the pass's program are current.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "app/gpu/compute.h"
#include "core/operators.h"

namespace deconvlab {

// What check_shapes accepted, none of it empty.
struct PassInput {
  const Tensor& first;
  const Tensor& second;
  const Geometry& geometry;
  const ComputeLimits& limits;
};

struct Pass {
  OpKind kind;
  std::string_view shader;
  // Else why the device can't.
  tl::expected<Tensor, std::string> (*run)(const PassInput& in);
};

// nullptr: no shader does this operator.
const Pass* find_pass(OpKind kind);

}  // namespace deconvlab

// One table of geometries that every device must agree on.
#pragma once

#include <string>
#include <vector>

#include "core/geometry/geometry.h"
#include "core/operators/operators.h"

namespace deconvlab::test {

struct DeviceCase {
  Params params;
  std::int64_t n = 1, c = 1, o = 1;  // channels in each group

  std::string text() const;
};

// Sizes about 8 outputs and 4 taps, s and d above 1, s > k, p > k - 1, rows unlike columns, flip, channels, groups and batches; an operator
// skips what it has no geometry for.
std::vector<DeviceCase> device_cases();

struct Operands {
  Tensor first, second;
};
// Whole numbers from -4 to 4, so that sums are exact in any order.
Operands whole_operands(const Operator& op, const DeviceCase& of, const Geometry& g);
// Fractions from -1 to 1.
Operands float_operands(const Operator& op, const DeviceCase& of, const Geometry& g);

}  // namespace deconvlab::test

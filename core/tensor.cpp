#include "core/tensor.h"

#include <fmt/format.h>

namespace deconvlab {

std::string Shape::text() const { return fmt::format("{}x{}x{}x{}", n, c, h, w); }

}  // namespace deconvlab

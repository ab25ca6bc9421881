#include "core/cpu_device.h"

#include <fmt/format.h>

#include "core/cpu_conv.h"
#include "core/cpu_conv_transpose.h"
#include "core/parallel.h"

namespace deconvlab {

std::string CpuDevice::name() const { return fmt::format("CPU, {} threads", thread_count()); }

Expected<Tensor> CpuDevice::run(OpKind kind, const Tensor& first, const Tensor& second, const Geometry& geometry) {
  const Operator& op = operator_of(kind);
  if (auto ok = check_shapes(op, first, second, geometry); !ok) return tl::make_unexpected(ok.error());
  switch (kind) {
    case OpKind::conv:
    case OpKind::conv_transpose_input_grad:
      return cpu_conv(first, second, geometry);
    case OpKind::conv_transpose:
    case OpKind::conv_input_grad:
      return cpu_conv_transpose(first, second, geometry);
    default:
      return op.apply(first, second, geometry);
  }
}

Expected<std::vector<std::uint32_t>> CpuDevice::count_pattern(const Geometry& geometry, const MatrixWindow& window, Extent pixels,
                                                              Side side) {
  return deconvlab::count_pattern(geometry, window, pixels.h, pixels.w, side);
}

}  // namespace deconvlab

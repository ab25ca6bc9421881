#include "core/cpu/cpu_device.h"

#include <fmt/format.h>

#include "core/cpu/cpu_conv.h"
#include "core/cpu/cpu_conv_transpose.h"
#include "core/cpu/cpu_pool.h"
#include "core/parallel.h"

namespace deconvlab {

std::string CpuDevice::name() const { return fmt::format("CPU, {} threads", thread_count()); }

Expected<Tensor> CpuDevice::run(OpKind kind, const Tensor& first, const Tensor& second, const Geometry& geometry) {
  const Operator& op = operator_of(kind);
  if (auto ok = check_shapes(op, first, second, geometry); !ok) return tl::make_unexpected(ok.error());
  if (!op.apply) return fail(ErrorCode::device_cannot, name(), op.id);
  switch (kind) {
    case OpKind::conv:
    case OpKind::conv_transpose_input_grad:
      return cpu_conv(first, second, geometry);
    case OpKind::conv_transpose:
    case OpKind::conv_input_grad:
      return cpu_conv_transpose(first, second, geometry);
    case OpKind::max_pool:
      return cpu_max_pool(first, geometry).values;
    case OpKind::upsample_nearest:
      return cpu_upsample_nearest(first, geometry);
    case OpKind::upsample_bilinear:
      return cpu_upsample_bilinear(first, geometry);
    default:
      return op.apply(first, second, geometry);
  }
}

Expected<Pooled> CpuDevice::max_pool(const Tensor& x, const Geometry& geometry) {
  if (auto ok = check_shapes(operator_of(OpKind::max_pool), x, {}, geometry); !ok) return tl::make_unexpected(ok.error());
  return cpu_max_pool(x, geometry);
}

Expected<Tensor> CpuDevice::max_unpool(const Tensor& x, const Indices& switches, const Geometry& geometry) {
  return check_max_unpool(x, switches, geometry).map([&] { return cpu_max_unpool(x, switches, geometry); });
}

Expected<std::vector<std::uint32_t>> CpuDevice::count_pattern(const Geometry& geometry, const MatrixWindow& window, Extent pixels,
                                                              Side side) {
  return deconvlab::count_pattern(geometry, window, pixels.h, pixels.w, side);
}

}  // namespace deconvlab

// The CPU device: all cores, every operator.
#pragma once

#include "core/operators/device.h"

namespace deconvlab {

class CpuDevice final : public Device {
 public:
  std::string name() const override;
  Expected<Tensor> run(OpKind kind, const Tensor& first, const Tensor& second, const Geometry& geometry) override;
  Expected<Pooled> max_pool(const Tensor& x, const Geometry& geometry) override;
  Expected<Tensor> max_unpool(const Tensor& x, const Indices& switches, const Geometry& geometry) override;
  Expected<std::vector<std::uint32_t>> count_pattern(const Geometry& geometry, const MatrixWindow& window, Extent pixels,
                                                     Side side) override;
};

}  // namespace deconvlab

// The CPU device: all cores, every operator.
#pragma once

#include "core/device.h"

namespace deconvlab {

class CpuDevice final : public Device {
 public:
  std::string name() const override;
  Expected<Tensor> run(OpKind kind, const Tensor& first, const Tensor& second, const Geometry& geometry) override;
};

}  // namespace deconvlab

// Which device computes: the one asked for, or what is likely the fastest here.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/operators/device.h"

namespace deconvlab {

struct DeviceChoice {
  std::unique_ptr<Device> device;
  // Where auto took the CPU: why there is no GPU, or the name of the one that is software.
  std::optional<Error> no_gpu = std::nullopt;
  std::string software_gpu = {};
};

// id: auto, cpu or gpu; auto takes the GPU unless it is software. Errors: unknown_name; no_gl for gpu.
Expected<DeviceChoice> choose_device(const std::string& id);

}  // namespace deconvlab

#include "app/gpu/choose_device.h"

#include <utility>

#include "app/gpu/gl_device.h"
#include "core/cpu/cpu_device.h"
#include "core/find_named.h"
#include "core/try.h"

namespace deconvlab {

Expected<DeviceChoice> choose_device(const std::string& id) {
  constexpr std::string_view kDevices[] = {"auto", "cpu", "gpu"};
  TRY(find_named("device", kDevices, id));
  if (id == "cpu") return DeviceChoice{std::make_unique<CpuDevice>()};
  auto gpu = make_gl_device();
  if (id == "gpu") return std::move(gpu).map([](std::unique_ptr<Device> device) { return DeviceChoice{std::move(device)}; });
  if (!gpu) return DeviceChoice{std::make_unique<CpuDevice>(), gpu.error()};
  if (!(*gpu)->is_software_gpu()) return DeviceChoice{std::move(*gpu)};
  return DeviceChoice{std::make_unique<CpuDevice>(), std::nullopt, (*gpu)->name()};
}

}  // namespace deconvlab

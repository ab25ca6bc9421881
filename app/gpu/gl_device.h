// The GPU device: compute shaders in a GL 4.3 context of its own.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "app/gpu/compute.h"
#include "app/gpu/context.h"
#include "app/gpu/shader_library.h"
#include "core/device.h"

namespace deconvlab {

// On any thread; calls wait for each other. What was current on that thread is so again after each call.
class GlDevice final : public Device {
 public:
  // Errors: no_gl with the reason.
  static Expected<std::unique_ptr<GlDevice>> make();
  ~GlDevice() override;

  std::string name() const override { return "GPU, " + renderer_; }
  bool is_software_gpu() const override { return is_software_renderer(renderer_); }
  // Also shader_failed. device_cannot names what was too large behind the operator.
  Expected<Tensor> run(OpKind kind, const Tensor& first, const Tensor& second, const Geometry& geometry) override;
  Expected<Pooled> max_pool(const Tensor& x, const Geometry& geometry) override;
  // Also shader_failed. device_cannot where C has more than UINT32_MAX nonzeros, which the shader counts modulo 2^32.
  Expected<std::vector<std::uint32_t>> count_pattern(const Geometry& geometry, const MatrixWindow& window, Extent pixels,
                                                     Side side) override;

 private:
  explicit GlDevice(EglContext context);
  // Runs `work` while the program is current; it returns a result, or why there is none. Errors: shader_failed, device_cannot.
  template <class Work>
  auto with_program(std::string_view shader, const std::string& name_of_work, Work&& work)
      -> Expected<typename std::invoke_result_t<Work>::value_type>;
  tl::unexpected<Error> refuse(const std::string& what, const std::string& reason) const;

  std::mutex mutex_;
  EglContext context_;
  std::optional<ShaderLibrary> shaders_;
  std::string renderer_;
  ComputeLimits limits_;
};

// Errors: no_gl with the reason.
Expected<std::unique_ptr<Device>> make_gl_device();

}  // namespace deconvlab

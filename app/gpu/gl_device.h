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
#include "core/operators/device.h"

namespace deconvlab {

// What work is cut into pieces for, where GL does not ask for less: as ComputeLimits has them.
struct GpuBounds {
  std::int64_t buffer_bytes = INT64_MAX;
  std::int64_t rounds = INT64_MAX;
};

// On any thread; calls wait for each other. What was current on that thread is so again after each call.
class GlDevice final : public Device {
 public:
  // Errors: no_gl with the reason.
  static Expected<std::unique_ptr<GlDevice>> make(const GpuBounds& bounds = {});
  static std::unique_ptr<GlDevice> in(EglContext context, const GpuBounds& bounds = {});
  ~GlDevice() override;

  std::string name() const override { return "GPU, " + renderer_; }
  bool is_software_gpu() const override { return is_software_renderer(renderer_); }
  // Work whose operands or result no buffer holds is done in pieces. Also shader_failed. device_cannot names what was too large behind
  // the operator, a single row of it, or the error of GL or EGL, as of a lost context.
  Expected<Tensor> run(OpKind kind, const Tensor& first, const Tensor& second, const Geometry& geometry) override;
  Expected<Pooled> max_pool(const Tensor& x, const Geometry& geometry) override;
  Expected<Tensor> max_unpool(const Tensor& x, const Indices& switches, const Geometry& geometry) override;
  // Also shader_failed. device_cannot where C has more than UINT32_MAX nonzeros, which the shader counts modulo 2^32.
  Expected<std::vector<std::uint32_t>> count_pattern(const Geometry& geometry, const MatrixWindow& window, Extent pixels,
                                                     Side side) override;
  Expected<Tensor> signed_difference(const Tensor& found, const Tensor& wanted) override;
  Expected<PackedColors> color_map(const Tensor& x, const ColorMap& map) override;
  // How long shaders have run for this device, in milliseconds: without uploads and read-back.
  double shader_milliseconds() const { return compute_->busy().count(); }

 private:
  GlDevice(EglContext context, const GpuBounds& bounds);
  // Runs `work` while the program is current; it returns a result, or that a buffer would be too large. Errors: shader_failed,
  // device_cannot.
  template <class Work>
  auto with_program(std::string_view shader, const std::string& name_of_work, Work&& work)
      -> Expected<typename std::invoke_result_t<Work>::value_type>;
  tl::unexpected<Error> refuse(const std::string& what, const std::string& reason) const;

  std::mutex mutex_;
  EglContext context_;
  std::optional<ShaderLibrary> shaders_;
  std::string renderer_;
  std::optional<Compute> compute_;
};

// Errors: no_gl with the reason.
Expected<std::unique_ptr<Device>> make_gl_device();

}  // namespace deconvlab

// The GPU device: compute shaders in a GL 4.3 context of its own.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/gpu/compute.h"
#include "app/gpu/context.h"
#include "app/gpu/shader_library.h"
#include "core/device.h"

namespace deconvlab {

// On any thread, one call at a time. What was current on that thread is so again after each call.
class GlDevice final : public Device {
 public:
  // Errors: no_gl with the reason.
  static Expected<std::unique_ptr<GlDevice>> make();
  ~GlDevice() override;

  std::string name() const override { return "GPU, " + renderer_; }
  bool is_software_gpu() const override { return is_software_renderer(renderer_); }
  // Also shader_failed. device_cannot names what was too large behind the operator.
  Expected<Tensor> run(OpKind kind, const Tensor& first, const Tensor& second, const Geometry& geometry) override;
  // Also shader_failed. device_cannot where C has more than UINT32_MAX nonzeros, which the shader counts modulo 2^32.
  Expected<std::vector<std::uint32_t>> count_pattern(const Geometry& geometry, const MatrixWindow& window, Extent pixels,
                                                     Side side) override;
  // Edits of shader files that do not compile; the program before them runs on.
  std::vector<Error> broken_edits() const { return shaders_->broken_edits(); }

 private:
  explicit GlDevice(EglContext context);
  Expected<Tensor> run_pass(const struct Pass& pass, const Operator& op, const Tensor& first, const Tensor& second,
                            const Geometry& geometry);
  tl::unexpected<Error> refuse(const Operator& op, const std::string& reason) const;

  EglContext context_;
  std::optional<ShaderLibrary> shaders_;
  std::string renderer_;
  ComputeLimits limits_;
};

// Errors: no_gl with the reason.
Expected<std::unique_ptr<Device>> make_gl_device();

}  // namespace deconvlab

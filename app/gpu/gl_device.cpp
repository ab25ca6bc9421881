#include "app/gpu/gl_device.h"

#include <glad/gl.h>

#include <algorithm>
#include <utility>

#include "app/gpu/cell_passes.h"
#include "app/gpu/passes.h"
#include "app/gpu/pattern_pass.h"
#include "app/gpu/pool_passes.h"
#include "core/operators/padding_products.h"
#include "core/try.h"

namespace deconvlab {

namespace {

// GL may hold several errors; the first is the one to tell. A lost context could answer for ever.
unsigned int take_gl_error() {
  const unsigned int first = glGetError();
  for (int n = 0; n < 16 && glGetError() != GL_NO_ERROR; ++n) {
  }
  return first;
}

// The shaders pass over rows of padding.
void add_padding(OpKind kind, const Tensor& first, const Tensor& second, const Geometry& g, Tensor& result) {
  if (kind == OpKind::conv || kind == OpKind::conv_transpose_input_grad) add_padding_products(result, second, g);
  if (kind == OpKind::conv_kernel_grad) add_padding_products_to_grad(result, second, g);
  if (kind == OpKind::conv_transpose_kernel_grad) add_padding_products_to_grad(result, first, g);
}

}  // namespace

GlDevice::GlDevice(EglContext context, const GpuBounds& bounds) : context_(std::move(context)) {
  const CurrentContext current = context_.make_current();
  shaders_.emplace();
  renderer_ = gl_renderer();
  ComputeLimits limits = compute_limits();
  limits.buffer_bytes = std::min(limits.buffer_bytes, bounds.buffer_bytes);
  limits.rounds = std::min(limits.rounds, bounds.rounds);
  compute_.emplace(limits);
}

GlDevice::~GlDevice() {
  const CurrentContext current = context_.make_current();
  compute_.reset();
  shaders_.reset();
}

Expected<std::unique_ptr<GlDevice>> GlDevice::make(const GpuBounds& bounds) {
  return EglContext::make().map([&](EglContext context) { return in(std::move(context), bounds); });
}

std::unique_ptr<GlDevice> GlDevice::in(EglContext context, const GpuBounds& bounds) {
  return std::unique_ptr<GlDevice>(new GlDevice(std::move(context), bounds));
}

tl::unexpected<Error> GlDevice::refuse(const std::string& what, const std::string& reason) const {
  return fail(ErrorCode::device_cannot, name(), fmt::format("{} ({})", what, reason));
}

template <class Work>
auto GlDevice::with_program(std::string_view shader, const std::string& what, Work&& work)
    -> Expected<typename std::invoke_result_t<Work>::value_type> {
  const std::lock_guard lock(mutex_);
  const CurrentContext current = context_.make_current();
  if (current.error() != 0) return refuse(what, fmt::format("EGL error 0x{:x}", current.error()));
  const Expected<GlName> program = shaders_->program(shader);
  if (!program) return tl::make_unexpected(program.error());
  take_gl_error();
  glUseProgram(*program);
  auto result = work();
  if (!result)
    return refuse(what,
                  fmt::format("{} bytes > {} = GL_MAX_SHADER_STORAGE_BLOCK_SIZE", result.error().bytes, compute_->limits().buffer_bytes));
  if (const unsigned int error = take_gl_error(); error != GL_NO_ERROR) return refuse(what, fmt::format("GL error 0x{:x}", error));
  return std::move(*result);
}

Expected<Tensor> GlDevice::run(OpKind kind, const Tensor& first, const Tensor& second, const Geometry& geometry) {
  const Operator& op = operator_of(kind);
  TRY(check_shapes(op, first, second, geometry));
  const ShaderPass* pass = op.apply ? find_pass(kind, geometry) : nullptr;
  if (!pass) return fail(ErrorCode::device_cannot, name(), op.id);
  // Nothing to sum: GL has no empty buffers.
  if (first.size() == 0 || (op.second != Operand::none && second.size() == 0))
    return Tensor(result_shape(op, first.shape(), second.shape(), geometry));
  return with_program(pass->shader, std::string(op.id),
                      [&] {
                        return run_pass(*pass, {first, second, geometry}, *compute_);
                      })
      .map([&](Tensor result) {
        add_padding(kind, first, second, geometry, result);
        return result;
      });
}

Expected<Pooled> GlDevice::max_pool(const Tensor& x, const Geometry& geometry) {
  const Operator& op = operator_of(OpKind::max_pool);
  TRY(check_shapes(op, x, {}, geometry));
  if (x.size() == 0) return deconvlab::max_pool(x, geometry);
  return with_program("max_pool", std::string(op.id), [&] { return run_max_pool(x, geometry, *compute_); });
}

Expected<Tensor> GlDevice::max_unpool(const Tensor& x, const Indices& switches, const Geometry& geometry) {
  TRY(check_max_unpool(x, switches, geometry));
  if (x.size() == 0) return deconvlab::max_unpool(x, switches, geometry);
  const ShaderPass& pass = unpool_pass(switches, geometry);
  const Tensor none;
  return with_program(pass.shader, "max-unpool", [&] { return run_pass(pass, {x, none, geometry, &switches}, *compute_); });
}

Expected<std::vector<std::uint32_t>> GlDevice::count_pattern(const Geometry& geometry, const MatrixWindow& window, Extent pixels,
                                                             Side side) {
  if (geometry.nonzeros() > UINT32_MAX)
    return fail(ErrorCode::device_cannot, name(), fmt::format("pattern ({} > 2^32 - 1)", geometry.nonzeros()));
  const std::int64_t rounds = 5 * (geometry.h.k + geometry.w.k + 2);  // of the shader, whose loops are not cut
  if (rounds > compute_->limits().rounds) return deconvlab::count_pattern(geometry, window, pixels.h, pixels.w, side);
  return with_program("pattern", "pattern", [&] { return run_pattern({geometry, window, pixels, side}, *compute_); });
}

Expected<Tensor> GlDevice::signed_difference(const Tensor& found, const Tensor& wanted) {
  TRY(check_same_shape(found, wanted));
  if (found.size() == 0) return deconvlab::signed_difference(found, wanted);
  return with_program("difference", "difference", [&] { return run_difference(found, wanted, *compute_); });
}

Expected<PackedColors> GlDevice::color_map(const Tensor& x, const ColorMap& map) {
  return with_program("color_map", "color_map", [&] { return run_color_map(x, map, *compute_); });
}

Expected<std::unique_ptr<Device>> make_gl_device() { return std::unique_ptr<Device>(TRY(GlDevice::make())); }

}  // namespace deconvlab

#include "app/gpu/passes.h"

#include <fmt/format.h>
#include <glad/gl.h>

#include <algorithm>
#include <initializer_list>
#include <limits>
#include <numeric>
#include <vector>

#include "app/gpu/pool_passes.h"

namespace deconvlab {

namespace {

using PassResult = tl::expected<Tensor, std::string>;

// A product that stays at the largest number instead of overflowing.
std::int64_t product(std::initializer_list<std::int64_t> factors) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max() / 8;
  std::int64_t result = 1;
  for (const std::int64_t factor : factors) result = result > kMost / factor ? kMost : result * factor;
  return result;
}

std::int64_t round_up(std::int64_t value, std::int64_t step) { return (value + step - 1) / step * step; }

// What all shaders are told at the same locations; input.w in the unit the shader reads rows in.
void set_geometry(const Geometry& g, Extent grid, std::int64_t c, std::int64_t o, Extent input) {
  const Extent values[] = {grid, {o, c}, input, g.output(), g.kernel(), {g.h.s, g.w.s}, {g.h.d, g.w.d}, {g.h.p, g.w.p}};
  int location = 1;
  for (const Extent value : values) set_uniform(location++, value);
  set_uniform(10, {o / g.groups, c / g.groups});
}

// A copy of the planes of weights as placements carry them.
void turn_planes(std::span<const float> from, const Geometry& g, std::span<float> to) {
  std::ranges::copy(from, to.begin());
  if (!g.flip) return;
  for (auto plane = to.begin(); plane != to.end(); plane += g.kernel().area()) std::reverse(plane, plane + g.kernel().area());
}

GlBuffer make_weights(unsigned int binding, const Tensor& w, const Geometry& g) {
  return make_storage(binding, w.size(), [&](std::span<float> to) { turn_planes(w.data(), g, to); });
}

// Row lengths in floats as conv.comp reads and writes them.
struct ConvRows {
  std::int64_t columns;  // invocations along a row, eight outputs each
  std::int64_t output, kernel, input;

  explicit ConvRows(const Axis& w)
      : columns((w.o + 7) / 8),
        output(8 * columns),
        kernel(round_up(w.k, 4)),
        input(std::max(output + kernel, round_up((w.o - 1) * w.s + w.k_eff, 4))) {}
};

// Puts each row of x into its wider row, p zeros before it and zeros after it.
void pad_rows(const Tensor& x, std::int64_t p, std::int64_t width, std::span<float> to) {
  const std::int64_t left = std::min(p, width);
  const std::int64_t count = std::min(x.shape().w, width - left);
  const float* from = x.data().data();
  for (auto row = to.begin(); row != to.end(); row += width, from += x.shape().w) {
    std::fill_n(row, left, 0.0f);
    std::copy_n(from, count, row + left);
    std::fill(row + left + count, row + width, 0.0f);
  }
}

void pad_weights(const Tensor& w, const Geometry& g, std::int64_t width, std::span<float> to) {
  Tensor turned(w.shape());
  turn_planes(w.data(), g, turned.data());
  pad_rows(turned, 0, width, to);
}

Tensor crop_rows(std::span<const float> from, const Shape& shape) {
  Tensor y(shape);
  const std::int64_t width = static_cast<std::int64_t>(from.size()) / (y.size() / shape.w);
  auto row = from.begin();
  for (auto to = y.data().begin(); to != y.data().end(); to += shape.w, row += width) std::copy_n(row, shape.w, to);
  return y;
}

PassResult run_conv(const PassInput& in) {
  const Geometry& g = in.geometry;
  const Shape& x = in.first.shape();
  const Shape y{x.n, in.second.shape().n, g.h.o, g.w.o};
  const ConvRows rows(g.w);
  const std::int64_t x_floats = product({x.n, x.c, x.h, rows.input});
  const std::int64_t w_floats = product({y.c, in.second.shape().c, g.h.k, rows.kernel});
  const std::int64_t y_floats = product({y.n, y.c, y.h, rows.output});
  if (auto ok = check_size(in.limits, {x_floats, w_floats, y_floats}); !ok) return tl::make_unexpected(ok.error());
  const GlBuffer x_buffer = make_storage(0, x_floats, [&](std::span<float> to) { pad_rows(in.first, g.w.p, rows.input, to); });
  const GlBuffer w_buffer = make_storage(1, w_floats, [&](std::span<float> to) { pad_weights(in.second, g, rows.kernel, to); });
  const GlBuffer y_buffer = make_storage(2, y_floats);
  glBindBufferBase(GL_SHADER_STORAGE_BUFFER, 3, x_buffer.name());
  glBindBufferBase(GL_SHADER_STORAGE_BUFFER, 4, w_buffer.name());
  const Extent grid{y.n * y.c * y.h, rows.columns};
  set_geometry(g, grid, x.c, y.c, {x.h, rows.input / 4});
  dispatch(in.limits, grid);
  Tensor result;
  read_storage(y_buffer, y_floats, [&](std::span<const float> from) { result = crop_rows(from, y); });
  return result;
}

// For each phase of the stride the first tap that falls into it, or -1.
void append_phases(const Axis& axis, std::vector<std::int32_t>& phases) {
  const std::size_t start = phases.size();
  phases.resize(start + static_cast<std::size_t>(axis.s), -1);
  const std::int64_t distinct = std::min(axis.k, axis.s / std::gcd(axis.s, axis.d));
  for (std::int64_t u = 0; u < distinct; ++u) phases[start + static_cast<std::size_t>(u * axis.d % axis.s)] = static_cast<std::int32_t>(u);
}

GlBuffer make_phases(unsigned int binding, const Geometry& g) {
  std::vector<std::int32_t> phases;
  append_phases(g.h, phases);
  append_phases(g.w, phases);
  return make_storage(binding, phases);
}

PassResult run_transpose(const PassInput& in) {
  const Geometry& g = in.geometry;
  const Shape& x = in.first.shape();
  const Shape y{x.n, in.second.shape().c * g.groups, g.h.i, g.w.i};
  const std::int64_t floats = product({y.n, y.c, y.h, y.w});
  if (auto ok = check_size(in.limits, {x.size(), in.second.size(), floats, g.h.s + g.w.s}); !ok) return tl::make_unexpected(ok.error());
  const GlBuffer x_buffer = make_copy(0, in.first);
  const GlBuffer w_buffer = make_weights(1, in.second, g);
  const GlBuffer y_buffer = make_storage(2, floats);
  const GlBuffer phases = make_phases(3, g);
  const Extent grid{y.n * y.c * y.h, y.w};
  set_geometry(g, grid, y.c, x.c, g.input());
  set_uniform(9, {g.h.s / std::gcd(g.h.s, g.h.d), g.w.s / std::gcd(g.w.s, g.w.d)});
  dispatch(in.limits, grid);
  return read_tensor(y_buffer, y);
}

PassResult run_zero_insert(const PassInput& in) {
  const Geometry& g = in.geometry;
  const Shape& x = in.first.shape();
  const Shape y{x.n, x.c, g.h.transposed().stretched, g.w.transposed().stretched};
  const std::int64_t floats = product({y.n, y.c, y.h, y.w});
  if (auto ok = check_size(in.limits, {x.size(), floats}); !ok) return tl::make_unexpected(ok.error());
  const GlBuffer x_buffer = make_copy(0, in.first);
  const GlBuffer y_buffer = make_storage(1, floats);
  const Extent grid{y.n * y.c * y.h, y.w};
  const Extent values[] = {grid, x.plane(), y.plane(), {g.h.s, g.w.s}};
  int location = 1;
  for (const Extent value : values) set_uniform(location++, value);
  dispatch(in.limits, grid);
  return read_tensor(y_buffer, y);
}

// Goes through the output rows in parts: a dispatch that takes seconds would be taken for a hang.
void dispatch_rows(const ComputeLimits& limits, Extent grid, std::int64_t rows, std::int64_t columns) {
  constexpr std::int64_t kProducts = 1 << 16;  // of one invocation
  const std::int64_t part = std::max<std::int64_t>(1, kProducts / columns);
  for (std::int64_t row = 0; row < rows; row += part) {
    set_uniform(9, {std::min(rows, row + part), row});
    dispatch(limits, grid);
    glMemoryBarrier(GL_SHADER_STORAGE_BARRIER_BIT);
    glFlush();
  }
}

PassResult run_kernel_grad(const PassInput& in) {
  const Geometry& g = in.geometry;
  const Shape& x = in.first.shape();
  const Shape& dy = in.second.shape();
  const Shape dw{dy.c, x.c / g.groups, g.h.k, g.w.k};
  const std::int64_t floats = product({dw.n, dw.c, dw.h, dw.w});
  if (auto ok = check_size(in.limits, {x.size(), dy.size(), floats}); !ok) return tl::make_unexpected(ok.error());
  const GlBuffer x_buffer = make_copy(0, in.first);
  const GlBuffer dy_buffer = make_copy(1, in.second);
  const GlBuffer dw_buffer = make_storage(2, floats, [](std::span<float> to) { std::ranges::fill(to, 0.0f); });
  const Extent grid{dw.n * dw.c, g.kernel().area()};
  set_geometry(g, grid, x.c, dy.c, g.input());
  dispatch_rows(in.limits, grid, dy.n * dy.h, dy.w);
  Tensor result(dw);
  read_storage(dw_buffer, floats, [&](std::span<const float> from) { turn_planes(from, g, result.data()); });
  return result;
}

// The transposed convolution's input is the convolution's output.
PassResult run_transpose_kernel_grad(const PassInput& in) { return run_kernel_grad({in.second, in.first, in.geometry, in.limits}); }

constexpr Pass kPasses[] = {
    {OpKind::conv, "conv", run_conv},
    {OpKind::conv_input_grad, "conv_transpose", run_transpose},
    {OpKind::conv_kernel_grad, "conv_kernel_grad", run_kernel_grad},
    {OpKind::conv_transpose, "conv_transpose", run_transpose},
    {OpKind::conv_transpose_input_grad, "conv", run_conv},
    {OpKind::conv_transpose_kernel_grad, "conv_kernel_grad", run_transpose_kernel_grad},
    {OpKind::zero_insert, "zero_insert", run_zero_insert},
    {OpKind::crop, "crop", run_crop},
    {OpKind::max_pool, "max_pool", run_pooled_values},
    {OpKind::max_pool_switches, "max_pool", run_pooled_switches},
    {OpKind::avg_pool, "avg_pool", run_avg_pool},
    {OpKind::max_unpool, "max_unpool", run_max_unpool},
    {OpKind::upsample_nearest, "upsample_nearest", run_upsample_nearest},
    {OpKind::upsample_bilinear, "upsample_bilinear", run_upsample_bilinear},
};

}  // namespace

tl::expected<void, std::string> check_size(const ComputeLimits& limits, std::initializer_list<std::int64_t> floats) {
  const std::int64_t bytes = std::max(floats) * static_cast<std::int64_t>(sizeof(float));
  if (bytes <= limits.buffer_bytes) return {};
  return tl::make_unexpected(fmt::format("{} bytes > {} = GL_MAX_SHADER_STORAGE_BLOCK_SIZE", bytes, limits.buffer_bytes));
}

GlBuffer make_copy(unsigned int binding, const Tensor& tensor) {
  return make_storage(binding, tensor.size(), [&](std::span<float> to) { std::ranges::copy(tensor.data(), to.begin()); });
}

tl::expected<Tensor, std::string> read_tensor(const GlBuffer& buffer, const Shape& shape) {
  Tensor result(shape);
  read_storage(buffer, result.size(), [&](std::span<const float> from) { std::ranges::copy(from, result.data().begin()); });
  return result;
}

const Pass* find_pass(OpKind kind) {
  const auto found = std::ranges::find(kPasses, kind, &Pass::kind);
  return found == std::end(kPasses) ? nullptr : &*found;
}

}  // namespace deconvlab

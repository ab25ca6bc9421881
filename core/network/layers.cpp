#include "core/network/layers.h"

#include <algorithm>
#include <cassert>
#include <iterator>

#include "core/cpu/cpu_pool.h"
#include "core/cpu/onednn_conv.h"
#include "core/operators/resample.h"
#include "core/vector_widths.h"

namespace deconvlab {

namespace {

// Of the operator that the layer is, for planes of this size; unpooling is to give the size that was pooled.
Expected<Geometry> geometry_of(const NetworkLayer& layer, OpKind op, Extent input, std::optional<Extent> output = {}) {
  Params params = layer.params;
  params.i = input;
  params.output = output;
  return operator_of(op).resolve(params);
}

// As checked before: the same again cannot fail.
Geometry known_geometry(const NetworkLayer& layer, OpKind op, Extent input, std::optional<Extent> output = {}) {
  return *geometry_of(layer, op, input, output);
}

Expected<void> check(OpKind op, const Tensor& first, const Tensor& second, const Geometry& g) {
  return check_shapes(operator_of(op), first, second, g);
}

void add_bias(Tensor& y, const Tensor& bias) {
  for (std::int64_t n = 0; n < y.shape().n; ++n) {
    for (std::int64_t c = 0; c < y.shape().c; ++c) {
      const float more = bias.data()[c];
      for (float& value : y.plane(n, c)) value += more;
    }
  }
}

// Side by side in vectors: in another order than one behind the other.
DECONVLAB_VECTOR_WIDTHS
float sum_of(const float* values, std::size_t count) {
  constexpr std::size_t kLanes = 32;
  float running[kLanes] = {};
  const std::size_t whole = count / kLanes * kLanes;
  for (std::size_t at = 0; at < whole; at += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) running[lane] += values[at + lane];
  }
  float sum = 0;
  for (const float one : running) sum += one;
  for (std::size_t at = whole; at < count; ++at) sum += values[at];
  return sum;
}

Tensor bias_grad(const Tensor& dy, const Shape& shape) {
  Tensor sums(shape);
  for (std::int64_t n = 0; n < dy.shape().n; ++n) {
    for (std::int64_t c = 0; c < dy.shape().c; ++c) sums.data()[c] += sum_of(dy.plane(n, c).data(), dy.plane(n, c).size());
  }
  return sums;
}

Expected<LayerResult> conv_forward(const NetworkLayer& layer, const Tensor& x, const LayerOperands& o) {
  const Tensor& w = o.parameters[layer.weights];
  return geometry_of(layer, OpKind::conv, x.shape().plane()).and_then([&](const Geometry& g) {
    return check(OpKind::conv, x, w, g).map([&] {
      LayerResult result{many_conv(x, w, g)};
      add_bias(result.output, o.parameters[layer.weights + 1]);
      return result;
    });
  });
}

Tensor conv_backward(const NetworkLayer& layer, const LayerPass& pass, const LayerOperands& o, const Switches*,
                     std::span<Tensor> gradients) {
  const Geometry g = known_geometry(layer, OpKind::conv, pass.x.shape().plane());
  gradients[layer.weights] = many_conv_kernel_grad(pass.x, pass.dy, g);
  gradients[layer.weights + 1] = bias_grad(pass.dy, layer.bias_shape());
  return many_conv_input_grad(pass.dy, o.parameters[layer.weights], g);
}

Expected<LayerResult> transposed_forward(const NetworkLayer& layer, const Tensor& x, const LayerOperands& o) {
  const Tensor& w = o.parameters[layer.weights];
  return geometry_of(layer, OpKind::conv_transpose, x.shape().plane()).and_then([&](const Geometry& g) {
    return check(OpKind::conv_transpose, x, w, g).map([&] {
      LayerResult result{many_conv_input_grad(x, w, g)};
      add_bias(result.output, o.parameters[layer.weights + 1]);
      return result;
    });
  });
}

Tensor transposed_backward(const NetworkLayer& layer, const LayerPass& pass, const LayerOperands& o, const Switches*,
                           std::span<Tensor> gradients) {
  const Geometry g = known_geometry(layer, OpKind::conv_transpose, pass.x.shape().plane());
  gradients[layer.weights] = many_conv_kernel_grad(pass.dy, pass.x, g);
  gradients[layer.weights + 1] = bias_grad(pass.dy, layer.bias_shape());
  return many_conv(pass.dy, o.parameters[layer.weights], g);
}

Expected<LayerResult> pool_forward(const NetworkLayer& layer, const Tensor& x, const LayerOperands&) {
  return geometry_of(layer, OpKind::max_pool, x.shape().plane()).and_then([&](const Geometry& g) {
    return check(OpKind::max_pool, x, {}, g).map([&] {
      Pooled pooled = cpu_max_pool(x, g);
      return LayerResult{std::move(pooled.values), Switches{std::move(pooled.switches), x.shape().plane()}};
    });
  });
}

// f(position in the pooled tensor, position in the larger one) for each switch.
template <class Visit>
void for_each_switch(const Switches& switches, Visit&& visit) {
  const auto at = switches.at.data();
  const std::int64_t cells = switches.at.shape().plane().area();
  for (std::int64_t plane = 0; plane < switches.at.shape().n * switches.at.shape().c; ++plane) {
    for (std::int64_t t = plane * cells; t < (plane + 1) * cells; ++t) {
      visit(t, plane * switches.plane.area() + at[t]);
    }
  }
}

// As max_pool_grad.
Tensor pool_backward(const NetworkLayer&, const LayerPass& pass, const LayerOperands&, const Switches* own, std::span<Tensor>) {
  Tensor dx(pass.x.shape());
  for_each_switch(*own, [&](std::int64_t t, std::int64_t cell) { dx.data()[cell] += pass.dy.data()[t]; });
  return dx;
}

Expected<LayerResult> unpool_forward(const NetworkLayer& layer, const Tensor& x, const LayerOperands& o) {
  assert(layer.pool < o.switches.size());
  const Switches& switches = o.switches[layer.pool];
  return geometry_of(layer, OpKind::max_unpool, x.shape().plane(), switches.plane).and_then([&](const Geometry& g) {
    return check_max_unpool(x, switches.at, g).map([&] { return LayerResult{cpu_max_unpool(x, switches.at, g)}; });
  });
}

// As pick_switches.
Tensor unpool_backward(const NetworkLayer& layer, const LayerPass& pass, const LayerOperands& o, const Switches*, std::span<Tensor>) {
  Tensor dx = Tensor::unfilled(pass.x.shape());
  for_each_switch(o.switches[layer.pool], [&](std::int64_t t, std::int64_t cell) { dx.data()[t] = pass.dy.data()[cell]; });
  return dx;
}

Expected<LayerResult> nearest_forward(const NetworkLayer& layer, const Tensor& x, const LayerOperands&) {
  return geometry_of(layer, OpKind::upsample_nearest, x.shape().plane()).map([&](const Geometry& g) {
    return LayerResult{cpu_upsample_nearest(x, g)};
  });
}

// Each cell gathers what its copies were told.
Tensor nearest_backward(const NetworkLayer& layer, const LayerPass& pass, const LayerOperands&, const Switches*, std::span<Tensor>) {
  const Geometry g = known_geometry(layer, OpKind::upsample_nearest, pass.x.shape().plane());
  std::vector<std::int64_t> columns;
  for (std::int64_t col = 0; col < g.w.i; ++col) columns.push_back(nearest_source(g.w, g.resampling, col));
  Tensor dx(pass.x.shape());
  for (std::int64_t plane = 0; plane < dx.shape().n * dx.shape().c; ++plane) {
    for (std::int64_t row = 0; row < g.h.i; ++row) {
      const float* from = pass.dy.data().data() + (plane * g.h.i + row) * g.w.i;
      float* to = dx.data().data() + (plane * g.h.o + nearest_source(g.h, g.resampling, row)) * g.w.o;
      for (std::int64_t col = 0; col < g.w.i; ++col) to[columns[col]] += from[col];
    }
  }
  return dx;
}

Expected<LayerResult> relu_forward(const NetworkLayer&, const Tensor& x, const LayerOperands&) {
  Tensor y = Tensor::unfilled(x.shape());
  std::ranges::transform(x.data(), y.data().begin(), [](float v) { return v < 0 ? 0 : v; });
  return LayerResult{std::move(y)};
}

Tensor relu_backward(const NetworkLayer&, const LayerPass& pass, const LayerOperands&, const Switches*, std::span<Tensor>) {
  Tensor dx = Tensor::unfilled(pass.x.shape());
  std::ranges::transform(pass.y.data(), pass.dy.data(), dx.data().begin(), [](float y, float dy) { return y > 0 ? dy : 0; });
  return dx;
}

struct Line {
  NetworkLayerKind kind;
  Expected<LayerResult> (*forward)(const NetworkLayer&, const Tensor&, const LayerOperands&);
  Tensor (*backward)(const NetworkLayer&, const LayerPass&, const LayerOperands&, const Switches*, std::span<Tensor>);
};

constexpr Line kLayers[] = {
    {NetworkLayerKind::conv, conv_forward, conv_backward},
    {NetworkLayerKind::conv_transpose, transposed_forward, transposed_backward},
    {NetworkLayerKind::max_pool, pool_forward, pool_backward},
    {NetworkLayerKind::max_unpool, unpool_forward, unpool_backward},
    {NetworkLayerKind::upsample_nearest, nearest_forward, nearest_backward},
    {NetworkLayerKind::relu, relu_forward, relu_backward},
};

const Line& line_of(NetworkLayerKind kind) { return *std::ranges::find(kLayers, kind, &Line::kind); }

}  // namespace

Shape NetworkLayer::kernel_shape() const {
  if (kind == NetworkLayerKind::conv_transpose) return {in, out, params.k.h, params.k.w};
  return {out, in, params.k.h, params.k.w};
}

Expected<LayerResult> forward(const NetworkLayer& layer, const Tensor& x, const LayerOperands& operands) {
  return line_of(layer.kind).forward(layer, x, operands);
}

Tensor backward(const NetworkLayer& layer, const LayerPass& pass, const LayerOperands& operands, const Switches* own,
                std::span<Tensor> gradients) {
  return line_of(layer.kind).backward(layer, pass, operands, own, gradients);
}

}  // namespace deconvlab

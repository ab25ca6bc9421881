#include "core/network/network.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <utility>

#include "core/random.h"
#include "core/try.h"

namespace deconvlab {

namespace {

Layer with_kernel(LayerKind kind, std::int64_t in, std::int64_t out, std::int64_t k, std::int64_t p) {
  return {.kind = kind, .params = {.k = Extent::square(k), .p = Extent::square(p)}, .in = in, .out = out};
}

Layer of_windows(LayerKind kind, std::size_t pool = 0) {
  return {.kind = kind, .params = {.k = Extent::square(2), .s = Extent::square(2)}, .pool = pool};
}

Tensor random_kernel(const Layer& layer, std::uint64_t seed, float gain) {
  Tensor kernel(layer.kernel_shape());
  Random random(seed);
  const auto inputs = static_cast<float>(layer.in * layer.params.k.area());
  for (float& value : kernel.data()) value = gain * std::sqrt(2 / inputs) * random.normal();
  return kernel;
}

}  // namespace

Layer conv_layer(std::int64_t in, std::int64_t out, std::int64_t k, std::int64_t p) { return with_kernel(LayerKind::conv, in, out, k, p); }
Layer conv_transpose_layer(std::int64_t in, std::int64_t out, std::int64_t k, std::int64_t p) {
  return with_kernel(LayerKind::conv_transpose, in, out, k, p);
}
Layer pool_layer() { return of_windows(LayerKind::max_pool); }
Layer unpool_layer(std::size_t pool) { return of_windows(LayerKind::max_unpool, pool); }
Layer double_layer() { return of_windows(LayerKind::upsample_nearest); }
Layer relu_layer() { return {.kind = LayerKind::relu}; }

void Network::add(Layer layer, std::uint64_t seed, float gain) {
  layer.weights = parameters.size();
  if (layer.learns()) {
    parameters.push_back(random_kernel(layer, seed, gain));
    parameters.emplace_back(layer.bias_shape());
  }
  layers.push_back(layer);
}

std::string Network::parameter_name(std::size_t n, const std::string& prefix) const {
  const auto owner = std::ranges::find_if(layers, [&](const Layer& l) { return l.learns() && (l.weights == n || l.weights + 1 == n); });
  assert(owner != layers.end());
  return fmt::format("{}.{}.{}", prefix, owner - layers.begin(), owner->weights == n ? "weight" : "bias");
}

Expected<Pass> forward(const Network& network, Tensor x, std::vector<Switches> switches) {
  Pass pass{std::move(x), {}, std::move(switches)};
  for (const Layer& layer : network.layers) {
    auto result = TRY(forward(layer, pass.result(), LayerOperands{network.parameters, pass.switches}));
    pass.outputs.push_back(std::move(result.output));
    if (result.switches) pass.switches.push_back(std::move(*result.switches));
  }
  return pass;
}

Gradients backward(const Network& network, const Pass& pass, Tensor dy) {
  Gradients gradients{std::vector<Tensor>(network.parameters.size()), std::move(dy)};
  auto own = pass.switches.end();  // of the pooling layer before
  for (std::size_t n = network.layers.size(); n-- > 0;) {
    const Layer& layer = network.layers[n];
    const Tensor& x = n == 0 ? pass.input : pass.outputs[n - 1];
    const Switches* switches = layer.kind == LayerKind::max_pool ? &*--own : nullptr;
    gradients.input =
        backward(layer, {x, pass.outputs[n], gradients.input}, {network.parameters, pass.switches}, switches, gradients.parameters);
  }
  return gradients;
}

}  // namespace deconvlab

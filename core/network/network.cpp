#include "core/network/network.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <utility>

#include "core/random.h"
#include "core/try.h"

namespace deconvlab {

namespace {

NetworkLayer with_kernel(NetworkLayerKind kind, std::int64_t in, std::int64_t out, std::int64_t k, std::int64_t p) {
  return {.kind = kind, .params = {.k = Extent::square(k), .p = Extent::square(p)}, .in = in, .out = out};
}

NetworkLayer of_windows(NetworkLayerKind kind, std::size_t pool = 0) {
  return {.kind = kind, .params = {.k = Extent::square(2), .s = Extent::square(2)}, .pool = pool};
}

Tensor random_kernel(const NetworkLayer& layer, std::uint64_t seed, float gain) {
  Tensor kernel(layer.kernel_shape());
  Random random(seed);
  const auto inputs = static_cast<float>(layer.in * layer.params.k.area());
  for (float& value : kernel.data()) value = gain * std::sqrt(2 / inputs) * random.normal();
  return kernel;
}

}  // namespace

NetworkLayer conv_layer(std::int64_t in, std::int64_t out, std::int64_t k, std::int64_t p) {
  return with_kernel(NetworkLayerKind::conv, in, out, k, p);
}
NetworkLayer conv_transpose_layer(std::int64_t in, std::int64_t out, std::int64_t k, std::int64_t p) {
  return with_kernel(NetworkLayerKind::conv_transpose, in, out, k, p);
}
NetworkLayer pool_layer() { return of_windows(NetworkLayerKind::max_pool); }
NetworkLayer unpool_layer(std::size_t pool) { return of_windows(NetworkLayerKind::max_unpool, pool); }
NetworkLayer double_layer() { return of_windows(NetworkLayerKind::upsample_nearest); }
NetworkLayer relu_layer() { return {.kind = NetworkLayerKind::relu}; }

void Network::add(NetworkLayer layer, std::uint64_t seed, float gain) {
  layer.weights = parameters.size();
  if (layer.learns()) {
    parameters.push_back(random_kernel(layer, seed, gain));
    parameters.emplace_back(layer.bias_shape());
  }
  layers.push_back(layer);
}

std::string Network::parameter_name(std::size_t n, const std::string& prefix) const {
  const auto owner =
      std::ranges::find_if(layers, [&](const NetworkLayer& l) { return l.learns() && (l.weights == n || l.weights + 1 == n); });
  assert(owner != layers.end());
  return fmt::format("{}.{}.{}", prefix, owner - layers.begin(), owner->weights == n ? "weight" : "bias");
}

Expected<Pass> forward(const Network& network, Tensor x, std::vector<Switches> switches) {
  Pass pass{std::move(x), {}, std::move(switches)};
  for (const NetworkLayer& layer : network.layers) {
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
    const NetworkLayer& layer = network.layers[n];
    const Tensor& x = n == 0 ? pass.input : pass.outputs[n - 1];
    const Switches* switches = layer.kind == NetworkLayerKind::max_pool ? &*--own : nullptr;
    gradients.input =
        backward(layer, {x, pass.outputs[n], gradients.input}, {network.parameters, pass.switches}, switches, gradients.parameters);
  }
  return gradients;
}

}  // namespace deconvlab

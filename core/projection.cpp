#include "core/projection.h"

#include <algorithm>
#include <utility>

namespace deconvlab {

namespace {

Tensor rectified(Tensor signal) {
  for (float& value : signal.data()) value = std::max(value, 0.0f);
  return signal;
}

// How many of the first `count` layers pool.
std::size_t poolings(const Network& network, std::size_t count) {
  const auto first = network.layers.begin();
  return static_cast<std::size_t>(std::count_if(first, first + static_cast<std::ptrdiff_t>(count), [](const Layer& layer) {
    return layer.kind == LayerKind::max_pool;
  }));
}

}  // namespace

Unit strongest_unit(const Pass& pass, std::size_t layer, std::int64_t channel) {
  const Tensor& maps = pass.outputs[layer];
  const auto map = maps.plane(0, channel);
  return {layer, channel, maps.shape().plane().cell_at(std::ranges::max_element(map) - map.begin())};
}

float activation(const Pass& pass, const Unit& unit) {
  return pass.outputs[unit.layer].at(0, unit.channel, unit.cell.row, unit.cell.col);
}

Tensor project(const Network& network, const Pass& pass, const Unit& unit, float value, BackThroughRelu rule) {
  Tensor signal(pass.outputs[unit.layer].shape());
  signal.at(0, unit.channel, unit.cell.row, unit.cell.col) = value;
  std::vector<Tensor> unused(network.parameters.size());  // gradients to kernels, which nobody asks for
  const std::size_t given = pass.switches.size() - poolings(network, network.layers.size());
  for (std::size_t n = unit.layer + 1; n-- > 0;) {
    const Layer& layer = network.layers[n];
    if (layer.kind == LayerKind::relu && rule == BackThroughRelu::rectified) {
      signal = rectified(std::move(signal));
      continue;
    }
    const Tensor& x = n == 0 ? pass.input : pass.outputs[n - 1];
    const Switches* own = layer.kind == LayerKind::max_pool ? &pass.switches[given + poolings(network, n)] : nullptr;
    signal = backward(layer, {x, pass.outputs[n], signal}, {network.parameters, pass.switches}, own, unused);
  }
  return signal;
}

}  // namespace deconvlab

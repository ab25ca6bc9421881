#include "core/network/projection.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace deconvlab {

namespace {

Tensor rectified(Tensor signal) {
  for (float& value : signal.data()) value = std::max(value, 0.0f);
  return signal;
}

// A layer of a pass, and the switches of its own where it pools.
struct Place {
  const Network& network;
  const Pass& pass;
  std::size_t layer;
  const Switches* own;
};

Tensor gone_back(const Place& at, Tensor signal, BackThroughRelu rule) {
  const NetworkLayer& layer = at.network.layers[at.layer];
  if (layer.kind == NetworkLayerKind::relu && rule == BackThroughRelu::rectified) return rectified(std::move(signal));
  const Tensor& x = at.layer == 0 ? at.pass.input : at.pass.outputs[at.layer - 1];
  std::vector<Tensor> unused(at.network.parameters.size());  // gradients to kernels, which nobody asks for
  return backward(layer, {x, at.pass.outputs[at.layer], signal}, {at.network.parameters, at.pass.switches}, at.own, unused);
}

// How many of the first `count` layers pool.
std::size_t poolings(const Network& network, std::size_t count) {
  const auto first = network.layers.begin();
  return static_cast<std::size_t>(std::count_if(first, first + static_cast<std::ptrdiff_t>(count),
                                                [](const NetworkLayer& layer) { return layer.kind == NetworkLayerKind::max_pool; }));
}

// Along one axis, first and last cell.
struct Span {
  std::int64_t first, last;
};

// The cells of a layer's input that a span of its output is made of.
Span before(const NetworkLayer& layer, Span span) {
  if (layer.kind != NetworkLayerKind::conv && layer.kind != NetworkLayerKind::max_pool) return span;
  const auto& [k, s, p] = std::tuple{layer.params.k.h, layer.params.s.h, layer.params.p.h};
  return {span.first * s - p, span.last * s - p + k - 1};
}

}  // namespace

Unit strongest_unit(const Pass& pass, std::size_t layer, std::int64_t channel) {
  const Tensor& maps = pass.outputs[layer];
  const auto map = maps.plane(0, channel);
  return {layer, channel, maps.shape().plane().cell_at(std::ranges::max_element(map) - map.begin())};
}

float activation(const Pass& pass, const Unit& unit) { return pass.outputs[unit.layer].at(0, unit.channel, unit.cell.row, unit.cell.col); }

CellRect receptive_field(const Network& network, const Pass& pass, const Unit& unit) {
  Span rows{unit.cell.row, unit.cell.row};
  Span cols{unit.cell.col, unit.cell.col};
  for (std::size_t n = unit.layer + 1; n-- > 0;) {
    rows = before(network.layers[n], rows);
    cols = before(network.layers[n], cols);
  }
  const Extent all = pass.input.shape().plane();
  const auto within = [](Span span, std::int64_t size) {
    return Span{std::max<std::int64_t>(0, span.first), std::min(span.last, size - 1)};
  };
  rows = within(rows, all.h);
  cols = within(cols, all.w);
  return {{rows.first, cols.first}, {rows.last - rows.first + 1, cols.last - cols.first + 1}};
}

std::vector<Tensor> project(const Network& network, const Pass& pass, const Unit& unit, float value, BackThroughRelu rule) {
  std::vector<Tensor> signals;
  Tensor signal(pass.outputs[unit.layer].shape());
  signal.at(0, unit.channel, unit.cell.row, unit.cell.col) = value;
  const std::size_t given = pass.switches.size() - poolings(network, network.layers.size());
  for (std::size_t n = unit.layer + 1; n-- > 0;) {
    const bool pools = network.layers[n].kind == NetworkLayerKind::max_pool;
    const Switches* own = pools ? &pass.switches[given + poolings(network, n)] : nullptr;
    signals.push_back(gone_back({network, pass, n, own}, std::move(signal), rule));
    signal = signals.back();
  }
  return signals;
}

}  // namespace deconvlab

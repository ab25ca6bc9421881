// From one unit of a network back to the input, to see what it answers to.
// Zeiler & Fergus, "Visualizing and understanding convolutional networks" (2014): all activations of the layer but one are set to 0; then
// every convolution is gone back by its transpose with the same filters and no bias, every pooling by unpooling at its switches, and every
// ReLU by a ReLU. The gradient goes back the same way but for the ReLU, which it passes where the forward pass was above 0.
#pragma once

#include "core/geometry/cell_rect.h"
#include "core/network/network.h"

namespace deconvlab {

enum class BackThroughRelu {
  rectified,  // what is above 0 on its way back: Zeiler & Fergus
  gated,      // what belongs to a cell that was above 0 on its way forward: the gradient
};

// One cell of a layer's output: the layer's place in the network, the map and the cell in it.
struct Unit {
  std::size_t layer = 0;
  std::int64_t channel = 0;
  Cell cell;

  bool operator==(const Unit&) const = default;
};

// The first of the largest activations of a map. Precondition: a layer of the network and a channel of its output; one picture in the pass.
Unit strongest_unit(const Pass& pass, std::size_t layer, std::int64_t channel);
float activation(const Pass& pass, const Unit& unit);

// The cells of the network's input that can reach the unit, as far as the input goes. Precondition: as project().
CellRect receptive_field(const Network& network, const Pass& pass, const Unit& unit);

// What `value` at the unit alone becomes on its way back: at the input of the unit's own layer, of the layer before it, and so on to the
// network's input, which is the last one. Precondition: the pass is the network's own, of one picture, and holds the unit.
std::vector<Tensor> project(const Network& network, const Pass& pass, const Unit& unit, float value, BackThroughRelu rule);

}  // namespace deconvlab

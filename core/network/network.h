// A network: layers, one behind the other, and the weights they share out among them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/network/layers.h"

namespace deconvlab {

struct Network {
  std::vector<NetworkLayer> layers;
  std::vector<Tensor> parameters;  // each learning layer's kernel, then its bias, in the order of the layers

  // Appends a layer with weights drawn at random for as many inputs a cell as it has and `gain` (He et al., "Delving deep into rectifiers",
  // 2015: deviation gain sqrt(2 / inputs)), and a bias of 0.
  void add(NetworkLayer layer, std::uint64_t seed, float gain = 1);
  // What the n-th parameter is called in a file: "PREFIX.LAYER.weight" or ".bias", as torch.nn.Sequential names it.
  std::string parameter_name(std::size_t n, const std::string& prefix) const;
};

NetworkLayer conv_layer(std::int64_t in, std::int64_t out, std::int64_t k, std::int64_t p);
NetworkLayer conv_transpose_layer(std::int64_t in, std::int64_t out, std::int64_t k, std::int64_t p);
// Windows of 2 x 2, side by side, and their ways back.
NetworkLayer pool_layer();
NetworkLayer unpool_layer(std::size_t pool);
NetworkLayer double_layer();
NetworkLayer relu_layer();

// Everything that a picture became on its way.
struct Pass {
  Tensor input;
  std::vector<Tensor> outputs;     // of each layer
  std::vector<Switches> switches;  // those that were given, then those of the network's own pooling layers

  const Tensor& result() const { return outputs.empty() ? input : outputs.back(); }
};

// `switches` are those of pooling layers before the network, such as an encoder's for its decoder: unpooling counts them first.
// Errors: those of the layers.
Expected<Pass> forward(const Network& network, Tensor x, std::vector<Switches> switches = {});

struct Gradients {
  std::vector<Tensor> parameters;  // in the order and shapes of the network's
  Tensor input;
};

// From the gradient of the result to those of all parameters and of the input. Switches are places and have no gradient.
Gradients backward(const Network& network, const Pass& pass, Tensor dy);

}  // namespace deconvlab

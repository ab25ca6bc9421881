// How parameters move along their gradients. An optimiser is a plain value: what it remembers of the steps before is copied with it, so a
// copy goes on exactly as the original would.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/tensor.h"

namespace deconvlab {

// Stochastic gradient descent with momentum, as torch.optim.SGD: v <- momentum v + g, w <- w - rate v; the first v is g.
struct Sgd {
  float rate = 0.01f;
  float momentum = 0;
  std::vector<Tensor> velocity = {};

  // Parameters and gradients are the same in number and shape at every step.
  void step(std::span<Tensor> parameters, std::span<const Tensor> gradients);
};

// Adam, as torch.optim.Adam. Kingma & Ba, "Adam: a method for stochastic optimization" (2015):
// m <- b1 m + (1 - b1) g, v <- b2 v + (1 - b2) g^2, w <- w - rate (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + epsilon).
struct Adam {
  float rate = 1e-3f;
  float beta1 = 0.9f;
  float beta2 = 0.999f;
  float epsilon = 1e-8f;
  std::int64_t steps = 0;  // t
  std::vector<Tensor> mean = {};
  std::vector<Tensor> square = {};

  void step(std::span<Tensor> parameters, std::span<const Tensor> gradients);
};

}  // namespace deconvlab

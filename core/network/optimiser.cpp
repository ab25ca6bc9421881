#include "core/network/optimiser.h"

#include <cassert>
#include <cmath>

namespace deconvlab {

namespace {

// A tensor of zeros for each parameter, at the first step.
void start(std::vector<Tensor>& memory, std::span<const Tensor> parameters) {
  if (!memory.empty()) return;
  for (const Tensor& parameter : parameters) memory.emplace_back(parameter.shape());
}

}  // namespace

void Sgd::step(std::span<Tensor> parameters, std::span<const Tensor> gradients) {
  start(velocity, parameters);
  assert(parameters.size() == gradients.size() && parameters.size() == velocity.size());
  for (std::size_t p = 0; p < parameters.size(); ++p) {
    for (std::size_t n = 0; n < parameters[p].data().size(); ++n) {
      float& v = velocity[p].data()[n];
      v = momentum * v + gradients[p].data()[n];
      parameters[p].data()[n] -= rate * v;
    }
  }
}

void Adam::step(std::span<Tensor> parameters, std::span<const Tensor> gradients) {
  start(mean, parameters);
  start(square, parameters);
  assert(parameters.size() == gradients.size() && parameters.size() == mean.size());
  ++steps;
  const float mean_scale = static_cast<float>(1 - std::pow(double{beta1}, steps));
  const float square_scale = static_cast<float>(1 - std::pow(double{beta2}, steps));
  for (std::size_t p = 0; p < parameters.size(); ++p) {
    for (std::size_t n = 0; n < parameters[p].data().size(); ++n) {
      const float g = gradients[p].data()[n];
      float& m = mean[p].data()[n];
      float& v = square[p].data()[n];
      m = beta1 * m + (1 - beta1) * g;
      v = beta2 * v + (1 - beta2) * g * g;
      parameters[p].data()[n] -= rate * (m / mean_scale) / (std::sqrt(v / square_scale) + epsilon);
    }
  }
}

}  // namespace deconvlab

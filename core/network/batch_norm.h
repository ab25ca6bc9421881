// Training with batch normalisation: Ioffe & Szegedy, "Batch normalization" (2015). Each learning layer that a ReLU follows gives
// (z - mean) / deviation + bias, mean and deviation of each channel being taken over all pixels of all images of the batch. There is no
// learned scale: the layers behind make up for it. Folded into kernel and bias afterwards, nothing of it is left in the network.
#pragma once

#include <optional>
#include <vector>

#include "core/network/network.h"

namespace deconvlab {

struct ChannelStatistics {
  std::vector<double> mean;       // of z, without the bias
  std::vector<double> deviation;  // sqrt(variance + 1e-5)
};

// A batch's images pass side by side, a layer at a time, on all cores; the numbers do not depend on how many there are.
struct BatchPass {
  std::vector<Pass> images;
  std::vector<std::optional<ChannelStatistics>> statistics;  // of each layer that is normalised
};

// The images are of one size; `switches` as network.h's forward takes them, for each image, or none at all. Errors: those of the layers.
Expected<BatchPass> forward_batch_norm(const Network& network, std::vector<Tensor> images,
                                       std::vector<std::vector<Switches>> switches = {});

struct BatchGradients {
  std::vector<Tensor> parameters;  // summed over the images
  std::vector<Tensor> images;      // to each input
};
BatchGradients backward_batch_norm(const Network& network, const BatchPass& pass, std::vector<Tensor> dy);

// The network that gives without normalisation what this batch was given with it.
Network folded(const Network& network, const BatchPass& pass);

}  // namespace deconvlab

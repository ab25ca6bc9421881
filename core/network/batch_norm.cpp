#include "core/network/batch_norm.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/parallel.h"
#include "core/try.h"

namespace deconvlab {

namespace {

constexpr double kEpsilon = 1e-5;
constexpr std::int64_t kImageCost = 1'000'000;  // nanoseconds a layer takes, at a guess: worth a thread

template <class Body>
void for_each_image(std::size_t count, Body&& body) {
  const auto images = static_cast<std::int64_t>(count);
  parallel_for(images, images * kImageCost, [&](std::int64_t n) { body(static_cast<std::size_t>(n)); });
}

bool has_batch_norm(const Network& network, std::size_t n) {
  const auto& layers = network.layers;
  return layers[n].learns() && n + 1 < layers.size() && layers[n + 1].kind == NetworkLayerKind::relu;
}

// Two sums for each channel: of an image, then of all in order.
using Sums = std::vector<std::array<double, 2>>;

// f(value of a, value of b) -> the two terms, summed over each channel.
template <class Terms>
Sums channel_sums(const Tensor& a, const Tensor& b, Terms&& terms) {
  Sums sums(static_cast<std::size_t>(a.shape().c));
  for (std::int64_t c = 0; c < a.shape().c; ++c) {
    const auto x = a.plane(0, c);
    const auto y = b.plane(0, c);
    constexpr std::size_t kRunning = 16;
    float first[kRunning] = {}, second[kRunning] = {};
    const std::size_t whole = x.size() / kRunning * kRunning;
    const auto add = [&](std::size_t at, std::size_t lane) {
      const auto [one, other] = terms(x[at], y[at], c);
      first[lane] += one;
      second[lane] += other;
    };
    for (std::size_t at = 0; at < whole; at += kRunning) {
      for (std::size_t lane = 0; lane < kRunning; ++lane) add(at + lane, lane);
    }
    for (std::size_t at = whole; at < x.size(); ++at) add(at, 0);
    for (std::size_t lane = 0; lane < kRunning; ++lane) {
      sums[static_cast<std::size_t>(c)][0] += first[lane];
      sums[static_cast<std::size_t>(c)][1] += second[lane];
    }
  }
  return sums;
}

Sums total(const std::vector<Sums>& parts) {
  Sums sum(parts[0].size());
  for (const Sums& part : parts) {
    for (std::size_t c = 0; c < sum.size(); ++c) {
      sum[c][0] += part[c][0];
      sum[c][1] += part[c][1];
    }
  }
  return sum;
}

double pixels(const BatchPass& pass, std::size_t n) {
  return static_cast<double>(pass.images.size()) * static_cast<double>(pass.images[0].outputs[n].shape().plane().area());
}

// The layer's outputs, which are z + bias, become (z - mean) / deviation + bias.
void normalise(const Tensor& bias, BatchPass& pass, std::size_t n) {
  std::vector<Sums> parts(pass.images.size());
  const auto b = bias.data();
  for_each_image(parts.size(), [&](std::size_t image) {
    const Tensor& y = pass.images[image].outputs[n];
    parts[image] = channel_sums(y, y, [&](float v, float, std::int64_t c) { return std::array{v - b[c], (v - b[c]) * (v - b[c])}; });
  });
  const double count = pixels(pass, n);
  ChannelStatistics statistics;
  for (const auto& [sum, square] : total(parts)) {
    const double mean = sum / count;
    statistics.mean.push_back(mean);
    statistics.deviation.push_back(std::sqrt(std::max(0.0, square / count - mean * mean) + kEpsilon));
  }
  for_each_image(parts.size(), [&](std::size_t image) {
    Tensor& y = pass.images[image].outputs[n];
    for (std::int64_t c = 0; c < y.shape().c; ++c) {
      const auto by = static_cast<float>(1 / statistics.deviation[c]);
      const auto more = static_cast<float>(b[c] - (statistics.mean[c] + b[c]) / statistics.deviation[c]);
      for (float& value : y.plane(0, c)) value = value * by + more;
    }
  });
  pass.statistics[n] = std::move(statistics);
}

// From the gradients of a normalised layer's outputs to those of z; returns that of the bias.
Tensor denormalise(const Tensor& bias, const BatchPass& pass, std::size_t n, std::vector<Tensor>& dy) {
  const auto b = bias.data();
  std::vector<Sums> parts(dy.size());
  for_each_image(parts.size(), [&](std::size_t image) {
    parts[image] = channel_sums(dy[image], pass.images[image].outputs[n], [&](float d, float y, std::int64_t c) {
      return std::array{d, d * (y - b[c])};
    });
  });
  const Sums sums = total(parts);
  const double count = pixels(pass, n);
  for_each_image(parts.size(), [&](std::size_t image) {
    for (std::int64_t c = 0; c < dy[image].shape().c; ++c) {
      const auto by = static_cast<float>(1 / pass.statistics[n]->deviation[c]);
      const auto mean = static_cast<float>(sums[c][0] / count);
      const auto slope = static_cast<float>(sums[c][1] / count);
      const auto y = pass.images[image].outputs[n].plane(0, c);
      const auto d = dy[image].plane(0, c);
      for (std::size_t at = 0; at < d.size(); ++at) d[at] = (d[at] - mean - slope * (y[at] - b[c])) * by;
    }
  });
  Tensor gradient(bias.shape());
  for (std::size_t c = 0; c < sums.size(); ++c) gradient.data()[c] = static_cast<float>(sums[c][0]);
  return gradient;
}

Expected<void> forward_layer(const Network& network, std::size_t n, std::vector<Pass>& images) {
  std::vector<Expected<LayerResult>> results(images.size());
  for_each_image(images.size(), [&](std::size_t image) {
    Pass& pass = images[image];
    results[image] = forward(network.layers[n], pass.result(), LayerOperands{network.parameters, pass.switches});
  });
  for (std::size_t image = 0; image < images.size(); ++image) {
    if (!results[image]) return tl::make_unexpected(results[image].error());
    images[image].outputs.push_back(std::move(results[image]->output));
    if (results[image]->switches) images[image].switches.push_back(std::move(*results[image]->switches));
  }
  return {};
}

void add_to(Tensor& sum, Tensor more) {
  if (sum.size() == 0) {
    sum = std::move(more);
    return;
  }
  std::ranges::transform(sum.data(), more.data(), sum.data().begin(), std::plus());
}

}  // namespace

Expected<BatchPass> forward_batch_norm(const Network& network, std::vector<Tensor> images, std::vector<std::vector<Switches>> switches) {
  BatchPass pass;
  switches.resize(images.size());
  for (std::size_t n = 0; n < images.size(); ++n) pass.images.push_back({std::move(images[n]), {}, std::move(switches[n])});
  pass.statistics.resize(network.layers.size());
  for (std::size_t n = 0; n < network.layers.size(); ++n) {
    TRY(forward_layer(network, n, pass.images));
    if (has_batch_norm(network, n)) normalise(network.parameters[network.layers[n].weights + 1], pass, n);
  }
  return pass;
}

BatchGradients backward_batch_norm(const Network& network, const BatchPass& pass, std::vector<Tensor> dy) {
  BatchGradients gradients{std::vector<Tensor>(network.parameters.size()), std::move(dy)};
  std::size_t pools = pass.images[0].switches.size();
  for (std::size_t n = network.layers.size(); n-- > 0;) {
    const NetworkLayer& layer = network.layers[n];
    if (layer.kind == NetworkLayerKind::max_pool) --pools;
    std::optional<Tensor> bias;
    if (pass.statistics[n]) bias = denormalise(network.parameters[layer.weights + 1], pass, n, gradients.images);
    std::vector<std::vector<Tensor>> own(pass.images.size(), std::vector<Tensor>(network.parameters.size()));
    for_each_image(own.size(), [&](std::size_t image) {
      const Pass& at = pass.images[image];
      const Switches* switches = layer.kind == NetworkLayerKind::max_pool ? &at.switches[pools] : nullptr;
      const LayerPass through{n == 0 ? at.input : at.outputs[n - 1], at.outputs[n], gradients.images[image]};
      gradients.images[image] = backward(layer, through, {network.parameters, at.switches}, switches, own[image]);
    });
    if (!layer.learns()) continue;
    for (std::vector<Tensor>& one : own) {
      for (const std::size_t p : {layer.weights, layer.weights + 1}) add_to(gradients.parameters[p], std::move(one[p]));
    }
    if (bias) gradients.parameters[layer.weights + 1] = std::move(*bias);
  }
  return gradients;
}

Network folded(const Network& network, const BatchPass& pass) {
  Network plain = network;
  for (std::size_t n = 0; n < network.layers.size(); ++n) {
    if (!pass.statistics[n]) continue;
    const NetworkLayer& layer = network.layers[n];
    Tensor& kernel = plain.parameters[layer.weights];
    Tensor& bias = plain.parameters[layer.weights + 1];
    const auto& [mean, deviation] = *pass.statistics[n];
    for (std::int64_t out = 0; out < layer.out; ++out) {
      for (std::int64_t in = 0; in < layer.in; ++in) {
        const bool transposed = layer.kind == NetworkLayerKind::conv_transpose;
        for (float& w : transposed ? kernel.plane(in, out) : kernel.plane(out, in)) w = static_cast<float>(w / deviation[out]);
      }
      bias.data()[out] = static_cast<float>(bias.data()[out] - mean[out] / deviation[out]);
    }
  }
  return plain;
}

}  // namespace deconvlab

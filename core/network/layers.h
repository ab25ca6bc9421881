// The layers that a network is made of: the operators of the other files of core, with what each passes back.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/geometry/geometry.h"
#include "core/operators/operators.h"
#include "core/tensor.h"

namespace deconvlab {

enum class NetworkLayerKind { conv, conv_transpose, max_pool, max_unpool, upsample_nearest, relu };

// One layer as it is set; its weights lie in the network.
struct NetworkLayer {
  NetworkLayerKind kind{};
  Params params = {};       // k, s, p, d; i follows from what comes in
  std::int64_t in = 0;      // channels, of conv and conv_transpose
  std::int64_t out = 0;     //
  std::size_t pool = 0;     // of max_unpool: the pooling layer whose switches it takes, counted from 0
  std::size_t weights = 0;  // where in the network's parameters its kernel stands; its bias is the one behind

  bool learns() const { return kind == NetworkLayerKind::conv || kind == NetworkLayerKind::conv_transpose; }
  // conv: [out,in,kh,kw]; conv_transpose: [in,out,kh,kw], as PyTorch has them.
  Shape kernel_shape() const;
  // A file's (out,).
  Shape bias_shape() const { return {.w = out, .rank = 1}; }
};

// Where each pooled value came from, in planes of this size.
struct Switches {
  Indices at;
  Extent plane;
};

// What a layer is given besides its input.
struct LayerOperands {
  std::span<const Tensor> parameters;  // the network's
  std::span<const Switches> switches;  // of the pooling layers so far
};

struct LayerResult {
  Tensor output;
  std::optional<Switches> switches = {};  // of max_pool
};

// x[N,C,H,W] -> y; a NaN stays one, in ReLU too, as in PyTorch. Errors: those of the operator's geometry and shapes; shape_mismatch where
// the channels are others.
Expected<LayerResult> forward(const NetworkLayer& layer, const Tensor& x, const LayerOperands& operands);

// A layer's input and output as they were, and the gradient of the output.
struct LayerPass {
  const Tensor& x;
  const Tensor& y;
  const Tensor& dy;
};

// The gradient to x, by the transposed operator. `own` are the switches of max_pool itself. Where the layer learns, those to its kernel and
// bias are left at gradients[layer.weights] and behind. Precondition: forward went well with these operands.
Tensor backward(const NetworkLayer& layer, const LayerPass& pass, const LayerOperands& operands, const Switches* own,
                std::span<Tensor> gradients);

}  // namespace deconvlab

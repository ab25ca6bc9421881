#include "core/frameworks/call_names.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "core/frameworks/place.h"

namespace deconvlab {

namespace {

template <std::size_t N>
bool is_one_of(const std::string_view (&names)[N], std::string_view name) {
  return std::ranges::count(names, plain_name(name)) > 0;
}

// Hold layers.
constexpr std::string_view kContainers[] = {"Sequential",    "ModuleList",      "OrderedDict", "add",          "append",    "weight_norm",
                                            "spectral_norm", "TimeDistributed", "remat",       "DataParallel", "Checkpoint"};
// Layers that are not shown, and what comes nearest.
constexpr std::pair<std::string_view, std::string_view> kNotShown[] = {{"SeparableConv1D", "DepthwiseConv1D, Conv1D(..., 1)"},
                                                                       {"SeparableConv2D", "DepthwiseConv2D, Conv2D(..., 1)"},
                                                                       {"SeparableConvolution2D", "DepthwiseConv2D, Conv2D(..., 1)"},
                                                                       {"AdaptiveAvgPool2d", "AvgPool2d"},
                                                                       {"AdaptiveMaxPool2d", "MaxPool2d"},
                                                                       {"AdaptiveAvgPool1d", "AvgPool1d"},
                                                                       {"FractionalMaxPool2d", "MaxPool2d"},
                                                                       {"LPPool2d", "AvgPool2d"},
                                                                       {"ReflectionPad2d", "ZeroPad2d"},
                                                                       {"ReflectionPad1d", "ConstantPad1d"},
                                                                       {"ReplicationPad2d", "ZeroPad2d"},
                                                                       {"CircularPad2d", "ZeroPad2d"},
                                                                       {"LocallyConnected2D", "Conv2D"},
                                                                       {"LazyConv2d", "Conv2d"},
                                                                       {"ConvLSTM2D", "Conv2D"},
                                                                       {"separable_conv2d", "depthwise_conv2d"}};
// Change no sizes and no positions, or have no axes of space.
constexpr std::string_view kPointwise[] = {"Model",
                                           "compile",
                                           "summary",
                                           "load_weights",
                                           "view",
                                           "reshape",
                                           "permute",
                                           "size",
                                           "cat",
                                           "to",
                                           "super",
                                           "Linear",
                                           "Flatten",
                                           "flatten",
                                           "Dense",
                                           "GlobalAveragePooling2D",
                                           "Add",
                                           "Concatenate",
                                           "concatenate",
                                           "imageInputLayer",
                                           "fullyConnectedLayer",
                                           "reluLayer",
                                           "leakyReluLayer",
                                           "softmaxLayer",
                                           "classificationLayer",
                                           "pixelClassificationLayer",
                                           "batchNormalizationLayer",
                                           "dropoutLayer",
                                           "additionLayer",
                                           "depthConcatenationLayer",
                                           "relu",
                                           "ReLU",
                                           "LeakyReLU",
                                           "leaky_relu",
                                           "PReLU",
                                           "ELU",
                                           "GELU",
                                           "SiLU",
                                           "sigmoid",
                                           "Sigmoid",
                                           "tanh",
                                           "Tanh",
                                           "Softmax",
                                           "softmax",
                                           "log_softmax",
                                           "Softmax2d",
                                           "BatchNorm1d",
                                           "BatchNorm2d",
                                           "BatchNorm3d",
                                           "BatchNormalization",
                                           "BatchNorm",
                                           "InstanceNorm2d",
                                           "GroupNorm",
                                           "LayerNorm",
                                           "Dropout",
                                           "Dropout2d",
                                           "dropout",
                                           "Activation",
                                           "Identity",
                                           "bias_add",
                                           "contiguous",
                                           "clone",
                                           "detach",
                                           "squeeze",
                                           "unsqueeze",
                                           "mean",
                                           "relu6",
                                           "ReLU6",
                                           "Hardswish",
                                           "Hardsigmoid",
                                           "Mish",
                                           "Softplus",
                                           "LogSoftmax",
                                           "SELU",
                                           "elu",
                                           "selu",
                                           "gelu",
                                           "silu",
                                           "Dropout3d",
                                           "AlphaDropout",
                                           "dropout2d",
                                           "dropout3d",
                                           "batch_norm",
                                           "instance_norm",
                                           "layer_norm",
                                           "group_norm",
                                           "normalize",
                                           "InstanceNorm1d",
                                           "InstanceNorm3d",
                                           "SyncBatchNorm",
                                           "LocalResponseNorm",
                                           "softplus",
                                           "cuda",
                                           "cpu",
                                           "half",
                                           "type_as"};
// Join results, of a list of them; begin a network.
constexpr std::string_view kConcats[] = {"Concatenate", "concatenate", "concat"};
constexpr std::string_view kSums[] = {"Add", "add"};
constexpr std::string_view kInputs[] = {"Input", "InputLayer"};
// Make a tensor, of which the shape may be known.
constexpr std::string_view kTensors[] = {"zeros",       "ones",
                                         "rand",        "randn",
                                         "empty",       "full",
                                         "normal",      "uniform",
                                         "Input",       "Variable",
                                         "array",       "tensor",
                                         "Parameter",   "constant",
                                         "placeholder", "convert_to_tensor",
                                         "random",      "ShapeDtypeStruct",
                                         "arange",      "PRNGKey",
                                         "init",        "float",
                                         "eye",         "Size",
                                         "TensorShape"};

std::string with_rank(std::string_view pattern, char rank) {
  std::string name(pattern);
  std::ranges::replace(name, '#', rank);
  return name;
}

}  // namespace

std::string_view plain_name(std::string_view name) { return name.substr(name.rfind('.') + 1); }

bool is_container(std::string_view name) { return is_one_of(kContainers, name); }
bool is_pointwise(std::string_view name) { return is_one_of(kPointwise, name); }
bool is_concatenation(std::string_view name) { return is_one_of(kConcats, name); }
bool is_sum(std::string_view name) { return is_one_of(kSums, name); }
bool is_input(std::string_view name) { return is_one_of(kInputs, name); }
bool makes_tensor(std::string_view name) {
  const bool begins_weights = name.find("nitializer") != std::string_view::npos;  // tf.random_normal_initializer(0., 0.02)
  return begins_weights || is_one_of(kTensors, name);
}

bool is_global_pooling(const Value& call) {
  if (!plain_name(call.text).starts_with("Adaptive") || call.arguments.size() != 1) return false;
  const Value& size = call.arguments.front().value;
  const auto is_one = [](const Value& side) { return side.is(Value::Kind::integer) && side.integer == 1; };
  return is_one(size) || (!size.items.empty() && std::ranges::all_of(size.items, is_one));
}

FoundCall find_call(std::span<const Framework* const> frameworks, std::string_view name) {
  for (const Framework* framework : frameworks) {
    if (const Match match = find_signature(framework->signatures(), name); match.signature != nullptr) return {framework, match};
  }
  return {};
}

tl::unexpected<Error> unknown_call(std::string_view source, std::span<const Framework* const> frameworks, const Value& call) {
  const auto* shown = std::ranges::find(kNotShown, plain_name(call.text), &std::pair<std::string_view, std::string_view>::first);
  if (shown != std::end(kNotShown)) return wrong(source, call.line, "reason.layer_not_shown", excerpt(call.text), shown->second);
  std::vector<std::string> candidates;
  for (const Framework* framework : frameworks)
    for (const Signature& signature : framework->signatures())
      for (char rank = '1'; rank <= '3'; ++rank) candidates.push_back(with_rank(signature.name, rank));
  std::vector<std::string_view> names(candidates.begin(), candidates.end());
  const std::string nearest = nearest_name(plain_name(call.text), names);
  if (nearest.empty()) return wrong(source, call.line, "reason.layer_unknown", excerpt(call.text));
  return wrong(source, call.line, "reason.layer_unknown_near", excerpt(call.text), nearest);
}

}  // namespace deconvlab

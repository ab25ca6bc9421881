#include "core/frameworks/frameworks.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <map>
#include <utility>

#include "core/find_named.h"
#include "core/frameworks/each_framework.h"
#include "core/frameworks/folded_layers.h"
#include "core/frameworks/onnx_nodes.h"
#include "core/frameworks/place.h"
#include "core/try.h"

namespace deconvlab {

namespace {

constexpr Framework kFrameworks[] = {
    {.id = "pytorch", .name = "PyTorch", .signatures = pytorch_signatures, .write = write_pytorch, .filter = pytorch_filter},
    {.id = "tensorflow", .name = "TensorFlow", .signatures = tensorflow_signatures, .write = write_tensorflow, .filter = tensorflow_filter},
    {.id = "keras", .name = "Keras", .signatures = keras_signatures, .write = write_keras, .filter = keras_filter},
    {.id = "jax", .name = "JAX, Flax", .signatures = jax_signatures, .write = write_jax, .filter = jax_filter},
    {.id = "caffe", .name = "Caffe", .is_text = is_caffe, .read = read_caffe, .write = write_caffe, .filter = caffe_filter},
    {.id = "onnx", .name = "ONNX", .is_text = is_onnx, .read = read_onnx, .write = write_onnx, .filter = onnx_filter},
    {.id = "matlab",
     .name = "MATLAB",
     .signatures = matlab_signatures,
     .dialect = Dialect::matlab,
     .write = write_matlab,
     .filter = matlab_filter},
    {.id = "scipy", .name = "SciPy", .signatures = scipy_signatures, .write = write_scipy, .filter = scipy_filter},
};

std::string_view plain_name(std::string_view name) { return name.substr(name.rfind('.') + 1); }

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
                                           "bias_add"};
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
                                         "eye"};

struct Found {
  const Framework* framework = nullptr;
  Match match;
};

class CallReader {
 public:
  CallReader(std::string_view source, std::span<const Framework* const> frameworks) : source_(source), frameworks_(frameworks) {}

  Expected<std::vector<LayerText>> all(const std::vector<Statement>& statements) {
    for (const Statement& statement : statements) {
      TRY(visit(statement.value));
      if (!statement.target.empty()) remember(statement);
      if (!statement.target.empty()) name_result(statement);
    }
    return std::move(layers_);
  }

  // What is called at once, as in Conv2D(8, 3)(x), by its names; none unless every layer is. After all().
  std::vector<GraphNode> graph(const std::vector<LayerText>& layers) {
    const auto called = [](const GraphNode& node) { return node.kind == GraphNode::Kind::layer && !node.inputs.empty(); };
    if (layers.empty() || std::ranges::count_if(nodes_, called) != std::ssize(layers)) return {};
    std::size_t n = 0;
    for (GraphNode& node : nodes_)
      if (node.kind == GraphNode::Kind::layer) node.layer = layers[n++];
    return std::move(nodes_);
  }

 private:
  Found find(std::string_view name) const {
    for (const Framework* framework : frameworks_) {
      if (const Match match = find_signature(framework->signatures(), name); match.signature != nullptr) return {framework, match};
    }
    return {};
  }

  // A tensor by its shape, a layer by its place.
  void remember(const Statement& statement) {
    named_[statement.target] = statement.value;
    if (statement.value.is(Value::Kind::call) && find(statement.value.text).framework != nullptr && !layers_.empty())
      layer_named_[statement.target] = layers_.size() - 1;
  }

  // Layers within come before the one that is computed from them.
  Expected<void> visit(const Value& value) {
    if (value.is(Value::Kind::list)) {
      for (const Value& item : value.items) TRY(visit(item));
    }
    if (!value.is(Value::Kind::call)) return {};
    const bool holds = is_one_of(kContainers, value.text);
    const Found found = find(value.text);
    for (const std::vector<Argument>* arguments : {&value.operands, &value.arguments}) {
      for (const Argument& argument : *arguments) TRY(visit_within(argument.value, holds));
    }
    add_node(value, found);
    if (holds) return {};
    if (plain_name(value.text) == "make_node") return node(value);
    return found.framework != nullptr ? read(value, found) : other(value);
  }

  // The node of a call, whose result has a number until a statement names it.
  void add_node(const Value& call, const Found& found) {
    using Kind = GraphNode::Kind;
    GraphNode node{.kind = Kind::same, .name = std::string(plain_name(call.text)), .op = call.text, .line = call.line};
    if (is_one_of(kConcats, call.text)) node.kind = Kind::concatenate;
    if (is_one_of(kSums, call.text)) node.kind = Kind::add;
    if (is_one_of(kInputs, call.text)) node.kind = Kind::input;
    if (found.framework != nullptr) node.kind = Kind::layer;
    node.outputs.push_back(fmt::format("#{}", nodes_.size()));
    const bool at_once = node.kind == Kind::layer || !call.operands.empty();
    for (const Argument& argument : at_once ? call.operands : call.arguments) add_inputs(argument.value, node.inputs);
    if (node.kind == Kind::input) node.shape = shape_of_input(call);
    results_[&call] = node.outputs.front();
    nodes_.push_back(std::move(node));
  }

  void add_inputs(const Value& value, std::vector<std::string>& inputs) const {
    if (value.is(Value::Kind::name)) inputs.push_back(value.text);
    if (const auto made = results_.find(&value); made != results_.end()) inputs.push_back(made->second);
    for (const Value& item : value.items) add_inputs(item, inputs);
  }

  // Input(shape=(h, w, c)), with a batch of one in front and the channels before the sides.
  static PerAxis shape_of_input(const Value& call) {
    PerAxis shape{1};
    for (const Argument& argument : call.arguments) {
      const auto& items = argument.value.items;
      if (items.empty() || !std::ranges::all_of(items, [](const Value& one) { return one.is(Value::Kind::integer); })) continue;
      shape.push_back(items.back().integer);
      for (std::size_t n = 0; n + 1 < items.size(); ++n) shape.push_back(items[n].integer);
      break;
    }
    return shape;
  }

  void name_result(const Statement& statement) {
    std::vector<std::string> inputs;
    if (!statement.value.is(Value::Kind::list)) add_inputs(statement.value, inputs);
    if (inputs.empty()) return;
    if (!nodes_.empty() && nodes_.back().outputs.front() == inputs.front()) nodes_.back().name = statement.target;
    nodes_.push_back({.kind = GraphNode::Kind::same, .line = statement.value.line, .inputs = inputs, .outputs = {statement.target}});
  }

  // Of what is not a layer itself only layers among its arguments matter.
  Expected<void> visit_within(const Value& value, bool holds) {
    const bool layer = value.is(Value::Kind::call) &&
                       (find(value.text).framework != nullptr || is_one_of(kContainers, value.text) || is_one_of(kPointwise, value.text));
    return holds || layer ? visit(value) : Expected<void>();
  }

  Expected<void> read(const Value& call, const Found& found) {
    auto layer = TRY(read_call(source_, with_names(call), found.match, found.framework->id));
    layers_.push_back(std::move(layer));
    return put_operands(layers_.back(), call.operands);
  }

  // onnx.helper.make_node("Conv", ["x", "w"], ["y"], strides=[2, 2]).
  Expected<void> node(const Value& call) {
    Value made{.kind = Value::Kind::call, .line = call.line};
    std::size_t position = 0;
    for (const Argument& argument : call.arguments) {
      const std::size_t place = argument.name.empty()        ? position++
                                : argument.name == "op_type" ? 0
                                : argument.name == "inputs"  ? 1
                                : argument.name == "outputs" ? 2
                                                             : 3;
      if (place == 0) made.text = argument.value.text;
      for (std::size_t n = 0; place == 1 && n < argument.value.items.size(); ++n) {
        Value input = argument.value.items[n];
        const bool none = input.is(Value::Kind::text) && input.text.empty();
        input.kind = none ? Value::Kind::none : Value::Kind::name;
        made.arguments.push_back({"", std::move(input)});
      }
      if (place >= 3 && argument.name != "name" && argument.name != "domain" && argument.name != "doc_string")
        made.arguments.push_back(argument);
    }
    if (is_pointwise_onnx(made.text)) return {};
    auto layer = TRY(read_onnx_node(source_, made));
    layers_.push_back(std::move(layer));
    return {};
  }

  // Names of tensors as what they were made of.
  Value with_names(const Value& call) const {
    Value known = call;
    for (std::vector<Argument>* arguments : {&known.arguments, &known.operands}) {
      for (Argument& argument : *arguments) {
        const auto named = argument.value.is(Value::Kind::name) ? named_.find(argument.value.text) : named_.end();
        if (named == named_.end() || named->second.is(Value::Kind::name)) continue;
        std::string written = argument.value.written;
        const int line = argument.value.line;
        argument.value = named->second;
        argument.value.written = std::move(written);
        argument.value.line = line;
        argument.value.operands.clear();
      }
    }
    return known;
  }

  // "up(x, output_size=(5, 5))".
  Expected<void> put_operands(LayerText& layer, const std::vector<Argument>& operands) {
    const auto size = std::ranges::find(operands, std::string_view("output_size"), &Argument::name);
    if (size == operands.end()) return {};
    PerAxis sides;
    for (const Value& item : size->value.items) {
      if (!item.is(Value::Kind::integer) || item.integer < 1 || item.integer > kLargestSize) return {};
      sides.push_back(item.integer);
    }
    const auto rank = static_cast<std::size_t>(layer.layer.rank);
    if (sides.size() < rank)
      return wrong(source_, size->value.line, "reason.value_shape", "output_size", excerpt(size->value.written), rank, rank + 2);
    sides.erase(sides.begin(), sides.end() - static_cast<std::ptrdiff_t>(rank));
    layer.layer.output = sides;
    layer.arguments.push_back({"output_size", excerpt(size->value.written), true, meaning_of(ArgumentRole::output_size, layer.layer)});
    return {};
  }

  Expected<void> other(const Value& call) {
    if (const auto named = layer_named_.find(call.text); named != layer_named_.end())
      return put_operands(layers_[named->second], call.arguments);
    if (is_one_of(kPointwise, call.text) || is_one_of(kTensors, call.text) || named_.contains(call.text) || call.text.starts_with("self."))
      return {};
    if (is_global_pooling(call)) return {};
    const auto* shown = std::ranges::find(kNotShown, plain_name(call.text), &std::pair<std::string_view, std::string_view>::first);
    if (shown != std::end(kNotShown)) return wrong(source_, call.line, "reason.layer_not_shown", excerpt(call.text), shown->second);
    std::vector<std::string> candidates;
    for (const Framework* framework : frameworks_)
      for (const Signature& signature : framework->signatures())
        for (char rank = '1'; rank <= '3'; ++rank) candidates.push_back(with_rank(signature.name, rank));
    std::vector<std::string_view> names(candidates.begin(), candidates.end());
    const std::string nearest = nearest_name(plain_name(call.text), names);
    if (nearest.empty()) return wrong(source_, call.line, "reason.layer_unknown", excerpt(call.text));
    return wrong(source_, call.line, "reason.layer_unknown_near", excerpt(call.text), nearest);
  }

  // AdaptiveAvgPool2d((1, 1)): one cell of each channel is left, as of GlobalAveragePooling2D.
  static bool is_global_pooling(const Value& call) {
    if (!plain_name(call.text).starts_with("Adaptive") || call.arguments.size() != 1) return false;
    const Value& size = call.arguments.front().value;
    const auto is_one = [](const Value& side) { return side.is(Value::Kind::integer) && side.integer == 1; };
    return is_one(size) || (!size.items.empty() && std::ranges::all_of(size.items, is_one));
  }

  static std::string with_rank(std::string_view pattern, char rank) {
    std::string name(pattern);
    std::ranges::replace(name, '#', rank);
    return name;
  }

  std::string_view source_;
  std::span<const Framework* const> frameworks_;
  std::vector<LayerText> layers_;
  std::map<std::string, Value, std::less<>> named_;
  std::map<std::string, std::size_t, std::less<>> layer_named_;
  std::vector<GraphNode> nodes_;
  std::map<const Value*, std::string> results_;
};

// MATLAB's names are followed by a bracket, and are no one else's.
bool is_dialect(const Framework& framework, std::string_view text) {
  if (framework.signatures == nullptr) return false;
  for (const Signature& signature : framework.signatures()) {
    for (char rank = '1'; rank <= '3'; ++rank) {
      std::string name(signature.name);
      std::ranges::replace(name, '#', rank);
      name += '(';
      const std::size_t at = text.find(name);
      if (at != std::string_view::npos &&
          (at == 0 || (std::isalnum(static_cast<unsigned char>(text[at - 1])) == 0 && text[at - 1] != '.' && text[at - 1] != '_')))
        return true;
    }
  }
  return false;
}

Dialect dialect_of(std::span<const Framework* const> frameworks, std::string_view text) {
  for (const Framework* framework : frameworks) {
    const bool all = frameworks.size() == 1;
    if (framework->dialect == Dialect::matlab && (all || is_dialect(*framework, text))) return Dialect::matlab;
  }
  return Dialect::python;
}

// `graph`, where it is wanted, is told the nodes of a text whose layers are called at once.
Expected<std::vector<LayerText>> read_calls(std::string_view source, std::string_view text, std::span<const Framework* const> given,
                                            std::vector<GraphNode>* graph = nullptr) {
  const Dialect dialect = dialect_of(given, text);
  std::vector<const Framework*> frameworks;
  for (const Framework* framework : given)
    if (framework->dialect == dialect) frameworks.push_back(framework);
  const auto statements = TRY(parse_calls(source, text, dialect));
  CallReader reader(source, frameworks);
  auto layers = TRY(reader.all(statements));
  if (graph != nullptr) *graph = reader.graph(layers);
  return layers;
}

Expected<std::vector<LayerText>> read_any(std::string_view source, std::string_view text, std::span<const Framework* const> frameworks) {
  std::vector<const Framework*> calls;
  for (const Framework* framework : frameworks) {
    if (framework->read != nullptr && (frameworks.size() == 1 || framework->is_text(text)))
      return framework->read(source, text).map(layers_in);
    if (framework->signatures != nullptr) calls.push_back(framework);
  }
  return read_calls(source, text, calls);
}

Expected<void> check_text(std::string_view source, std::string_view text) {
  constexpr std::size_t kMostText = std::size_t{1} << 24;  // bytes: more than any network's has
  if (text.size() > kMostText && !is_onnx_file(text)) return fail(ErrorCode::too_large, source, text.size(), kMostText);
  const bool binary = text.find('\0') != std::string_view::npos && !is_onnx_file(text);
  if (binary) return fail(ErrorCode::cannot_open, source, reason("reason.not_a_layers_text"));
  return {};
}

}  // namespace

std::span<const Framework> framework_table() { return kFrameworks; }

Expected<const Framework*> find_framework(std::string_view id) { return find_named("framework", framework_table(), id, &Framework::id); }

Expected<std::vector<LayerText>> read_layers(std::string_view source, std::string_view text, std::string_view from) {
  std::vector<const Framework*> frameworks;
  if (!from.empty()) frameworks.push_back(TRY(find_framework(from)));
  for (const Framework& framework : framework_table())
    if (from.empty()) frameworks.push_back(&framework);
  TRY(check_text(source, text));
  auto layers = TRY(read_any(source, text, frameworks));
  if (layers.empty()) return fail(ErrorCode::cannot_open, source, reason("reason.no_layer"));
  return folded(std::move(layers));
}

std::vector<LayerText> layers_in(std::vector<GraphNode> nodes) {
  std::vector<LayerText> layers;
  for (GraphNode& node : nodes)
    if (node.kind == GraphNode::Kind::layer) layers.push_back(std::move(node.layer));
  return layers;
}

Expected<std::vector<GraphNode>> read_graph(std::string_view source, std::string_view text) {
  TRY(check_text(source, text));
  std::vector<const Framework*> calls;
  for (const Framework& framework : framework_table()) {
    if (framework.read != nullptr && framework.is_text(text)) return framework.read(source, text);
    if (framework.signatures != nullptr) calls.push_back(&framework);
  }
  std::vector<GraphNode> graph;
  TRY(read_calls(source, text, calls, &graph));
  return graph;
}

std::string unsaid_in(const Error& error) {
  for (const std::string& arg : error.args) {
    const std::string key = kReasonMark + std::string("reason.value_unsaid") + kReasonMark;
    if (arg.starts_with(key)) return arg.substr(arg.rfind(kReasonMark) + 1);
  }
  return {};
}

Written write_layer(const Framework& framework, const Layer& layer) {
  Layer sized = layer;
  const bool by_reference = layer.p_end.size() != layer.p.size();
  if (by_reference) sized.p_end = sized.p;
  Written written = framework.write(sized);
  const bool windows = layer.kind == LayerKind::max_pool || layer.kind == LayerKind::average_pool || layer.kind == LayerKind::max_unpool;
  const bool unsized = layer.kind == LayerKind::upsample && layer.scale.empty() && layer.output.empty();
  if ((windows && layer.k.empty()) || unsized) written.differs(reason("layer_note.same_kernel"));
  if (by_reference) written.differs(reason("layer_note.crop_reference", sides_text(layer.p)));
  if (written.turned != layer.turned) written.notes.push_back(reason("layer_note.turn"));
  for (auto note = written.notes.begin(); note != written.notes.end();)
    note = std::find(written.notes.begin(), note, *note) == note ? note + 1 : written.notes.erase(note);
  return written;
}

std::vector<FilterAxis> filter_axes(const Framework& framework, const Layer& layer) {
  constexpr std::string_view kSides[] = {"kd", "kh", "kw"};
  const bool transposed = layer.kind == LayerKind::conv_transpose, grouped = layer.groups != 1;
  const auto shared = [&](std::int64_t channels) { return layer.groups > 0 ? channels / layer.groups : 0; };
  std::vector<FilterAxis> axes;
  for (const char letter : framework.filter(layer)) {
    if (letter == 'o') axes.push_back({transposed && grouped ? "out / groups" : "out", transposed ? shared(layer.out) : layer.out});
    if (letter == 'i') axes.push_back({!transposed && grouped ? "in / groups" : "in", !transposed ? shared(layer.in) : layer.in});
    if (letter == 'm') axes.push_back({"out / in", layer.in > 0 ? layer.out / layer.in : 0});
    for (int axis = 0; letter == 's' && axis < layer.rank; ++axis)
      axes.push_back({std::string(kSides[3 - layer.rank + axis]), layer.k.empty() ? 0 : layer.k[static_cast<std::size_t>(axis)]});
  }
  const bool depthwise = std::ranges::any_of(axes, [](const FilterAxis& axis) { return axis.name == "out / in"; });
  for (FilterAxis& axis : axes)
    if (depthwise && axis.name == "in / groups") axis = {"in", layer.in};
  return axes;
}

}  // namespace deconvlab

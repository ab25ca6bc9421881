// ONNX's operators: as the text of nodes and graphs, as onnx.helper.make_node, and as a model's protobuf text. Reference: ONNX's operator
// schemas up to opset 18, and its textual syntax.
#include <algorithm>
#include <array>
#include <cctype>
#include <map>

#include "core/frameworks/each_framework.h"
#include "core/frameworks/onnx_nodes.h"
#include "core/frameworks/place.h"
#include "core/frameworks/prototxt.h"
#include "core/frameworks/writing.h"
#include "core/try.h"

namespace deconvlab {

namespace {

constexpr Parameter kConv[] = {{"X", ArgumentRole::operand},
                               {"W", ArgumentRole::weight},
                               {"B", ArgumentRole::bias_weight, "None"},
                               {"auto_pad", ArgumentRole::auto_pad, "'NOTSET'"},
                               {"dilations", ArgumentRole::dilation, "1"},
                               {"group", ArgumentRole::groups, "1"},
                               {"kernel_shape", ArgumentRole::kernel, "None"},
                               {"pads", ArgumentRole::end_pads, "None"},
                               {"strides", ArgumentRole::unit_stride, "1"}};
constexpr Parameter kConvTranspose[] = {{"X", ArgumentRole::operand},
                                        {"W", ArgumentRole::weight},
                                        {"B", ArgumentRole::bias_weight, "None"},
                                        {"auto_pad", ArgumentRole::auto_pad, "'NOTSET'"},
                                        {"dilations", ArgumentRole::dilation, "1"},
                                        {"group", ArgumentRole::groups, "1"},
                                        {"kernel_shape", ArgumentRole::kernel, "None"},
                                        {"output_padding", ArgumentRole::output_padding, "0"},
                                        {"output_shape", ArgumentRole::output_size, "None"},
                                        {"pads", ArgumentRole::end_pads, "None"},
                                        {"strides", ArgumentRole::unit_stride, "1"}};
constexpr Parameter kMaxPool[] = {{"X", ArgumentRole::operand},
                                  {"auto_pad", ArgumentRole::auto_pad, "'NOTSET'"},
                                  {"ceil_mode", ArgumentRole::ceil_mode, "0"},
                                  {"dilations", ArgumentRole::dilation, "1"},
                                  {"kernel_shape", ArgumentRole::kernel},
                                  {"pads", ArgumentRole::end_pads, "None"},
                                  {"storage_order", ArgumentRole::ignored, "0"},
                                  {"strides", ArgumentRole::unit_stride, "1"}};
constexpr Parameter kAveragePool[] = {{"X", ArgumentRole::operand},
                                      {"auto_pad", ArgumentRole::auto_pad, "'NOTSET'"},
                                      {"ceil_mode", ArgumentRole::ceil_mode, "0"},
                                      {"count_include_pad", ArgumentRole::count_include_pad, "0"},
                                      {"dilations", ArgumentRole::dilation, "1"},
                                      {"kernel_shape", ArgumentRole::kernel},
                                      {"pads", ArgumentRole::end_pads, "None"},
                                      {"strides", ArgumentRole::unit_stride, "1"}};
constexpr Parameter kMaxUnpool[] = {{"X", ArgumentRole::operand},
                                    {"I", ArgumentRole::switches},
                                    {"output_shape", ArgumentRole::output_size, "None"},
                                    {"kernel_shape", ArgumentRole::kernel},
                                    {"pads", ArgumentRole::end_pads, "None"},
                                    {"strides", ArgumentRole::unit_stride, "1"}};
constexpr Parameter kResize[] = {{"X", ArgumentRole::operand},
                                 {"roi", ArgumentRole::ignored, "None"},
                                 {"scales", ArgumentRole::scale, "None"},
                                 {"sizes", ArgumentRole::size, "None"},
                                 {"antialias", ArgumentRole::antialias, "0"},
                                 {"axes", ArgumentRole::ignored, "None"},
                                 {"coordinate_transformation_mode", ArgumentRole::geometry_mode, "'half_pixel'"},
                                 {"cubic_coeff_a", ArgumentRole::ignored, "-0.75"},
                                 {"exclude_outside", ArgumentRole::ignored, "0"},
                                 {"extrapolation_value", ArgumentRole::ignored, "0"},
                                 {"keep_aspect_ratio_policy", ArgumentRole::ignored, "'stretch'"},
                                 {"mode", ArgumentRole::interpolation, "'nearest'"},
                                 {"nearest_mode", ArgumentRole::rounding_mode, "'round_prefer_floor'"}};
constexpr Parameter kUpsample[] = {
    {"X", ArgumentRole::operand}, {"scales", ArgumentRole::scale}, {"mode", ArgumentRole::interpolation, "'nearest'"}};
constexpr Parameter kDepthToSpace[] = {
    {"input", ArgumentRole::operand}, {"blocksize", ArgumentRole::block}, {"mode", ArgumentRole::block_order, "'DCR'"}};
constexpr Parameter kPad[] = {{"data", ArgumentRole::operand},
                              {"pads", ArgumentRole::end_frame},
                              {"constant_value", ArgumentRole::ignored, "None"},
                              {"axes", ArgumentRole::ignored, "None"},
                              {"mode", ArgumentRole::padding_mode, "'constant'"},
                              {"value", ArgumentRole::frame_value, "0"}};

// The operator before Resize: the first cell keeps its place.
void asymmetric(Layer& layer) {
  layer.resampling = layer.interpolation == Interpolation::nearest ? Resampling{Coordinates::asymmetric, Rounding::floor}
                                                                   : Resampling{Coordinates::asymmetric, Rounding::usual};
}

using Kind = LayerKind;
constexpr Signature kSignatures[] = {
    {"Conv", Kind::conv, 0, "", "ois", false, kConv},
    {"ConvTranspose", Kind::conv_transpose, 0, "", "ios", false, kConvTranspose},
    {"MaxPool", Kind::max_pool, 0, "", "", false, kMaxPool},
    {"AveragePool", Kind::average_pool, 0, "", "", false, kAveragePool},
    {"MaxUnpool", Kind::max_unpool, 0, "", "", false, kMaxUnpool},
    {"Resize", Kind::upsample, 2, "", "", false, kResize},
    {"Upsample", Kind::upsample, 2, "", "", false, kUpsample, {}, asymmetric},
    {"DepthToSpace", Kind::pixel_shuffle, 2, "", "", false, kDepthToSpace},
    {"Pad", Kind::pad, 2, "", "", false, kPad},
};

constexpr std::string_view kOthers[] = {"Relu",
                                        "LeakyRelu",
                                        "Sigmoid",
                                        "Tanh",
                                        "BatchNormalization",
                                        "Constant",
                                        "Identity",
                                        "Dropout",
                                        "Add",
                                        "Sum",
                                        "Sub",
                                        "Max",
                                        "Mul",
                                        "Concat",
                                        "Softmax",
                                        "Reshape",
                                        "Flatten",
                                        "Gemm",
                                        "MatMul",
                                        "Shape",
                                        "Gather",
                                        "Cast",
                                        "Clip",
                                        "Unsqueeze",
                                        "Squeeze",
                                        "Slice",
                                        "Transpose",
                                        "GlobalAveragePool",
                                        "PRelu",
                                        "Elu",
                                        "InstanceNormalization"};

std::size_t count_of(const Value* value) { return value != nullptr && value->is(Value::Kind::list) ? value->items.size() : 0; }

int axes_but(std::size_t numbers, std::size_t others) { return std::clamp(static_cast<int>(numbers) - static_cast<int>(others), 1, 3); }

// As many axes as an attribute has numbers for; those of a shape but batch and channels; half of the numbers for both ends.
int rank_of(const Value& call, const Signature& signature) {
  constexpr std::string_view kOneEach[] = {"kernel_shape", "strides", "dilations"};
  for (const std::string_view name : kOneEach)
    if (const std::size_t count = count_of(argument_of(call, name)); count > 0) return axes_but(count, 0);
  const std::size_t frame = signature.kind == LayerKind::pad ? 2 : 0;
  if (const std::size_t count = count_of(argument_of(call, "pads")); count > 0) return axes_but(count / 2, frame);
  for (const Argument& input : call.arguments) {
    const std::size_t count = count_of(&input.value);
    if (frame > 0 && count >= 6) return axes_but(count / 2, frame);
    if (count >= 3) return axes_but(count, 2);
  }
  return 2;
}

}  // namespace

bool is_pointwise_onnx(std::string_view op) { return std::ranges::count(kOthers, op) > 0; }

Expected<GraphNode> read_onnx_graph_node(std::string_view source, const Value& call) {
  using NodeKind = GraphNode::Kind;
  GraphNode node{.kind = NodeKind::layer, .op = call.text, .line = call.line};
  constexpr std::string_view kNone[] = {"Constant", "Shape"}, kSums[] = {"Add", "Sum", "Sub", "Mul", "Max"};
  if (std::ranges::count(kSums, call.text) > 0)
    node.kind = NodeKind::add;
  else if (call.text == "Concat")
    node.kind = NodeKind::concatenate;
  else if (std::ranges::count(kNone, call.text) > 0)
    node.kind = NodeKind::none;
  else if (is_pointwise_onnx(call.text))
    node.kind = NodeKind::same;
  else
    node.layer = TRY(read_onnx_node(source, call));
  return node;
}

Expected<LayerText> read_onnx_node(std::string_view source, const Value& call) {
  const Match match = find_signature(kSignatures, call.text);
  if (match.signature != nullptr) return read_call(source, call, {match.signature, rank_of(call, *match.signature)}, "onnx");
  std::vector<std::string_view> names;
  for (const Signature& signature : kSignatures) names.push_back(signature.name);
  const std::string nearest = nearest_name(call.text, names);
  if (nearest.empty()) return wrong(source, call.line, "reason.layer_unknown", excerpt(call.text));
  return wrong(source, call.line, "reason.layer_unknown_near", excerpt(call.text), nearest);
}

namespace {

// "[1, 1, 2, 2]".
std::string ints(const PerAxis& axes) { return listed(axes, "[]"); }

class NodeText {
 public:
  explicit NodeText(std::string op) : op_(std::move(op)) {}
  NodeText& add(std::string_view name, const std::string& value) {
    attributes_ += fmt::format("{}{} = {}", attributes_.empty() ? "" : ", ", name, value);
    return *this;
  }
  NodeText& add(std::string_view name, const PerAxis& axes, std::int64_t usual) {
    return all_of(axes, usual) ? *this : add(name, ints(axes));
  }
  std::string text(std::string_view outputs, std::string_view inputs) const {
    const std::string attributes = attributes_.empty() ? "" : fmt::format("<{}> ", attributes_);
    return fmt::format("{} = {} {}({})", outputs, op_, attributes, inputs);
  }

 private:
  std::string op_, attributes_;
};

std::string sides_of(const Layer& layer, const PerAxis& sides, std::string_view before) {
  constexpr std::string_view kNames[] = {"D", "H", "W"};
  std::string text;
  for (int axis = 0; axis < layer.rank; ++axis)
    text += sides.empty() ? fmt::format(", {}{}", before, kNames[3 - layer.rank + axis])
                          : fmt::format(", {}", sides[static_cast<std::size_t>(axis)]);
  return text;
}

bool is_conv(const Layer& layer) { return layer.kind == LayerKind::conv || layer.kind == LayerKind::conv_transpose; }

// "float[N, 3, H, W]".
std::string tensor_text(std::string_view type, const std::string& channels, const std::string& sides) {
  return fmt::format("{}[N, {}{}]", type, channels, sides);
}

std::string output_channels(const Layer& layer) {
  if (is_conv(layer)) return number_or(layer.out, "M");
  if (layer.kind != LayerKind::pixel_shuffle) return number_or(layer.in, "C");
  return number_or(layer.in / (layer.block * layer.block), "M");
}

// The nodes in a graph that says the shapes: ONNX's own text of one.
std::string graph(const Layer& layer, std::string_view more_inputs, const std::vector<std::string>& nodes, bool indices = false) {
  const std::string out = sides_of(layer, {}, "O"), channels = output_channels(layer);
  std::string text =
      fmt::format("layer ({} x{}) => ({} y", tensor_text("float", number_or(layer.in, "C"), sides_of(layer, layer.input, "")), more_inputs,
                  tensor_text("float", channels, out));
  if (indices) text += fmt::format(", {} at", tensor_text("int64", channels, out));
  text += ") {\n";
  for (const std::string& node : nodes) text += "   " + node + "\n";
  return text + "}";
}

std::string weight_text(const Layer& layer) {
  const bool transposed = layer.kind == Kind::conv_transpose;
  const auto shared = [&](std::int64_t channels) { return layer.groups > 0 ? channels / layer.groups : 0; };
  const std::string first = transposed ? number_or(layer.in, "C") : number_or(layer.out, "M");
  const std::string second = transposed ? number_or(shared(layer.out), "M") : number_or(shared(layer.in), layer.groups == 0 ? "1" : "C");
  std::string text = fmt::format(", float[{}, {}{}] w", first, second, sides_of(layer, layer.k, "k"));
  if (layer.bias) text += fmt::format(", float[{}] b", number_or(layer.out, "M"));
  return text;
}

void add_padding(NodeText& node, const Layer& layer) {
  constexpr std::string_view kRules[] = {"", "\"SAME_UPPER\"", "\"VALID\"", "\"SAME_LOWER\""};
  PerAxis pads = layer.p;
  pads.insert(pads.end(), layer.p_end.begin(), layer.p_end.end());
  if (layer.rule != Padding::given) node.add("auto_pad", std::string(kRules[static_cast<std::size_t>(layer.rule)]));
  if (layer.rule == Padding::given) node.add("pads", pads, 0);
}

void add_windows(NodeText& node, const Layer& layer) {
  if (!layer.k.empty()) node.add("kernel_shape", ints(layer.k));
  node.add("strides", layer.s, 1);
  node.add("dilations", layer.d, 1);
}

void note_groups(const Layer& layer, Written& written) {
  if (layer.groups == 0) written.differs(reason("layer_note.channels", "group"));
}

std::string write_conv(const Layer& layer, Written& written) {
  note_groups(layer, written);
  if (!all_least(layer.p, 0) || !all_least(layer.p_end, 0)) written.differs(reason("layer_note.negative_padding", "Conv"));
  NodeText node("Conv");
  add_windows(node, layer);
  add_padding(node, layer);
  if (layer.groups > 1) node.add("group", fmt::format("{}", layer.groups));
  return graph(layer, weight_text(layer), {node.text("y", layer.bias ? "x, w, b" : "x, w")});
}

// Pads are 0 or more, and an output padding is less than the stride or the dilation: what is cut off less is added at the end.
std::string write_conv_transpose(const Layer& given, Written& written) {
  Layer layer = given;
  note_groups(layer, written);
  if (layer.rule != Padding::given) written.differs(reason("layer_note.same_kernel"));
  PerAxis more = axes_of(layer, 0);
  for (std::size_t axis = 0; layer.rule == Padding::given && axis < layer.p.size(); ++axis) {
    const std::int64_t most = std::max(layer.s[axis], layer.d[axis]) - 1;
    more[axis] = std::clamp<std::int64_t>(-layer.p_end[axis], 0, most);
    layer.p_end[axis] += more[axis];
    if (layer.p[axis] < 0 || layer.p_end[axis] < 0) written.differs(reason("layer_note.negative_padding", "ConvTranspose"));
  }
  NodeText node("ConvTranspose");
  add_windows(node, layer);
  add_padding(node, layer);
  node.add("output_padding", more, 0);
  if (layer.groups > 1) node.add("group", fmt::format("{}", layer.groups));
  return graph(layer, weight_text(layer), {node.text("y", layer.bias ? "x, w, b" : "x, w")});
}

std::string write_pool(const Layer& layer, Written& written) {
  const bool average = layer.kind == Kind::average_pool;
  NodeText node(average ? "AveragePool" : "MaxPool");
  add_windows(node, layer);
  add_padding(node, layer);
  if (layer.ceil_mode) node.add("ceil_mode", "1");
  if (average && layer.count_include_pad) node.add("count_include_pad", "1");
  if (average && !all_of(layer.d, 1)) written.notes.push_back(reason("layer_note.opset", 19));
  // Before that a last window might begin behind the input's end.
  bool beyond = false;
  for (std::size_t axis = 0; axis < layer.k.size(); ++axis) beyond = beyond || layer.p_end[axis] > 0 || k_eff(layer, axis) < layer.s[axis];
  if (layer.ceil_mode && beyond) written.notes.push_back(reason("layer_note.opset", 22));
  return graph(layer, "", {node.text(layer.indices ? "y, at" : "y", "x")}, layer.indices);
}

std::string write_unpool(const Layer& layer, Written& written) {
  if (layer.rule != Padding::given) written.differs(reason("layer_note.uneven_unpooling"));
  NodeText node("MaxUnpool");
  node.add("kernel_shape", ints(layer.k)).add("strides", layer.s, 1);
  add_padding(node, layer);
  const std::string sides = sides_of(layer, layer.output, "");
  if (layer.output.empty()) return graph(layer, ", int64[N, C" + sides_of(layer, {}, "") + "] at", {node.text("y", "x, at")});
  const std::string shape =
      NodeText("Constant").add("value_ints", fmt::format("[1, {}{}]", std::max<std::int64_t>(1, layer.in), sides)).text("shape", "");
  return graph(layer, ", int64[N, C" + sides_of(layer, {}, "") + "] at", {shape, node.text("y", "x, at, shape")});
}

std::string write_upsample(const Layer& layer, Written& written) {
  constexpr std::string_view kModes[] = {"\"nearest\"", "\"linear\"", "\"cubic\""};
  constexpr std::string_view kCoordinates[] = {"half_pixel", "half_pixel", "align_corners", "asymmetric", "pytorch_half_pixel"};
  constexpr std::string_view kRoundings[] = {"round_prefer_ceil", "floor", "ceil", "round_prefer_floor", "round_prefer_ceil"};
  const auto [coordinates, rounding] = layer.resampling;
  NodeText node("Resize");
  node.add("mode", std::string(kModes[static_cast<std::size_t>(layer.interpolation)]));
  node.add("coordinate_transformation_mode", fmt::format("\"{}\"", kCoordinates[static_cast<std::size_t>(coordinates)]));
  if (layer.interpolation == Interpolation::nearest)
    node.add("nearest_mode", fmt::format("\"{}\"", kRoundings[static_cast<std::size_t>(rounding)]));
  if (layer.output.empty() && layer.scale.empty()) written.differs(reason("layer_note.same_kernel"));
  std::string sides = layer.output.empty() ? "[1.0, 1.0" : fmt::format("[1, {}", std::max<std::int64_t>(1, layer.in));
  for (const std::int64_t side : layer.output) sides += fmt::format(", {}", side);
  for (const double f : layer.scale)
    if (layer.output.empty())
      sides += f == static_cast<double>(static_cast<std::int64_t>(f)) ? fmt::format(", {:.1f}", f) : fmt::format(", {}", f);
  const bool scaled = layer.output.empty();
  const std::string constant =
      NodeText("Constant").add(scaled ? "value_floats" : "value_ints", sides + "]").text(scaled ? "scales" : "sizes", "");
  return graph(layer, "", {constant, node.text("y", scaled ? "x, , scales" : "x, , , sizes")});
}

std::string write_shuffle(const Layer& layer, Written&) {
  NodeText node("DepthToSpace");
  node.add("blocksize", fmt::format("{}", layer.block)).add("mode", layer.depth_first ? "\"DCR\"" : "\"CRD\"");
  return graph(layer, "", {node.text("y", "x")});
}

// A crop is a padding below 0.
std::string write_frame(const Layer& layer, Written& written) {
  if (layer.minus_infinity) written.differs(reason("layer_note.only_zeros", "Pad"));
  PerAxis pads{0, 0};
  const std::int64_t sign = layer.kind == Kind::crop ? -1 : 1;
  for (const std::int64_t cells : layer.p) pads.push_back(sign * cells);
  pads.insert(pads.end(), {0, 0});
  for (const std::int64_t cells : layer.p_end) pads.push_back(sign * cells);
  const std::string constant = NodeText("Constant").add("value_ints", ints(pads)).text("pads", "");
  return graph(layer, "", {constant, NodeText("Pad").text("y", "x, pads")});
}

using Write = std::string (*)(const Layer&, Written&);
constexpr std::array<Write, kLayerKinds> kWrites{write_conv,     write_conv_transpose, write_pool,  write_pool, write_unpool,
                                                 write_upsample, write_shuffle,        write_frame, write_frame};

}  // namespace

Written write_onnx(const Layer& layer) {
  Written written;
  const Layer one = canonical(layer);
  written.text = kWrites[static_cast<std::size_t>(one.kind)](one, written);
  return written;
}

std::string_view onnx_filter(const Layer& layer) {
  return layer.kind == Kind::conv ? "ois" : layer.kind == Kind::conv_transpose ? "ios" : "";
}

}  // namespace deconvlab

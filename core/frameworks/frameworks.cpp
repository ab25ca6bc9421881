#include "core/frameworks/frameworks.h"

#include <algorithm>
#include <utility>

#include "core/find_named.h"
#include "core/frameworks/call_reader.h"
#include "core/frameworks/each_framework.h"
#include "core/frameworks/folded_layers.h"
#include "core/frameworks/module_reader.h"
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

Expected<std::vector<LayerText>> read_any(std::string_view source, std::string_view text, std::span<const Framework* const> frameworks) {
  std::vector<const Framework*> calls;
  for (const Framework* framework : frameworks) {
    if (framework->read != nullptr && (frameworks.size() == 1 || (!has_forward(text) && framework->is_text(text))))
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
  // A class of PyTorch's that can be followed has its layers as it computes; what it cuts may be of a branch, and stays apart.
  if (has_forward(text) && std::ranges::count(frameworks, std::string_view("pytorch"), &Framework::id) > 0) {
    auto followed = read_module_graph(source, text).map(layers_in);
    if (followed && !followed->empty()) return followed;
  }
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
  if (has_forward(text)) {
    if (auto nodes = TRY(read_module_graph(source, text)); !nodes.empty()) return nodes;
  }
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
    const std::string key = fmt::format("{0}reason.value_unsaid{0}", kReasonMark);
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
    if (letter == 'm') axes.push_back({"out / in", depth_multiplier(layer)});
    for (int axis = 0; letter == 's' && axis < layer.rank; ++axis)
      axes.push_back({std::string(kSides[3 - layer.rank + axis]), layer.k.empty() ? 0 : layer.k[static_cast<std::size_t>(axis)]});
  }
  const bool depthwise = std::ranges::any_of(axes, [](const FilterAxis& axis) { return axis.name == "out / in"; });
  for (FilterAxis& axis : axes)
    if (depthwise && axis.name == "in / groups") axis = {"in", layer.in};
  return axes;
}

}  // namespace deconvlab

#include "core/frameworks/call_reader.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <utility>

#include "core/frameworks/call_names.h"
#include "core/frameworks/call_text.h"
#include "core/frameworks/onnx_nodes.h"
#include "core/frameworks/place.h"
#include "core/frameworks/takes.h"
#include "core/try.h"

namespace deconvlab {

namespace {

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
  // A tensor by its shape, a layer by its place.
  void remember(const Statement& statement) {
    named_[statement.target] = statement.value;
    const Value* made = &statement.value;
    while (made->is(Value::Kind::other) && !made->items.empty()) made = &made->items.front();
    if (made->is(Value::Kind::call) && find_call(frameworks_, made->text).framework != nullptr && !layers_.empty())
      layer_named_[statement.target] = layers_.size() - 1;
  }

  // Layers within come before the one that is computed from them.
  Expected<void> visit(const Value& value) {
    if (value.is(Value::Kind::list)) {
      for (const Value& item : value.items) TRY(visit(item));
    }
    if (value.is(Value::Kind::other)) return visit_parts(value);
    if (!value.is(Value::Kind::call)) return {};
    const bool holds = is_container(value.text);
    const FoundCall found = find_call(frameworks_, value.text);
    for (const std::vector<Argument>* arguments : {&value.operands, &value.arguments}) {
      for (const Argument& argument : *arguments) TRY(visit_within(argument.value, holds));
    }
    add_node(value, found);
    if (holds) return {};
    if (plain_name(value.text) == "make_node") return node(value);
    return found.framework != nullptr ? read(value, found) : other(value);
  }

  // "conv(x) + y", "conv.cuda()".
  Expected<void> visit_parts(const Value& value) {
    for (const Value& item : value.items) TRY(visit_within(item, value.items.size() == 2 && &item == &value.items.front()));
    if (value.text != "+") return {};
    GraphNode sum{.kind = GraphNode::Kind::add, .name = "add", .op = "+", .line = value.line};
    for (const Value& item : value.items) add_inputs(item, sum.inputs);
    sum.outputs.push_back(fmt::format("#{}", nodes_.size()));
    results_[&value] = sum.outputs.front();
    nodes_.push_back(std::move(sum));
    return {};
  }

  // The node of a call, whose result has a number until a statement names it.
  void add_node(const Value& call, const FoundCall& found) {
    using Kind = GraphNode::Kind;
    GraphNode node{.kind = Kind::same, .name = std::string(plain_name(call.text)), .op = call.text, .line = call.line};
    if (is_concatenation(call.text)) node.kind = Kind::concatenate;
    if (is_sum(call.text)) node.kind = Kind::add;
    if (is_input(call.text)) node.kind = Kind::input;
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
    if (const auto made = results_.find(&value); made != results_.end()) return inputs.push_back(made->second);
    const bool signs = value.is(Value::Kind::other) && value.items.size() == 2;
    for (std::size_t n = 0; (value.is(Value::Kind::list) || signs) && n < value.items.size(); ++n) add_inputs(value.items[n], inputs);
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
                       (find_call(frameworks_, value.text).framework != nullptr || is_container(value.text) || is_pointwise(value.text));
    return holds || layer ? visit(value) : Expected<void>();
  }

  Expected<void> read(const Value& call, const FoundCall& found) {
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

  // "x.size()" of a tensor that the text makes; empty where it does not.
  PerAxis sides_of_tensor(const Value& value, std::size_t axes) const {
    const std::string_view name = std::string_view(value.text).substr(0, value.text.find('.'));
    const auto named = value.is(Value::Kind::call) || value.is(Value::Kind::name) ? named_.find(name) : named_.end();
    return named == named_.end() ? PerAxis() : shape_in(named->second, axes);
  }

  // "up(x, output_size=(5, 5))", "up(x, output_size=y.size())".
  Expected<void> put_operands(LayerText& layer, const std::vector<Argument>& operands) {
    const auto size = std::ranges::find(operands, std::string_view("output_size"), &Argument::name);
    if (size == operands.end()) return {};
    const auto rank = static_cast<std::size_t>(layer.layer.rank);
    PerAxis sides = sides_of_tensor(size->value, rank + 2);
    const bool open = size->value.is(Value::Kind::call) || size->value.is(Value::Kind::name) || size->value.is(Value::Kind::other);
    if (sides.empty() && open) return {};  // another tensor's size
    for (const Value& item : size->value.items) {
      if (!item.is(Value::Kind::integer) || item.integer < 1 || item.integer > kLargestSize) return {};
      sides.push_back(item.integer);
    }
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
    if (is_pointwise(call.text) || makes_tensor(call.text) || named_.contains(call.text) || call.text.starts_with("self.")) return {};
    if (is_global_pooling(call)) return {};
    return unknown_call(source_, frameworks_, call);
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

}  // namespace

Expected<std::vector<LayerText>> read_calls(std::string_view source, std::string_view text, std::span<const Framework* const> given,
                                            std::vector<GraphNode>* graph) {
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

}  // namespace deconvlab

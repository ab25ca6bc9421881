// ONNX's textual syntax: nodes, a graph of them, or a model with one; and protobuf's text of the same.
#include <algorithm>
#include <cctype>
#include <map>

#include "core/frameworks/each_framework.h"
#include "core/frameworks/onnx_nodes.h"
#include "core/frameworks/place.h"
#include "core/frameworks/prototxt.h"
#include "core/try.h"

namespace deconvlab {

namespace {

bool in_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.' || c == '/' || c == ':'; }

// Known shapes and constants.
using Known = std::map<std::string, Value, std::less<>>;

class NodeReader {
 public:
  NodeReader(std::string_view source, std::string_view text) : source_(source), rest_(text) {}

  Expected<std::vector<GraphNode>> all() {
    TRY(skip_head());
    while (skip(), !rest_.empty()) {
      if (rest_.front() == '}' || rest_.front() == ';') {
        take(1);
        continue;
      }
      TRY(node());
    }
    return std::move(nodes_);
  }

 private:
  void take(std::size_t size) {
    size = std::min(size, rest_.size());
    line_ += static_cast<int>(std::ranges::count(rest_.substr(0, size), '\n'));
    rest_.remove_prefix(size);
  }

  void skip() {
    while (!rest_.empty()) {
      if (rest_.front() == '#') {
        take(std::min(rest_.find('\n'), rest_.size()));
      } else if (std::isspace(static_cast<unsigned char>(rest_.front())) != 0) {
        take(1);
      } else {
        return;
      }
    }
  }

  // `mark` would be right, or a name where it is empty.
  tl::unexpected<Error> unexpected(std::string_view mark) const {
    if (rest_.empty()) return wrong(source_, line_, "reason.text_ends");
    const auto size = static_cast<std::size_t>(std::ranges::find_if_not(rest_, in_name) - rest_.begin());
    const std::string word = excerpt(rest_.substr(0, std::max<std::size_t>(size, 1)));
    return mark.empty() ? wrong(source_, line_, "reason.want_name", word) : wrong(source_, line_, "reason.want_mark", word, mark);
  }

  std::string name() {
    skip();
    const auto size = static_cast<std::size_t>(std::ranges::find_if_not(rest_, in_name) - rest_.begin());
    std::string found(rest_.substr(0, size));
    take(size);
    skip();
    return found;
  }

  // What stands between a bracket and its partner, without them.
  Expected<std::string_view> between(char open, char close) {
    const int line = line_;
    char quote = 0;
    int depth = 0;
    for (std::size_t n = 0; n < rest_.size(); ++n) {
      const char c = rest_[n];
      if (quote != 0) {
        if (c == '\\') ++n;
        if (c == quote) quote = 0;
      } else if (c == '"') {
        quote = c;
      } else if (c == open) {
        ++depth;
      } else if (c == close && --depth == 0) {
        const std::string_view found = rest_.substr(1, n - 1);
        take(n + 1);
        skip();
        return found;
      }
    }
    return wrong(source_, line, "reason.unclosed", std::string(1, open));
  }

  // "<ir_version: 8, ...>", "name (inputs) => (outputs) {".
  Expected<void> skip_head() {
    skip();
    if (rest_.starts_with('<')) TRY(between('<', '>'));
    const std::size_t arrow = rest_.find("=>");
    if (arrow == std::string_view::npos) return {};
    name();
    if (!rest_.starts_with('(')) return unexpected("(");
    keep_shapes(TRY(between('(', ')')));
    if (!rest_.starts_with("=>")) return unexpected("=>");
    take(2);
    skip();
    if (!rest_.starts_with('(')) return unexpected("(");
    TRY(between('(', ')'));
    if (rest_.starts_with('<')) TRY(between('<', '>'));
    if (!rest_.starts_with('{')) return unexpected("{");
    take(1);
    return {};
  }

  // "float[N, 3, H, W] x": the name's shape.
  void keep_shapes(std::string_view values) {
    for (std::size_t open = values.find('['); open != std::string_view::npos; open = values.find('[', open + 1)) {
      const std::size_t close = values.find(']', open);
      if (close == std::string_view::npos) return;
      const std::size_t first = std::min(values.find_first_not_of(" \t\n", close + 1), values.size());
      const std::string_view rest = values.substr(first);
      const auto size = static_cast<std::size_t>(std::ranges::find_if_not(rest, in_name) - rest.begin());
      if (auto shape = value_of(values.substr(open, close + 1 - open))) known_[std::string(rest.substr(0, size))] = *shape;
    }
  }

  Expected<Value> value_of(std::string_view text) const {
    auto statements = parse_calls(source_, text);
    if (!statements || statements->size() != 1) return wrong(source_, line_, "reason.want_value", excerpt(text));
    Value value = statements->front().value;
    value.line = line_;
    return value;
  }

  // "y = Conv <strides = [2, 2]> (x, w)".
  Expected<void> node() {
    const std::size_t start = rest_.size();
    std::string output = name();
    while (rest_.starts_with(',')) take(1), name();
    if (!rest_.starts_with('=') || output.empty()) return unexpected(output.empty() ? "" : "=");
    take(1);
    const int line = line_;
    Value call{.kind = Value::Kind::call, .line = line};
    call.text = name();
    if (call.text.empty()) return unexpected("");
    call.text = call.text.substr(call.text.rfind('.') + 1);
    if (rest_.starts_with('<')) TRY(add_attributes(call, TRY(between('<', '>'))));
    if (!rest_.starts_with('(')) return unexpected("(");
    add_inputs(call, TRY(between('(', ')')));
    if (rest_.starts_with('<')) TRY(add_attributes(call, TRY(between('<', '>'))));
    if (rest_.size() == start) return unexpected("");
    return put(std::move(output), std::move(call));
  }

  Expected<void> put(std::string output, Value call) {
    if (call.text == "Constant" && !call.arguments.empty()) known_[output] = call.arguments.front().value;
    nodes_.push_back(TRY(read_onnx_graph_node(source_, call)));
    GraphNode& made = nodes_.back();
    made.name = output;
    for (const Argument& argument : call.arguments)
      if (argument.name.empty()) made.inputs.push_back(argument.value.written);
    made.outputs.push_back(std::move(output));
    return {};
  }

  // Parts at commas outside of brackets and strings.
  static std::vector<std::string_view> parts_of(std::string_view text) {
    std::vector<std::string_view> parts;
    int depth = 0;
    bool quoted = false;
    std::size_t start = 0;
    for (std::size_t n = 0; n <= text.size(); ++n) {
      const char c = n < text.size() ? text[n] : ',';
      if (c == '"' && n < text.size()) quoted = !quoted;
      depth += c == '[' || c == '{' || c == '(' ? 1 : c == ']' || c == '}' || c == ')' ? -1 : 0;
      if (n == text.size() || (c == ',' && depth <= 0 && !quoted)) {
        parts.push_back(text.substr(start, n - start));
        start = n + 1;
      }
    }
    return parts;
  }

  static std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") + 1 - first);
  }

  // "name = value", "name: type = value".
  Expected<void> add_attributes(Value& call, std::string_view text) {
    for (const std::string_view part : parts_of(text)) {
      const std::size_t equal = part.find('=');
      if (trimmed(part).empty()) continue;
      if (equal == std::string_view::npos) return wrong(source_, line_, "reason.want_mark", excerpt(trimmed(part)), "=");
      const std::string_view named = part.substr(0, std::min(equal, part.find(':')));
      Value value = TRY(value_of(trimmed(part.substr(equal + 1))));
      call.arguments.push_back({std::string(trimmed(named)), std::move(value)});
    }
    return {};
  }

  // An input that is left out is none; a known one is its shape or its constant.
  void add_inputs(Value& call, std::string_view text) {
    std::vector<Argument> inputs;
    for (const std::string_view part : parts_of(text)) {
      const std::string_view input = trimmed(part);
      Value value{.kind = Value::Kind::name, .text = std::string(input), .written = std::string(input), .line = line_};
      const auto found = known_.find(input);
      if (found != known_.end()) value = found->second;
      if (input.empty() || input == "\"\"") value = Value{.written = "None", .line = line_};
      value.written = input.empty() ? "None" : std::string(input);
      inputs.push_back({"", std::move(value)});
    }
    if (inputs.size() == 1 && trimmed(text).empty()) inputs.clear();
    call.arguments.insert(call.arguments.begin(), inputs.begin(), inputs.end());
  }

  std::string_view source_, rest_;
  int line_ = 1;
  Known known_;
  std::vector<GraphNode> nodes_;
};

// node { op_type: "Conv" input: "x" attribute { name: "strides" ints: 2 } }
Expected<Value> call_of(std::string_view source, const ProtoField& node) {
  Value call{.kind = Value::Kind::call, .line = node.line};
  std::vector<Argument> attributes;
  for (const ProtoField& field : node.fields) {
    if (field.name == "op_type") call.text = field.value.text;
    if (field.name == "input")
      call.arguments.push_back(
          {"", Value{.kind = Value::Kind::name, .text = field.value.text, .written = field.value.text, .line = field.line}});
    if (field.name != "attribute") continue;
    Argument attribute{"", Value{.kind = Value::Kind::list, .line = field.line}};
    for (const ProtoField& part : field.fields) {
      if (part.name == "name") attribute.name = part.value.text;
      if (part.name == "i" || part.name == "f" || part.name == "s") attribute.value = part.value;
      if (part.name == "ints" || part.name == "floats") attribute.value.items.push_back(part.value);
    }
    std::string written;
    for (const Value& item : attribute.value.items) written += (written.empty() ? "[" : ", ") + item.written;
    if (!written.empty()) attribute.value.written = written + "]";
    attributes.push_back(std::move(attribute));
  }
  if (call.text.empty()) return wrong(source, node.line, "reason.argument_missing", "node", "op_type");
  call.arguments.insert(call.arguments.end(), attributes.begin(), attributes.end());
  return call;
}

Expected<void> add_nodes(std::string_view source, const std::vector<ProtoField>& fields, std::vector<GraphNode>& nodes) {
  for (const ProtoField& field : fields) {
    if (field.name == "graph") TRY(add_nodes(source, field.fields, nodes));
    if (field.name != "node") continue;
    nodes.push_back(TRY(read_onnx_graph_node(source, TRY(call_of(source, field)))));
    for (const ProtoField& part : field.fields) {
      if (part.name == "input") nodes.back().inputs.push_back(part.value.text);
      if (part.name == "output") nodes.back().outputs.push_back(part.value.text);
    }
  }
  return {};
}

}  // namespace

// A node's attributes stand in <...>, a graph has an arrow; a node without attributes is told by a blank before its bracket.
bool is_onnx(std::string_view text) {
  if (is_onnx_file(text)) return true;
  if (is_prototxt(text)) return text.find("op_type") != std::string_view::npos;
  if (text.find("=>") != std::string_view::npos) return true;
  for (std::size_t at = text.find('='); at != std::string_view::npos; at = text.find('=', at + 1)) {
    std::size_t n = text.find_first_not_of(' ', at + 1);
    if (n == std::string_view::npos || std::isupper(static_cast<unsigned char>(text[n])) == 0) continue;
    while (n < text.size() && in_name(text[n])) ++n;
    const std::string_view rest = text.substr(n);
    if (rest.starts_with(" <") || rest.starts_with("<") || rest.starts_with(" (")) return true;
  }
  return false;
}

Expected<std::vector<GraphNode>> read_onnx(std::string_view source, std::string_view text) {
  if (is_onnx_file(text)) return read_onnx_file(source, text);
  if (!is_prototxt(text)) return NodeReader(source, text).all();
  std::vector<GraphNode> nodes;
  return parse_prototxt(source, text)
      .and_then([&](const std::vector<ProtoField>& fields) { return add_nodes(source, fields, nodes); })
      .map([&] { return std::move(nodes); });
}

}  // namespace deconvlab

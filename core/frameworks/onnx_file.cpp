// ONNX's model files: the nodes of a ModelProto's graph, with the shapes and constants that it says. Fields: onnx.proto3 of ONNX.
#include <google/protobuf/io/coded_stream.h>

#include <bit>
#include <cstring>
#include <map>
#include <optional>

#include "core/frameworks/each_framework.h"
#include "core/frameworks/onnx_nodes.h"
#include "core/frameworks/place.h"
#include "core/try.h"

namespace deconvlab {

namespace {

using Stream = google::protobuf::io::CodedInputStream;

// A field as it lies in the bytes: of a message or a text `bytes`, else `number`.
struct Field {
  int number = 0;
  std::uint64_t value = 0;
  std::string_view bytes;
};

// The fields of a message, one after the other.
class Fields {
 public:
  explicit Fields(std::string_view bytes)
      : bytes_(bytes), stream_(reinterpret_cast<const std::uint8_t*>(bytes.data()), static_cast<int>(bytes.size())) {}

  // Nothing at the end, or where the bytes are none of a message: is_whole tells which.
  std::optional<Field> next() {
    const std::uint32_t tag = stream_.ReadTag();
    if (tag == 0) return whole_ = stream_.ConsumedEntireMessage(), std::nullopt;
    Field field{.number = static_cast<int>(tag >> 3), .value = 0, .bytes = {}};
    whole_ = read(tag & 7, field);
    return whole_ ? std::optional(field) : std::nullopt;
  }
  bool is_whole() const { return whole_; }

 private:
  // The wire's types: a varint, 8 bytes, a length and so many bytes, 4 bytes.
  bool read(std::uint32_t type, Field& field) {
    std::uint32_t word = 0;
    if (type == 0) return stream_.ReadVarint64(&field.value);
    if (type == 1) return stream_.ReadLittleEndian64(&field.value);
    if (type == 5 && stream_.ReadLittleEndian32(&word)) return field.value = word, true;
    if (type != 2 || !stream_.ReadVarint32(&word)) return false;
    const auto at = static_cast<std::size_t>(stream_.CurrentPosition());
    if (word > bytes_.size() - at) return false;
    field.bytes = bytes_.substr(at, word);
    return stream_.Skip(static_cast<int>(word));
  }

  std::string_view bytes_;
  Stream stream_;
  bool whole_ = true;
};

float float_of(std::uint64_t bits) { return std::bit_cast<float>(static_cast<std::uint32_t>(bits)); }

Value whole_value(std::uint64_t bits) {
  const auto number = static_cast<std::int64_t>(bits);
  return {.kind = Value::Kind::integer, .integer = number, .real = static_cast<double>(number), .written = fmt::format("{}", number)};
}

Value real_value(float number) { return {.kind = Value::Kind::real, .real = number, .written = fmt::format("{}", number)}; }

Value text_value(std::string_view text) {
  return {.kind = Value::Kind::text, .text = std::string(text), .written = fmt::format("\"{}\"", excerpt(text))};
}

Value list_of(std::vector<Value> items) {
  std::string written;
  for (const Value& item : items) written += (written.empty() ? "" : ", ") + item.written;
  return {.kind = Value::Kind::list, .items = std::move(items), .written = "[" + written + "]"};
}

constexpr std::size_t kMostNumbers = 16;  // of what says sizes: more are weights

// One number of the field, or several packed one behind the other.
void add_numbers(const Field& field, std::vector<Value>& items, bool reals) {
  if (items.size() >= kMostNumbers) return;
  if (field.bytes.empty()) return items.push_back(reals ? real_value(float_of(field.value)) : whole_value(field.value));
  Stream packed(reinterpret_cast<const std::uint8_t*>(field.bytes.data()), static_cast<int>(field.bytes.size()));
  std::uint64_t whole = 0;
  std::uint32_t word = 0;
  while (items.size() < kMostNumbers && (reals ? packed.ReadLittleEndian32(&word) : packed.ReadVarint64(&whole)))
    items.push_back(reals ? real_value(float_of(word)) : whole_value(whole));
}

// raw_data of float32 (data_type 1) or int64 (7).
void add_raw(std::string_view raw, std::uint64_t type, std::vector<Value>& items) {
  const std::size_t size = type == 1 ? 4 : 8;
  for (std::size_t at = 0; (type == 1 || type == 7) && at + size <= raw.size() && items.size() < kMostNumbers; at += size) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, raw.data() + at, size);
    items.push_back(type == 1 ? real_value(float_of(bits)) : whole_value(bits));
  }
}

struct Tensor {
  std::string name;
  Value value;  // its numbers where they are few, else its shape
};

// TensorProto: dims 1, data_type 2, float_data 4, int64_data 7, name 8, raw_data 9.
Tensor tensor_of(std::string_view bytes) {
  Tensor tensor;
  std::vector<Value> dims, numbers;
  std::uint64_t type = 0;
  std::string_view raw;
  Fields fields(bytes);
  while (const auto field = fields.next()) {
    if (field->number == 1) add_numbers(*field, dims, false);
    if (field->number == 2) type = field->value;
    if (field->number == 4) add_numbers(*field, numbers, true);
    if (field->number == 7) add_numbers(*field, numbers, false);
    if (field->number == 8) tensor.name = field->bytes;
    if (field->number == 9) raw = field->bytes;
  }
  add_raw(raw, type, numbers);
  tensor.value = list_of(dims.size() <= 1 && !numbers.empty() ? std::move(numbers) : std::move(dims));
  return tensor;
}

// The first field of that number, along a path of messages.
std::string_view within(std::string_view bytes, std::initializer_list<int> path) {
  for (const int number : path) {
    Fields fields(bytes);
    bytes = {};
    while (const auto field = fields.next())
      if (field->number == number && bytes.empty()) bytes = field->bytes;
  }
  return bytes;
}

// ValueInfoProto: name 1, type 2; tensor_type 1, shape 2, dim 1: dim_value 1, or a name.
Tensor input_of(std::string_view bytes) {
  std::vector<Value> dims;
  Fields shape(within(bytes, {2, 1, 2}));
  while (const auto dim = shape.next()) {
    Value side{.kind = Value::Kind::name, .text = "n", .written = "n"};
    Fields fields(dim->bytes);
    while (const auto field = fields.next())
      if (field->number == 1 && field->bytes.empty()) side = whole_value(field->value);
    dims.push_back(side);
  }
  return {std::string(within(bytes, {1})), list_of(std::move(dims))};
}

// AttributeProto: name 1, f 2, i 3, s 4, t 5, floats 7, ints 8.
Argument attribute_of(std::string_view bytes) {
  Argument attribute;
  std::vector<Value> items;
  Fields fields(bytes);
  while (const auto field = fields.next()) {
    if (field->number == 1) attribute.name = field->bytes;
    if (field->number == 2) attribute.value = real_value(float_of(field->value));
    if (field->number == 3) attribute.value = whole_value(field->value);
    if (field->number == 4) attribute.value = text_value(field->bytes);
    if (field->number == 5) attribute.value = tensor_of(field->bytes).value;
    if (field->number == 7) add_numbers(*field, items, true);
    if (field->number == 8) add_numbers(*field, items, false);
  }
  if (!items.empty()) attribute.value = list_of(std::move(items));
  return attribute;
}

class GraphReader {
 public:
  explicit GraphReader(std::string_view source) : source_(source) {}

  // GraphProto: node 1, initializer 5, input 11.
  Expected<std::vector<GraphNode>> read(std::string_view graph) {
    for (Fields fields(graph); const auto field = fields.next();) {
      if (field->number == 5) keep(tensor_of(field->bytes));
      if (field->number == 11) keep(input_of(field->bytes));
    }
    Fields fields(graph);
    while (const auto field = fields.next()) {
      if (field->number == 1) TRY(add_node(field->bytes));
    }
    if (!fields.is_whole()) return fail(ErrorCode::cannot_open, source_, reason("reason.onnx_damaged"));
    return std::move(read_);
  }

 private:
  void keep(Tensor tensor) { known_.try_emplace(std::move(tensor.name), std::move(tensor.value)); }

  // NodeProto: input 1, output 2, op_type 4, attribute 5. An error's line is the node's number.
  Expected<void> add_node(std::string_view bytes) {
    Value call{.kind = Value::Kind::call, .line = ++nodes_};
    std::vector<Argument> attributes;
    GraphNode named;
    Fields fields(bytes);
    while (const auto field = fields.next()) {
      if (field->number == 1) call.arguments.push_back({"", input(field->bytes)});
      if (field->number == 1) named.inputs.emplace_back(field->bytes);
      if (field->number == 2) named.outputs.emplace_back(field->bytes);
      if (field->number == 4) call.text = field->bytes;
      if (field->number == 5) attributes.push_back(attribute_of(field->bytes));
    }
    if (!fields.is_whole()) return fail(ErrorCode::cannot_open, source_, reason("reason.onnx_damaged"));
    for (Argument& attribute : attributes) attribute.value.line = nodes_;
    if (call.text == "Constant" && !attributes.empty() && !named.outputs.empty()) known_[named.outputs.front()] = attributes.front().value;
    if (!is_pointwise_onnx(call.text)) call.arguments.insert(call.arguments.end(), attributes.begin(), attributes.end());
    read_.push_back(TRY(read_onnx_graph_node(source_, call)));
    read_.back().inputs = std::move(named.inputs);
    read_.back().outputs = std::move(named.outputs);
    return {};
  }

  Value input(std::string_view name) const {
    const auto found = known_.find(name);
    Value value = found != known_.end() ? found->second : Value{.kind = Value::Kind::name, .text = std::string(name)};
    if (name.empty()) value = Value{};
    value.written = name.empty() ? "None" : std::string(name);
    value.line = nodes_;
    return value;
  }

  std::string_view source_;
  int nodes_ = 0;
  std::map<std::string, Value, std::less<>> known_;
  std::vector<GraphNode> read_;
};

}  // namespace

// A model begins with its ir_version, field 1, a varint; no text begins so.
bool is_onnx_file(std::string_view bytes) { return bytes.size() > 2 && bytes[0] == '\x08' && bytes[1] > 0 && bytes[1] < 32; }

// ModelProto: graph 7.
Expected<std::vector<GraphNode>> read_onnx_file(std::string_view source, std::string_view bytes) {
  if (bytes.size() > static_cast<std::size_t>(INT32_MAX)) return fail(ErrorCode::too_large, source, bytes.size(), INT32_MAX);
  Fields model(bytes);
  std::string_view graph;
  while (const auto field = model.next())
    if (field->number == 7) graph = field->bytes;
  if (!model.is_whole() || graph.empty()) return fail(ErrorCode::cannot_open, source, reason("reason.onnx_damaged"));
  return GraphReader(source).read(graph);
}

}  // namespace deconvlab

// Caffe's layers, as a network's prototxt has them. Reference: caffe.proto and the layers of BVLC/caffe.
#include <algorithm>
#include <optional>

#include "core/frameworks/each_framework.h"
#include "core/frameworks/place.h"
#include "core/frameworks/prototxt.h"
#include "core/try.h"

namespace deconvlab {

namespace {

#define CAFFE_LAYER                                                                                                          \
  {"name", ArgumentRole::layer_name, "None"}, {"type", ArgumentRole::layer_type, "None"}, {"bottom", ArgumentRole::operand}, \
      {"top", ArgumentRole::result, "None"}, {"phase", ArgumentRole::ignored, "None"},                                       \
      {"param.lr_mult", ArgumentRole::learning_rate, "None"}, {                                                              \
    "param.decay_mult", ArgumentRole::ignored, "None"                                                                        \
  }
constexpr Parameter kConv[] = {CAFFE_LAYER,
                               {"num_output", ArgumentRole::out_channels},
                               {"bias_term", ArgumentRole::bias, "true"},
                               {"pad", ArgumentRole::padding, "0"},
                               {"kernel_size", ArgumentRole::kernel},
                               {"stride", ArgumentRole::unit_stride, "1"},
                               {"dilation", ArgumentRole::dilation, "1"},
                               {"group", ArgumentRole::groups, "1"},
                               {"weight_filler.type", ArgumentRole::filler, "None"},
                               {"weight_filler.value", ArgumentRole::ignored, "None"},
                               {"weight_filler.std", ArgumentRole::ignored, "None"},
                               {"bias_filler.type", ArgumentRole::ignored, "None"},
                               {"bias_filler.value", ArgumentRole::ignored, "None"},
                               {"engine", ArgumentRole::ignored, "None"},
                               {"axis", ArgumentRole::ignored, "None"},
                               {"force_nd_im2col", ArgumentRole::ignored, "None"}};
constexpr Parameter kPool[] = {CAFFE_LAYER,
                               {"pool", ArgumentRole::pool_kind, "MAX"},
                               {"pad", ArgumentRole::padding, "0"},
                               {"kernel_size", ArgumentRole::kernel},
                               {"stride", ArgumentRole::unit_stride, "1"},
                               {"round_mode", ArgumentRole::round_mode, "CEIL"},
                               {"global_pooling", ArgumentRole::ignored, "None"},
                               {"engine", ArgumentRole::ignored, "None"}};
constexpr Parameter kCrop[] = {CAFFE_LAYER, {"axis", ArgumentRole::first_axis, "2"}, {"offset", ArgumentRole::offset, "0"}};
#undef CAFFE_LAYER

// The other blob says how much is left.
void by_reference(Layer& layer) { layer.p_end.clear(); }

using Kind = LayerKind;
// Types by their name, and by that of the first version of Caffe; of pooling a line for each kind.
struct Type {
  std::string_view name, old_name, parameters;
  std::string_view pool;
  Signature signature;
};
constexpr Type kTypes[] = {
    {"Convolution", "CONVOLUTION", "convolution_param", "", {"Convolution", Kind::conv, 2, "", "ois", false, kConv}},
    {"Deconvolution", "DECONVOLUTION", "convolution_param", "", {"Deconvolution", Kind::conv_transpose, 2, "", "ios", false, kConv}},
    {"Pooling", "POOLING", "pooling_param", "MAX", {"Pooling", Kind::max_pool, 2, "", "", false, kPool}},
    {"Pooling", "POOLING", "pooling_param", "AVE", {"Pooling", Kind::average_pool, 2, "", "", false, kPool}},
    {"Crop", "CROP", "crop_param", "", {"Crop", Kind::crop, 2, "", "", false, kCrop, {}, by_reference}},
};

// Types that move nothing, or have no picture; those that give the network its input; those that join results.
constexpr std::string_view kOthers[] = {
    "ReLU",      "PReLU",   "ELU",     "Sigmoid",      "TanH",    "Dropout", "Softmax", "SoftmaxWithLoss", "Accuracy", "LRN",
    "BatchNorm", "Scale",   "Split",   "Silence",      "Flatten", "Reshape", "ArgMax",  "InnerProduct",    "Bias",     "Power",
    "RELU",      "DROPOUT", "SOFTMAX", "SOFTMAX_LOSS", "LRN",     "SPLIT",   "Slice",   "INNER_PRODUCT",   "ACCURACY", "FLATTEN"};
constexpr std::string_view kInputs[] = {"Data", "Input", "ImageData", "HDF5Data", "MemoryData", "DummyData", "Python", "DATA"};
constexpr std::string_view kSums[] = {"Eltwise", "ELTWISE"};
constexpr std::string_view kConcats[] = {"Concat", "CONCAT"};

const ProtoField* field_of(const ProtoField& message, std::string_view name) {
  const auto found = std::ranges::find(message.fields, name, &ProtoField::name);
  return found == message.fields.end() ? nullptr : &*found;
}

// kernel_h and kernel_w are one argument, in that order.
struct Side {
  std::string_view name, argument;
  std::size_t axis;
};
constexpr Side kSides[] = {{"kernel_h", "kernel_size", 0}, {"kernel_w", "kernel_size", 1}, {"pad_h", "pad", 0}, {"pad_w", "pad", 1},
                           {"stride_h", "stride", 0},      {"stride_w", "stride", 1}};

class CallOfLayer {
 public:
  CallOfLayer(std::string_view source, const ProtoField& layer) : source_(source), layer_(layer) {}

  Expected<Value> make(const Type& type) {
    call_.kind = Value::Kind::call;
    call_.text = type.name;
    call_.line = layer_.line;
    for (const ProtoField& field : layer_.fields) TRY(add(field, "", type.parameters));
    TRY(fill_sides());
    return std::move(call_);
  }

 private:
  Expected<void> add(const ProtoField& field, const std::string& prefix, std::string_view parameters) {
    if (field.name == "include" || field.name == "exclude" || field.name == "loss_weight" || field.name == "propagate_down") return {};
    const bool own = field.is_message && prefix.empty() && field.name == parameters;
    if (field.is_message && prefix.empty() && !own && field.name != "param") {
      constexpr std::string_view kTail = "_param";
      if (!field.name.ends_with(kTail))
        return wrong(source_, field.line, "reason.argument_unknown", call_.text, excerpt(field.name), parameters);
      return wrong(source_, field.line, "reason.other_parameters", call_.text, excerpt(field.name), parameters);
    }
    if (!field.is_message) return add_value(prefix + field.name, field.value);
    const std::string inner = own ? "" : field.name + ".";
    for (const ProtoField& within : field.fields) {
      if (within.is_message) TRY(add_inner(within));
      if (!within.is_message) TRY(add_value(inner + within.name, within.value));
    }
    return {};
  }

  // weight_filler { type: "bilinear" }
  Expected<void> add_inner(const ProtoField& message) {
    for (const ProtoField& field : message.fields)
      if (!field.is_message) TRY(add_value(message.name + "." + field.name, field.value));
    return {};
  }

  // A field that is there again makes a list; of names and learning rates the first counts.
  Expected<void> add_value(const std::string& name, const Value& value) {
    if (const auto* side = std::ranges::find(kSides, name, &Side::name); side != std::end(kSides)) return add_side(*side, value);
    const auto found = std::ranges::find(call_.arguments, name, &Argument::name);
    if (found == call_.arguments.end()) return call_.arguments.push_back({name, value}), Expected<void>();
    if (name == "bottom" || name == "top" || name.find('.') != std::string::npos) return {};
    if (!value.is(Value::Kind::integer)) return wrong(source_, value.line, "reason.argument_twice", call_.text, excerpt(name));
    Value& list = found->value;
    if (!list.is(Value::Kind::list)) {
      Value first = list;
      list = Value{.kind = Value::Kind::list, .items = {first}, .written = first.written, .line = first.line};
    }
    list.items.push_back(value);
    list.written += ", " + value.written;
    return {};
  }

  Expected<void> add_side(const Side& side, const Value& value) {
    sides_.push_back({&side, value});
    return {};
  }

  Expected<void> fill_sides() {
    for (const auto& [side, value] : sides_) {
      auto found = std::ranges::find(call_.arguments, side->argument, &Argument::name);
      const bool fresh = found == call_.arguments.end();
      if (!fresh && !found->value.is(Value::Kind::other))
        return wrong(source_, value.line, "reason.contradiction", call_.text, side->name, side->argument);
      if (fresh) {
        call_.arguments.push_back(
            {std::string(side->argument), Value{.kind = Value::Kind::other, .items = {Value{}, Value{}}, .line = value.line}});
        found = call_.arguments.end() - 1;
      }
      found->value.items[side->axis] = value;
      found->value.written += fmt::format("{}{}: {}", fresh ? "" : ", ", side->name, value.written);
    }
    for (Argument& argument : call_.arguments) {
      if (!argument.value.is(Value::Kind::other) || argument.value.items.size() != 2) continue;
      argument.value.kind = Value::Kind::list;
      const bool is_kernel = argument.name == "kernel_size";
      for (Value& item : argument.value.items) {
        if (!item.is(Value::Kind::none)) continue;
        if (is_kernel) return wrong(source_, argument.value.line, "reason.argument_missing", call_.text, "kernel_h, kernel_w");
        const std::int64_t usual = argument.name == "stride" ? 1 : 0;
        item =
            Value{.kind = Value::Kind::integer, .integer = usual, .real = static_cast<double>(usual), .written = fmt::format("{}", usual)};
      }
    }
    return {};
  }

  struct Given {
    const Side* side;
    Value value;
  };
  std::string_view source_;
  const ProtoField& layer_;
  Value call_;
  std::vector<Given> sides_;
};

std::string_view pool_of(const ProtoField& layer) {
  const ProtoField* const parameters = field_of(layer, "pooling_param");
  const ProtoField* const pool = parameters == nullptr ? nullptr : field_of(*parameters, "pool");
  return pool == nullptr ? "MAX" : std::string_view(pool->value.written);
}

Expected<void> check_pool(std::string_view source, const ProtoField& layer) {
  const std::string_view pool = pool_of(layer);
  if (pool != "MAX" && pool != "AVE" && pool != "0" && pool != "1")
    return wrong(source, layer.line, "reason.value_word", "pool", excerpt(pool), "MAX, AVE");
  const ProtoField* const parameters = field_of(layer, "pooling_param");
  const ProtoField* const global = parameters == nullptr ? nullptr : field_of(*parameters, "global_pooling");
  if (global != nullptr && global->value.truth) return wrong(source, global->line, "reason.global_pooling");
  return {};
}

// Of types that are no layers.
std::optional<GraphNode::Kind> kind_of(std::string_view type) {
  if (std::ranges::count(kInputs, type) > 0) return GraphNode::Kind::input;
  if (std::ranges::count(kSums, type) > 0) return GraphNode::Kind::add;
  if (std::ranges::count(kConcats, type) > 0) return GraphNode::Kind::concatenate;
  return std::ranges::count(kOthers, type) > 0 ? std::optional(GraphNode::Kind::same) : std::nullopt;
}

std::string type_name(const ProtoField& type) { return type.value.is(Value::Kind::text) ? type.value.text : type.value.written; }

Expected<const Type*> type_of(std::string_view source, const ProtoField& layer) {
  const ProtoField* const field = field_of(layer, "type");
  if (field == nullptr) return wrong(source, layer.line, "reason.argument_missing", "layer", "type");
  const std::string name = type_name(*field);
  if (name == "Pooling" || name == "POOLING") TRY(check_pool(source, layer));
  for (const Type& type : kTypes) {
    const bool pool = type.pool.empty() || type.pool == pool_of(layer) || (pool_of(layer) == "0" && type.pool == "MAX") ||
                      (pool_of(layer) == "1" && type.pool == "AVE");
    if ((name == type.name || name == type.old_name) && pool) return &type;
  }
  if (kind_of(name)) return nullptr;
  std::vector<std::string_view> names(std::begin(kOthers), std::end(kOthers));
  names.insert(names.end(), std::begin(kInputs), std::end(kInputs));
  names.insert(names.end(), {"Eltwise", "Concat"});
  for (const Type& type : kTypes) names.push_back(type.name);
  const std::string nearest = nearest_name(name, names);
  if (nearest.empty()) return wrong(source, field->line, "reason.layer_unknown", excerpt(name));
  return wrong(source, field->line, "reason.layer_unknown_near", excerpt(name), nearest);
}

// input_param { shape { dim: 1 dim: 3 dim: 224 dim: 224 } }
PerAxis shape_in(const ProtoField& message) {
  PerAxis shape;
  for (const ProtoField& field : message.fields) {
    if (field.name == "dim" && field.value.is(Value::Kind::integer)) shape.push_back(field.value.integer);
    if (!field.is_message || !shape.empty()) continue;
    shape = shape_in(field);
  }
  return shape;
}

std::vector<std::string> texts_of(const ProtoField& layer, std::string_view name) {
  std::vector<std::string> texts;
  for (const ProtoField& field : layer.fields)
    if (field.name == name) texts.push_back(field.value.text);
  return texts;
}

Expected<GraphNode> read_layer(std::string_view source, const ProtoField& layer) {
  const Type* const type = TRY(type_of(source, layer));
  GraphNode node{.line = layer.line, .inputs = texts_of(layer, "bottom"), .outputs = texts_of(layer, "top")};
  node.op = type_name(*field_of(layer, "type"));
  if (const ProtoField* name = field_of(layer, "name")) node.name = name->value.text;
  node.kind = type != nullptr ? GraphNode::Kind::layer : *kind_of(node.op);
  node.by_reference = type != nullptr && type->signature.kind == Kind::crop && field_of(layer, "crop_param") == nullptr;
  if (node.kind == GraphNode::Kind::input) node.shape = shape_in(layer);
  if (type == nullptr) return node;
  const Value call = TRY(CallOfLayer(source, layer).make(*type));
  int rank = 2;
  if (const Value* kernel = argument_of(call, "kernel_size"); kernel != nullptr && kernel->items.size() == 3) rank = 3;
  node.layer = TRY(read_call(source, call, {&type->signature, rank}, "caffe"));
  return node;
}

}  // namespace

// "layer {", "layers {", or the head of a network.
bool is_caffe(std::string_view text) { return is_prototxt(text) && text.find("op_type") == std::string_view::npos; }

Expected<std::vector<GraphNode>> read_caffe(std::string_view source, std::string_view text) {
  const auto fields = TRY(parse_prototxt(source, text));
  std::vector<GraphNode> nodes;
  GraphNode input{.kind = GraphNode::Kind::input, .op = "input"};
  for (const ProtoField& field : fields) {
    if (field.name == "input") input.outputs.push_back(field.value.text);
    if (field.name == "input_shape" && input.shape.empty()) input.shape = shape_in(field);
    if (field.name == "input_dim" && input.shape.size() < 4) input.shape.push_back(field.value.integer);
  }
  if (!input.outputs.empty()) nodes.push_back(std::move(input));
  for (const ProtoField& field : fields) {
    if (field.name != "layer" && field.name != "layers") {
      constexpr std::string_view kHead[] = {"name", "input", "input_dim", "input_shape", "state", "force_backward", "debug_info"};
      if (std::ranges::count(kHead, field.name) == 0)
        return wrong(source, field.line, "reason.argument_unknown", "prototxt", excerpt(field.name), "layer");
      continue;
    }
    nodes.push_back(TRY(read_layer(source, field)));
  }
  return nodes;
}

}  // namespace deconvlab

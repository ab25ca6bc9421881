// What the expressions of a PyTorch network come to, and the layers that it calls.
#include <algorithm>

#include "core/frameworks/call_names.h"
#include "core/frameworks/each_framework.h"
#include "core/frameworks/module_reader.h"
#include "core/frameworks/place.h"
#include "core/try.h"

namespace deconvlab {

namespace {

using Kind = Thing::Kind;

std::span<const Framework* const> pytorch() {
  static const Framework* const kOnly[] = {*find_framework("pytorch")};
  return kOnly;
}

const Thing* named(const Value& call, const std::vector<Thing>& given, std::string_view name) {
  for (std::size_t n = 0; n < std::min(call.arguments.size(), given.size()); ++n)
    if (call.arguments[n].name == name) return &given[n];
  return nullptr;
}

// All modules of lists within lists, of pairs of a name and a module too.
void add_children(const Thing& thing, std::vector<Thing>& children) {
  if (thing.is(Kind::module)) children.push_back(thing);
  if (thing.is(Kind::list))
    for (const Thing& item : *thing.list) add_children(item, children);
}

// The number of a constant or of a list of them, in the place of the names that stand in the text; what is not known stays.
void put_constant(Value& value, const Thing& thing) {
  if (thing.is(Kind::list) && value.items.empty() && !thing.list->empty() && std::ranges::all_of(*thing.list, &Thing::is_number)) {
    value.kind = Value::Kind::list;
    for (const Thing& item : *thing.list) value.items.push_back(item.constant);
    return;
  }
  if (value.is(Value::Kind::list) && thing.is(Kind::list) && thing.list->size() == value.items.size())
    for (std::size_t n = 0; n < value.items.size(); ++n) put_constant(value.items[n], (*thing.list)[n]);
  if (!thing.is(Kind::constant)) return;
  Value known = thing.constant;
  known.written = known.is(Value::Kind::integer) ? fmt::format("{}", known.integer) : value.written;
  known.line = value.line;
  value = std::move(known);
}

bool is_joining(std::string_view name) { return is_concatenation(name) || is_sum(name) || plain_name(name) == "cat"; }

// torch.cat([x, y], 1), torch.add(x, y).
std::vector<Thing> joined_in(const std::vector<Thing>& given) {
  std::vector<Thing> joined = !given.empty() && given[0].is(Kind::list) ? *given[0].list : given;
  std::erase_if(joined, [](const Thing& thing) { return !thing.is(Kind::result); });
  return joined;
}

}  // namespace

Thing ModuleReader::add_node(GraphNode node) {
  const std::string name = fmt::format("#{}", nodes_.size());
  node.outputs = {name};
  if (node.name.empty()) node.name = !within_.empty() ? within_ : std::string(plain_name(node.op));
  nodes_.push_back(std::move(node));
  return result_thing(name);
}

// A name, of an object its attribute, of a class its functions.
Thing ModuleReader::attribute(const Thing& of, std::string_view name) const {
  if (of.is(Kind::result) && name == "shape") return {.kind = Kind::sizes, .text = of.text};
  if (of.is(Kind::result) && name == "is_cuda") return truth_thing(false);
  const ModuleClass* const type = of.is(Kind::type) ? of.type : of.is(Kind::module) ? of.module->type : nullptr;
  if (of.is(Kind::module)) {
    if (const auto found = of.module->attributes.find(name); found != of.module->attributes.end()) return found->second;
    if (name == "training") return truth_thing(false);
  }
  if (type == nullptr) return {};
  if (const auto found = type->functions.find(name); found != type->functions.end())
    return {.kind = Kind::function, .module = of.module, .function = found->second};
  for (const ModuleLine& line : type->text->body) {
    const bool gives = line.tokens.size() > 2 && line.tokens[0].written == name && is_mark(line.tokens[line.tokens.size() - 2], "=");
    const auto value = gives ? parse_value(source_, {line.tokens.back(), Token{}}) : Value();
    if (value && value->is(Value::Kind::integer)) return number_thing(value->integer);
  }
  return {};
}

Thing ModuleReader::lookup(std::string_view path, const Scope& scope) const {
  const std::string_view first = path.substr(0, path.find('.'));
  Thing thing{.text = std::string(path)};
  if (const auto local = scope.find(first); local != scope.end()) {
    thing = local->second;
  } else if (const auto global = globals_.find(first); global != globals_.end()) {
    thing = global->second;
  } else if (const auto type = classes_.find(first); type != classes_.end()) {
    thing = {.kind = Kind::type, .type = &type->second};
  } else if (const auto function = functions_.find(first); function != functions_.end()) {
    thing = {.kind = Kind::function, .function = function->second};
  }
  for (std::size_t at = first.size(); at < path.size();) {
    const std::size_t end = std::min(path.find('.', at + 1), path.size());
    thing = attribute(thing, path.substr(at + 1, end - at - 1));
    at = end;
  }
  if (thing.is(Kind::unknown) && thing.text.empty()) thing.text = std::string(path);
  return thing;
}

Expected<Thing> ModuleReader::value(const Value& value, Scope& scope) {
  TRY(count_step(value.line));
  if (value.is(Value::Kind::name)) return lookup(value.text, scope);
  if (value.is(Value::Kind::call)) return call(value, scope);
  if (value.is(Value::Kind::other)) return part(value, scope);
  if (!value.is(Value::Kind::list)) return Thing{.kind = Kind::constant, .constant = value};
  std::vector<Thing> items;
  for (const Value& item : value.items) items.push_back(TRY(this->value(item, scope)));
  return list_thing(std::move(items));
}

Expected<Thing> ModuleReader::part(const Value& value, Scope& scope) {
  if (value.items.empty()) return Thing{.text = value.written};
  if (value.text == "(" && value.items[0].text.starts_with(".") && !value.items[0].items.empty()) {
    const Thing of = TRY(this->value(value.items[0].items[0], scope));
    std::vector<Thing> given;
    for (const Argument& argument : value.arguments) given.push_back(TRY(this->value(argument.value, scope)));
    return call_method(of, value.items[0].text.substr(1), value, given);
  }
  const Thing left = TRY(this->value(value.items[0], scope));
  if (value.text == "(") {
    std::vector<Thing> given;
    for (const Argument& argument : value.arguments) given.push_back(TRY(this->value(argument.value, scope)));
    return call_thing(left, value, given);
  }
  if (value.text.starts_with("[")) return subscript(value, left, scope);
  if (value.text.starts_with(".")) return attribute(left, value.text.substr(1));
  if (value.items.size() < 2) return Thing{.text = value.written};
  const Thing right = TRY(this->value(value.items[1], scope));
  if (left.is(Kind::result) && right.is(Kind::result)) {
    if (value.text != "+" && value.text != "-") return unfollowed(value.line, value.written);
    return join(GraphNode::Kind::add, value, {left, right});
  }
  if (left.is(Kind::result) || right.is(Kind::result)) return left.is(Kind::result) ? left : right;  // a number added
  return combined(left, value.text, right);
}

Expected<Thing> ModuleReader::call(const Value& value, Scope& scope) {
  std::vector<Thing> given;
  for (const Argument& argument : value.arguments) given.push_back(TRY(this->value(argument.value, scope)));
  Thing made = TRY(call_named(value, given, scope));
  if (value.operands.empty()) return made;
  std::vector<Thing> operands;
  for (const Argument& operand : value.operands) operands.push_back(TRY(this->value(operand.value, scope)));
  return call_thing(
      made, {.kind = Value::Kind::call, .text = value.text, .arguments = value.operands, .written = value.written, .line = value.line},
      operands);
}

Expected<Thing> ModuleReader::call_named(const Value& written, const std::vector<Thing>& given, Scope& scope) {
  const Thing callee = lookup(written.text, scope);
  Value call = written;
  if (callee.is(Kind::unknown)) call.text = callee.text;  // what "norm_layer" stands for
  if (!callee.is(Kind::unknown)) {
    const bool outer = callee.is(Kind::module) && within_.empty() && forward_ && call.text.starts_with("self.");
    if (outer) within_ = call.text.substr(5);
    auto result = call_thing(callee, call, given);
    if (outer) within_.clear();
    return result;
  }
  const std::size_t dot = call.text.rfind('.');
  if (dot != std::string::npos) {
    const Thing of = lookup(std::string_view(call.text).substr(0, dot), scope);
    if (!of.is(Kind::unknown)) return call_method(of, call.text.substr(dot + 1), call, given);
  }
  if (is_joining(call.text) && first_result(joined_in(given)) != nullptr)
    return join(is_sum(call.text) ? GraphNode::Kind::add : GraphNode::Kind::concatenate, call, joined_in(given));
  return built_in(call, given).and_then([&](Thing thing) -> Expected<Thing> {
    if (!thing.is(Kind::function)) return thing;
    const FoundCall found = find_call(pytorch(), call.text);
    const std::string_view plain = plain_name(call.text);
    if (found.framework == nullptr && forward_ && first_result(given) != nullptr) return unknown_call(source_, pytorch(), call);
    if (found.framework == nullptr) return module_thing({.kind = Module::Kind::unknown, .call = call});
    if (plain == "pad" && first_result(given) != nullptr) {
      if (const Thing padded = TRY(pad(call, given)); !padded.is(Kind::unknown)) return padded;
    }
    LayerText layer = TRY(read_call(source_, with_constants(call, given), found.match, "pytorch"));
    if (first_result(given) != nullptr) return apply_layer(std::move(layer), call, given);
    return module_thing({.kind = Module::Kind::layer, .layer = std::move(layer)});
  });
}

// A function where the call is none of PyTorch's and Python's that hold, join or pass results on.
Expected<Thing> ModuleReader::built_in(const Value& call, const std::vector<Thing>& given) const {
  const std::string_view plain = plain_name(call.text);
  if (is_container(call.text)) {
    std::vector<Thing> children;
    for (const Thing& one : given) add_children(one, children);
    return module_thing({.kind = Module::Kind::sequence, .children = std::move(children)});
  }
  if (call.text == "len" && given.size() == 1 && given[0].is(Kind::list)) return number_thing(std::ssize(*given[0].list));
  if (call.text == "int" && given.size() == 1) return given[0];
  if ((call.text == "list" || call.text == "tuple") && given.size() == 1) return given[0];
  if (call.text == "reversed" && given.size() == 1 && given[0].is(Kind::list))
    return list_thing({given[0].list->rbegin(), given[0].list->rend()});
  if (call.text == "range" && !given.empty() && std::ranges::all_of(given, &Thing::is_number)) {
    const std::int64_t start = given.size() > 1 ? given[0].constant.integer : 0;
    const std::int64_t end = given[given.size() > 1 ? 1 : 0].constant.integer, step = given.size() > 2 ? given[2].constant.integer : 1;
    std::vector<Thing> items;
    for (std::int64_t n = start; step > 0 && n < end && items.size() < 1000; n += step) items.push_back(number_thing(n));
    return list_thing(std::move(items));
  }
  if (plain == "adaptive_avg_pool2d" || plain == "adaptive_max_pool2d") {
    if (const Thing* result = first_result(given)) return *result;
  }
  const bool passes = is_pointwise(call.text) && plain != "super";
  if (!passes && !is_global_pooling(call)) return Thing{.kind = plain == "super" ? Kind::unknown : Kind::function};
  if (const Thing* result = first_result(given)) return *result;
  return module_thing({.kind = Module::Kind::same});
}

Expected<Thing> ModuleReader::call_thing(const Thing& callee, const Value& call, const std::vector<Thing>& given) {
  if (callee.is(Kind::type)) return made(*callee.type, call, given);
  if (callee.is(Kind::function))
    return invoke(*callee.function, callee.module ? Thing{.kind = Kind::module, .module = callee.module} : Thing(), call, given);
  if (callee.is(Kind::module)) return apply(callee, call, given);
  if (forward_ && first_result(given) != nullptr) return unfollowed(call.line, call.written);
  return Thing();
}

Expected<Thing> ModuleReader::call_method(const Thing& of, std::string_view name, const Value& call, const std::vector<Thing>& given) {
  if (of.is(Kind::list) && name == "append" && given.size() == 1) return of.list->push_back(given[0]), Thing();
  const bool adds = of.is(Kind::module) && (name == "add_module" || name == "append");
  if (adds && !given.empty() && given.back().is(Kind::module)) return of.module->children.push_back(given.back()), Thing();
  if (of.is(Kind::module) && forward_ && first_result(given) != nullptr) return unfollowed(call.line, call.written);
  if (of.is(Kind::module)) return of;  // net.cuda(), net.to(device)
  if (!of.is(Kind::result)) return Thing();
  if (name == "size" || name == "shape") {
    if (given.empty()) return Thing{.kind = Kind::sizes, .text = of.text};
    if (!given[0].is_number()) return Thing();
    const std::int64_t axis = given[0].constant.integer;
    return Thing{.kind = Kind::size, .text = fmt::format("{}@{}", of.text, axis < 0 ? axis + 4 : axis)};
  }
  if (name == "add" || name == "add_") {
    return !given.empty() && given[0].is(Kind::result) ? join(GraphNode::Kind::add, call, {of, given[0]}) : of;
  }
  return is_pointwise(name) ? of : Expected<Thing>(unfollowed(call.line, call.written));
}

Expected<Thing> ModuleReader::made(const ModuleClass& type, const Value& call, const std::vector<Thing>& given) {
  const Thing object = module_thing({.kind = Module::Kind::object, .type = &type});
  const auto init = type.functions.find("__init__");
  if (init != type.functions.end()) TRY(invoke(*init->second, object, call, given));
  return object;
}

Expected<Thing> ModuleReader::apply(const Thing& thing, const Value& call, const std::vector<Thing>& given) {
  ++depth_;
  TRY(count_step(call.line));
  const auto told = [&](const Thing& result) { return --depth_, result; };
  const Module& module = *thing.module;
  if (module.kind == Module::Kind::layer) return told(TRY(apply_layer(module.layer, call, given)));
  if (module.kind == Module::Kind::unknown) return unknown_call(source_, pytorch(), module.call);
  if (module.kind == Module::Kind::object) {
    const auto forward = module.type->functions.find("forward");
    if (forward == module.type->functions.end()) return unfollowed(call.line, call.written);
    return told(TRY(invoke(*forward->second, thing, call, given)));
  }
  const Thing* const first = first_result(given);
  if (first == nullptr) return told(Thing());
  Thing result = *first;
  const std::vector<Thing> children = module.children;
  for (const Thing& child : children)
    result = TRY(apply(child, {.kind = Value::Kind::call, .text = call.text, .line = call.line}, {result}));
  return told(result);
}

Expected<Thing> ModuleReader::apply_layer(LayerText layer, const Value& call, const std::vector<Thing>& given) {
  const Thing* const input = first_result(given);
  if (input == nullptr) return unfollowed(call.line, call.written);
  const Thing* const size = named(call, given, "output_size");
  const bool unpools =
      layer.layer.kind == LayerKind::max_unpool && std::ranges::all_of(layer.layer.s, [](std::int64_t s) { return s == 2; });
  const bool to_sizes = size != nullptr && size->is(Kind::sizes) && unpools;
  if (size != nullptr && !size->is_constant(Value::Kind::none) && !to_sizes && layer.layer.output.empty())
    return unfollowed(call.line, call.written);
  GraphNode node{.kind = GraphNode::Kind::layer, .op = layer.function, .line = call.line, .inputs = {input->text}};
  node.layer = std::move(layer);
  const Thing made = add_node(std::move(node));
  return to_sizes ? cut_like(call, made, size->text, std::nullopt) : made;
}

Expected<Thing> ModuleReader::join(GraphNode::Kind kind, const Value& call, const std::vector<Thing>& joined) {
  GraphNode node{.kind = kind, .op = call.text, .line = call.line};
  node.name = kind == GraphNode::Kind::add ? "add" : "cat";
  for (const Thing& one : joined) node.inputs.push_back(one.text);
  return add_node(std::move(node));
}

Value ModuleReader::with_constants(const Value& call, const std::vector<Thing>& given) const {
  Value known = call;
  for (std::size_t n = 0; n < known.arguments.size(); ++n) put_constant(known.arguments[n].value, given[n]);
  for (std::size_t n = known.arguments.size(); n-- > 0;)
    if (given[n].is(Kind::sizes)) known.arguments.erase(known.arguments.begin() + static_cast<std::ptrdiff_t>(n));
  return known;
}

}  // namespace deconvlab

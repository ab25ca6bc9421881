#include "core/frameworks/module_reader.h"

#include <algorithm>

#include "core/frameworks/place.h"
#include "core/try.h"

namespace deconvlab {

namespace {

constexpr int kDeepest = 50;
constexpr int kMostSteps = 20000;  // statements and calls: more than any network's has

std::string_view name_of(const ModuleLine& head) { return head.tokens.size() > 1 ? head.tokens[1].written : ""; }

// What stands between the brackets of "def name(...)".
TokenSpan parameters_of(const ModuleLine& function) {
  const TokenSpan all(function.tokens);
  if (all.size() < 4) return {};
  std::size_t end = 3;
  for (int depth = 1; end < all.size(); ++end) {
    depth += is_mark(all[end], "(") || is_mark(all[end], "[") ? 1 : is_mark(all[end], ")") || is_mark(all[end], "]") ? -1 : 0;
    if (depth == 0) break;
  }
  return all.subspan(3, end - 3);
}

// "stride: int = 1".
struct ParameterText {
  std::string_view name;
  TokenSpan usual;
  bool rest = false;  // *layers
};

std::vector<ParameterText> parameters(const ModuleLine& function) {
  std::vector<ParameterText> all;
  for (TokenSpan part : parted_outside(parameters_of(function), ",")) {
    ParameterText one;
    if (!part.empty() && (is_mark(part.front(), "*") || is_mark(part.front(), "**"))) one.rest = true, part = part.subspan(1);
    if (part.empty()) continue;
    one.name = part.front().written;
    const std::size_t at = find_outside(part, "=");
    if (at < part.size()) one.usual = part.subspan(at + 1);
    all.push_back(one);
  }
  return all;
}

// Where "=" stands that gives a name: not in ==, <= and the like.
std::size_t find_given(TokenSpan tokens) {
  for (std::size_t at = find_outside(tokens, "="); at < tokens.size(); at = find_outside(tokens, "=", at + 1)) {
    if (at + 1 < tokens.size() && is_mark(tokens[at + 1], "=")) {
      ++at;
      continue;
    }
    const bool compares = at > 0 && (is_mark(tokens[at - 1], "!") || is_mark(tokens[at - 1], "<") || is_mark(tokens[at - 1], ">"));
    if (!compares) return at;
  }
  return tokens.size();
}

}  // namespace

tl::unexpected<Error> ModuleReader::unfollowed(int line, std::string_view what) const {
  return wrong(source_, line, "reason.module_unfollowed", excerpt(what));
}

Expected<void> ModuleReader::count_step(int line) {
  if (depth_ > kDeepest) return wrong(source_, line, "reason.too_deep", kDeepest);
  if (++steps_ > kMostSteps) return fail(ErrorCode::too_large, "layers", steps_, kMostSteps);
  return {};
}

void ModuleReader::note_classes(const std::vector<ModuleLine>& lines) {
  for (const ModuleLine& line : lines) {
    if (line.begins_with("def")) functions_[std::string(name_of(line))] = &line;
    if (!line.begins_with("class")) continue;
    ModuleClass one{.name = std::string(name_of(line)), .text = &line};
    for (const ModuleLine& within : line.body)
      if (within.begins_with("def")) one.functions[std::string(name_of(within))] = &within;
    class_order_.push_back(one.name);
    classes_[one.name] = std::move(one);
  }
}

// The last object that the text makes of a class with forward(), else one of the last such class that no other one makes.
Expected<Thing> ModuleReader::network(const std::vector<ModuleLine>& lines) {
  std::set<std::string_view> used;
  const auto note_used = [&](const auto& self, const ModuleLine& line, std::string_view within) -> void {
    for (const Token& token : line.tokens)
      if (token.sign == Sign::word && token.written != within) used.insert(token.written);
    for (const ModuleLine& below : line.body) self(self, below, within);
  };
  for (const ModuleLine& line : lines)
    for (const ModuleLine& below : line.body)
      if (line.begins_with("class")) note_used(note_used, below, name_of(line));
  const auto has_forward = [&](std::string_view name) { return classes_.find(name)->second.functions.contains("forward"); };
  std::string_view last;
  for (const std::string& name : class_order_)
    if (has_forward(name) && (last.empty() || !used.contains(name))) last = name;
  if (last.empty()) return Thing();
  for (const auto& [_, thing] : globals_)
    if (thing.is(Thing::Kind::module) && thing.module->type != nullptr && thing.module->type->name == last) return thing;
  for (const auto& [_, thing] : globals_)
    if (thing.is(Thing::Kind::module) && thing.module->type != nullptr && has_forward(thing.module->type->name)) return thing;
  const Value call{.kind = Value::Kind::call, .text = std::string(last), .line = classes_.find(last)->second.text->line};
  return made(classes_.find(last)->second, call, {});
}

Expected<std::vector<GraphNode>> ModuleReader::all(const std::vector<ModuleLine>& lines) {
  note_classes(lines);
  globals_["__name__"] = {.kind = Thing::Kind::constant, .constant = {.kind = Value::Kind::text, .text = "__main__"}};
  std::vector<ModuleLine> statements;
  for (const ModuleLine& line : lines)
    if (!line.begins_with("class") && !line.begins_with("def")) statements.push_back(line);
  TRY(run(statements, globals_));
  const Thing net = TRY(network(lines));
  if (!net.is(Thing::Kind::module) || net.module->type == nullptr) return std::vector<GraphNode>();
  const auto& functions = net.module->type->functions;
  const auto forward = functions.find("forward");
  if (forward == functions.end()) return std::vector<GraphNode>();
  const auto names = parameters(*forward->second);
  const std::string input = names.size() > 1 ? std::string(names[1].name) : "x";
  nodes_.push_back({.kind = GraphNode::Kind::input, .name = input, .op = "input", .line = forward->second->line, .outputs = {input}});
  forward_ = true;
  TRY(invoke(*forward->second, net, {.kind = Value::Kind::call, .line = forward->second->line}, {result_thing(input)}));
  return std::move(nodes_);
}

Expected<Thing> ModuleReader::invoke(const ModuleLine& function, const Thing& self, const Value& call, const std::vector<Thing>& given) {
  ++depth_;
  TRY(count_step(call.line));
  Scope scope;
  auto names = parameters(function);
  if (!names.empty() && self.is(Thing::Kind::module)) {
    scope[std::string(names.front().name)] = self;
    names.erase(names.begin());
  }
  std::size_t position = 0;
  for (const ParameterText& one : names) {
    Thing taken{.text = std::string(one.name)};
    if (const auto global = globals_.find(one.name); global != globals_.end()) taken = global->second;
    if (!one.usual.empty()) taken = TRY(tokens_value(one.usual, globals_));
    const auto is_positional = [&](std::size_t n) { return n >= call.arguments.size() || call.arguments[n].name.empty(); };
    for (std::size_t n = 0; n < given.size(); ++n)
      if (!is_positional(n) && call.arguments[n].name == one.name) taken = given[n];
    if (one.rest) taken = list_thing({});
    for (; one.rest && position < given.size() && is_positional(position); ++position) taken.list->push_back(given[position]);
    if (!one.rest && position < given.size() && is_positional(position)) taken = given[position++];
    scope[std::string(one.name)] = taken;
  }
  auto returned = TRY(run(function.body, scope));
  --depth_;
  return returned.value_or(Thing());
}

Expected<ModuleReader::Returned> ModuleReader::run(const std::vector<ModuleLine>& lines, Scope& scope) {
  for (std::size_t n = 0; n < lines.size(); ++n) {
    TRY(count_step(lines[n].line));
    const Returned returned = lines[n].begins_with("if") ? TRY(run_if(lines, n, scope)) : TRY(run_one(lines[n], scope));
    if (returned) return returned;
  }
  return Returned();
}

Expected<ModuleReader::Returned> ModuleReader::run_one(const ModuleLine& line, Scope& scope) {
  constexpr std::string_view kPassed[] = {"import", "from",   "class",   "def", "pass", "raise", "assert",
                                          "global", "except", "finally", "del", "elif", "else",  "print"};
  const TokenSpan tokens(line.tokens);
  if (line.begins_with("return")) return Returned(TRY(tokens_value(tokens.subspan(1), scope)));
  if (line.begins_with("for")) return run_for(line, scope);
  if (line.begins_with("with") || line.begins_with("try")) return run(line.body, scope);
  if (line.begins_with("while") && forward_) return unfollowed(line.line, written(tokens));
  const bool passed = tokens.front().sign == Sign::word && std::ranges::count(kPassed, tokens.front().written) > 0;
  if (passed || is_mark(tokens.front(), "@") || line.begins_with("while")) return Returned();
  const std::size_t at = find_given(tokens);
  if (at >= tokens.size()) return TRY(tokens_value(tokens, scope)), Returned();
  constexpr std::string_view kSigns = "+-*";
  const bool augmented = at > 0 && tokens[at - 1].sign == Sign::mark && kSigns.find(tokens[at - 1].written) != std::string_view::npos;
  Thing value = TRY(tokens_value(tokens.subspan(at + 1), scope));
  const TokenSpan targets = tokens.first(augmented ? at - 1 : at);
  if (augmented) {
    const Thing before = TRY(tokens_value(targets, scope));
    const bool results = before.is(Thing::Kind::result) && value.is(Thing::Kind::result) && is_mark(tokens[at - 1], "+");
    value = results                          ? TRY(join(GraphNode::Kind::add, {.text = "+=", .line = line.line}, {before, value}))
            : before.is(Thing::Kind::result) ? before
                                             : combined(before, tokens[at - 1].written, value);
  }
  TRY(assign(targets, value, scope));
  return Returned();
}

Expected<ModuleReader::Returned> ModuleReader::run_if(const std::vector<ModuleLine>& lines, std::size_t& n, Scope& scope) {
  Returned returned;
  bool taken = false;
  const auto is_next = [&] { return n + 1 < lines.size() && (lines[n + 1].begins_with("elif") || lines[n + 1].begins_with("else")); };
  for (;; ++n) {
    const TokenSpan asked = TokenSpan(lines[n].tokens).subspan(1);
    Told holds = Told::yes;
    if (!taken && !lines[n].begins_with("else")) holds = TRY(condition(asked, scope));
    if (holds == Told::open && forward_) return wrong(source_, lines[n].line, "reason.module_condition", excerpt(written(asked)));
    if (!taken && holds == Told::yes) {
      taken = true;
      returned = TRY(run(lines[n].body, scope));
    }
    if (!is_next()) return returned;
  }
}

Expected<ModuleReader::Returned> ModuleReader::run_for(const ModuleLine& line, Scope& scope) {
  const TokenSpan tokens = TokenSpan(line.tokens).subspan(1);
  const std::size_t in = find_outside(tokens, "in");
  Thing over;
  if (in < tokens.size()) over = TRY(tokens_value(tokens.subspan(in + 1), scope));
  if (over.is(Thing::Kind::module)) over = list_thing(over.module->children);
  if (!over.is(Thing::Kind::list) && forward_) return unfollowed(line.line, written(line.tokens));
  if (!over.is(Thing::Kind::list)) return Returned();
  const std::vector<Thing> items = *over.list;
  for (const Thing& item : items) {
    TRY(assign(tokens.first(in), item, scope));
    const Returned returned = TRY(run(line.body, scope));
    if (returned) return returned;
  }
  return Returned();
}

// Of several names each takes its part; the first one that of what is not parted: a pooling's result, and not its indices.
Expected<void> ModuleReader::assign(TokenSpan targets, const Thing& value, Scope& scope) {
  if (is_one_bracket(targets)) targets = targets.subspan(1, targets.size() - 2);
  const auto names = parted_outside(targets, ",");
  for (std::size_t n = 0; n < names.size(); ++n) {
    Thing part = n == 0 ? value : Thing();
    if (names.size() > 1 && value.is(Thing::Kind::list)) part = n < value.list->size() ? (*value.list)[n] : Thing();
    if (names.size() > 1 && value.is(Thing::Kind::sizes)) part = {.kind = Thing::Kind::size, .text = fmt::format("{}@{}", value.text, n)};
    assign_name(names[n], part, scope);
  }
  return {};
}

void ModuleReader::assign_name(TokenSpan target, const Thing& value, Scope& scope) {
  target = target.first(find_outside(target, ":"));  // "x: int"
  if (target.size() == 1) scope[std::string(target.front().written)] = value;
  if (target.size() != 3 || !is_mark(target[1], ".")) return;
  const auto object = scope.find(target.front().written);
  if (object == scope.end() || !object->second.is(Thing::Kind::module)) return;
  object->second.module->attributes[std::string(target[2].written)] = value;
}

bool has_forward(std::string_view text) {
  return text.find("def forward(") != std::string_view::npos && text.find("class ") != std::string_view::npos;
}

Expected<std::vector<GraphNode>> read_module_graph(std::string_view source, std::string_view text) {
  const auto lines = TRY(module_lines(source, text));
  return ModuleReader(source).all(lines);
}

}  // namespace deconvlab

// A PyTorch network as its class's text says it: __init__ and forward are followed, with what they call of the same text.
#pragma once

#include <optional>
#include <set>

#include "core/frameworks/frameworks.h"
#include "core/frameworks/graph.h"
#include "core/frameworks/module_value.h"

namespace deconvlab {

class ModuleReader {
 public:
  explicit ModuleReader(std::string_view source) : source_(source) {}

  Expected<std::vector<GraphNode>> all(const std::vector<ModuleLine>& lines);

 private:
  using Returned = std::optional<Thing>;

  // statements: module_reader.cpp
  void note_classes(const std::vector<ModuleLine>& lines);
  Expected<Thing> network(const std::vector<ModuleLine>& lines);
  Expected<Returned> run(const std::vector<ModuleLine>& lines, Scope& scope);
  Expected<Returned> run_one(const ModuleLine& line, Scope& scope);
  Expected<Returned> run_if(const std::vector<ModuleLine>& lines, std::size_t& n, Scope& scope);
  Expected<Returned> run_for(const ModuleLine& line, Scope& scope);
  Expected<void> assign(TokenSpan targets, const Thing& value, Scope& scope);
  void assign_name(TokenSpan target, const Thing& value, Scope& scope);
  Expected<Thing> invoke(const ModuleLine& function, const Thing& self, const Value& call, const std::vector<Thing>& given);

  // what words come to: module_conditions.cpp
  Expected<Told> condition(TokenSpan tokens, Scope& scope);
  Expected<Told> condition_within(TokenSpan tokens, Scope& scope);
  Expected<Told> comparison(TokenSpan tokens, std::size_t at, Scope& scope);
  Expected<Thing> tokens_value(TokenSpan tokens, Scope& scope);

  // expressions and layers: module_calls.cpp
  Expected<Thing> value(const Value& value, Scope& scope);
  Expected<Thing> part(const Value& value, Scope& scope);
  Expected<Thing> call(const Value& value, Scope& scope);
  Expected<Thing> call_thing(const Thing& callee, const Value& call, const std::vector<Thing>& given);
  Expected<Thing> call_method(const Thing& of, std::string_view name, const Value& call, const std::vector<Thing>& given);
  Expected<Thing> call_named(const Value& written, const std::vector<Thing>& given, Scope& scope);
  Expected<Thing> built_in(const Value& call, const std::vector<Thing>& given) const;
  Expected<Thing> made(const ModuleClass& type, const Value& call, const std::vector<Thing>& given);
  Expected<Thing> apply(const Thing& module, const Value& call, const std::vector<Thing>& given);
  Expected<Thing> apply_layer(LayerText layer, const Value& call, const std::vector<Thing>& given);
  Expected<Thing> join(GraphNode::Kind kind, const Value& call, const std::vector<Thing>& joined);
  Thing lookup(std::string_view path, const Scope& scope) const;
  Thing attribute(const Thing& of, std::string_view name) const;
  Value with_constants(const Value& call, const std::vector<Thing>& given) const;
  Thing add_node(GraphNode node);

  // parts that are cut or padded: module_sizes.cpp
  Expected<Thing> subscript(const Value& value, const Thing& of, Scope& scope);
  Expected<Thing> slice(const Value& value, const Thing& of, const std::vector<TokenSpan>& parts, Scope& scope);
  Expected<Thing> pad(const Value& call, const std::vector<Thing>& given);
  Thing cut_like(const Value& call, const Thing& cut, const std::string& like, std::optional<PerAxis> offset);

  tl::unexpected<Error> unfollowed(int line, std::string_view written) const;
  Expected<void> count_step(int line);

  std::string_view source_;
  std::map<std::string, ModuleClass, std::less<>> classes_;
  std::vector<std::string> class_order_;
  std::map<std::string, const ModuleLine*, std::less<>> functions_;
  Scope globals_;
  std::vector<GraphNode> nodes_;
  std::string within_;    // the attribute of the network that is being computed
  bool forward_ = false;  // what cannot be followed matters
  int depth_ = 0, steps_ = 0;
};

// None of a text without a class that has a forward().
Expected<std::vector<GraphNode>> read_module_graph(std::string_view source, std::string_view text);
// Whether the text may be one.
bool has_forward(std::string_view text);

}  // namespace deconvlab

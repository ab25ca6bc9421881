#include "core/chain/graph_chain.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>
#include <set>

#include "core/chain/chain_text.h"
#include "core/frameworks/place.h"
#include "core/try.h"

namespace deconvlab {

namespace {

using Kind = GraphNode::Kind;

// A result's name as a word of the notation of chains.
std::string word_of(std::string_view name) {
  std::string word;
  for (const char c : name)
    word += std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.' || c == '/' || c == '-' ? c : '_';
  const bool begins = !word.empty() && std::isdigit(static_cast<unsigned char>(word.front())) == 0;
  return begins && word != "from" && word != "like" ? word : "_" + word;
}

class GraphReader {
 public:
  explicit GraphReader(std::string_view source) { chain_.source = std::string(source); }

  Expected<Chain> all(std::vector<GraphNode> nodes) {
    for (const GraphNode& node : nodes)
      for (const std::string& output : node.outputs) made_.insert(output);
    chain_.rank = rank_of(nodes);
    for (GraphNode& node : nodes) {
      TRY(add(node));
      if (chain_.steps.size() > kMostChainSteps) return fail(ErrorCode::too_large, "layers", chain_.steps.size(), kMostChainSteps);
    }
    if (chain_.steps.empty()) return fail(ErrorCode::cannot_open, chain_.source, reason("reason.no_layer"));
    return std::move(chain_);
  }

 private:
  using Result = std::optional<std::size_t>;

  static int rank_of(const std::vector<GraphNode>& nodes) {
    const auto first = std::ranges::find(nodes, Kind::layer, &GraphNode::kind);
    return first == nodes.end() ? 2 : first->layer.layer.rank;
  }

  template <class... Args>
  tl::unexpected<Error> bad(const GraphNode& node, std::string_view key, const Args&... args) const {
    return wrong(chain_.source, node.line, key, args...);
  }

  Expected<void> add(GraphNode& node) {
    if (node.kind == Kind::input) return add_input(node);
    Result result;
    if (node.kind == Kind::layer) result = TRY(add_layer(node));
    if (node.kind == Kind::same && !node.inputs.empty()) result = find(node.inputs.front());
    if (node.kind == Kind::add || node.kind == Kind::concatenate) result = TRY(add_joins(node));
    for (const std::string& output : node.outputs) result ? void(results_.insert_or_assign(output, *result)) : void(blind_.insert(output));
    return {};
  }

  Expected<void> add_input(const GraphNode& node) {
    for (const std::string& output : node.outputs) results_.insert_or_assign(output, 0);
    declared_ = declared_ || !node.outputs.empty();
    const auto axes = static_cast<std::size_t>(chain_.rank);
    if (node.shape.size() != axes + 2 || !chain_.input.empty()) return {};
    chain_.channels = std::max<std::int64_t>(0, node.shape[1]);
    chain_.input.assign(node.shape.end() - static_cast<std::ptrdiff_t>(axes), node.shape.end());
    return {};
  }

  Result find(std::string_view name) const {
    const auto found = results_.find(name);
    return found == results_.end() ? std::nullopt : Result(found->second);
  }

  // What a layer is computed from: a result, or what no node makes, which is the network's input.
  Expected<std::size_t> result(const GraphNode& node, const std::string& name) {
    if (const Result found = find(name)) return *found;
    if (blind_.contains(name)) return chain_.steps.size();  // such as a slice of a shape: what is before it
    if (!declared_) return take_as_input(name);
    if (made_.contains(name)) return bad(node, "reason.graph_later", excerpt(name));
    std::vector<std::string_view> names;
    for (const auto& [known, _] : results_) names.push_back(known);
    const std::string nearest = nearest_name(name, names);
    if (!nearest.empty()) return bad(node, "reason.chain_result_near", excerpt(name), excerpt(nearest));
    return bad(node, "reason.graph_input", excerpt(name));
  }

  std::size_t take_as_input(const std::string& name) {
    declared_ = true;
    results_.insert_or_assign(name, 0);
    return 0;
  }

  std::string name_for(const GraphNode& node) {
    const std::string plain = word_of(!node.name.empty() ? node.name : node.outputs.empty() ? node.op : node.outputs.front());
    std::string name = plain;
    for (int n = 2; name == "input" || !names_.insert(name).second; ++n) name = fmt::format("{}_{}", plain, n);
    return name;
  }

  Expected<std::size_t> add_layer(GraphNode& node) {
    Layer& layer = node.layer.layer;
    if (layer.rank != chain_.rank) return bad(node, "reason.chain_ranks", excerpt(node.layer.function), layer.rank, chain_.rank);
    const std::size_t from = node.inputs.empty() ? chain_.steps.size() : TRY(result(node, node.inputs.front()));
    ChainStep step{.name = name_for(node), .function = excerpt(node.layer.function), .line = node.line, .from = from};
    const bool cuts = layer.kind == LayerKind::crop && layer.p_end.empty() && node.inputs.size() > 1;
    if (cuts) {
      step.join = Join::crop;
      step.with = TRY(result(node, node.inputs[1]));
      step.centred = node.centred;
      if (node.by_reference || node.centred) layer.p.clear();
      layer.p_end = layer.p;
    }
    step.layer = std::move(layer);
    chain_.steps.push_back(std::move(step));
    return chain_.steps.size();
  }

  // Of more than two results one after the other; of one, beside constants, there is nothing to join.
  Expected<Result> add_joins(const GraphNode& node) {
    std::vector<std::size_t> joined;
    for (const std::string& input : node.inputs)
      if (const Result found = find(input)) joined.push_back(*found);
    if (joined.empty()) return Result();
    std::size_t last = joined.front();
    for (std::size_t n = 1; n < joined.size(); ++n) {
      ChainStep step{.name = name_for(node), .function = excerpt(node.op), .line = node.line, .from = last, .with = joined[n]};
      step.join = node.kind == Kind::add ? Join::add : Join::concatenate;
      step.layer = {.kind = LayerKind::pad, .rank = chain_.rank};
      step.layer.p = step.layer.p_end = axes_of(step.layer, 0);
      step.layer.s = step.layer.d = axes_of(step.layer, 1);
      chain_.steps.push_back(std::move(step));
      last = chain_.steps.size();
    }
    return Result(last);
  }

  Chain chain_;
  std::set<std::string, std::less<>> made_, blind_, names_;
  std::map<std::string, std::size_t, std::less<>> results_;
  bool declared_ = false;
};

}  // namespace

Expected<Chain> chain_of_graph(std::string_view source, std::vector<GraphNode> nodes) { return GraphReader(source).all(std::move(nodes)); }

}  // namespace deconvlab

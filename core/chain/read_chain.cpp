#include "core/chain/chain.h"
#include "core/chain/chain_text.h"
#include "core/chain/graph_chain.h"
#include "core/chain/notation.h"
#include "core/frameworks/frameworks.h"
#include "core/frameworks/place.h"
#include "core/try.h"

namespace deconvlab {

namespace {

// A framework's layers one after the other.
Expected<Chain> chain_of(std::string_view source, std::vector<LayerText> layers) {
  Chain chain{.source = std::string(source), .rank = layers.front().layer.rank};
  if (layers.size() > kMostChainSteps) return fail(ErrorCode::too_large, "layers", layers.size(), kMostChainSteps);
  for (LayerText& read : layers) {
    if (read.layer.rank != chain.rank)
      return wrong(source, read.line, "reason.chain_ranks", excerpt(read.function), read.layer.rank, chain.rank);
    chain.steps.push_back(
        {.function = excerpt(read.function), .line = read.line, .layer = std::move(read.layer), .from = chain.steps.size()});
  }
  return chain;
}

}  // namespace

bool is_notation(std::string_view text) {
  bool any = false;
  for (const ChainLine& one : chain_lines(text)) {
    constexpr std::string_view kOthers("(){}[]<>=\"'\0", 12);
    if (one.text.find_first_of(kOthers) != std::string_view::npos) return false;
    any = true;
  }
  return any;
}

Expected<Chain> read_chain(std::string_view source, std::string_view text, int rank) {
  if (is_notation(text)) return read_notation(source, text, rank);
  if (auto nodes = TRY(read_graph(source, text)); !nodes.empty()) return chain_of_graph(source, std::move(nodes));
  return chain_of(source, TRY(read_layers(source, text)));
}

}  // namespace deconvlab

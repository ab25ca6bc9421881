// A graph's nodes as a chain, whose steps take results of any step before them.
#pragma once

#include <string_view>
#include <vector>

#include "core/chain/chain.h"
#include "core/frameworks/graph.h"

namespace deconvlab {

// Errors: cannot_open, with source and line: reason.graph_input (name) for a second input, reason.graph_later (name),
// reason.chain_result_near, reason.chain_ranks, reason.no_layer; too_large.
Expected<Chain> chain_of_graph(std::string_view source, std::vector<GraphNode> nodes);

}  // namespace deconvlab

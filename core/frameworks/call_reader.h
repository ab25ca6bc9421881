// Layers of the frameworks whose layers are calls, in the order in which a text computes them.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/frameworks/frameworks.h"
#include "core/frameworks/graph.h"

namespace deconvlab {

// `graph`, where it is wanted, is told the nodes of a text whose layers are called at once, as Conv2D(8, 3)(x) is, by the names of their
// results; none unless every layer is. Errors: as read_layers.
Expected<std::vector<LayerText>> read_calls(std::string_view source, std::string_view text, std::span<const Framework* const> given,
                                            std::vector<GraphNode>* graph = nullptr);

}  // namespace deconvlab

// Nodes of an ONNX graph as calls, whatever they were written in.
#pragma once

#include <string_view>

#include "core/frameworks/graph.h"
#include "core/frameworks/signature.h"

namespace deconvlab {

// `call` is named as the operator, with its inputs by position and its attributes by name. Errors: as read_call, and for an operator that
// is no layer.
Expected<LayerText> read_onnx_node(std::string_view source, const Value& call);
// The same, also of an operator that is no layer; its names are the caller's to add.
Expected<GraphNode> read_onnx_graph_node(std::string_view source, const Value& call);
// Whether it is an operator that moves nothing, joins results or has no picture.
bool is_pointwise_onnx(std::string_view op);

}  // namespace deconvlab

// A network's text as a graph: nodes that name what they are computed from, and what they make. Frameworks that write so: Caffe, ONNX.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/frameworks/signature.h"

namespace deconvlab {

struct GraphNode {
  // input: the network's own; same: moves no cell; none: has no picture, such as a shape or a constant.
  enum class Kind { layer, input, add, concatenate, same, none };
  Kind kind = Kind::none;
  std::string name = {};  // its own, else its first output's
  std::string op = {};
  int line = 1;
  std::vector<std::string> inputs = {};
  std::vector<std::string> outputs = {};
  LayerText layer = {};       // of a layer
  PerAxis shape = {};         // of an input: batch, channels and sides, where they are said
  bool by_reference = false;  // of a crop: only its second input says what is cut off
  bool centred = false;       // of a crop: to its second input's sides, as much at both ends, the odd cell last; padded where it is smaller
};

// The layers alone, in order.
std::vector<LayerText> layers_in(std::vector<GraphNode> nodes);

// None of a text in which results have no names. Errors: as read_layers.
Expected<std::vector<GraphNode>> read_graph(std::string_view source, std::string_view text);

}  // namespace deconvlab

// A layer's text in the words of every framework: read, and written. A framework is a file and a line of the table.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/frameworks/layer.h"
#include "core/frameworks/signature.h"

namespace deconvlab {

struct GraphNode;  // graph.h

// A layer in a framework's words. Where it has no words for it the text is what comes nearest, and a note says how that differs.
struct Written {
  std::string text;
  bool exact = true;
  std::vector<std::string> notes = {};  // reason()s
  bool turned = false;                  // as Layer's

  void differs(std::string note) {
    exact = false;
    notes.push_back(std::move(note));
  }
};

struct Framework {
  std::string_view id;
  std::string_view name;
  // Of one whose layers are calls: its functions. Of another one: whether a text is of it, and its reader.
  std::span<const Signature> (*signatures)() = nullptr;
  Dialect dialect = Dialect::python;
  bool (*is_text)(std::string_view text) = nullptr;
  Expected<std::vector<GraphNode>> (*read)(std::string_view source, std::string_view text) = nullptr;
  Written (*write)(const Layer& layer) = nullptr;
  // The order of the weights' axes, as Signature::filter has it; empty where the layer has none.
  std::string_view (*filter)(const Layer& layer) = nullptr;
};

std::span<const Framework> framework_table();
// Errors: unknown_name.
Expected<const Framework*> find_framework(std::string_view id);

// Every layer of a text, in order; what pads in front of one, or crops behind a transposed convolution, has become its padding.
// `source` is what errors call the text. `from` is a framework's id, or empty: it is told by the names.
// Errors: unknown_name, of `from`; cannot_open, with source and line.
Expected<std::vector<LayerText>> read_layers(std::string_view source, std::string_view text, std::string_view from = {});

// The name that stands for a number in the text that this is the error of, and that the text does not say; else nothing.
std::string unsaid_in(const Error& error);

// The layer in the framework's words.
Written write_layer(const Framework& framework, const Layer& layer);

// One axis of a framework's weights, such as "in / groups", and its size, 0 where that is not said.
struct FilterAxis {
  std::string name;
  std::int64_t size = 0;

  bool operator==(const FilterAxis&) const = default;
};
// In the framework's order; empty where the layer has no weights.
std::vector<FilterAxis> filter_axes(const Framework& framework, const Layer& layer);

}  // namespace deconvlab

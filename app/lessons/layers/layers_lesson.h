// What a lesson on a chain of layers can be asked and how its lines are changed, without a word of how chains are kept.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/lessons/lesson.h"
#include "core/error.h"

namespace deconvlab {

struct Layers;  // app/lessons/layers/layers.h

// Errors: those of layers_of; too_large, where the paths of a cell are too many to count.
Expected<std::shared_ptr<const Layers>> counted_layers(const Lesson& lesson);
// Of the last result. Errors: those of layers_of.
Expected<Extent> last_plane(const Lesson& lesson);
// 0 where the lesson does not resolve.
std::int64_t layer_count(const Lesson& lesson);

// The kinds of layers that a lesson's are changed to, by the notation's words.
std::span<const std::string_view> layer_words();

// One layer of the lesson, as it can be changed.
struct LayerControls {
  std::size_t layer = 0;  // of so many
  std::size_t count = 1;
  std::string line = {};
  int word = -1;                                            // in layer_words(); -1: it has no numbers to change
  std::vector<std::pair<char, std::int64_t>> numbers = {};  // "k", "s", "p", "d" or "x", and along the first axis what it is
  bool removable = false;                                   // others are left, and none is computed from it by name
};
// The last one where there are fewer. Errors: those of chain_of.
Expected<LayerControls> controls_of(const Lesson& lesson, std::size_t layer);

// The lesson's lines with another layer. Precondition: controls_of(lesson, layer) has what is changed.
std::string with_number(const Lesson& lesson, std::size_t layer, char letter, std::int64_t value);
std::string with_word(const Lesson& lesson, std::size_t layer, int word);
std::string with_copy(const Lesson& lesson, std::size_t layer);
std::string without_layer(const Lesson& lesson, std::size_t layer);
// Lines of a text of layers, whoever's words it is in. Errors: those of read_chain.
Expected<std::string> lines_of(std::string_view text);

// A network that stands in the program: its lines, and the input that it is shown with.
struct LayersExample {
  std::string_view id;
  std::string_view title;
  std::string lines;
  Extent i;
};
std::span<const LayersExample> layers_examples();

}  // namespace deconvlab

// What the commands on layers are given: texts of layers, and sizes of any number of axes.
#pragma once

#include <CLI/CLI.hpp>
#include <algorithm>
#include <functional>
#include <ranges>
#include <string>
#include <string_view>
#include <vector>

#include "app/cli/options.h"
#include "core/error.h"
#include "core/find_named.h"
#include "core/frameworks/layer.h"

namespace deconvlab {

struct LayerSource {
  std::string name;  // what errors call it
  std::string text;
};

// A file, or standard input. Errors: cannot_open, too_large.
Expected<LayerSource> read_layer_file(const std::string& file);

// A file, standard input, or one of the examples, each with an id and a text. Errors: unknown_name, of `what`, as well.
template <std::ranges::forward_range Examples>
Expected<LayerSource> open_layers(const std::string& file, std::string_view what, Examples&& examples) {
  using Example = std::ranges::range_value_t<Examples>;
  if (file == kStandardStream || is_file(file)) return read_layer_file(file);
  return find_named(what, examples, file, &Example::id).map([](const Example* example) {
    return LayerSource{std::string(example->id), std::string(example->text)};
  });
}

// --set NAME=NUMBER, as often as there are names that a text of calls does not say.
void add_names_to(CLI::App& app, const Language& language, std::vector<std::string>& set);
// The text behind such names, in its first line. Errors: usage.
Expected<std::string> with_names_set(const std::string& text, const std::vector<std::string>& set);

// "16", "39x12", "32x16x16". Errors: not_an_integer.
Expected<PerAxis> parse_sides(const std::string& text);

}  // namespace deconvlab

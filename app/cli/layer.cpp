#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command_line.h"
#include "app/cli/layer_source.h"
#include "app/cli/options.h"
#include "app/cli/print.h"
#include "app/lang/reasons.h"
#include "app/lang/text.h"
#include "app/lessons/framework_layers.h"
#include "core/find_named.h"
#include "core/formats/formats.h"
#include "core/frameworks/examples.h"
#include "core/frameworks/frameworks.h"
#include "core/try.h"

namespace deconvlab {

namespace {

using Json = nlohmann::ordered_json;

struct Options {
  std::string file;
  std::string from;
  std::string to;
  std::string input;
  std::vector<std::string> set;
  bool json = false;
};

// The sides that are asked for, else those that the text says; none where neither does.
Expected<PerAxis> input_of(const Options& options, const Layer& layer) {
  if (options.input.empty()) return layer.input;
  return parse_sides(options.input).map([&](PerAxis sides) { return sides.size() == 1 ? axes_of(layer, sides.front()) : sides; });
}

// A layer of a text with what follows from it.
struct Told {
  LayerText read;
  PerAxis input;
  PerAxis output;  // empty where the input is
};

Expected<Told> told(const Options& options, LayerText read) {
  PerAxis input = TRY(input_of(options, read.layer));
  PerAxis output;
  if (!input.empty()) output = TRY(output_sides(read.layer, input));
  if (!input.empty()) read.layer.input = input;
  return Told{std::move(read), std::move(input), std::move(output)};
}

// Those it is written for: all but its own, or the one that is wanted.
std::vector<const Framework*> targets(const Options& options, const LayerText& read) {
  std::vector<const Framework*> frameworks;
  for (const Framework& framework : framework_table())
    if (options.to.empty() ? framework.id != read.framework : framework.id == options.to) frameworks.push_back(&framework);
  return frameworks;
}

const Framework& framework_of(const LayerText& read) { return **find_framework(read.framework); }

std::size_t widest(const std::vector<ArgumentMeaning>& arguments, std::string ArgumentMeaning::*field) {
  std::size_t width = 0;
  for (const ArgumentMeaning& argument : arguments) width = std::max(width, characters(argument.*field));
  return std::min<std::size_t>(width, 24);
}

std::string padded(const std::string& text, std::size_t width) {
  const std::size_t have = characters(text);
  return text + std::string(have < width ? width - have : 0, ' ');
}

void print_arguments(const Language& language, const LayerText& read) {
  const std::size_t name = widest(read.arguments, &ArgumentMeaning::name), value = widest(read.arguments, &ArgumentMeaning::value);
  for (const ArgumentMeaning& argument : read.arguments) {
    const std::string usual = argument.given ? "" : say(language, "layer.default");
    print_out("  {}  {}  {}{}\n", padded(printable(argument.name), name), padded(printable(argument.value), value), usual,
              in_words(language, argument.meaning));
  }
}

void print_lines(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    print_out("    {}\n", text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

void print_written(const Language& language, const Framework& framework, const Layer& layer) {
  const Written written = write_layer(framework, layer);
  print_out("\n{}{}\n", framework.name, written.exact ? "" : say(language, "layer.nearest_to_it"));
  print_lines(written.text);
  const auto axes = filter_axes(framework, layer);
  if (!axes.empty()) print_out("  {} {}\n", phrase(language, "layer.filter"), weights_text(axes));
  for (const std::string& note : written.notes) print_out("  {}\n", in_words(language, note));
}

void print_layer(const Options& options, const Language& language, const Told& layer) {
  const LayerText& read = layer.read;
  const Framework& own = framework_of(read);
  print_out("{}: {}\n", own.name, say(language, layer_kind_key(read.layer.kind), printable(read.function), read.line));
  print_arguments(language, read);
  if (!layer.input.empty()) print_out("  {}\n", say(language, "layer.sizes", sides_text(layer.input), sides_text(layer.output)));
  if (const auto axes = filter_axes(own, read.layer); !axes.empty())
    print_out("  {} {}\n", phrase(language, "layer.filter"), weights_text(axes));
  for (const Framework* framework : targets(options, read)) print_written(language, *framework, read.layer);
}

Json filter_json(const std::vector<FilterAxis>& axes) {
  Json all = Json::array();
  for (const FilterAxis& axis : axes) all.push_back({{"axis", axis.name}, {"size", axis.size == 0 ? Json() : Json(axis.size)}});
  return all;
}

Json arguments_json(const Language& language, const LayerText& read) {
  Json all = Json::array();
  for (const ArgumentMeaning& argument : read.arguments)
    all.push_back({{"name", printable(argument.name)},
                   {"value", printable(argument.value)},
                   {"given", argument.given},
                   {"meaning", in_words(language, argument.meaning)}});
  return all;
}

Json written_json(const Language& language, const Framework& framework, const Layer& layer) {
  const Written written = write_layer(framework, layer);
  Json notes = Json::array();
  for (const std::string& note : written.notes) notes.push_back(in_words(language, note));
  return {{"framework", framework.id},
          {"text", written.text},
          {"exact", written.exact},
          {"notes", notes},
          {"filter", filter_json(filter_axes(framework, layer))}};
}

Json layer_json(const Options& options, const Language& language, const Told& layer) {
  const LayerText& read = layer.read;
  Json json{{"framework", read.framework},
            {"function", printable(read.function)},
            {"line", read.line},
            {"kind", layer_kind_id(read.layer.kind)},
            {"arguments", arguments_json(language, read)},
            {"input", layer.input.empty() ? Json() : Json(layer.input)},
            {"output", layer.output.empty() ? Json() : Json(layer.output)},
            {"filter", filter_json(filter_axes(framework_of(read), read.layer))}};
  json["written"] = Json::array();
  for (const Framework* framework : targets(options, read)) json["written"].push_back(written_json(language, *framework, read.layer));
  return json;
}

Expected<void> print_layers(const Options& options, const Language& language) {
  if (!options.to.empty()) TRY(find_framework(options.to));
  const LayerSource source = TRY(open_layers(options.file, "layer", layer_examples()));
  auto layers = TRY(read_layers(source.name, TRY(with_names_set(source.text, options.set)), options.from));
  std::vector<Told> all;
  for (LayerText& layer : layers) all.push_back(TRY(told(options, std::move(layer))));
  if (options.json) {
    Json json = Json::array();
    for (const Told& layer : all) json.push_back(layer_json(options, language, layer));
    print_out("{}\n", json.dump(2));
    return {};
  }
  for (std::size_t n = 0; n < all.size(); ++n) {
    if (n > 0) print_out("\n");
    print_layer(options, language, all[n]);
  }
  return {};
}

}  // namespace

Action add_layer(CLI::App& app, const Language& language) {
  auto options = std::make_shared<Options>();
  const std::string frameworks = names_of(framework_table(), &Framework::id);
  app.add_option("FILE", options->file, say(language, "help.layer_file", names_of(layer_examples(), &LayerExample::id)))
      ->type_name("")
      ->required();
  app.add_option("--from", options->from, say(language, "help.layer_from", frameworks))->type_name("NAME");
  app.add_option("--to", options->to, say(language, "help.layer_to", frameworks))->type_name("NAME");
  app.add_option("-i,--input-size", options->input, say(language, "help.layer_input"))->type_name("HxW");
  add_names_to(app, language, options->set);
  app.add_flag("--json", options->json, say(language, "help.json"));
  return [options, &language] { return print_layers(*options, language); };
}

}  // namespace deconvlab

#include <algorithm>
#include <memory>

#include "app/cli/command_line.h"
#include "app/cli/layer_source.h"
#include "app/cli/look_options.h"
#include "app/cli/options.h"
#include "app/cli/print.h"
#include "app/lang/text.h"
#include "app/lessons/layers/layers.h"
#include "app/record/chain_table.h"
#include "app/record/record_formats.h"
#include "app/record/still.h"
#include "app/scenes/scenes.h"
#include "core/chain/chain_examples.h"
#include "core/find_named.h"
#include "core/formats/extension.h"
#include "core/frameworks/signature.h"
#include "core/try.h"

namespace deconvlab {

namespace {

struct Options {
  std::string file;
  std::string input;
  std::string channels;
  std::vector<std::string> set;
  bool json = false;
  bool csv = false;
  std::string output;
  LookOptions look;
};

struct Told {
  Chain chain;
  std::vector<ChainStage> stages;
};

Expected<Told> told(const Options& options) {
  const LayerSource source = TRY(open_layers(options.file, "network", chain_examples()));
  const PerAxis input = options.input.empty() ? PerAxis() : TRY(parse_sides(options.input));
  const std::int64_t channels = options.channels.empty() ? 0 : TRY(parse_integer("-c", options.channels));
  if (!options.channels.empty() && channels < 1) return fail(ErrorCode::not_positive, "-c", channels);
  const bool says_axes = input.size() > 1 && input.size() <= 3;
  Chain chain = TRY(read_chain(source.name, TRY(with_names_set(source.text, options.set)), says_axes ? static_cast<int>(input.size()) : 0));
  auto stages = TRY(resolve_chain(chain, input, channels));
  return Told{std::move(chain), std::move(stages)};
}

// Of a terminal, where a Chinese character is as wide as two others.
std::size_t columns(std::string_view text) {
  std::size_t wide = 0;
  for (const char c : text) wide += static_cast<unsigned char>(c) >= 0xE3 && static_cast<unsigned char>(c) <= 0xE9;
  return characters(text) + wide;
}

std::vector<std::size_t> widths_of(const std::vector<ChainRow>& rows) {
  std::vector<std::size_t> widths(rows.front().size());
  for (const ChainRow& row : rows)
    for (std::size_t n = 0; n < row.size(); ++n) widths[n] = std::max(widths[n], columns(row[n]));
  return widths;
}

// The first column stands at the left, numbers at the right.
void print_row(const ChainRow& row, const std::vector<std::size_t>& widths) {
  std::string line;
  for (std::size_t n = 0; n < row.size(); ++n) {
    const std::string blanks(widths[n] - columns(row[n]), ' ');
    line += n == 0 ? row[n] + blanks : "  " + blanks + row[n];
  }
  print_out("{}\n", line);
}

ChainRow heads(const Language& language) {
  ChainRow row;
  for (const std::string_view key : {"chain.layer", "chain.of_channels", "chain.side", "chain.remainder", "chain.field", "chain.jump",
                                     "chain.start", "chain.products", "chain.parameters"})
    row.emplace_back(phrase(language, key));
  return row;
}

std::string sum_text(const Language& language, const std::optional<std::int64_t>& sum) {
  return sum ? grouped(*sum) : std::string(phrase(language, "chain.unknown"));
}

void print_table(const Language& language, const Told& told) {
  constexpr std::string_view kAxes[] = {"chain.axes_1", "chain.axes_2", "chain.axes_3"};
  const ChainStage& input = told.stages.front();
  const std::string channels =
      input.channels == 0 ? std::string(phrase(language, "chain.no_channels")) : say(language, "chain.channels", input.channels);
  print_out("{}\n\n", say(language, "chain.about", printable(told.chain.source), phrase(language, kAxes[told.chain.rank - 1]),
                          sides_text(sides_of(input)), channels));
  std::vector<ChainRow> rows = chain_rows(told.chain, told.stages, " x ");
  rows.insert(rows.begin(), heads(language));
  const auto widths = widths_of(rows);
  for (const ChainRow& row : rows) print_row(row, widths);
  print_out("\n{}\n", say(language, "chain.sum", sum_text(language, sum_of(told.stages, &ChainStage::products)),
                          sum_text(language, sum_of(told.stages, &ChainStage::parameters))));
  print_out("{}\n", phrase(language, "chain.columns"));
}

void print_chain(const Options& options, const Told& chain, const Language& language) {
  if (options.json) return print_out("{}", chain_json(chain.chain, chain.stages));
  if (options.csv) return print_out("{}", chain_csv(chain.chain, chain.stages));
  print_table(language, chain);
}

bool is_table(const std::string& file) {
  const std::string extension = extension_of(file);
  return std::ranges::find(chain_format_table(), extension, &ChainFormat::extension) != chain_format_table().end();
}

std::string all_extensions() {
  return extensions_of(chain_format_table(), &ChainFormat::text) + " " + extensions_of(record_format_table(), &RecordFormat::save_figure);
}

// The scene "layers" with this chain, at its last layer.
Expected<Model> picture_of(Told told, const Options& options, const Language& language) {
  Model base;
  base.language = language.id;
  Model model = TRY(open_link("layers", base));
  const PerAxis sides = sides_of(told.stages.front());
  told.chain.channels = told.stages.front().channels;
  model.lesson.layers = layers_text(told.chain);
  model.lesson.params.i = {sides.front(), sides.back()};
  model.lesson.square = sides.front() == sides.back();
  model.time = static_cast<double>(told.chain.steps.size() - 1);
  return options.look.put_into(model).map([&] { return model; });
}

Expected<void> write(const Options& options, const Language& language) {
  const auto apart = check_apart({"-o", options.output}, {{"FILE", options.file}});
  if (!apart) return apart;
  if (is_table(options.output))
    return told(options).and_then([&](const Told& told) { return write_chain(told.chain, told.stages, options.output); });
  const auto is_picture = [&](const RecordFormat& format) {
    return format.save_figure && format.extension == extension_of(options.output);
  };
  if (std::ranges::none_of(record_format_table(), is_picture))
    return fail(ErrorCode::unknown_extension, options.output, extension_of(options.output), all_extensions());
  const auto model = [&] { return told(options).and_then([&](const Told& of) { return picture_of(of, options, language); }); };
  return options.look.save(options.output, model, still);
}

// The first option given that only pictures take, or nothing.
std::string_view look_given(const LookOptions& look) {
  const LookOptions usual;
  if (look.size != usual.size) return "--size";
  if (look.scale != usual.scale) return "--scale";
  if (look.background != usual.background) return "--background";
  if (!look.crop.empty()) return "--crop";
  return !look.theme.empty() ? "--theme" : !look.language.empty() ? "--lang" : "";
}

Expected<void> tell(const Options& options, const Language& language) {
  const bool draws = !options.output.empty() && !is_table(options.output);
  if (const auto look = look_given(options.look); !draws && !look.empty()) return fail(ErrorCode::needless_option, "chain", look);
  if (options.json && options.csv) return fail(ErrorCode::needless_option, "--json", "--csv");
  const bool prints = options.json || options.csv;
  if (prints && !options.output.empty()) return fail(ErrorCode::needless_option, "-o", options.json ? "--json" : "--csv");
  if (!options.output.empty()) return write(options, language);
  return told(options).map([&](const Told& told) { print_chain(options, told, language); });
}

}  // namespace

Action add_chain(CLI::App& app, const Language& language) {
  auto options = std::make_shared<Options>();
  app.add_option("FILE", options->file, say(language, "help.chain_file", names_of(chain_examples(), &ChainExample::id)))
      ->type_name("")
      ->required();
  app.add_option("-i,--input-size", options->input, say(language, "help.chain_input"))->type_name("HxW");
  app.add_option("-c,--channels", options->channels, say(language, "help.chain_channels"))->type_name("N");
  add_names_to(app, language, options->set);
  app.add_flag("--json", options->json, say(language, "help.json"));
  app.add_flag("--csv", options->csv, say(language, "help.chain_csv"));
  app.add_option("-o", options->output, say(language, "help.output_file", all_extensions()))->type_name("FILE");
  options->look.add_page_to(app, language);
  return [options, &language] { return tell(*options, language); };
}

}  // namespace deconvlab

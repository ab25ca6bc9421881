#include "core/chain/chain.h"

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command_line.h"
#include "app/cli/layer_source.h"
#include "app/cli/options.h"
#include "app/cli/print.h"
#include "app/lang/text.h"
#include "core/chain/chain_examples.h"
#include "core/chain/chain_text.h"
#include "core/find_named.h"
#include "core/frameworks/signature.h"
#include "core/try.h"

namespace deconvlab {

namespace {

using Json = nlohmann::ordered_json;

struct Options {
  std::string file;
  std::string input;
  std::string channels;
  bool json = false;
  bool csv = false;
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
  Chain chain = TRY(read_chain(source.name, source.text, says_axes ? static_cast<int>(input.size()) : 0));
  auto stages = TRY(resolve_chain(chain, input, channels));
  return Told{std::move(chain), std::move(stages)};
}

// One text where all axes have the same, else theirs.
template <class Of>
std::string along_axes(const ChainStage& stage, std::string_view mark, Of of) {
  std::string text;
  bool alike = true;
  for (const ChainAxis& axis : stage.axes) {
    alike = alike && of(axis) == of(stage.axes.front());
    text += (text.empty() ? "" : std::string(mark)) + of(axis);
  }
  return alike && mark == " x " ? of(stage.axes.front()) : text;
}

std::string whole(std::int64_t value) { return fmt::format("{}", value); }
std::string side_of(const ChainAxis& axis) { return whole(axis.side); }
std::string remainder_of(const ChainAxis& axis) { return whole(axis.remainder); }
std::string field_text(const ChainAxis& axis) { return whole(axis.field); }
std::string jump_of(const ChainAxis& axis) { return axis.jump.text(); }
std::string start_of(const ChainAxis& axis) { return axis.start.text(); }

std::string known(const std::optional<std::int64_t>& count) { return count ? whole(*count) : "?"; }

// The step, with what a crop turned out to cut off.
std::string layer_of(const Told& told, std::size_t stage) {
  Chain shown = told.chain;
  ChainStep& step = shown.steps[stage - 1];
  if (step.join == Join::crop) step.layer.p = step.layer.p_end = told.stages[stage].layer.p;
  return notation_of(shown, stage - 1);
}

using Row = std::vector<std::string>;

// A row of the table; the input's has no layer to speak of.
Row row_of(const Told& told, std::size_t n, std::string_view mark) {
  const ChainStage& stage = told.stages[n];
  const auto axes = [&](std::string (*of)(const ChainAxis&)) { return along_axes(stage, mark, of); };
  const std::string channels = stage.channels == 0 ? "?" : whole(stage.channels);
  if (n == 0) return {"input", channels, axes(side_of), "", axes(field_text), axes(jump_of), axes(start_of), "", ""};
  return {layer_of(told, n), channels,       axes(side_of),         axes(remainder_of),     axes(field_text),
          axes(jump_of),     axes(start_of), known(stage.products), known(stage.parameters)};
}

// Of a terminal, where a Chinese character is as wide as two others.
std::size_t columns(std::string_view text) {
  std::size_t wide = 0;
  for (const char c : text) wide += static_cast<unsigned char>(c) >= 0xE3 && static_cast<unsigned char>(c) <= 0xE9;
  return characters(text) + wide;
}

std::vector<std::size_t> widths_of(const std::vector<Row>& rows) {
  std::vector<std::size_t> widths(rows.front().size());
  for (const Row& row : rows)
    for (std::size_t n = 0; n < row.size(); ++n) widths[n] = std::max(widths[n], columns(row[n]));
  return widths;
}

// The first column stands at the left, numbers at the right.
void print_row(const Row& row, const std::vector<std::size_t>& widths) {
  std::string line;
  for (std::size_t n = 0; n < row.size(); ++n) {
    const std::string blanks(widths[n] - columns(row[n]), ' ');
    line += n == 0 ? row[n] + blanks : "  " + blanks + row[n];
  }
  print_out("{}\n", line);
}

Row heads(const Language& language) {
  Row row;
  for (const std::string_view key : {"chain.layer", "chain.of_channels", "chain.side", "chain.remainder", "chain.field", "chain.jump",
                                     "chain.start", "chain.products", "chain.parameters"})
    row.emplace_back(phrase(language, key));
  return row;
}

// None where a layer's is not known.
std::optional<std::int64_t> sum_of(const Told& told, std::optional<std::int64_t> ChainStage::*count) {
  std::int64_t sum = 0;
  for (const ChainStage& stage : told.stages) {
    if (!(stage.*count)) return std::nullopt;
    sum = *(stage.*count) > INT64_MAX - sum ? INT64_MAX : sum + *(stage.*count);
  }
  return sum;
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
  std::vector<Row> rows{heads(language)};
  for (std::size_t n = 0; n < told.stages.size(); ++n) rows.push_back(row_of(told, n, " x "));
  const auto widths = widths_of(rows);
  for (const Row& row : rows) print_row(row, widths);
  print_out("\n{}\n", say(language, "chain.sum", sum_text(language, sum_of(told, &ChainStage::products)),
                          sum_text(language, sum_of(told, &ChainStage::parameters))));
  print_out("{}\n", phrase(language, "chain.columns"));
}

// The same columns in every language; axes are parted by x, outermost first.
void print_csv(const Told& told) {
  print_out("layer,channels,side,remainder,field,jump,start,multiplications,parameters\n");
  for (std::size_t n = 0; n < told.stages.size(); ++n) {
    std::string line;
    for (std::string cell : row_of(told, n, "x")) {
      if (cell == "?") cell.clear();
      if (cell.find(',') != std::string::npos) cell = "\"" + cell + "\"";
      line += (line.empty() ? "" : ",") + cell;
    }
    print_out("{}\n", line);
  }
}

Json number_or_null(const std::optional<std::int64_t>& count) { return count ? Json(*count) : Json(); }

template <class Of>
Json for_each_axis(const ChainStage& stage, Of of) {
  Json all = Json::array();
  for (const ChainAxis& axis : stage.axes) all.push_back(of(axis));
  return all;
}

Json fraction_json(const Fraction& fraction) { return fraction.is_whole() ? Json(fraction.num) : Json(fraction.value()); }

Json stage_json(const ChainStage& stage) {
  return {{"channels", stage.channels == 0 ? Json() : Json(stage.channels)},
          {"sides", for_each_axis(stage, [](const ChainAxis& axis) { return axis.side; })},
          {"remainder", for_each_axis(stage, [](const ChainAxis& axis) { return axis.remainder; })},
          {"receptive_field", for_each_axis(stage, [](const ChainAxis& axis) { return axis.field; })},
          {"jump", for_each_axis(stage, [](const ChainAxis& axis) { return fraction_json(axis.jump); })},
          {"start", for_each_axis(stage, [](const ChainAxis& axis) { return fraction_json(axis.start); })}};
}

std::string result_name(const Chain& chain, std::size_t result) {
  if (result == 0) return "input";
  const ChainStep& step = chain.steps[result - 1];
  return printable(step.name.empty() ? step.function : step.name);
}

Json step_json(const Told& told, std::size_t n) {
  const ChainStep& step = told.chain.steps[n - 1];
  const ChainStage& stage = told.stages[n];
  Json json{{"name", printable(step.name)},
            {"layer", printable(layer_of(told, n))},
            {"line", step.line},
            {"from", result_name(told.chain, step.from)}};
  if (step.join != Join::none) json["with"] = result_name(told.chain, step.with);
  if (stage.layer.kind == LayerKind::crop) json["crop"] = stage.layer.p;
  json.update(stage_json(stage));
  json["multiplications"] = number_or_null(stage.products);
  json["parameters"] = number_or_null(stage.parameters);
  return json;
}

void print_json(const Told& told) {
  Json json{{"axes", told.chain.rank}, {"input", stage_json(told.stages.front())}};
  json["layers"] = Json::array();
  for (std::size_t n = 1; n < told.stages.size(); ++n) json["layers"].push_back(step_json(told, n));
  json["multiplications"] = number_or_null(sum_of(told, &ChainStage::products));
  json["parameters"] = number_or_null(sum_of(told, &ChainStage::parameters));
  print_out("{}\n", json.dump(2));
}

Expected<void> print_chain(const Options& options, const Language& language) {
  if (options.json && options.csv) return fail(ErrorCode::needless_option, "--json", "--csv");
  const Told chain = TRY(told(options));
  if (options.json) {
    print_json(chain);
  } else if (options.csv) {
    print_csv(chain);
  } else {
    print_table(language, chain);
  }
  return {};
}

}  // namespace

Action add_chain(CLI::App& app, const Language& language) {
  auto options = std::make_shared<Options>();
  app.add_option("FILE", options->file, say(language, "help.chain_file", names_of(chain_examples(), &ChainExample::id)))
      ->type_name("")
      ->required();
  app.add_option("-i,--input-size", options->input, say(language, "help.chain_input"))->type_name("HxW");
  app.add_option("-c,--channels", options->channels, say(language, "help.chain_channels"))->type_name("N");
  app.add_flag("--json", options->json, say(language, "help.json"));
  app.add_flag("--csv", options->csv, say(language, "help.chain_csv"));
  return [options, &language] { return print_chain(*options, language); };
}

}  // namespace deconvlab

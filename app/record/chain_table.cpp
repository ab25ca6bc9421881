#include "app/record/chain_table.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/lang/text.h"
#include "core/chain/chain_text.h"
#include "core/formats/each_format.h"
#include "core/formats/extension.h"

namespace deconvlab {

namespace {

using Json = nlohmann::ordered_json;

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
std::string field_of(const ChainAxis& axis) { return whole(axis.field); }
std::string jump_of(const ChainAxis& axis) { return axis.jump.text(); }
std::string start_of(const ChainAxis& axis) { return axis.start.text(); }

std::string known(const std::optional<std::int64_t>& count) { return count ? whole(*count) : "?"; }

// The input has no layer to speak of.
ChainRow row_of(const Chain& chain, const std::vector<ChainStage>& stages, std::size_t n, std::string_view mark) {
  const ChainStage& stage = stages[n];
  const auto axes = [&](std::string (*of)(const ChainAxis&)) { return along_axes(stage, mark, of); };
  const std::string channels = stage.channels == 0 ? "?" : whole(stage.channels);
  if (n == 0) return {"input", channels, axes(side_of), "", axes(field_of), axes(jump_of), axes(start_of), "", ""};
  return {resolved_notation(chain, stages, n),
          channels,
          axes(side_of),
          axes(remainder_of),
          axes(field_of),
          axes(jump_of),
          axes(start_of),
          known(stage.products),
          known(stage.parameters)};
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

Json step_json(const Chain& chain, const std::vector<ChainStage>& stages, std::size_t n) {
  const ChainStep& step = chain.steps[n - 1];
  const ChainStage& stage = stages[n];
  Json json{{"name", printable(step.name)},
            {"layer", printable(resolved_notation(chain, stages, n))},
            {"line", step.line},
            {"from", result_name(chain, step.from)}};
  if (step.join != Join::none) json["with"] = result_name(chain, step.with);
  if (stage.layer.kind == LayerKind::crop) json["crop"] = stage.layer.p;
  json.update(stage_json(stage));
  json["multiplications"] = number_or_null(stage.products);
  json["parameters"] = number_or_null(stage.parameters);
  return json;
}

constexpr ChainFormat kFormats[] = {{".csv", chain_csv}, {".json", chain_json}};

}  // namespace

std::vector<ChainRow> chain_rows(const Chain& chain, const std::vector<ChainStage>& stages, std::string_view mark) {
  std::vector<ChainRow> rows;
  for (std::size_t n = 0; n < stages.size(); ++n) rows.push_back(row_of(chain, stages, n, mark));
  return rows;
}

std::optional<std::int64_t> sum_of(const std::vector<ChainStage>& stages, std::optional<std::int64_t> ChainStage::*count) {
  std::int64_t sum = 0;
  for (const ChainStage& stage : stages) {
    if (!(stage.*count)) return std::nullopt;
    sum = *(stage.*count) > INT64_MAX - sum ? INT64_MAX : sum + *(stage.*count);
  }
  return sum;
}

std::string chain_csv(const Chain& chain, const std::vector<ChainStage>& stages) {
  std::string text = "layer,channels,side,remainder,field,jump,start,multiplications,parameters\n";
  for (const ChainRow& row : chain_rows(chain, stages, "x")) {
    std::string line;
    for (std::string cell : row) {
      if (cell == "?") cell.clear();
      if (cell.find(',') != std::string::npos) cell = "\"" + cell + "\"";
      line += (line.empty() ? "" : ",") + cell;
    }
    text += line + "\n";
  }
  return text;
}

std::string chain_json(const Chain& chain, const std::vector<ChainStage>& stages) {
  Json json{{"axes", chain.rank}, {"input", stage_json(stages.front())}};
  json["layers"] = Json::array();
  for (std::size_t n = 1; n < stages.size(); ++n) json["layers"].push_back(step_json(chain, stages, n));
  json["multiplications"] = number_or_null(sum_of(stages, &ChainStage::products));
  json["parameters"] = number_or_null(sum_of(stages, &ChainStage::parameters));
  return json.dump(2) + "\n";
}

std::span<const ChainFormat> chain_format_table() { return kFormats; }

Expected<void> write_chain(const Chain& chain, const std::vector<ChainStage>& stages, const std::filesystem::path& path) {
  return check_writable(path)
      .and_then([&] { return pick_by_extension(path, kFormats, &ChainFormat::text); })
      .and_then([&](const ChainFormat* format) { return write_whole(path, [&](Sink& sink) { sink.write(format->text(chain, stages)); }); });
}

}  // namespace deconvlab

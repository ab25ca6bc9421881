#include "app/record/steps.h"

#include <nlohmann/json.hpp>

#include "app/lang/lang.h"
#include "core/formats/each_format.h"
#include "core/formats/extension.h"
#include "core/formats/json_value.h"
#include "core/formats/sizes_json.h"

namespace deconvlab {

namespace {

nlohmann::json cell_json(Cell c) { return {c.row, c.col}; }

nlohmann::json to_json(const Step& step) {
  nlohmann::json terms = nlohmann::json::array();
  for (const Term& term : step.terms) terms.push_back(term_json(term));
  return {{"t", step.t}, {"output", cell_json(step.output)}, {"terms", std::move(terms)}, {"value", json_value(step.value)}};
}

std::string csv_lines(const Step& step) {
  std::string lines;
  for (const Term& term : step.terms) {
    lines += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{}\n", step.t, step.output.row, step.output.col, term.weight.row,
                         term.weight.col, term.input.row, term.input.col, term.padding ? 1 : 0, term.column, float_text(term.x),
                         float_text(term.w), float_text(term.product), float_text(term.running_sum));
  }
  return lines;
}

void write_json(const StepRecord& record, Sink& sink) {
  sink.write(fmt::format("{{\"op\": \"{}\", \"sizes\": {}, {}\"unread\": [", record.op->id, sizes_json(*record.op, record.geometry).dump(),
                         record.more));
  std::string_view separator;
  for (const Cell cell : record.unread()) {
    sink.write(fmt::format("{}[{},{}]", separator, cell.row, cell.col));
    separator = ",";
  }
  sink.write("],\n\"steps\": [");
  for (std::int64_t t = 0; t < record.size; ++t) {
    if (!sink.write((t ? ",\n" : "\n") + record.json(t))) return;
  }
  sink.write("\n]}\n");
}

void write_csv(const StepRecord& record, Sink& sink) {
  sink.write(record.columns + "\n");
  for (std::int64_t t = 0; t < record.size; ++t) {
    if (!sink.write(record.csv(t))) return;
  }
}

constexpr StepFormat kFormats[] = {{".json", write_json}, {".csv", write_csv}};

}  // namespace

nlohmann::json term_json(const Term& term) {
  return {{"weight", cell_json(term.weight)},
          {"input", cell_json(term.input)},
          {"padding", term.padding},
          {"column", term.column},
          {"x", json_value(term.x)},
          {"w", json_value(term.w)},
          {"product", json_value(term.product)},
          {"sum", json_value(term.running_sum)}};
}

Expected<void> check_plane(const char* what, const Tensor& plane, Extent needed) {
  const Shape shape{1, 1, needed.h, needed.w};
  if (plane.shape() == shape) return {};
  return fail(ErrorCode::shape_mismatch, what, plane.shape().text(), shape.text());
}

Expected<void> check_steps(const Geometry& geometry) {
  const std::int64_t products = geometry.im2col_products();
  if (products <= kMostRecordedProducts) return {};
  return fail(ErrorCode::too_large, "number of products", products, kMostRecordedProducts);
}

std::span<const StepFormat> step_format_table() { return kFormats; }

Expected<void> check_steps_target(const Place& place) {
  return check_writable(place.path).and_then([&] { return pick_by_extension(place, kFormats, &StepFormat::write); }).map([](auto) {});
}

std::vector<Cell> cells_unread(Extent operand, std::int64_t size, const std::function<Step(std::int64_t)>& step) {
  std::vector<bool> read(static_cast<std::size_t>(operand.area()));
  for (std::int64_t t = 0; t < size; ++t) {
    for (const Term& term : step(t).terms) {
      if (term.column >= 0) read[static_cast<std::size_t>(term.column)] = true;
    }
  }
  std::vector<Cell> unread;
  for (std::size_t n = 0; n < read.size(); ++n) {
    if (!read[n]) unread.push_back(operand.cell_at(static_cast<std::int64_t>(n)));
  }
  return unread;
}

StepRecord record_of(const Operator& op, const Geometry& geometry, std::int64_t size, std::function<Step(std::int64_t)> step) {
  return {.op = &op,
          .geometry = geometry,
          .size = size,
          .unread = [from = op.transposed ? geometry.output() : geometry.input(), size, step] { return cells_unread(from, size, step); },
          .columns = "step,output_row,output_col,weight_row,weight_col,input_row,input_col,padding,column,x,w,product,sum",
          .json = [step](std::int64_t t) { return to_json(step(t)).dump(); },
          .csv = [step](std::int64_t t) { return csv_lines(step(t)); }};
}

Expected<void> write_record(const StepRecord& record, const Place& place) {
  return pick_by_extension(place, kFormats, &StepFormat::write).and_then([&](const StepFormat* format) {
    return write_whole(place.path, [&](Sink& sink) { format->write(record, sink); });
  });
}

Expected<void> write_steps(const Trace& trace, const Place& place) {
  const auto step = [&](std::int64_t t) { return trace.step(t); };
  return write_record(record_of(operator_of(OpKind::conv), trace.geometry(), trace.size(), step), place);
}

}  // namespace deconvlab

#include "app/record/transpose_steps.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/find_named.h"
#include "core/formats/each_format.h"
#include "core/formats/json_value.h"
#include "core/try.h"

namespace deconvlab {

namespace {

nlohmann::json cell_json(Cell c) { return {c.row, c.col}; }

std::string_view name_of(Ground ground) {
  switch (ground) {
    case Ground::cell:
      return "cell";
    case Ground::inserted:
      return "inserted";
    case Ground::extra:
      return "output_padding";
    case Ground::padding:
      return "padding";
  }
  return {};
}

std::string scatter_json(const ScatterStep& step) {
  nlohmann::json stamps = nlohmann::json::array();
  for (const Stamp& s : step.stamps) {
    stamps.push_back({{"weight", cell_json(s.weight)},
                      {"output", cell_json(s.output)},
                      {"cut", s.cut},
                      {"row", s.row},
                      {"w", json_value(s.w)},
                      {"product", json_value(s.product)}});
  }
  const nlohmann::json all = {{"t", step.t}, {"input", cell_json(step.input)}, {"x", json_value(step.x)}, {"stamps", std::move(stamps)}};
  return all.dump();
}

std::string scatter_csv(const ScatterStep& step) {
  std::string lines;
  for (const Stamp& s : step.stamps) {
    lines += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{}\n", step.t, step.input.row, step.input.col, float_text(step.x), s.weight.row,
                         s.weight.col, s.output.row, s.output.col, s.cut ? 1 : 0, s.row, float_text(s.w), float_text(s.product));
  }
  return lines;
}

std::string direct_json(const DirectStep& step) {
  nlohmann::json terms = nlohmann::json::array();
  for (const DirectTerm& term : step.terms) {
    terms.push_back({{"at", cell_json(term.at)},
                     {"ground", name_of(term.ground)},
                     {"weight", cell_json(term.weight)},
                     {"x", json_value(term.x)},
                     {"w", json_value(term.w)},
                     {"product", json_value(term.product)},
                     {"sum", json_value(term.running_sum)}});
  }
  const nlohmann::json all = {
      {"t", step.t}, {"output", cell_json(step.output)}, {"terms", std::move(terms)}, {"value", json_value(step.value)}};
  return all.dump();
}

std::string direct_csv(const DirectStep& step) {
  std::string lines;
  for (const DirectTerm& term : step.terms) {
    lines += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{}\n", step.t, step.output.row, step.output.col, term.at.row, term.at.col,
                         name_of(term.ground), term.weight.row, term.weight.col, float_text(term.x), float_text(term.w),
                         float_text(term.product), float_text(term.running_sum));
  }
  return lines;
}

// Input cells whose stamps are cut off, whichever view shows it.
std::vector<Cell> unread_by(const TransposeTrace& trace) {
  return cells_unread(trace.geometry().output(), trace.outputs(), [&trace](std::int64_t t) { return trace.gather(t); });
}

StepRecord gather_record(const Operator& op, const TransposeTrace& trace) {
  return record_of(op, trace.geometry(), trace.outputs(), [&trace](std::int64_t t) { return trace.gather(t); });
}

StepRecord scatter_record(const Operator& op, const TransposeTrace& trace) {
  return {.op = &op,
          .geometry = trace.geometry(),
          .size = trace.inputs(),
          .unread = [&trace] { return unread_by(trace); },
          .columns = "step,input_row,input_col,x,weight_row,weight_col,output_row,output_col,cut,row,w,product",
          .json = [&trace](std::int64_t t) { return scatter_json(trace.scatter(t)); },
          .csv = [&trace](std::int64_t t) { return scatter_csv(trace.scatter(t)); }};
}

StepRecord direct_record(const Operator& op, const TransposeTrace& trace) {
  return {.op = &op,
          .geometry = trace.geometry(),
          .size = trace.outputs(),
          .unread = [&trace] { return unread_by(trace); },
          .columns = "step,output_row,output_col,at_row,at_col,ground,weight_row,weight_col,x,w,product,sum",
          .json = [&trace](std::int64_t t) { return direct_json(trace.direct(t)); },
          .csv = [&trace](std::int64_t t) { return direct_csv(trace.direct(t)); }};
}

constexpr TransposeView kViews[] = {{"gather", gather_record}, {"scatter", scatter_record}, {"direct", direct_record}};

}  // namespace

std::span<const TransposeView> transpose_view_table() { return kViews; }

Expected<const TransposeView*> find_transpose_view(const std::string& id) { return find_named("view", kViews, id, &TransposeView::id); }

Expected<void> check_transpose_steps(const Geometry& geometry) {
  const std::int64_t products = std::max(geometry.im2col_products(), geometry.direct_products());
  if (products <= kMostRecordedProducts) return {};
  return fail(ErrorCode::too_large, "number of recorded products", products, kMostRecordedProducts);
}

Expected<void> check_lesson_steps(const Results& results) {
  return results.side == Side::c ? check_steps(results.geometry) : check_transpose_steps(results.geometry);
}

Expected<void> write_lesson_steps(const Results& results, const std::filesystem::path& path) {
  TRY(check_steps_target(path));
  TRY(check_lesson_steps(results));
  if (results.side == Side::c) return write_steps(results.trace, path);
  return write_record(gather_record(operator_of(OpKind::conv_transpose), results.transpose), path);
}

}  // namespace deconvlab

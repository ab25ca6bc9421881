#include "app/record/block_steps.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/formats/each_format.h"
#include "core/formats/json_value.h"

namespace deconvlab {

namespace {

nlohmann::json json_of(const BlockTrace& trace, const BlockStep& step) {
  nlohmann::json terms = nlohmann::json::array();
  for (const BlockTerm& each : step.terms) {
    nlohmann::json term = term_json(each.term);
    term["channel"] = each.channel;
    terms.push_back(std::move(term));
  }
  nlohmann::json all = {{"t", step.t},
                        {"channel", step.channel},
                        {"output", {step.output.row, step.output.col}},
                        {"terms", std::move(terms)},
                        {"value", json_value(step.value)}};
  if (!trace.bias().empty()) all["bias"] = json_value(step.bias);
  return all;
}

std::string csv_of(const BlockTrace& trace, const BlockStep& step) {
  const std::string lead = fmt::format("{},{},{},{}", step.t, step.channel, step.output.row, step.output.col);
  const std::string bias = float_text(step.bias);
  std::string lines;
  if (!trace.bias().empty()) lines = fmt::format("{},,,,,,0,-1,1,{},{},{}\n", lead, bias, bias, bias);
  for (const auto& [channel, term] : step.terms) {
    lines += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{}\n", lead, channel, term.weight.row, term.weight.col, term.input.row,
                         term.input.col, term.padding ? 1 : 0, term.column, float_text(term.x), float_text(term.w),
                         float_text(term.product), float_text(term.running_sum));
  }
  return lines;
}

// The channels of the operator, whose ends are those of its convolution the other way where it is transposed.
nlohmann::ordered_json channels_json(const Operator& op, const BlockTrace& trace) {
  const BlockChannels& c = trace.channels();
  return {{"in", op.transposed ? c.out : c.in}, {"out", op.transposed ? c.in : c.out}, {"groups", trace.geometry().groups}};
}

// Every channel's are those of the first: its steps' terms of the first input channel.
std::vector<Cell> unread_by(const Operator& op, const BlockTrace& trace) {
  const Geometry& g = trace.geometry();
  const auto first = [&](std::int64_t t) {
    Step step;
    for (const BlockTerm& each : trace.step(t).terms)
      if (each.channel == 0) step.terms.push_back(each.term);
    return step;
  };
  return cells_unread(op.transposed ? g.output() : g.input(), (op.transposed ? g.input() : g.output()).area(), first);
}

}  // namespace

StepRecord block_record(const Operator& op, const BlockTrace& trace) {
  return {.op = &op,
          .geometry = trace.geometry(),
          .size = trace.size(),
          .unread = [&op, &trace] { return unread_by(op, trace); },
          .columns =
              "step,output_channel,output_row,output_col,input_channel,weight_row,weight_col,input_row,input_col,padding,column,x,"
              "w,product,sum",
          .json = [&trace](std::int64_t t) { return json_of(trace, trace.step(t)).dump(); },
          .csv = [&trace](std::int64_t t) { return csv_of(trace, trace.step(t)); },
          .more = fmt::format("\"channels\": {}, ", channels_json(op, trace).dump())};
}

Expected<void> check_block_steps(const Operator& op, const Geometry& g, const Shape& w) {
  const std::int64_t of_a_pair = op.transposed ? std::max(g.im2col_products(), g.direct_products()) : g.im2col_products();
  const std::int64_t products = capped_product(w.n * w.c, of_a_pair);
  if (products <= kMostRecordedProducts) return {};
  return fail(ErrorCode::too_large, "number of products", products, kMostRecordedProducts);
}

}  // namespace deconvlab

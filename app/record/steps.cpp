#include "app/record/steps.h"

#include <nlohmann/json.hpp>

#include "app/lang/lang.h"
#include "core/formats/formats.h"

namespace deconvlab {

namespace {

nlohmann::json cell_json(Cell c) { return {c.row, c.col}; }

nlohmann::json to_json(const Term& term) {
  return {{"weight", cell_json(term.weight)},
          {"input", cell_json(term.input)},
          {"padding", term.padding},
          {"column", term.column},
          {"x", term.x},
          {"w", term.w},
          {"product", term.product},
          {"sum", term.running_sum}};
}

nlohmann::json to_json(const Step& step) {
  nlohmann::json terms = nlohmann::json::array();
  for (const Term& term : step.terms) terms.push_back(to_json(term));
  return {{"t", step.t}, {"output", cell_json(step.output)}, {"terms", std::move(terms)}, {"value", step.value}};
}

nlohmann::json sizes_json(const Geometry& g) {
  const auto both = [&](std::int64_t Axis::*field) -> nlohmann::json { return {g.h.*field, g.w.*field}; };
  return {{"i", both(&Axis::i)}, {"k", both(&Axis::k)}, {"s", both(&Axis::s)}, {"p", both(&Axis::p)},
          {"d", both(&Axis::d)}, {"o", both(&Axis::o)}, {"flip", g.flip}};
}

void write_json(const Trace& trace, Sink& sink) {
  sink.write("{\"op\": \"conv\", \"sizes\": " + sizes_json(trace.geometry()).dump() + ", \"steps\": [");
  for (std::int64_t t = 0; t < trace.size(); ++t) {
    if (!sink.write((t ? ",\n" : "\n") + to_json(trace.step(t)).dump())) return;
  }
  sink.write("\n]}\n");
}

std::string csv_lines(const Step& step) {
  std::string lines;
  for (const Term& term : step.terms) {
    lines +=
        fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{}\n", step.t, step.output.row, step.output.col, term.weight.row, term.weight.col,
                    term.input.row, term.input.col, term.padding ? 1 : 0, term.column, term.x, term.w, term.product, term.running_sum);
  }
  return lines;
}

void write_csv(const Trace& trace, Sink& sink) {
  sink.write("step,output_row,output_col,weight_row,weight_col,input_row,input_col,padding,column,x,w,product,sum\n");
  for (std::int64_t t = 0; t < trace.size(); ++t) {
    if (!sink.write(csv_lines(trace.step(t)))) return;
  }
}

Expected<void> check_plane(const char* what, const Tensor& plane, Extent needed) {
  const Shape shape{1, 1, needed.h, needed.w};
  if (plane.shape() == shape) return {};
  return fail(ErrorCode::shape_mismatch, what, plane.shape().text(), shape.text());
}

}  // namespace

Expected<Trace> make_trace(const Geometry& geometry, const Tensor& x, const Tensor& w) {
  return check_plane("input", x, geometry.input()).and_then([&] { return check_plane("kernel", w, geometry.kernel()); }).map([&] {
    return Trace(geometry, x, w);
  });
}

Expected<void> check_steps(const Geometry& geometry) {
  const std::int64_t products = geometry.im2col_products();
  if (products <= kMostRecordedProducts) return {};
  return fail(ErrorCode::too_large, "number of products", products, kMostRecordedProducts);
}

Expected<void> check_steps_target(const std::filesystem::path& path) {
  const std::string extension = path.extension().string();
  if (extension != ".json" && extension != ".csv") {
    return fail(ErrorCode::unknown_extension, path.string(), extension, ".json .csv");
  }
  return check_writable(path);
}

Expected<void> write_steps(const Trace& trace, const std::filesystem::path& path) {
  const bool json = path.extension() == ".json";
  return write_whole(path, [&](Sink& sink) { json ? write_json(trace, sink) : write_csv(trace, sink); });
}

}  // namespace deconvlab

// The record of every step of the product with C, as a file.
#pragma once

#include <filesystem>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/formats/formats.h"
#include "core/matrix/trace.h"
#include "core/operators/operators.h"

namespace deconvlab {

// Most products that a record holds.
inline constexpr std::int64_t kMostRecordedProducts = 50'000'000;

// Errors: shape_mismatch where `plane` is not a single one of `needed` sides.
Expected<void> check_plane(const char* what, const Tensor& plane, Extent needed);
// Errors: too_large.
Expected<void> check_steps(const Geometry& geometry);
// What a file of steps is made of: texts of one step at a time.
struct StepRecord {
  const Operator* op;
  Geometry geometry;
  std::int64_t size = 0;
  std::function<std::vector<Cell>()> unread;        // operand cells that no step reads
  std::string columns;                              // the first line of a .csv
  std::function<std::string(std::int64_t t)> json;  // an object
  std::function<std::string(std::int64_t t)> csv;   // lines, each with its end
  std::string more = {};                            // fields of a .json between its sizes and "unread", each with a comma behind it
};
nlohmann::json term_json(const Term& term);
// The cells of an operand that stand in no term of any step.
std::vector<Cell> cells_unread(Extent operand, std::int64_t size, const std::function<Step(std::int64_t)>& step);
// Steps that are rows of the operator's matrix, with the terms of Step.
StepRecord record_of(const Operator& op, const Geometry& geometry, std::int64_t size, std::function<Step(std::int64_t)> step);
struct StepFormat {
  std::string_view extension;  // with the dot
  void (*write)(const StepRecord& record, Sink& sink);
};
std::span<const StepFormat> step_format_table();
Expected<void> write_record(const StepRecord& record, const Place& place);

// Errors: unknown_extension, cannot_write.
Expected<void> check_steps_target(const Place& place);
// .json: {"op", "sizes" as in core/formats/sizes_json.h, "unread", "steps": [{"t", "output", "terms": [{"weight", "input", "padding",
// "column", "x", "w", "product", "sum"}], "value"}]}; "unread" are the operand's cells that no step reads. .csv: a line for each product.
// Cells are [row, column]; a padding cell lies outside the input and has column -1.
Expected<void> write_steps(const Trace& trace, const Place& place);

}  // namespace deconvlab

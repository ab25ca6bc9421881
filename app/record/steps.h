// The record of every step of the product with C, as a file.
#pragma once

#include <filesystem>
#include <span>
#include <string_view>

#include "core/error.h"
#include "core/formats/formats.h"
#include "core/trace.h"

namespace deconvlab {

// Most products that a record holds.
inline constexpr std::int64_t kMostRecordedProducts = 50'000'000;

// Errors: shape_mismatch where x or w is not one plane of the geometry's sizes.
Expected<Trace> make_trace(const Geometry& geometry, const Tensor& x, const Tensor& w);
// Errors: too_large.
Expected<void> check_steps(const Geometry& geometry);
struct StepFormat {
  std::string_view extension;  // with the dot
  void (*write)(const Trace& trace, Sink& sink);
};
std::span<const StepFormat> step_format_table();
// Errors: unknown_extension, cannot_write.
Expected<void> check_steps_target(const std::filesystem::path& path);
// .json: {"op", "sizes", "unread", "steps": [{"t", "output", "terms": [{"weight", "input", "padding", "column", "x", "w", "product",
// "sum"}], "value"}]}; "unread" are the input cells that no step reads. .csv: a line for each product. Cells are [row, column]; a padding
// cell lies outside the input and has column -1.
Expected<void> write_steps(const Trace& trace, const std::filesystem::path& path);

}  // namespace deconvlab

// The record of every step of a transposed convolution, in one of its views, as a file.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "app/lessons/kind.h"
#include "app/record/steps.h"
#include "core/matrix/transpose_trace.h"

namespace deconvlab {

struct TransposeView {
  std::string_view id;
  StepRecord (*record)(const Operator& op, const TransposeTrace& trace);
};

// gather: a step is a row of Ct, with the fields of a convolution's steps. scatter: a step is an input cell; "stamps" have "weight",
// "output", "cut", "row", "w", "product". direct: a step is an output cell; "terms" have "at" (on the stretched grid), "ground" (cell,
// inserted, output_padding, padding), "weight", "x", "w", "product", "sum". Records refer to the trace.
std::span<const TransposeView> transpose_view_table();
// Errors: unknown_name.
Expected<const TransposeView*> find_transpose_view(const std::string& id);

// Errors: too_large, where any of the views would hold too many products.
Expected<void> check_transpose_steps(const Geometry& geometry);
// Errors: too_large, where the record of a lesson's steps would hold too many products.
Expected<void> check_lesson_steps(const Results& results);
// The record of a lesson's steps: those of its convolution, or the gather of its transposed convolution.
// Errors: unknown_extension, cannot_write; those of check_lesson_steps.
Expected<void> write_lesson_steps(const Results& results, const std::filesystem::path& path);

}  // namespace deconvlab

// --bias of a layer: a value for each output channel.
#pragma once

#include <CLI/CLI.hpp>
#include <span>
#include <string>
#include <vector>

#include "app/cli/operands.h"

namespace deconvlab {

void add_bias_to(CLI::App& app, const Language& language, std::string& bias);

// A file's values, or those typed such as "0.5,-1"; none of an empty text. Errors: bad_number, usage of an array that is no list, and those
// of reading.
Expected<std::vector<float>> read_bias(const std::string& text, Reader& reader);

// Errors: usage, where there are values but not one for each channel.
Expected<void> check_bias(std::span<const float> bias, std::int64_t channels);

// Each plane of a result with its channel's value added; none of none.
void add_bias(std::span<const float> bias, Tensor& result);

}  // namespace deconvlab

// What --indices gives: a file of switches, standard input, or the numbers themselves.
#pragma once

#include <cstdint>
#include <string>

#include "core/error.h"
#include "core/tensor.h"

namespace deconvlab {

// What to call them in errors and notes.
std::string name_of_switches(const std::string& given);
// Exact, whatever holds them. Errors: those of read_indices.
Expected<Indices> read_switches(const std::string& given, const Shape& needed, std::int64_t cells);
// What is wrong with switches, as what is wrong with where they are from.
Error of_switches(const std::string& given, Error error);

}  // namespace deconvlab

// Floats as every JSON of the program has them.
#pragma once

#include <cmath>
#include <nlohmann/json.hpp>
#include <string_view>

namespace deconvlab {

// Of what JSON has no number for; empty where it has one.
inline std::string_view json_word(float value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  return {};
}

// A number, or that word.
inline nlohmann::json json_value(float value) {
  const std::string_view word = json_word(value);
  return word.empty() ? nlohmann::json(value) : nlohmann::json(word);
}

}  // namespace deconvlab

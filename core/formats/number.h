// Numbers as a file has them: whole ones exact, however large.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/error.h"
#include "core/tensor.h"

namespace deconvlab {

using Number = std::variant<std::int64_t, std::uint64_t, float, double>;

struct Numbers {
  Shape shape;
  std::vector<Number> values;  // as many as the shape says
};

// The whole word; nothing where it is no number.
std::optional<Number> to_number(std::string_view word);

// As parse_npy and the others of each_format.h. Errors: the same.
Expected<Numbers> parse_npy_numbers(std::string_view bytes, const std::string& name);
Expected<Numbers> parse_npy_numbers(std::string_view bytes, const std::string& name, std::int64_t most_cells);
Expected<Numbers> parse_npz_numbers(std::string_view bytes, const std::string& name);
Expected<Numbers> parse_csv_numbers(std::string_view text, const std::string& name);
Expected<Numbers> parse_json_numbers(std::string_view text, const std::string& name);

}  // namespace deconvlab

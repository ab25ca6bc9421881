// Numbers as a file has them: whole ones exact, however large.
#pragma once

#include <cstdint>
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

// Keeps numbers as they are, in the place of FloatLosses.
class Exact {
 public:
  using Value = Number;
  template <class T>
  Number keep(T value) {
    return value;
  }
  // Errors: as FloatLosses::keep_word.
  Expected<Number> keep_word(std::string_view word, const std::string& where);
};

// Errors: as read_indices.
Expected<Indices> as_indices(const Numbers& numbers, const Shape& needed, std::int64_t cells);

// As parse_npy and the others of each_format.h. Errors: the same.
Expected<Numbers> parse_npy_numbers(std::string_view bytes, const std::string& name);
// The same of at most so many values.
Expected<Numbers> parse_npy_numbers(std::string_view bytes, const std::string& name, std::int64_t most_cells);
Expected<Numbers> parse_npz_numbers(std::string_view bytes, const std::string& name);
Expected<Numbers> parse_npz_member_numbers(std::string_view bytes, const std::string& name, const std::string& member);
Expected<Numbers> parse_csv_numbers(std::string_view text, const std::string& name);
Expected<Numbers> parse_txt_numbers(std::string_view text, const std::string& name);
Expected<Numbers> parse_json_numbers(std::string_view text, const std::string& name);

}  // namespace deconvlab

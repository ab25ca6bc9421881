#include "app/cli/switches.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "app/cli/operands.h"
#include "core/formats/number.h"

namespace deconvlab {

std::string name_of_switches(const std::string& given) {
  return is_values(given) ? "--indices" : given == kStandardStream ? "stdin" : given;
}

Expected<Indices> read_switches(const std::string& given, const Shape& needed, std::int64_t cells) {
  if (!is_values(given)) return read_indices(given, needed, cells);
  return typed_numbers("--indices", given).and_then([&](const Numbers& numbers) { return as_indices(numbers, needed, cells); });
}

Error of_switches(const std::string& given, Error error) {
  constexpr std::pair<ErrorCode, std::string_view> kReasons[] = {
      {ErrorCode::switch_out_of_range, "reason.switch_range"},
      {ErrorCode::switch_elsewhere, "reason.switch_elsewhere"},
      {ErrorCode::shape_mismatch, "reason.switch_shape"},
  };
  if (error.code == ErrorCode::cannot_open) error.args.front() = name_of_switches(given);
  const auto* const found = std::ranges::find(kReasons, error.code, &std::pair<ErrorCode, std::string_view>::first);
  if (found == std::end(kReasons)) return error;
  std::string why = reason(found->second);
  for (const std::string& arg : error.args) why += kReasonMark + arg;
  return {ErrorCode::cannot_open, {name_of_switches(given), why}};
}

}  // namespace deconvlab

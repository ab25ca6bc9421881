// The entry of a table that has a name, or an error that lists the names there are.
#pragma once

#include <algorithm>
#include <functional>
#include <ranges>
#include <string>
#include <string_view>

#include "core/error.h"

namespace deconvlab {

// "ones, counting": the names of all entries in the table's order; `name` takes an entry to its own, and is not needed for a table of
// names.
template <std::ranges::input_range Table, class Name = std::identity>
std::string names_of(Table&& table, Name name = {}) {
  std::string names;
  for (const auto& entry : table) names += (names.empty() ? "" : ", ") + std::string(std::invoke(name, entry));
  return names;
}

// The table's own entry, which lives as long as the table's entries do. Errors: unknown_name, of `what` there is none called `wanted`.
template <std::ranges::forward_range Table, class Name = std::identity>
Expected<const std::ranges::range_value_t<Table>*> find_named(std::string_view what, Table&& table, std::string_view wanted,
                                                              Name name = {}) {
  const auto found = std::ranges::find(table, wanted, [&](const auto& entry) { return std::string_view(std::invoke(name, entry)); });
  if (found != std::ranges::end(table)) return &*found;
  return fail(ErrorCode::unknown_name, what, wanted, names_of(table, name));
}

}  // namespace deconvlab

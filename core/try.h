// TRY(expression): the value of an Expected, or the end of the function that stands around it with its error.
#pragma once

#include <tl/expected.hpp>
#include <type_traits>
#include <utility>

namespace deconvlab {

template <class T, class E>
T taken(tl::expected<T, E>&& tried) {
  if constexpr (!std::is_void_v<T>) return *std::move(tried);
}

}  // namespace deconvlab

#define TRY(...)                                                      \
  __extension__({                                                     \
    auto tried = (__VA_ARGS__);                                       \
    if (!tried) return tl::make_unexpected(std::move(tried).error()); \
    ::deconvlab::taken(std::move(tried));                             \
  })

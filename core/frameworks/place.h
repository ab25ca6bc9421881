// What is wrong in a layer's text, with the place where it is.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/error.h"

namespace deconvlab {

// A word of the user's as part of an error: short, and without the mark that parts an error's own words.
std::string excerpt(std::string_view word);

// "layer.txt:3 cannot be read: ...".
template <class... Args>
tl::unexpected<Error> wrong(std::string_view source, int line, std::string_view key, const Args&... args) {
  return fail(ErrorCode::cannot_open, fmt::format("{}:{}", source, line), reason(key, args...));
}

// The name that is written most like it, in whatever case; empty where none is within a third of its letters.
std::string nearest_name(std::string_view word, std::span<const std::string_view> names);

}  // namespace deconvlab

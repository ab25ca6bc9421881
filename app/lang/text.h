// Numbers and texts of any size, as far as a reader would go.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace deconvlab {

// With so many decimals; as number() of lang.h writes it where that would be more than seven digits before the point, or is not finite.
std::string fixed(double value, int decimals);
// A text of at most `most` characters: the middle of a longer one, such as a path, gives way to "…".
std::string shortened(std::string_view utf8, std::size_t most);

std::size_t characters(std::string_view utf8);

}  // namespace deconvlab

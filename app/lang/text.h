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
// A text of any bytes as one that can be shown: control characters, which a terminal obeys, and what is no UTF-8 as \xNN.
std::string printable(std::string_view bytes);

std::size_t characters(std::string_view utf8);

}  // namespace deconvlab

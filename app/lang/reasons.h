// What core says in the form of reason(): a key of the language tables and its arguments.
#pragma once

#include <span>
#include <string>

#include "app/lang/lang.h"

namespace deconvlab {

// Put into words; any other text stays.
std::string in_words(const Language& language, const std::string& arg);
// One sentence after the other.
std::string notes_in_words(const Language& language, std::span<const std::string> notes);

}  // namespace deconvlab

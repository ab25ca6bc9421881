// Every word on screen and every error sentence, by key. A language is one file with a folder of its parts, and one line in the table.
#pragma once

#include <fmt/args.h>
#include <fmt/format.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/error.h"

namespace deconvlab {

struct Phrase {
  std::string_view key;
  std::string_view text;  // {0}, {1}, ... stand for arguments
};

struct Language {
  std::string_view id;    // "en", "zh"
  std::string_view name;  // in the language itself
  std::span<const Phrase> phrases;
  bool needs_cjk = false;
};

std::span<const Language> language_table();
const Language& language_of(std::string_view id);  // English for an unknown id

// The phrase's text; a key that no table has comes back as itself, so that it is seen.
std::string_view phrase(const Language& language, std::string_view key);

template <class... Args>
std::string say(const Language& language, std::string_view key, const Args&... args) {
  return fmt::format(fmt::runtime(phrase(language, key)), args...);
}
std::string say(const Language& language, const Error& error);

// Two sentences one after the other, either of which may be empty: no space follows a full-width stop.
std::string then(std::string first, std::string_view second);

// A value as a cell shows it: integers plainly, others with at most three decimals, very large and small ones with an exponent;
// a real minus sign.
std::string number(double value);
// A count with its thousands apart: "1 982 464".
std::string grouped(std::int64_t count);
// Whether number() leaves digits out: a sentence then writes ≈ for =.
bool is_rounded(float value);
// Shortest text that reads back as the same float: tooltips and exports.
std::string exact_number(float value);

}  // namespace deconvlab

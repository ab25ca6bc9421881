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
  std::string_view text;  // as filled() takes it
};

struct Language {
  std::string_view id;    // "en", "zh", "es"
  std::string_view name;  // in the language itself
  std::span<const Phrase> phrases;
  bool needs_cjk = false;
};

std::span<const Language> language_table();
const Language& language_of(std::string_view id);  // English for an unknown id

// The phrase's text; a key that no table has comes back as itself, so that it is seen.
std::string_view phrase(const Language& language, std::string_view key);

// A text with its arguments in their places, {0}, {1}, ..., and in the forms that go with their numbers:
//   {0|cell|cells}              the first where argument 0 is 1, else the second;
//   {0=1|row {0}|rows {0} to {1}}  the first where the arguments 0 and 1 are the same text, else the second.
// A form may hold arguments, but no forms.
std::string filled(std::string_view text, fmt::format_args args);

template <class... Args>
std::string say(const Language& language, std::string_view key, const Args&... args) {
  return filled(phrase(language, key), fmt::make_format_args(args...));
}
std::string say(const Language& language, const Error& error);

// Two sentences one after the other, either of which may be empty: no space follows a full-width stop.
std::string then(std::string first, std::string_view second);

// Every number on screen is written in one way: a real minus sign, 1.4·10⁹, 10⁻⁵, NaN, ∞.
// A value as a cell shows it: integers plainly, others with at most three decimals (sixteenths below 10 with their four), very large and
// small ones as a power of ten.
std::string number(double value);
// With at most so many digits: a power of ten where "{:.4g}" would have an exponent.
std::string significant(double value, int digits);
// With every digit that a float has.
std::string every_digit(float value);
std::string power_of_ten(int exponent);  // "10⁻¹⁶"
// A count with its thousands apart: "1 982 464".
std::string grouped(std::int64_t count);
// Whether number() leaves digits out: a sentence then writes ≈ for =.
bool is_rounded(float value);
// Shortest text that reads back as the same float, for what is edited or exported.
std::string exact_number(float value);

}  // namespace deconvlab

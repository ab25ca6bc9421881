#include "app/lang/lang.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <sstream>
#include <vector>

#include "app/lang/phrases.h"
#include "app/lang/reasons.h"
#include "app/lang/text.h"

namespace deconvlab {

namespace {

constexpr double kLargestPlain = 1e7;
constexpr double kSmallestPlain = 5e-4;

std::string rounded_text(double value) {
  const double size = std::abs(value);
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-∞" : "∞";
  if (size >= kLargestPlain || (size > 0 && size < kSmallestPlain)) return fmt::format("{:.3g}", value);
  std::string text = fmt::format("{:.3f}", value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

}  // namespace

std::span<const Language> language_table() {
  static const Language table[] = {{"en", "English", english_phrases(), false}, {"zh", "中文", chinese_phrases(), true}};
  return table;
}

const Language& language_of(std::string_view id) {
  const auto table = language_table();
  const auto found = std::ranges::find(table, id, &Language::id);
  return found == table.end() ? table.front() : *found;
}

std::string_view phrase(const Language& language, std::string_view key) {
  const auto found = std::ranges::find(language.phrases, key, &Phrase::key);
  return found == language.phrases.end() ? key : found->text;
}

namespace {
// What a sentence is about is a word of the program's, such as "kernel", only where no file can be meant.
std::string first_word(const Language& language, ErrorCode code, const std::string& arg) {
  constexpr ErrorCode kAboutWords[] = {ErrorCode::unknown_name,   ErrorCode::shape_mismatch, ErrorCode::too_large,
                                       ErrorCode::not_an_integer, ErrorCode::not_whole,      ErrorCode::missing_option};
  const std::string key = "word." + arg;
  const std::string_view word = phrase(language, key);
  return std::ranges::count(kAboutWords, code) == 0 || word == key ? arg : std::string(word);
}
}  // namespace

namespace {

std::string with_args(std::string_view text, const std::vector<std::string>& args) {
  fmt::dynamic_format_arg_store<fmt::format_context> store;
  for (const std::string& arg : args) store.push_back(arg);
  try {
    return fmt::vformat(text, store);
  } catch (const fmt::format_error&) {
    return std::string(text);
  }
}

}  // namespace

std::string in_words(const Language& language, const std::string& arg) {
  constexpr std::size_t kLongest = 1000;  // characters; all names of a table are fewer
  if (arg.empty() || arg.front() != kReasonMark) return shortened(arg, kLongest);
  std::vector<std::string> parts;
  std::stringstream rest(arg.substr(1));
  for (std::string part; std::getline(rest, part, kReasonMark);) parts.push_back(part);
  if (parts.empty()) return arg;
  const std::string key = parts.front();
  parts.erase(parts.begin());
  return with_args(phrase(language, key), parts);
}

std::string notes_in_words(const Language& language, std::span<const std::string> notes) {
  std::string all;
  for (const std::string& note : notes) all = then(std::move(all), in_words(language, note));
  return all;
}

std::string say(const Language& language, const Error& error) {
  std::vector<std::string> args;
  for (const std::string& arg : error.args) args.push_back(in_words(language, arg));
  if (!args.empty()) args.front() = first_word(language, error.code, args.front());
  return with_args(phrase(language, error_key(error.code)), args);
}

std::string then(std::string first, std::string_view second) {
  const bool full_width = first.ends_with("。") || first.ends_with("：") || first.ends_with("；");
  if (!first.empty() && !second.empty() && !full_width && !first.ends_with(' ')) first += ' ';
  return first.append(second);
}

std::string number(double value) {
  const std::string text = rounded_text(value);
  return text.front() == '-' ? "−" + text.substr(1) : text;
}

std::string grouped(std::int64_t count) {
  std::string text = fmt::format("{}", count);
  for (auto at = std::ssize(text) - 3; at > 0; at -= 3) text.insert(static_cast<std::size_t>(at), "\u00a0");
  return text;
}

bool is_rounded(float value) { return std::isfinite(value) && std::strtof(rounded_text(value).c_str(), nullptr) != value; }

std::string exact_number(float value) { return fmt::format("{}", value); }

}  // namespace deconvlab

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

// Such as a bilinear kernel's weights, which no three decimals say.
bool is_few_sixteenths(double value) { return std::abs(value) < 10 && 16 * value == std::round(16 * value); }

// As C writes it.
std::string rounded_text(double value) {
  if (!std::isfinite(value)) return fmt::format("{}", value);
  const double size = std::abs(value);
  if (size >= kLargestPlain || (size > 0 && size < kSmallestPlain)) return fmt::format("{:.3g}", value);
  std::string text = fmt::format("{:.{}f}", value, is_few_sixteenths(value) ? 4 : 3);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

// What C writes, as it stands on screen.
std::string on_screen(const std::string& text) {
  const bool negative = text.front() == '-';
  std::string digits = negative ? text.substr(1) : text;
  if (digits == "nan") return "NaN";
  if (digits == "inf") digits = "∞";
  if (const std::size_t e = digits.find('e'); e != std::string::npos) {
    const std::string power = power_of_ten(std::atoi(digits.c_str() + e + 1));
    digits = e == 1 && digits.front() == '1' ? power : digits.substr(0, e) + "·" + power;
  }
  return (negative ? "−" : "") + digits;
}

// One argument as a text.
std::string argument(std::string_view number, fmt::format_args args) { return fmt::vformat(fmt::format("{{{}}}", number), args); }

// The braces from `open` on that hold forms: which one is taken, and where they end.
struct Forms {
  std::string_view taken;
  std::size_t end = 0;  // behind the closing brace; 0: there are no forms
};

Forms forms_at(std::string_view text, std::size_t open, fmt::format_args args) {
  const std::size_t bar = text.find_first_not_of("0123456789=", open + 1);
  if (bar == std::string_view::npos || text[bar] != '|' || bar == open + 1) return {};
  std::size_t between = 0, end = bar;
  for (int depth = 1; depth > 0;) {
    if (++end == text.size()) return {};
    depth += text[end] == '{' ? 1 : text[end] == '}' ? -1 : 0;
    if (depth == 1 && text[end] == '|' && between == 0) between = end;
  }
  const std::string_view asked = text.substr(open + 1, bar - open - 1);
  const std::size_t equal = asked.find('=');
  const std::string wanted = equal == std::string_view::npos ? "1" : argument(asked.substr(equal + 1), args);
  const bool first = argument(asked.substr(0, equal), args) == wanted;
  return {first ? text.substr(bar + 1, between - bar - 1) : text.substr(between + 1, end - between - 1), end + 1};
}

// With one form in the place of several.
std::string with_forms(std::string_view text, fmt::format_args args) {
  std::string chosen;
  while (!text.empty()) {
    const std::size_t open = std::min(text.find('{'), text.size());
    chosen += text.substr(0, open);
    text.remove_prefix(open);
    const bool escaped = text.starts_with("{{");
    const Forms forms = text.empty() || escaped ? Forms{} : forms_at(text, 0, args);
    const std::size_t taken = forms.end > 0 ? forms.end : std::min<std::size_t>(escaped ? 2 : 1, text.size());
    chosen += forms.end > 0 ? forms.taken : text.substr(0, taken);
    text.remove_prefix(taken);
  }
  return chosen;
}

}  // namespace

std::span<const Language> language_table() {
  static const Language table[] = {
      {"en", "English", english_phrases(), false}, {"zh", "中文", chinese_phrases(), true}, {"es", "Español", spanish_phrases(), false}};
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

std::string filled(std::string_view text, fmt::format_args args) {
  return text.find('|') == std::string_view::npos ? fmt::vformat(text, args) : fmt::vformat(with_forms(text, args), args);
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
    return filled(text, store);
  } catch (const fmt::format_error&) {
    return std::string(text);
  }
}

}  // namespace

namespace {

// A sentence that becomes a part of another one.
std::string without_stop(const std::string& sentence) {
  for (const std::string_view stop : {".", "。"})
    if (sentence.ends_with(stop)) return sentence.substr(0, sentence.size() - stop.size());
  return sentence;
}

}  // namespace

std::string in_words(const Language& language, const std::string& arg) {
  constexpr std::size_t kLongest = 1000;  // characters; all names of a table are fewer
  if (arg.empty() || arg.front() != kReasonMark) return shortened(printable(arg), kLongest);
  std::vector<std::string> parts;
  std::stringstream rest(arg.substr(1));
  for (std::string part; std::getline(rest, part, kReasonMark);) parts.push_back(printable(part));
  if (parts.empty()) return printable(arg);
  const std::string key = parts.front();
  parts.erase(parts.begin());
  const std::string words = with_args(phrase(language, key), parts);
  return key.starts_with("error.") ? without_stop(words) : words;
}

std::string notes_in_words(const Language& language, std::span<const std::string> notes) {
  std::string all;
  for (const std::string& note : notes) all = then(std::move(all), in_words(language, note));
  return all;
}

namespace {

// Whether a Chinese character begins, or ends, the text.
bool begins_in_chinese(std::string_view text) { return text.size() >= 3 && text[0] >= '\xe4' && text[0] <= '\xe9'; }
bool ends_in_chinese(std::string_view text) { return text.size() >= 3 && begins_in_chinese(text.substr(text.size() - 3)); }

// Without the spaces that would keep a number or a Latin word apart where Chinese words came instead.
std::string set_solid(std::string text) {
  for (std::size_t at = text.find(' '); at != std::string::npos; at = text.find(' ', at + 1)) {
    const std::string_view all = text;
    if (ends_in_chinese(all.substr(0, at)) && begins_in_chinese(all.substr(at + 1))) text.erase(at, 1);
  }
  return text;
}

// Names that end an error's arguments, as a Chinese sentence lists them: "jpg、png".
void list_in_chinese(ErrorCode code, std::vector<std::string>& args) {
  constexpr ErrorCode kEndInNames[] = {ErrorCode::unknown_name, ErrorCode::unknown_extension};
  if (args.empty() || std::ranges::count(kEndInNames, code) == 0) return;
  std::string& names = args.back();
  for (std::size_t at = names.find(", "); at != std::string::npos; at = names.find(", ", at)) names.replace(at, 2, "、");
}

}  // namespace

std::string say(const Language& language, const Error& error) {
  std::vector<std::string> args;
  const bool in_lines = error.code == ErrorCode::shader_failed;  // the compiler's own message
  for (const std::string& arg : error.args) args.push_back(in_lines ? arg : in_words(language, arg));
  if (language.needs_cjk) list_in_chinese(error.code, args);
  if (!args.empty()) args.front() = first_word(language, error.code, args.front());
  return set_solid(with_args(phrase(language, error_key(error.code)), args));
}

std::string then(std::string first, std::string_view second) {
  const bool full_width = first.ends_with("。") || first.ends_with("：") || first.ends_with("；");
  if (!first.empty() && !second.empty() && !full_width && !second.starts_with("（") && !first.ends_with(' ')) first += ' ';
  return first.append(second);
}

std::string number(double value) { return on_screen(rounded_text(value)); }

std::string significant(double value, int digits) { return on_screen(fmt::format("{:.{}g}", value, digits)); }

std::string every_digit(float value) { return on_screen(exact_number(value)); }

std::string power_of_ten(int exponent) {
  constexpr std::string_view kDigits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string text = exponent < 0 ? "10⁻" : "10";
  for (const char digit : fmt::format("{}", std::abs(exponent))) text += kDigits[digit - '0'];
  return text;
}

std::string grouped(std::int64_t count) {
  std::string text = fmt::format("{}", count);
  for (auto at = std::ssize(text) - 3; at > 0; at -= 3) text.insert(static_cast<std::size_t>(at), "\u00a0");
  return text;
}

bool is_rounded(float value) { return std::isfinite(value) && std::strtof(rounded_text(value).c_str(), nullptr) != value; }

std::string exact_number(float value) { return fmt::format("{}", value); }

}  // namespace deconvlab

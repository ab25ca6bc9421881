#include "core/formats/float_losses.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <optional>
#include <type_traits>

namespace deconvlab {

namespace {

constexpr float kExact = 1 << 24;           // every whole number up to here is a float
constexpr double kMostCounted = 1LL << 53;  // every whole number up to here is a double

// A float has 24 binary digits.
bool is_exact(std::uint64_t size) { return size == 0 || std::bit_width(size) - std::countr_zero(size) <= 24; }

bool is_whole_text(std::string_view word) { return word.find_first_not_of("+-0123456789") == std::string_view::npos; }

// Of a whole number's text that is no shorter than its digits: whether the float is that number.
bool is_exact_text(std::string_view word, float value) {
  word.remove_prefix(std::min(word.find_first_not_of("+-0"), word.size()));
  return word == fmt::format("{:.0f}", std::abs(static_cast<double>(value)));
}

// The nearest T to the whole text. One beyond double is infinity or 0, one beyond float nothing, as is what is no number.
template <class T>
std::optional<T> parsed(std::string_view text) {
  T value = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (status == std::errc::invalid_argument || end != text.data() + text.size()) return {};
  if (status == std::errc()) return value;
  if constexpr (std::is_same_v<T, double>) return std::strtod(std::string(text).c_str(), nullptr);
  return {};
}

}  // namespace

tl::unexpected<Error> number_too_large(const std::string& where, std::string_view text) {
  return fail(ErrorCode::cannot_open, where,
              reason("reason.number", text.substr(0, 40), fmt::format("{:.2g}", std::numeric_limits<double>::max())));
}

float FloatLosses::keep(double value) {
  const auto nearest = static_cast<float>(value);
  if (std::isinf(nearest) && std::isfinite(value)) ++infinite_;
  if (nearest == 0 && value != 0) ++vanished_;
  const double size = std::abs(value);
  if (size > kExact && size <= kMostCounted && size == std::trunc(size) && static_cast<double>(nearest) != value) ++rounded_;
  return nearest;
}

float FloatLosses::keep(std::int64_t value) {
  const auto bits = static_cast<std::uint64_t>(value);
  if (!is_exact(value < 0 ? -bits : bits)) ++rounded_;
  return static_cast<float>(value);
}

float FloatLosses::keep(std::uint64_t value) {
  if (!is_exact(value)) ++rounded_;
  return static_cast<float>(value);
}

Expected<float> FloatLosses::keep_word(std::string_view word, const std::string& where) {
  std::string_view digits = word;
  if (digits.starts_with('+') && !digits.starts_with("+-")) digits.remove_prefix(1);
  if (const auto nearest = parsed<float>(digits)) return keep_text(digits, *nearest);
  const std::string_view shown = word.substr(0, 40);
  const auto value = parsed<double>(digits);
  if (!value) return fail(ErrorCode::bad_number, where, shown);
  if (std::isinf(*value)) return number_too_large(where, shown);
  if (*value == 0) ++vanished_;  // beyond a double too
  return keep(*value);
}

// Of a text whose nearest float is known, and finite where the number is.
float FloatLosses::keep_text(std::string_view digits, float nearest) {
  if (!(std::abs(nearest) >= kExact) || std::isinf(nearest)) return nearest;
  if (!is_whole_text(digits)) return keep(std::strtod(std::string(digits).c_str(), nullptr));
  if (!is_exact_text(digits, nearest)) ++rounded_;
  return nearest;
}

std::vector<std::string> FloatLosses::notes(const std::string& name, std::int64_t size) const {
  std::vector<std::string> notes;
  if (infinite_ > 0) notes.push_back(reason("note.infinite", name, infinite_, size));
  if (vanished_ > 0) notes.push_back(reason("note.vanished", name, vanished_, size));
  if (rounded_ > 0) notes.push_back(reason("note.rounded", name, rounded_, size));
  return notes;
}

}  // namespace deconvlab

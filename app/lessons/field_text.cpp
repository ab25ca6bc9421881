#include "app/lessons/field_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

namespace deconvlab {

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(separator, at), text.size());
    parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

namespace {

template <class Number>
std::optional<Number> parse(std::string_view text) {
  Number value{};
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (status != std::errc() || end != text.data() + text.size()) return {};
  return value;
}

}  // namespace

// "5" or "5x3": rows x columns.
std::string write(Extent e) { return e.h == e.w ? fmt::format("{}", e.h) : fmt::format("{}x{}", e.h, e.w); }

bool read(std::string_view text, Extent& e) {
  const auto parts = split(text, 'x');
  const auto h = parse<std::int64_t>(parts.front());
  const auto w = parse<std::int64_t>(parts.back());
  if (!h || !w || parts.size() > 2) return false;
  e = {*h, *w};
  return true;
}

namespace {
constexpr std::string_view kPaddings[] = {"given", "same", "valid", "same-lower", "causal"};
}  // namespace

std::string write(Padding padding) { return std::string(kPaddings[static_cast<int>(padding)]); }

bool read(std::string_view text, Padding& padding) {
  const auto found = std::ranges::find(kPaddings, text);
  if (found == std::end(kPaddings)) return false;
  padding = static_cast<Padding>(found - std::begin(kPaddings));
  return true;
}

std::string write_padding(const Params& params) {
  if (!params.p_end) return write(params.p);
  return fmt::format("{},{},{},{}", params.p.h, params.p_end->h, params.p.w, params.p_end->w);
}

bool read_padding(std::string_view text, Params& params) {
  const auto sides = split(text, ',');
  params.p_end.reset();
  if (sides.size() == 1) return read(text, params.p);
  Extent& after = params.p_end.emplace();
  return sides.size() == 4 && read(sides[0], params.p.h) && read(sides[1], after.h) && read(sides[2], params.p.w) &&
         read(sides[3], after.w);
}

// "any", or an extent.
std::string write(const std::optional<Extent>& e) { return e ? write(*e) : "any"; }

bool read(std::string_view text, std::optional<Extent>& e) {
  e.reset();
  return text == "any" || read(text, e.emplace());
}

std::string write(bool on) { return on ? "1" : "0"; }

bool read(std::string_view text, bool& on) {
  on = text == "1";
  return on || text == "0";
}

std::string write(std::int64_t value) { return fmt::format("{}", value); }

bool read(std::string_view text, std::int64_t& value) {
  const auto parsed = parse<std::int64_t>(text);
  if (parsed) value = *parsed;
  return parsed.has_value();
}

std::string write(double value) { return fmt::format("{}", value); }

bool read(std::string_view text, double& value) {
  const auto parsed = parse<double>(text);
  if (!parsed || !std::isfinite(*parsed)) return false;
  value = *parsed;
  return true;
}

// Bytes that would end a field, or a link in a text, as %XX.
std::string write(const std::string& text) {
  constexpr std::string_view kPlain = "-_.~/:,";
  std::string written;
  for (const char c : text) {
    const bool plain = std::isalnum(static_cast<unsigned char>(c)) || kPlain.find(c) != std::string_view::npos;
    written += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return written;
}

bool read(std::string_view text, std::string& value) {
  value.clear();
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      value += text[at];
      continue;
    }
    unsigned byte = 0;
    const std::string_view digits = text.substr(at + 1, 2);
    const auto [end, status] = std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
    if (status != std::errc() || digits.size() < 2 || end != digits.data() + 2) return false;
    value += static_cast<char>(byte);
    at += 2;
  }
  return !value.empty();
}

// "gaussian", "random:7" or "own:2x2:1,2,3,4", whose numbers are finite.
std::string write(const PlaneChoice& choice) {
  if (choice.name.empty()) return fmt::format("own:{}:{}", write(choice.own_size), fmt::join(choice.own, ","));
  return choice.seed == 0 ? choice.name : fmt::format("{}:{}", choice.name, choice.seed);
}

namespace {
bool read_values(std::string_view text, std::vector<float>& values) {
  values.clear();
  for (const std::string_view each : split(text, ',')) {
    const auto value = parse<float>(each);
    if (!value || !std::isfinite(*value)) return false;
    values.push_back(*value);
  }
  return true;
}

bool read_own(std::string_view size, std::string_view values, PlaneChoice& choice) {
  choice = {};
  if (!read(size, choice.own_size) || !read_values(values, choice.own)) return false;
  const Extent e = choice.own_size;
  const auto count = static_cast<std::int64_t>(choice.own.size());
  return e.h > 0 && e.w > 0 && e.h <= count && e.w <= count && count % e.area() == 0;
}
}  // namespace

// "none", or numbers.
std::string write(const std::vector<float>& values) { return values.empty() ? "none" : fmt::format("{}", fmt::join(values, ",")); }

bool read(std::string_view text, std::vector<float>& values) {
  values.clear();
  return text == "none" || read_values(text, values);
}

bool read(std::string_view text, PlaneChoice& choice) {
  const auto parts = split(text, ':');
  if (parts.size() == 3 && parts[0] == "own") return read_own(parts[1], parts[2], choice);
  if (parts.size() > 2 || parts[0].empty()) return false;
  const auto seed = parts.size() == 2 ? parse<std::uint64_t>(parts[1]) : std::optional<std::uint64_t>(0);
  if (!seed) return false;
  choice = {std::string(parts[0]), *seed, {}, {}};
  return true;
}

// "1,2": pictures are counted from 1, as the keys that choose them.
std::string write(const WipeSides& sides) { return fmt::format("{},{}", sides.left, sides.right); }

bool read(std::string_view text, WipeSides& sides) {
  const auto parts = split(text, ',');
  return parts.size() == 2 && read(parts[0], sides.left) && read(parts[1], sides.right) && sides.left > 0 && sides.right > 0;
}

// "output:1,2,0,0" or "nonzero:0,0,1,1"; a channel that is not the first follows: "output:1,2,0,0,1".
namespace {
constexpr std::string_view kTargets[] = {"none", "input", "output", "weight", "nonzero", "tile", "bias"};
}  // namespace

std::string write(const Focus& f) {
  const std::string channel = f.channel == 0 ? "" : fmt::format(",{}", f.channel);
  return fmt::format("{}:{},{},{},{}{}", kTargets[static_cast<int>(f.target)], f.cell.row, f.cell.col, f.other.row, f.other.col, channel);
}

bool read(std::string_view text, Focus& f) {
  const auto parts = split(text, ':');
  if (parts.size() != 2) return false;
  const auto numbers = split(parts[1], ',');
  std::int64_t* fields[] = {&f.cell.row, &f.cell.col, &f.other.row, &f.other.col, &f.channel};
  if (numbers.size() != std::size(fields) && numbers.size() + 1 != std::size(fields)) return false;
  f.channel = 0;
  for (std::size_t n = 0; n < numbers.size(); ++n) {
    const auto value = parse<std::int64_t>(numbers[n]);
    if (!value) return false;
    *fields[n] = *value;
  }
  for (std::size_t n = 0; n < std::size(kTargets); ++n) {
    if (kTargets[n] == parts[0]) f.target = static_cast<Target>(n);
  }
  return kTargets[static_cast<int>(f.target)] == parts[0];
}

}  // namespace deconvlab

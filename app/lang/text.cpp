#include "app/lang/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "app/lang/lang.h"

namespace deconvlab {

std::string fixed(double value, int decimals) {
  constexpr double kMostPlain = 1e7;
  if (!(std::abs(value) < kMostPlain)) return number(value);
  const std::string text = fmt::format("{:.{}f}", std::abs(value), decimals);
  const bool is_zero = text.find_first_not_of("0.") == std::string::npos;
  return value < 0 && !is_zero ? "−" + text : text;
}

std::string shortened(std::string_view utf8, std::size_t most) {
  std::vector<std::size_t> starts;  // of the characters
  for (std::size_t at = 0; at < utf8.size(); ++at) {
    if ((static_cast<unsigned char>(utf8[at]) & 0xC0) != 0x80) starts.push_back(at);
  }
  if (starts.size() <= most) return std::string(utf8);
  if (most == 0) return {};
  const std::size_t kept = most - 1;
  const std::size_t last = kept / 2;  // characters at the end; the beginning has the odd one
  const std::size_t end = last == 0 ? utf8.size() : starts[starts.size() - last];
  return std::string(utf8.substr(0, starts[kept - last])).append("…").append(utf8.substr(end));
}

std::size_t characters(std::string_view utf8) {
  return static_cast<std::size_t>(std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

namespace {

// How many bytes the character at the beginning has (RFC 3629), 0 where it is none.
std::size_t character_size(std::string_view bytes) {
  const auto byte = [&](std::size_t n) { return n < bytes.size() ? static_cast<unsigned char>(bytes[n]) : 0u; };
  const unsigned first = byte(0), second = byte(1);
  if (first < 0x80) return 1;
  const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  // Of the longer ways to write a character, surrogates, and what is beyond Unicode the second byte tells.
  const unsigned least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80, most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  if (first < 0xC2 || first > 0xF4 || second < least || second > most) return 0;
  for (std::size_t n = 2; n < size; ++n) {
    if ((byte(n) & 0xC0) != 0x80) return 0;
  }
  return size;
}

// C0 and DEL of one byte, C1 of two.
bool is_control(std::string_view character) {
  const auto first = static_cast<unsigned char>(character[0]);
  return character.size() == 1 ? first < 0x20 || first == 0x7F : first == 0xC2 && static_cast<unsigned char>(character[1]) < 0xA0;
}

}  // namespace

std::string printable(std::string_view bytes) {
  std::string text;
  while (!bytes.empty()) {
    const std::size_t size = character_size(bytes);
    const std::string_view character = bytes.substr(0, std::max<std::size_t>(size, 1));
    if (size > 0 && !is_control(character)) {
      text += character;
    } else {
      for (const char byte : character) text += fmt::format("\\x{:02x}", static_cast<unsigned char>(byte));
    }
    bytes.remove_prefix(character.size());
  }
  return text;
}

}  // namespace deconvlab

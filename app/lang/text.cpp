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

}  // namespace deconvlab

#include "core/frameworks/place.h"

#include <algorithm>
#include <cctype>
#include <vector>

namespace deconvlab {

std::string excerpt(std::string_view word) {
  constexpr std::size_t kLongest = 60;  // bytes
  std::string text(word.substr(0, kLongest));
  std::ranges::replace(text, kReasonMark, ' ');
  while (word.size() > kLongest && !text.empty() && (static_cast<unsigned char>(text.back()) & 0x80) != 0) text.pop_back();
  return word.size() > kLongest ? text + "..." : text;
}

namespace {

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

// Levenshtein's distance: letters put in, left out or exchanged.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t n = 0; n <= b.size(); ++n) row[n] = n;
  for (std::size_t m = 1; m <= a.size(); ++m) {
    std::size_t corner = row[0];
    row[0] = m;
    for (std::size_t n = 1; n <= b.size(); ++n) {
      const std::size_t changed = corner + (lower(a[m - 1]) == lower(b[n - 1]) ? 0 : 1);
      corner = row[n];
      row[n] = std::min({changed, row[n] + 1, row[n - 1] + 1});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string nearest_name(std::string_view word, std::span<const std::string_view> names) {
  constexpr std::size_t kLongest = 60;
  if (word.size() > kLongest) return {};
  std::string nearest;
  std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string_view name : names) {
    if (const std::size_t far = distance(word, name); far < least) {
      least = far;
      nearest = name;
    }
  }
  return nearest;
}

}  // namespace deconvlab

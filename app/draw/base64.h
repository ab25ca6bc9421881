// Bytes as text (RFC 4648, section 4).
#pragma once

#include <string>
#include <string_view>

namespace deconvlab {

inline std::string base64(std::string_view bytes) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t n = 0; n < bytes.size(); n += 3) {
    const auto at = [&](std::size_t k) { return n + k < bytes.size() ? static_cast<unsigned char>(bytes[n + k]) : 0u; };
    const unsigned three = at(0) << 16 | at(1) << 8 | at(2);
    for (int k = 0; k < 4; ++k) text += n + static_cast<std::size_t>(k) <= bytes.size() ? kLetters[three >> (18 - 6 * k) & 63] : '=';
  }
  return text;
}

}  // namespace deconvlab

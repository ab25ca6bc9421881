// The chunks that a PNG is made of (ISO 15948, section 5.3).
#pragma once

#include <zlib.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace deconvlab {

inline constexpr std::string_view kPngSignature("\x89PNG\r\n\x1a\n", 8);

// Big-endian, as everything in a PNG.
inline std::string big_endian(std::uint32_t value, int bytes = 4) {
  std::string text;
  for (int n = bytes - 1; n >= 0; --n) text += static_cast<char>(value >> 8 * n & 255);
  return text;
}

inline std::string png_chunk(std::string_view type, std::string_view data) {
  const std::string body = std::string(type) + std::string(data);
  const auto crc = crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
  return big_endian(static_cast<std::uint32_t>(data.size())) + body + big_endian(static_cast<std::uint32_t>(crc));
}

// Calls each(type, data); ends where the bytes are no PNG any more.
template <class Each>
void for_each_png_chunk(std::string_view bytes, Each&& each) {
  if (!bytes.starts_with(kPngSignature)) return;
  bytes.remove_prefix(kPngSignature.size());
  while (bytes.size() >= 12) {
    std::uint32_t length = 0;
    for (int n = 0; n < 4; ++n) length = length << 8 | static_cast<unsigned char>(bytes[static_cast<std::size_t>(n)]);
    if (length > bytes.size() - 12) return;
    each(bytes.substr(4, 4), bytes.substr(8, length));
    bytes.remove_prefix(12 + static_cast<std::size_t>(length));
  }
}

}  // namespace deconvlab

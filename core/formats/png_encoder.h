// The one way in which pixels become a PNG (ISO 15948).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/error.h"

namespace deconvlab {

// Rows from the top, each pixel's channels one behind the other: 1 is grey, 3 are red, green, blue, a fourth is alpha. Of 16 bits a value
// the most significant byte comes first.
struct PngPixels {
  std::int64_t width = 0;
  std::int64_t height = 0;
  int channels = 1;
  int bits = 8;
  std::vector<unsigned char> bytes{};
  std::string text{};  // UTF-8 that the file carries along under the keyword "deconvlab"; none where it is empty

  std::int64_t row_bytes() const { return width * channels * bits / 8; }
};

// The file's bytes; empty where memory is short.
std::string png_bytes(const PngPixels& pixels);
// Errors: cannot_write.
Expected<void> write_png(const PngPixels& pixels, const std::filesystem::path& path);

}  // namespace deconvlab

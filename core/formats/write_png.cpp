// PNG through stb with 8 bits a value, and with 16 from its chunks (ISO 15948).
#include <zlib.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cmath>
#include <cstring>

#include "core/formats/each_format.h"
#include "core/formats/entry_shade.h"
#include "core/formats/picture_checks.h"

#define STB_IMAGE_WRITE_IMPLEMENTATION
#include <stb_image_write.h>

namespace deconvlab {

namespace {

constexpr std::int64_t kLargestSide = 4096;  // of a matrix' picture: larger ones are counted together
constexpr std::int64_t kLongestSide = 32768;
constexpr float kNoEntry = -1;  // in place of an absolute value or a count
constexpr char kGrey = 0;
constexpr char kRgb = 2;

struct Pixels {
  int width = 0;
  int height = 0;
  int channels = 1;
  std::vector<unsigned char> bytes;
};

Expected<void> write_png(const Pixels& pixels, const std::filesystem::path& path) {
  return write_whole(path, [&](Sink& sink) -> Expected<void> {
    const auto write = [](void* to, void* data, int size) {
      static_cast<Sink*>(to)->write({static_cast<const char*>(data), static_cast<std::size_t>(size)});
    };
    const int row = pixels.width * pixels.channels;
    const bool good = stbi_write_png_to_func(write, &sink, pixels.width, pixels.height, pixels.channels, pixels.bytes.data(), row) != 0;
    if (!good) return fail(ErrorCode::cannot_write, path.string(), std::strerror(ENOMEM));  // the encoder has no other reason
    return {};
  });
}

// White where there is no entry.
Pixels painted(Extent size, const std::vector<float>& shades, float largest) {
  Pixels pixels{static_cast<int>(size.w), static_cast<int>(size.h), 3, {}};
  pixels.bytes.reserve(3 * shades.size());
  for (const float value : shades) {
    const EntryShade color = value == kNoEntry ? EntryShade{255, 255, 255} : entry_shade(value, largest);
    pixels.bytes.insert(pixels.bytes.end(), color.begin(), color.end());
  }
  return pixels;
}

// NaN is 0.
float clamped(float value) { return value > 0 ? std::min(value, 255.0f) : 0; }
unsigned char to_byte(float value) { return static_cast<unsigned char>(std::lround(clamped(value))); }
// 255 is 65535: what the file holds is 257 times the value.
std::uint16_t to_word(float value) { return static_cast<std::uint16_t>(std::lround(clamped(value) * 257.0)); }

// The most significant byte first.
void put(std::string& to, std::uint64_t value, int bytes) {
  for (int n = bytes - 1; n >= 0; --n) to += static_cast<char>(value >> 8 * n & 255);
}

std::string chunk(std::string_view name, std::string_view data) {
  std::string bytes;
  put(bytes, data.size(), 4);
  const std::string body = std::string(name) + std::string(data);
  put(bytes += body, crc32_z(0, reinterpret_cast<const Bytef*>(body.data()), body.size()), 4);
  return bytes;
}

// One IDAT's worth; nothing where memory is short.
std::string deflated(const std::string& rows) {
  uLongf size = compressBound(rows.size());
  std::string packed(size, '\0');
  const int status = compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(rows.data()), rows.size(), 6);
  packed.resize(status == Z_OK ? size : 0);
  return packed;
}

// Rows of words with filter 2 (up): what has not changed from the row above is 0.
std::string deep_rows(const Tensor& array) {
  const Shape& s = array.shape();
  std::string rows;
  const auto row_bytes = static_cast<std::size_t>(2 * s.w * s.c);
  rows.reserve((row_bytes + 1) * static_cast<std::size_t>(s.h));
  std::string above(row_bytes, '\0');
  for (std::int64_t y = 0; y < s.h; ++y) {
    std::string row;
    for (std::int64_t x = 0; x < s.w; ++x) {
      for (std::int64_t c = 0; c < s.c; ++c) put(row, to_word(array.at(0, c, y, x)), 2);
    }
    rows += '\2';
    for (std::size_t n = 0; n < row_bytes; ++n) rows += static_cast<char>(row[n] - above[n]);
    above = std::move(row);
  }
  return rows;
}

}  // namespace

Expected<void> check_png_array(const Shape& s, const std::filesystem::path& path) {
  const std::string name = name_of(path);
  if (s.n != 1 || (s.c != 1 && s.c != 3))
    return fail(ErrorCode::shape_mismatch, reason("reason.picture_named", name), s.text(), "1x1xHxW or 1x3xHxW");
  if (std::max(s.h, s.w) > kLongestSide)
    return fail(ErrorCode::too_large, reason("reason.side_of", name), std::max(s.h, s.w), kLongestSide);
  if (s.plane().area() > kMostPixels) return fail(ErrorCode::too_large, reason("reason.pixels_of", name), s.plane().area(), kMostPixels);
  return {};
}

// A pixel for each entry, in the shade of its weight's absolute value. Where several entries share one, it is the stronger the more of them
// are nonzeros. White where none is.
Expected<void> write_png_matrix(const MatrixFile& file, const std::filesystem::path& path) {
  const Csr& m = file.matrix;
  const std::int64_t height = std::min(m.rows, kLargestSide);
  const std::int64_t width = std::min(m.cols, kLargestSide);
  const bool each = height == m.rows && width == m.cols;
  std::vector<float> shades(static_cast<std::size_t>(height * width), kNoEntry);
  for (std::int64_t row = 0; row < m.rows; ++row) {
    for (std::int64_t n = m.row_start[row]; n < m.row_start[row + 1]; ++n) {
      float& shade = shades[row * height / m.rows * width + m.col[n] * width / m.cols];
      shade = each ? std::abs(m.value[n]) : std::max(shade, 0.0f) + 1;
    }
  }
  return write_png(painted({height, width}, shades, each ? largest_entry(m.value) : *std::ranges::max_element(shades)), path);
}

// One plane is grey, three are red, green and blue; values are rounded and clamped to 0 to 255.
Expected<void> write_png_array(const Tensor& array, const std::filesystem::path& path) {
  const Shape& s = array.shape();
  if (auto ok = check_png_array(s, path); !ok) return ok;
  Pixels pixels{static_cast<int>(s.w), static_cast<int>(s.h), static_cast<int>(s.c), {}};
  pixels.bytes.resize(static_cast<std::size_t>(s.size()));
  for (std::int64_t c = 0; c < s.c; ++c) {
    const auto plane = array.plane(0, c);
    for (std::int64_t n = 0; n < s.plane().area(); ++n) pixels.bytes[n * s.c + c] = to_byte(plane[n]);
  }
  return write_png(pixels, path);
}

Expected<void> write_png_deep_array(const Tensor& array, const std::filesystem::path& path) {
  const Shape& s = array.shape();
  if (auto ok = check_png_array(s, path); !ok) return ok;
  std::string header;
  put(header, static_cast<std::uint64_t>(s.w), 4);
  put(header, static_cast<std::uint64_t>(s.h), 4);
  header += {16, s.c == 3 ? kRgb : kGrey, 0, 0, 0};  // bits, colour, and the only packing, filters and order
  return write_whole(path, [&](Sink& sink) -> Expected<void> {
    const std::string packed = deflated(deep_rows(array));
    if (packed.empty()) return fail(ErrorCode::cannot_write, path.string(), std::strerror(ENOMEM));
    for (const std::string& part : {std::string("\x89PNG\r\n\x1a\n"), chunk("IHDR", header), chunk("IDAT", packed), chunk("IEND", "")})
      sink.write(part);
    return {};
  });
}

bool is_clamped(float value) { return !(value >= 0 && value <= 255); }

}  // namespace deconvlab

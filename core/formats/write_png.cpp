// Arrays and matrices as pictures.
#include <algorithm>
#include <cmath>

#include "core/formats/each_format.h"
#include "core/formats/entry_shade.h"
#include "core/formats/picture_checks.h"
#include "core/formats/png_encoder.h"
#include "core/try.h"

namespace deconvlab {

namespace {

constexpr std::int64_t kLargestSide = 4096;  // of a matrix' picture: larger ones are counted together
constexpr std::int64_t kLongestSide = 32768;
constexpr float kNoEntry = -1;  // in place of an absolute value or a count

// White where there is no entry.
PngPixels painted(Extent size, const std::vector<float>& shades, float largest) {
  PngPixels pixels{.width = size.w, .height = size.h, .channels = 3};
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

// Writes a plane of grey, or three of red, green and blue, of `bits` a value; `put` appends a value's bytes.
template <class Put>
Expected<void> write_planes(const Tensor& array, int bits, const std::filesystem::path& path, Put&& put) {
  const Shape& s = array.shape();
  TRY(check_png_array(s, path));
  PngPixels pixels{.width = s.w, .height = s.h, .channels = static_cast<int>(s.c), .bits = bits};
  pixels.bytes.reserve(static_cast<std::size_t>(s.size() * bits / 8));
  for (std::int64_t n = 0; n < s.plane().area(); ++n) {
    for (std::int64_t c = 0; c < s.c; ++c) put(pixels.bytes, array.plane(0, c)[n]);
  }
  return write_png(pixels, path);
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

// Values are rounded and clamped to 0 to 255.
Expected<void> write_png_array(const Tensor& array, const std::filesystem::path& path) {
  return write_planes(array, 8, path, [](std::vector<unsigned char>& bytes, float value) { bytes.push_back(to_byte(value)); });
}

Expected<void> write_png_deep_array(const Tensor& array, const std::filesystem::path& path) {
  return write_planes(array, 16, path, [](std::vector<unsigned char>& bytes, float value) {
    const std::uint16_t word = to_word(value);
    bytes.push_back(static_cast<unsigned char>(word >> 8));
    bytes.push_back(static_cast<unsigned char>(word & 255));
  });
}

bool is_clamped(float value) { return !(value >= 0 && value <= 255); }

}  // namespace deconvlab

// Pictures through stb: PNG written; PNG, JPEG and BMP read as planes of 0 to 255.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/formats/each_format.h"

#define STB_IMAGE_IMPLEMENTATION
#define STBI_ONLY_PNG
#define STBI_ONLY_JPEG
#define STBI_ONLY_BMP
#define STBI_MAX_DIMENSIONS 32768
#include <stb_image.h>
#define STB_IMAGE_WRITE_IMPLEMENTATION
#include <stb_image_write.h>

namespace deconvlab {

namespace {

constexpr std::int64_t kLargestSide = 4096;  // of a matrix' picture: larger ones are counted together

struct Pixels {
  int width = 0;
  int height = 0;
  int channels = 1;
  std::vector<unsigned char> bytes;
};

Expected<void> write_png(const Pixels& pixels, const std::filesystem::path& path) {
  return write_whole(path, [&](Sink& sink) {
    const auto write = [](void* to, void* data, int size) {
      static_cast<Sink*>(to)->write({static_cast<const char*>(data), static_cast<std::size_t>(size)});
    };
    stbi_write_png_to_func(write, &sink, pixels.width, pixels.height, pixels.channels, pixels.bytes.data(), pixels.width * pixels.channels);
  });
}

unsigned char to_byte(float value) { return static_cast<unsigned char>(std::lround(std::clamp(value, 0.0f, 255.0f))); }

}  // namespace

// A pixel is black where all the entries under it are nonzeros, white where none is.
Expected<void> write_png_matrix(const MatrixFile& file, const std::filesystem::path& path) {
  const Csr& m = file.matrix;
  const std::int64_t height = std::min(m.rows, kLargestSide);
  const std::int64_t width = std::min(m.cols, kLargestSide);
  std::vector<std::uint32_t> counts(static_cast<std::size_t>(height * width));
  for (std::int64_t row = 0; row < m.rows; ++row) {
    for (std::int64_t n = m.row_start[row]; n < m.row_start[row + 1]; ++n)
      ++counts[row * height / m.rows * width + m.col[n] * width / m.cols];
  }
  const std::uint32_t most = std::max(1u, *std::ranges::max_element(counts));
  Pixels pixels{static_cast<int>(width), static_cast<int>(height), 1, {}};
  for (const std::uint32_t count : counts) pixels.bytes.push_back(static_cast<unsigned char>(255 - std::uint64_t{count} * 255 / most));
  return write_png(pixels, path);
}

// One plane is grey, three are red, green and blue; values are rounded and clamped to 0 to 255.
Expected<void> write_png_array(const Tensor& array, const std::filesystem::path& path) {
  const Shape& s = array.shape();
  if (s.n != 1 || (s.c != 1 && s.c != 3)) return fail(ErrorCode::shape_mismatch, "picture", s.text(), "1x1xHxW or 1x3xHxW");
  if (s.h > 32768 || s.w > 32768) return fail(ErrorCode::too_large, "picture side", std::max(s.h, s.w), 32768);
  Pixels pixels{static_cast<int>(s.w), static_cast<int>(s.h), static_cast<int>(s.c), {}};
  pixels.bytes.resize(static_cast<std::size_t>(s.size()));
  for (std::int64_t c = 0; c < s.c; ++c) {
    const auto plane = array.plane(0, c);
    for (std::int64_t n = 0; n < s.plane().area(); ++n) pixels.bytes[n * s.c + c] = to_byte(plane[n]);
  }
  return write_png(pixels, path);
}

Expected<Tensor> read_picture(const std::filesystem::path& path) {
  const auto file = read_whole(path, std::int64_t{1} << 30);
  if (!file) return tl::make_unexpected(file.error());
  const auto* bytes = reinterpret_cast<const stbi_uc*>(file->data());
  const int size = static_cast<int>(file->size());
  int width = 0;
  int height = 0;
  int channels = 0;
  const bool known = stbi_info_from_memory(bytes, size, &width, &height, &channels) != 0;
  const int wanted = channels < 3 ? 1 : 3;  // alpha is left out
  stbi_uc* pixels = known ? stbi_load_from_memory(bytes, size, &width, &height, &channels, wanted) : nullptr;
  if (!pixels) return fail(ErrorCode::malformed, path.string(), path.extension().string(), stbi_failure_reason());
  Tensor picture(Shape{1, wanted, height, width});
  for (std::int64_t c = 0; c < wanted; ++c) {
    auto plane = picture.plane(0, c);
    for (std::int64_t n = 0; n < std::ssize(plane); ++n) plane[n] = pixels[n * wanted + c];
  }
  stbi_image_free(pixels);
  return picture;
}

}  // namespace deconvlab

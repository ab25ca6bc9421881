// Pictures through stb: PNG written; PNG, JPEG and BMP read as planes of 0 to 255.
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <memory>

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

constexpr std::int64_t kMostPixels = std::int64_t{1} << 26;
constexpr std::int64_t kMostPixelsPerByte = 8 * 1032;       // one bit each, deflated as far as deflate goes
constexpr std::int64_t kMostBytes = std::int64_t{1} << 28;  // of a picture file
constexpr std::int64_t kLargestSide = 4096;                 // of a matrix' picture: larger ones are counted together

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

// NaN is 0.
unsigned char to_byte(float value) { return value > 0 ? static_cast<unsigned char>(std::lround(std::min(value, 255.0f))) : 0; }

// What the bytes claim to be, before anything is decoded: the decoder fills what is missing of a BMP or a JPEG with one colour.
struct Claim {
  int width = 0;
  int height = 0;
  int channels = 0;
};

// Rows are whole 32-bit words; a height below 0 counts them from the top.
std::int64_t bmp_bytes(std::string_view bytes, std::int64_t width, std::int64_t height) {
  constexpr std::int64_t kSmallestHeader = 30;
  if (std::ssize(bytes) < kSmallestHeader) return kSmallestHeader;
  std::uint32_t offset = 0;
  std::memcpy(&offset, bytes.data() + 10, sizeof(offset));
  const int bits = static_cast<unsigned char>(bytes[bytes[14] == 12 ? 24 : 28]);
  return offset + (width * bits + 31) / 32 * 4 * height;
}

Expected<void> check_claim(std::string_view bytes, const Claim& claim, const std::string& name) {
  const std::int64_t height = std::abs(std::int64_t{claim.height});
  const std::int64_t pixels = claim.width * height;
  const auto size = static_cast<std::int64_t>(bytes.size());
  if (pixels < 1) return fail(ErrorCode::malformed, name, reason("word.picture"), reason("reason.no_pixels"));
  if (pixels > kMostPixels) return fail(ErrorCode::too_large, "width x height", pixels, kMostPixels);
  if (pixels / kMostPixelsPerByte > size) return fail(ErrorCode::truncated, name, size, pixels / kMostPixelsPerByte);
  const std::int64_t needed = bytes.starts_with("BM") ? bmp_bytes(bytes, claim.width, height) : 0;
  if (size < needed) return fail(ErrorCode::truncated, name, size, needed);
  return {};
}

struct FreePixels {
  void operator()(stbi_uc* pixels) const { stbi_image_free(pixels); }
};

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
  if (s.h > STBI_MAX_DIMENSIONS || s.w > STBI_MAX_DIMENSIONS) {
    return fail(ErrorCode::too_large, "picture side", std::max(s.h, s.w), STBI_MAX_DIMENSIONS);
  }
  if (s.plane().area() > kMostPixels) return fail(ErrorCode::too_large, "width x height", s.plane().area(), kMostPixels);
  Pixels pixels{static_cast<int>(s.w), static_cast<int>(s.h), static_cast<int>(s.c), {}};
  pixels.bytes.resize(static_cast<std::size_t>(s.size()));
  for (std::int64_t c = 0; c < s.c; ++c) {
    const auto plane = array.plane(0, c);
    for (std::int64_t n = 0; n < s.plane().area(); ++n) pixels.bytes[n * s.c + c] = to_byte(plane[n]);
  }
  return write_png(pixels, path);
}

Expected<Tensor> parse_picture(std::string_view file, const std::string& name) {
  const auto* bytes = reinterpret_cast<const stbi_uc*>(file.data());
  const int size = static_cast<int>(std::min<std::size_t>(file.size(), kMostBytes));
  Claim claim;
  const auto unreadable = [&] { return fail(ErrorCode::malformed, name, reason("word.picture"), stbi_failure_reason()); };
  const std::string_view defect = file.starts_with('\xFF') ? jpeg_defect(file) : file.starts_with("\x89PNG") ? png_defect(file) : "";
  if (!defect.empty()) return fail(ErrorCode::malformed, name, reason("word.picture"), reason(defect));
  if (!stbi_info_from_memory(bytes, size, &claim.width, &claim.height, &claim.channels)) return unreadable();
  if (auto ok = check_claim(file, claim, name); !ok) return tl::make_unexpected(ok.error());
  const int wanted = claim.channels < 3 ? 1 : 3;  // alpha is left out
  const std::unique_ptr<stbi_uc, FreePixels> pixels(
      stbi_load_from_memory(bytes, size, &claim.width, &claim.height, &claim.channels, wanted));
  if (!pixels) return unreadable();
  Tensor picture(Shape{1, wanted, claim.height, claim.width});
  for (std::int64_t c = 0; c < wanted; ++c) {
    auto plane = picture.plane(0, c);
    for (std::int64_t n = 0; n < std::ssize(plane); ++n) plane[n] = pixels.get()[n * wanted + c];
  }
  return picture;
}

Expected<Tensor> read_picture(const std::filesystem::path& path) {
  return read_whole(path, kMostBytes).and_then([&](const std::string& bytes) { return parse_picture(bytes, path.string()); });
}

}  // namespace deconvlab

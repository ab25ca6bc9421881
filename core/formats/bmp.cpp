#include <cstdlib>

#include "core/formats/bytes.h"
#include "core/formats/picture_checks.h"

namespace deconvlab {

namespace {

constexpr std::int64_t kSmallestFile = 30;  // up to the bits of a pixel
constexpr std::int64_t kCoreHeader = 12;    // OS/2's, whose sides have 16 bits

std::int64_t little32(Bytes& bytes) {
  const std::int64_t low = bytes.little16();
  return low + 65536 * std::int64_t{bytes.little16()};
}

}  // namespace

// Rows are whole 32-bit words; a height below 0 means rows from the top.
PictureCheck check_bmp(std::string_view file) {
  if (std::ssize(file) < kSmallestFile) return {reason("reason.cut_picture")};
  Bytes bytes(file);
  bytes.skip(10);
  const std::int64_t offset = little32(bytes);
  const bool core = little32(bytes) == kCoreHeader;
  PictureCheck check;
  check.width = core ? bytes.little16() : little32(bytes);
  check.height = core ? bytes.little16() : std::abs(std::int64_t{static_cast<std::int32_t>(little32(bytes))});
  if (!are_usable(check.width, check.height)) return check;
  bytes.skip(2);
  const std::int64_t row = (check.width * bytes.little16() + 31) / 32 * 4;
  if (std::ssize(file) < offset + row * check.height) check.defect = reason("reason.cut_picture");
  return check;
}

}  // namespace deconvlab

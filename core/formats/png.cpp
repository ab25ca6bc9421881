// What a PNG's chunks must be before it is decoded (ISO 15948, 5.3): the decoder makes room for as much as a chunk says it holds.
#include "core/formats/bytes.h"
#include "core/formats/picture_checks.h"

namespace deconvlab {

namespace {

constexpr int kSignature = 8;
constexpr std::int64_t kFrame = 12;  // a chunk's length, name and checksum
constexpr std::int64_t kEnd = 0x49454E44;

}  // namespace

std::string_view png_defect(std::string_view file) {
  Bytes bytes(file);
  bytes.skip(kSignature);
  while (bytes.left() >= kFrame) {
    const std::int64_t length = bytes.big(4);
    const std::int64_t name = bytes.big(4);
    bytes.skip(length + 4);
    if (bytes.left() < 0) break;
    if (name == kEnd) return {};
  }
  return "reason.cut_picture";
}

}  // namespace deconvlab

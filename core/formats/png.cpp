// What a PNG's chunks must be before it is decoded (ISO 15948, 5.3): the decoder makes room for as much as a chunk says it holds.
#include "core/formats/each_format.h"

namespace deconvlab {

namespace {

constexpr std::size_t kSignature = 8;
constexpr std::size_t kFrame = 12;  // a chunk's length, name and checksum

std::size_t big_endian(std::string_view four) {
  std::size_t value = 0;
  for (const char c : four) value = value * 256 + static_cast<unsigned char>(c);
  return value;
}

}  // namespace

std::string_view png_defect(std::string_view file) {
  for (std::size_t at = kSignature; at < file.size();) {
    const std::string_view rest = file.substr(at);
    if (rest.size() < kFrame || big_endian(rest.substr(0, 4)) > rest.size() - kFrame) break;
    if (rest.substr(4, 4) == "IEND") return {};
    at += kFrame + big_endian(rest.substr(0, 4));
  }
  return "reason.cut_picture";
}

}  // namespace deconvlab

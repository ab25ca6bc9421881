// What a JPEG's segments must be before it is decoded (ITU T.81, annex B). The decoder believes them: it writes as many Huffman codes as a
// table says, and fills what a file lacks with one colour.
#include "core/formats/bytes.h"
#include "core/formats/picture_checks.h"

namespace deconvlab {

namespace {

constexpr int kMostCodes = 256;
constexpr int kTables = 0xC4;
constexpr int kEnd = 0xD9;

// The next marker that a segment or the end follows: not a stuffed 0, a restart or the start. 0 where none is left.
int next_marker(Bytes& bytes) {
  int before = 0;
  while (!bytes.ended()) {
    const int byte = bytes.next();
    const bool within = byte == 0 || byte == 0xFF || (byte >= 0xD0 && byte <= 0xD8);
    if (before == 0xFF && !within) return byte;
    before = byte;
  }
  return 0;
}

// Passes over one DHT segment's tables.
bool tables_fit(Bytes& bytes, int length) {
  while (length > 0) {
    bytes.next();  // class and number
    int codes = 0;
    for (int bits = 1; bits <= 16; ++bits) codes += bytes.next();
    if (codes > kMostCodes) return false;
    bytes.skip(codes);
    length -= 17 + codes;
  }
  return length == 0;
}

}  // namespace

std::string_view jpeg_defect(std::string_view file) {
  Bytes bytes(file);
  while (const int marker = next_marker(bytes)) {
    if (marker == kEnd) return {};
    const auto length = static_cast<int>(bytes.big(2)) - 2;
    if (length < 0) return "reason.short_segment";
    if (marker != kTables) {
      bytes.skip(length);
    } else if (!tables_fit(bytes, length)) {
      return "reason.huffman";
    }
  }
  return "reason.cut_picture";
}

}  // namespace deconvlab

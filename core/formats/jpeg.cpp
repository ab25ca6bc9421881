// What a JPEG's segments must be before it is decoded (ITU T.81, annex B). The decoder believes them: it writes as many Huffman codes as a
// table says, and fills what a file lacks with one colour.
#include "core/formats/bytes.h"
#include "core/formats/picture_checks.h"

namespace deconvlab {

namespace {

constexpr int kMostCodes = 256;
constexpr int kTables = 0xC4;
constexpr int kEnd = 0xD9;

// SOF: the 16 markers but tables, an extension and conditioning.
bool begins_frame(int marker) { return marker >= 0xC0 && marker <= 0xCF && marker != kTables && marker != 0xC8 && marker != 0xCC; }

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

// Of the frame that begins here, after the bits of a value.
void take_sides(Bytes frame, PictureCheck& check) {
  frame.next();
  check.height = frame.big(2);
  check.width = frame.big(2);
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

PictureCheck check_jpeg(std::string_view file) {
  Bytes bytes(file);
  PictureCheck check;
  while (const int marker = next_marker(bytes)) {
    if (marker == kEnd) return check;
    const auto length = static_cast<int>(bytes.big(2)) - 2;
    if (length < 0) return {reason("reason.short_segment")};
    if (begins_frame(marker)) take_sides(bytes, check);
    if (marker != kTables) {
      bytes.skip(length);
    } else if (!tables_fit(bytes, length)) {
      return {reason("reason.huffman")};
    }
  }
  return {reason("reason.cut_picture")};
}

}  // namespace deconvlab

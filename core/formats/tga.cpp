#include <algorithm>

#include "core/formats/bytes.h"
#include "core/formats/picture_checks.h"

namespace deconvlab {

namespace {

constexpr int kPacked = 8;  // of the kind

struct Header {
  int text = 0;  // bytes of it after the header
  int palette = 0;
  int kind = 0;
  int first_colour = 0;
  int colours = 0;
  int colour_bits = 0;
  int width = 0;
  int height = 0;
  int bits = 0;
};

Header read_header(Bytes& bytes) {
  Header header;
  header.text = bytes.next();
  header.palette = bytes.next();
  header.kind = bytes.next();
  header.first_colour = bytes.little16();
  header.colours = bytes.little16();
  header.colour_bits = bytes.next();
  bytes.skip(4);  // where the picture lies
  header.width = bytes.little16();
  header.height = bytes.little16();
  header.bits = bytes.next();
  bytes.next();  // the rows' order
  return header;
}

bool is_one_of(int value, std::initializer_list<int> those) { return std::ranges::find(those, value) != those.end(); }

// There is no mark at the front: the kinds and depths that exist have to do.
bool can_be_one(const Header& header) {
  const int kind = header.kind & ~kPacked;
  if (header.palette > 1 || header.kind > 11) return false;
  if (header.palette == 1) return kind == 1 && is_one_of(header.colour_bits, {8, 15, 16, 24, 32}) && is_one_of(header.bits, {8, 16});
  return is_one_of(kind, {2, 3}) && is_one_of(header.bits, {8, 15, 16, 24, 32});
}

// Runs of up to 128 pixels: one value for all of them, or one each.
bool runs_fit(Bytes& bytes, std::int64_t pixels, int pixel_bytes) {
  while (pixels > 0 && !bytes.ended()) {
    const int run = bytes.next();
    const int count = 1 + (run & 127);
    bytes.skip(run > 127 ? pixel_bytes : std::min<std::int64_t>(count, pixels) * pixel_bytes);
    pixels -= count;
  }
  return pixels <= 0 && bytes.left() >= 0;
}

}  // namespace

PictureCheck check_tga(std::string_view file) {
  Bytes bytes(file);
  const Header header = read_header(bytes);
  if (bytes.left() < 0 || !can_be_one(header)) return {reason("reason.not_picture")};
  if (header.palette == 1 && header.colours == 0) return {reason("reason.no_colours")};
  PictureCheck check{"", header.width, header.height};
  if (!are_usable(header.width, header.height)) return check;
  const std::int64_t pixels = std::int64_t{header.width} * header.height;
  bytes.skip(header.text);
  if (header.palette == 1) bytes.skip(header.first_colour + std::int64_t{header.colours} * ((header.colour_bits + 7) / 8));
  const int pixel_bytes = (header.bits + 7) / 8;
  const bool whole = header.kind >= kPacked ? runs_fit(bytes, pixels, pixel_bytes) : bytes.left() >= pixels * pixel_bytes;
  if (!whole) check.defect = reason("reason.cut_picture");
  return check;
}

}  // namespace deconvlab

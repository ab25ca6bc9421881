#include "core/formats/bytes.h"
#include "core/formats/picture_checks.h"

namespace deconvlab {

namespace {

constexpr int kPicture = 0x2C;
constexpr int kExtension = 0x21;
constexpr int kGraphicControl = 0xF9;

void skip_colours(Bytes& bytes, int flags) {
  if ((flags & 0x80) != 0) bytes.skip(3 * (2 << (flags & 7)));
}

// Blocks of up to 255 bytes, the last one empty. False where the file ends before it.
bool skip_blocks(Bytes& bytes) {
  while (!bytes.ended()) {
    const int size = bytes.next();
    if (size == 0) return true;
    bytes.skip(size);
  }
  return false;
}

// Of the first picture, which lies on the screen.
std::string picture_defect(Bytes& bytes) {
  bytes.skip(4);
  const int width = bytes.little16();
  const int height = bytes.little16();
  if (width == 0 || height == 0) return reason("reason.no_pixels");
  skip_colours(bytes, bytes.next());
  bytes.next();  // bits of a code
  return skip_blocks(bytes) ? "" : reason("reason.cut_picture");
}

struct FirstPicture {
  PictureCheck check;
  bool alpha = false;
};

FirstPicture first_picture(std::string_view file) {
  Bytes bytes(file);
  bytes.skip(6);
  const int width = bytes.little16();
  const int height = bytes.little16();
  if (bytes.ended()) return {{reason("reason.cut_picture")}};
  const int flags = bytes.next();
  bytes.skip(2);
  skip_colours(bytes, flags);
  bool alpha = false;
  while (!bytes.ended()) {
    const int block = bytes.next();
    if (block == kPicture) return {{picture_defect(bytes), width, height}, alpha};
    if (block != kExtension) return {{reason("reason.no_pixels")}};
    if (bytes.next() == kGraphicControl) {
      Bytes control = bytes;
      control.next();
      alpha = (control.next() & 1) != 0;
    }
    skip_blocks(bytes);
  }
  return {{reason("reason.cut_picture")}};
}

}  // namespace

PictureCheck check_gif(std::string_view file) { return first_picture(file).check; }
bool gif_has_alpha(std::string_view file) { return first_picture(file).alpha; }

}  // namespace deconvlab

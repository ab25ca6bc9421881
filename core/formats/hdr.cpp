#include <charconv>
#include <optional>

#include "core/formats/bytes.h"
#include "core/formats/picture_checks.h"

namespace deconvlab {

namespace {

constexpr std::int64_t kNarrowest = 8;  // row that may be packed
constexpr std::int64_t kWidest = 32767;

std::optional<std::int64_t> take_number(std::string_view& text, std::string_view before) {
  if (!text.starts_with(before)) return {};
  text.remove_prefix(before.size());
  std::int64_t number = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (status != std::errc()) return {};
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

// One channel of a row: a run of a value, or values one by one.
bool channel_fits(Bytes& bytes, std::int64_t width) {
  while (width > 0 && !bytes.ended()) {
    const int code = bytes.next();
    const int count = code > 128 ? code - 128 : code;
    if (count == 0 || count > width) return false;
    bytes.skip(code > 128 ? 1 : count);
    width -= count;
  }
  return width == 0 && bytes.left() >= 0;
}

bool is_packed_row(Bytes bytes) { return bytes.next() == 2 && bytes.next() == 2 && bytes.next() < 128; }

bool packed_rows_fit(Bytes& bytes, std::int64_t width, std::int64_t height) {
  for (std::int64_t row = 0; row < height; ++row) {
    if (!is_packed_row(bytes)) return false;
    bytes.skip(2);
    if (bytes.big(2) != width) return false;
    for (int channel = 0; channel < 4; ++channel) {
      if (!channel_fits(bytes, width)) return false;
    }
  }
  return true;
}

}  // namespace

PictureCheck check_hdr(std::string_view file) {
  Bytes bytes(file);
  bool known = false;
  for (std::string_view line = bytes.line(); !line.empty(); line = bytes.line()) {
    if (line.find('\0') != std::string_view::npos) return {reason("reason.hdr_header")};  // ends the header to the decoder
    known = known || line == "FORMAT=32-bit_rle_rgbe";
  }
  if (bytes.left() <= 0) return {reason("reason.cut_picture")};
  std::string_view sides = bytes.line();
  const auto height = take_number(sides, "-Y ");
  const auto width = take_number(sides, " +X ");
  if (!known || !height || !width || !sides.empty()) return {reason("reason.hdr_header")};
  PictureCheck check{"", *width, *height};
  if (!are_usable(*width, *height)) return check;
  const bool packed = *width >= kNarrowest && *width <= kWidest && is_packed_row(bytes);
  const bool whole = packed ? packed_rows_fit(bytes, *width, *height) : bytes.left() >= 4 * *width * *height;
  if (!whole) check.defect = reason("reason.cut_picture");
  return check;
}

}  // namespace deconvlab

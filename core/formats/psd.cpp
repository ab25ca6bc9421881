#include "core/formats/bytes.h"
#include "core/formats/picture_checks.h"

namespace deconvlab {

namespace {

struct Header {
  std::int64_t channels = 0;
  std::int64_t height = 0;
  std::int64_t width = 0;
  std::int64_t bits = 0;
};

Header read_header(Bytes& bytes) {
  bytes.skip(12);
  Header header;
  header.channels = bytes.big(2);
  header.height = bytes.big(4);
  header.width = bytes.big(4);
  header.bits = bytes.big(2);
  bytes.skip(2);  // the colour mode
  return header;
}

// The bytes of all rows after a table of theirs.
bool rows_fit(Bytes& bytes, std::int64_t rows) {
  if (bytes.left() < 2 * rows) return false;
  std::int64_t needed = 0;
  for (std::int64_t row = 0; row < rows; ++row) needed += bytes.big(2);
  return bytes.left() >= needed;
}

}  // namespace

PictureCheck check_psd(std::string_view file) {
  Bytes bytes(file);
  const Header header = read_header(bytes);
  for (int section = 0; section < 3; ++section) bytes.skip(bytes.big(4));  // colours, resources, layers
  const std::int64_t packed = bytes.big(2);
  PictureCheck check{"", header.width, header.height};
  if (bytes.left() < 0) check.defect = reason("reason.cut_picture");
  if (!check.defect.empty() || !are_usable(header.width, header.height)) return check;
  if (packed == 1 && header.bits == 16) return {reason("reason.packed_16")};
  const std::int64_t rows = header.channels * header.height;
  const bool whole = packed == 1 ? rows_fit(bytes, rows) : bytes.left() >= rows * header.width * header.bits / 8;
  if (!whole) check.defect = reason("reason.cut_picture");
  return check;
}

bool psd_has_alpha(std::string_view file) {
  Bytes bytes(file);
  return read_header(bytes).channels > 3;
}

std::string psd_without_alpha(std::string_view file) {
  constexpr std::int64_t kColours = 3, kAtChannels = 12;
  Bytes bytes(file);
  const Header header = read_header(bytes);
  for (int section = 0; section < 3; ++section) bytes.skip(bytes.big(4));
  const bool packed = bytes.big(2) == 1;
  const std::size_t table = file.size() - static_cast<std::size_t>(bytes.left());
  std::string opaque(file);
  opaque[kAtChannels] = 0;
  opaque[kAtChannels + 1] = kColours;
  const auto rows_of = [&](std::int64_t channels) { return static_cast<std::size_t>(2 * channels * header.height); };
  if (packed) opaque.erase(table + rows_of(kColours), rows_of(header.channels - kColours));
  return opaque;
}

bool psd_is_deep(std::string_view file) {
  Bytes bytes(file);
  return file.starts_with("8BPS") && read_header(bytes).bits == 16;
}

}  // namespace deconvlab

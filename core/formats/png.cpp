// What a PNG must be before it is decoded (ISO 15948): the decoder makes room for as much as a chunk says it holds, and keeps whatever its
// data unpacks to.
#define ZLIB_CONST  // what is unpacked stays as it is
#include <zlib.h>

#include <algorithm>
#include <array>
#include <vector>

#include "core/formats/bytes.h"
#include "core/formats/picture_checks.h"

namespace deconvlab {

namespace {

constexpr int kSignature = 8;
constexpr std::int64_t kFrame = 12;  // a chunk's length, name and checksum
constexpr std::int64_t kHeader = 0x49484452;
constexpr std::int64_t kData = 0x49444154;
constexpr std::int64_t kEnd = 0x49454E44;
constexpr std::int64_t kApples = 0x43674249;  // CgBI: the data has no zlib header

struct Header {
  std::int64_t width = 0;
  std::int64_t height = 0;
  int bits = 0;
  int colour = 0;
  bool interlaced = false;
};

Header read_header(Bytes bytes) {
  Header header;
  header.width = bytes.big(4);
  header.height = bytes.big(4);
  header.bits = bytes.next();
  header.colour = bytes.next();
  bytes.skip(2);
  header.interlaced = bytes.next() != 0;
  return header;
}

// Of width x height pixels as rows, each with its filter's byte.
std::int64_t row_bytes(const Header& header, std::int64_t width, std::int64_t height) {
  constexpr std::array kChannels{1, 1, 3, 1, 2, 1, 4};  // by colour type
  const std::int64_t channels = kChannels[static_cast<std::size_t>(header.colour) % kChannels.size()];
  return width == 0 ? 0 : height * (1 + (width * header.bits * channels + 7) / 8);
}

// What the data of a picture with usable sides unpacks to: its rows, or those of Adam7's seven pictures.
std::int64_t unpacked_bytes(const Header& header) {
  if (!header.interlaced) return row_bytes(header, header.width, header.height);
  struct Pass {
    int row, col, rows, cols;  // the first pixel, and the steps to the next
  };
  constexpr Pass kPasses[] = {{0, 0, 8, 8}, {0, 4, 8, 8}, {4, 0, 8, 4}, {0, 2, 4, 4}, {2, 0, 4, 2}, {0, 1, 2, 2}, {1, 0, 2, 1}};
  std::int64_t bytes = 0;
  for (const Pass& pass : kPasses)
    bytes +=
        row_bytes(header, (header.width + pass.cols - 1 - pass.col) / pass.cols, (header.height + pass.rows - 1 - pass.row) / pass.rows);
  return bytes;
}

// How much the data chunks unpack to, of which nothing is kept.
class Unpacking {
 public:
  Unpacking(std::int64_t most, bool has_zlib_header) : skip_(has_zlib_header ? kZlibHeader : 0), left_(most) {
    good_ = inflateInit2(&stream_, kRawDeflate) == Z_OK;
  }
  Unpacking(const Unpacking&) = delete;
  Unpacking& operator=(const Unpacking&) = delete;
  ~Unpacking() { inflateEnd(&stream_); }

  void take(std::string_view bytes) {
    const std::size_t skipped = std::min(skip_, bytes.size());
    skip_ -= skipped;
    bytes.remove_prefix(skipped);
    stream_.next_in = reinterpret_cast<const Bytef*>(bytes.data());
    stream_.avail_in = static_cast<uInt>(bytes.size());
    stream_.avail_out = 0;  // at first there may be output without new input
    while (good_ && !ended_ && left_ >= 0 && (stream_.avail_in > 0 || stream_.avail_out == 0)) step();
  }
  bool passed_limit() const { return left_ < 0; }
  std::string defect() const {
    if (!good_) return reason("reason.png_damaged");
    return ended_ ? "" : reason("reason.cut_picture");
  }

 private:
  static constexpr int kRawDeflate = -15;  // the decoder does not look at zlib's header and checksum either
  static constexpr std::size_t kZlibHeader = 2;

  void step() {
    stream_.next_out = block_.data();
    stream_.avail_out = static_cast<uInt>(block_.size());
    const int status = inflate(&stream_, Z_NO_FLUSH);
    left_ -= static_cast<std::int64_t>(block_.size() - stream_.avail_out);
    ended_ = status == Z_STREAM_END;
    good_ = ended_ || status == Z_OK || status == Z_BUF_ERROR;
  }

  z_stream stream_{};
  std::array<Bytef, std::size_t{1} << 16> block_{};
  std::size_t skip_;
  std::int64_t left_;
  bool good_ = false;
  bool ended_ = false;
};

// The chunks that matter, up to the end's.
struct Chunks {
  Header header;
  std::vector<std::string_view> data;
  bool has_zlib_header = true;
  bool whole = false;
};

Chunks chunks_of(std::string_view file) {
  Bytes bytes(file);
  Chunks chunks;
  bytes.skip(kSignature);
  while (bytes.left() >= kFrame && !chunks.whole) {
    const std::int64_t length = bytes.big(4);
    const std::int64_t name = bytes.big(4);
    const Bytes here = bytes;
    const std::string_view content = bytes.text(length);
    bytes.skip(4);
    if (bytes.left() < 0) break;
    if (name == kHeader) chunks.header = read_header(here);
    if (name == kData) chunks.data.push_back(content);
    if (name == kApples) chunks.has_zlib_header = false;
    chunks.whole = name == kEnd;
  }
  return chunks;
}

}  // namespace

PictureCheck check_png(std::string_view file) {
  const Chunks chunks = chunks_of(file);
  if (!chunks.whole) return {reason("reason.cut_picture")};
  PictureCheck check{"", chunks.header.width, chunks.header.height};
  if (!are_usable(check.width, check.height)) return check;
  constexpr std::int64_t kSlack = std::int64_t{1} << 16;  // some encoders leave bytes behind the rows
  const std::int64_t needed = unpacked_bytes(chunks.header);
  Unpacking unpacking(needed + kSlack, chunks.has_zlib_header);
  for (const std::string_view data : chunks.data) unpacking.take(data);
  check.defect =
      unpacking.passed_limit() ? reason("reason.png_too_much", check.width, check.height, needed, needed + kSlack) : unpacking.defect();
  return check;
}

}  // namespace deconvlab

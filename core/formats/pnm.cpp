#include <cctype>
#include <optional>

#include "core/formats/bytes.h"
#include "core/formats/each_format.h"
#include "core/formats/picture_checks.h"
#include "core/try.h"

namespace deconvlab {

namespace {

constexpr int kMostValue = 65535;

bool is_space(int c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// The next number after spaces and comments, and the one character behind it. Nothing where there is none, or one beyond `most`.
std::optional<std::int64_t> take_number(Bytes& bytes, std::int64_t most) {
  int c = bytes.next();
  while (is_space(c) || c == '#') {
    if (c == '#') bytes.line();
    c = bytes.next();
  }
  if (std::isdigit(c) == 0) return {};
  std::int64_t number = 0;
  for (; std::isdigit(c) != 0; c = bytes.next()) {
    const int digit = c - '0';
    if (digit > most || number > (most - digit) / 10) return {};
    number = number * 10 + digit;
  }
  return number;
}

struct Header {
  char kind = '0';
  std::int64_t width = 0;
  std::int64_t height = 0;
  int most = 0;

  int channels() const { return kind == '3' || kind == '6' ? 3 : 1; }
  bool is_text() const { return kind < '4'; }
  // Of the pixels, at least: in a text a digit each and spaces between.
  std::int64_t bytes() const {
    const std::int64_t values = width * height * channels();
    return is_text() ? 2 * values - 1 : values * (most > 255 ? 2 : 1);
  }
};

std::optional<Header> read_header(Bytes& bytes) {
  constexpr std::int64_t kLargest = INT64_MAX;  // of a side that is read as a number
  bytes.next();
  Header header;
  header.kind = static_cast<char>(bytes.next());
  const auto width = take_number(bytes, kLargest);
  const auto height = width ? take_number(bytes, kLargest) : width;
  const auto most = height ? take_number(bytes, kMostValue) : height;
  if (!most || *most == 0) return {};
  header.width = *width;
  header.height = *height;
  header.most = static_cast<int>(*most);
  return header;
}

// Nothing where a text has no number or one above the header's largest.
std::optional<std::int64_t> take_value(Bytes& bytes, const Header& header) {
  if (header.is_text()) return take_number(bytes, header.most);
  const std::int64_t value = bytes.big(header.most > 255 ? 2 : 1);
  return value <= header.most ? std::optional(value) : std::nullopt;
}

Expected<void> check_header(const Header& header, const Bytes& bytes, const std::string& name) {
  TRY(check_sides(header.width, header.height, name));
  if (bytes.left() < header.bytes()) return fail(ErrorCode::malformed, name, reason("word.picture"), reason("reason.cut_picture"));
  return {};
}

}  // namespace

bool is_pnm(std::string_view file) {
  return file.size() > 2 && file[0] == 'P' && std::string_view("2356").find(file[1]) != std::string_view::npos && is_space(file[2]);
}

Expected<Tensor> parse_pnm(std::string_view file, const std::string& name) {
  const auto malformed = [&](std::string_view why) { return fail(ErrorCode::malformed, name, reason("word.picture"), reason(why)); };
  Bytes bytes(file);
  const auto header = read_header(bytes);
  if (!header) return malformed("reason.pnm_header");
  TRY(check_header(*header, bytes, name));
  Tensor picture = Tensor::unfilled(Shape{1, header->channels(), header->height, header->width});
  const std::int64_t plane = picture.shape().plane().area();
  for (std::int64_t n = 0; n < plane; ++n) {
    for (std::int64_t c = 0; c < header->channels(); ++c) {
      const auto value = take_value(bytes, *header);
      if (!value) return malformed(bytes.left() < 0 ? "reason.cut_picture" : "reason.pnm_value");
      picture.data()[c * plane + n] = static_cast<float>(static_cast<double>(*value) * 255.0 / header->most);
    }
  }
  return picture;
}

}  // namespace deconvlab

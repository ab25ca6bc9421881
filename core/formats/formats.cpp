#include "core/formats/formats.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <system_error>

#include "core/formats/each_format.h"
#include "core/formats/picture_checks.h"

namespace deconvlab {

namespace {

constexpr std::int64_t kMostBinary = std::int64_t{2} << 30;  // bytes of a file
constexpr std::int64_t kMostText = std::int64_t{1} << 30;
constexpr std::int64_t kMostJson = std::int64_t{1} << 28;

Expected<void> write_png_indices(const Indices& array, const std::filesystem::path& path) {
  return write_png_array(as_floats(array), path);
}

constexpr Format picture(std::string_view extension) {
  return {.extension = extension, .parse_array = parse_picture, .most_bytes = kMostPictureBytes};
}

constexpr Format kFormats[] = {
    {.extension = ".npz",
     .write_matrix = write_npz_matrix,
     .write_array = write_npz_array,
     .parse_array = parse_npz,
     .most_bytes = kMostBinary,
     .write_indices = write_npz_array,
     .keeps_shape = true,
     .most = {.nonzeros = kMostNonzeros / 2}},  // the archive is made in memory
    {.extension = ".npy",
     .write_matrix = write_npy_matrix,
     .write_array = write_npy_array,
     .parse_array = parse_npy,
     .most_bytes = kMostBinary,
     .write_indices = write_npy_array,
     .keeps_shape = true,
     .most = {.cells = std::int64_t{1} << 30}},
    {.extension = ".mtx",
     .write_matrix = write_mtx_matrix,
     .write_array = write_mtx_array,
     .parse_array = parse_mtx,
     .most_bytes = kMostText,
     .write_indices = write_mtx_array,
     .check_array = check_plane},
    {.extension = ".csv",
     .write_matrix = write_csv_matrix,
     .write_array = write_csv_array,
     .parse_array = parse_csv,
     .most_bytes = kMostText,
     .symbols = true,
     .write_indices = write_csv_array,
     .most = {.cells = kMostTextCells}},
    {.extension = ".txt", .parse_array = parse_txt, .most_bytes = kMostText},
    {.extension = ".tex",
     .write_matrix = write_tex_matrix,
     .write_array = write_tex_array,
     .symbols = true,
     .write_indices = write_tex_array,
     .check_array = check_tex_array,
     .most = {.cells = kMostTexCells, .too_many_cells = "reason.tex_cells"}},
    {.extension = ".json",
     .write_matrix = write_json_matrix,
     .write_array = write_json_array,
     .parse_array = parse_json,
     .most_bytes = kMostJson,
     .symbols = true,
     .write_indices = write_json_array,
     .keeps_shape = true},
    {.extension = ".svg", .write_matrix = write_svg_matrix, .symbols = true, .most = {.nonzeros = 200'000}},
    {.extension = ".png",
     .write_matrix = write_png_matrix,
     .write_array = write_png_array,
     .parse_array = parse_picture,
     .most_bytes = kMostPictureBytes,
     .write_indices = write_png_indices,
     .write_deep_array = write_png_deep_array,
     .is_clamped = is_clamped,
     .check_array = check_png_array},
    picture(".jpg"),
    picture(".jpeg"),
    picture(".bmp"),
    picture(".tga"),
    picture(".psd"),
    picture(".gif"),
    picture(".hdr"),
    picture(".ppm"),
    picture(".pgm"),
    picture(".pnm"),
};

std::string shape_keepers() { return extensions_of(kFormats, &Format::keeps_shape); }

// What the table's line for the place's format has as `can`.
template <class Can>
Expected<Can> pick(const Place& place, Can Format::*can) {
  return pick_by_extension(place, kFormats, can).map([&](const Format* format) { return format->*can; });
}

// Where ":name" begins behind ".npz"; npos where it does not.
std::size_t member_at(const std::string& path) {
  constexpr std::string_view kArchive = ".npz:";
  const auto same = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; };
  const auto found = std::search(path.begin(), path.end(), kArchive.begin(), kArchive.end(), same);
  return found == path.end() ? std::string::npos : static_cast<std::size_t>(found - path.begin()) + kArchive.size() - 1;
}

// What a stream's first bytes say it is: the names of formats, each with how its files begin.
struct Sign {
  std::string_view begins;
  std::string_view extension;
};
constexpr Sign kSigns[] = {
    {"\x93NUMPY", ".npy"}, {"PK\x03\x04", ".npz"}, {"PK\x05\x06", ".npz"}, {"%%MatrixMarket", ".mtx"}, {"[", ".json"}, {"{", ".json"},
};

Expected<Reading> read_stream(const Place& place) {
  return read_standard_input(kMostBinary).and_then([&](const std::string& bytes) {
    const Place known(place.path, place.format.empty() ? recognised(bytes) : place.format);
    return pick(known, &Format::parse_array).and_then([&](auto parse) { return parse(bytes, "stdin"); });
  });
}

Expected<Reading> read_member(const ArchiveMember& member, const Place& place) {
  if (member.in_stream() && !place.format.empty() && place.extension() != ".npz")
    return fail(ErrorCode::unknown_name, "format", place.format, ".npz");
  return read_archive(member).and_then([&](const std::string& bytes) { return parse_npz_member(bytes, member.archive, member.name); });
}

// Errors: cannot_open for what is not there and for a folder, whatever the extension.
Expected<void> check_there(const std::filesystem::path& path) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  const int reason = std::filesystem::is_directory(status) ? EISDIR : error ? error.value() : 0;
  if (reason != 0) return fail(ErrorCode::cannot_open, path.string(), std::strerror(reason));
  return {};
}

template <class Can>
Expected<void> check_target(const Place& place, Can Format::*can) {
  return check_writable(place.path).and_then([&] { return pick(place, can); }).map([](auto) {});
}

}  // namespace

std::span<const Format> format_table() { return kFormats; }

std::string_view recognised(std::string_view bytes) {
  if (begins_as_picture(bytes)) return ".png";  // any picture's reader looks at the bytes by itself
  const std::string_view text = bytes.substr(std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size()));
  const auto* const sign = std::ranges::find_if(kSigns, [&](const Sign& each) { return text.starts_with(each.begins); });
  return sign == std::end(kSigns) ? ".txt" : sign->extension;
}

bool keeps_shape(const Place& place) { return pick_by_extension(place, kFormats, &Format::keeps_shape).has_value(); }

Expected<void> write_matrix(const MatrixFile& file, const Place& place) {
  const Csr& m = file.matrix;
  return pick(place, &Format::write_matrix).and_then([&](auto write) {
    return check_matrix_size(place, capped_product(m.rows, m.cols), m.nonzeros()).and_then([&] { return write(file, place.path); });
  });
}

Expected<void> write_array(const Tensor& array, const Place& place) {
  return pick(place, &Format::write_array).and_then([&](auto write) { return write(array, place.path); });
}

Expected<void> write_array(const Indices& array, const Place& place) {
  return pick(place, &Format::write_indices).and_then([&](auto write) { return write(array, place.path); });
}

Expected<void> write_deep_array(const Tensor& array, const Place& place) {
  return pick(place, &Format::write_deep_array).and_then([&](auto write) { return write(array, place.path); });
}

Expected<Reading> read_noted(const Place& place) {
  if (place.is_stream()) return read_stream(place);
  if (const auto member = member_of(place.path)) return read_member(*member, place);
  const std::string path = place.path.string();
  return check_there(place.path)
      .and_then([&] { return pick_by_extension(place, kFormats, &Format::parse_array); })
      .and_then([&](auto format) {
        return read_whole(place.path, format->most_bytes).and_then([&](const std::string& bytes) {
          return format->parse_array(bytes, path);
        });
      });
}

std::optional<ArchiveMember> member_of(const std::filesystem::path& path) {
  const std::string text = path.string();
  if (text.starts_with(kStreamMember)) return ArchiveMember{"stdin", text.substr(kStreamMember.size())};
  const std::size_t colon = member_at(text);
  std::error_code ignored;
  if (colon == std::string::npos || std::filesystem::exists(path, ignored)) return std::nullopt;
  return ArchiveMember{text.substr(0, colon), text.substr(colon + 1)};
}

Expected<std::string> read_archive(const ArchiveMember& member) {
  return member.in_stream() ? read_standard_input(kMostBinary) : read_whole(member.archive, kMostBinary);
}

std::filesystem::path file_of(const std::filesystem::path& path) { return path.string().substr(0, member_at(path.string())); }

Expected<Tensor> read_array(const Place& place) {
  return read_noted(place).map([](Reading reading) { return std::move(reading.array); });
}

Tensor as_floats(const Indices& array) { return {array.shape(), {array.data().begin(), array.data().end()}}; }

std::int64_t count_clamped(const Tensor& array, const Place& place) {
  const auto is_clamped = pick(place, &Format::is_clamped);
  return is_clamped ? std::ranges::count_if(array.data(), *is_clamped) : 0;
}

std::string shape_note(const Shape& s, const Place& place) {
  const std::int64_t planes = s.n * s.c;
  if (place.extension() != ".csv" || planes == 1) return {};
  return reason("note.planes_stacked", name_of(place), planes, planes * s.h, s.w, shape_keepers());
}

Expected<void> check_matrix_target(const Place& place) { return check_target(place, &Format::write_matrix); }

Expected<void> check_matrix_size(const Place& place, std::int64_t cells, std::int64_t nonzeros) {
  return pick_by_extension(place, kFormats, &Format::write_matrix).and_then([&](const Format* format) -> Expected<void> {
    const auto takes = [&](const Format& other) {
      return other.write_matrix && cells <= other.most.cells && nonzeros <= other.most.nonzeros;
    };
    if (takes(*format)) return {};
    const std::string others = extensions_of(kFormats, takes);
    const MatrixLimits& most = format->most;
    return fail(ErrorCode::cannot_write, name_of(place),
                others.empty()       ? reason("reason.no_format", nonzeros, kMostNonzeros)
                : cells > most.cells ? reason(most.too_many_cells, cells, most.cells, others)
                                     : reason("reason.many_nonzeros", nonzeros, most.nonzeros, others));
  });
}

Expected<void> check_matrix_size(const Place& place, const Geometry& geometry) {
  return check_matrix_size(place, geometry.dense_products(), geometry.nonzeros());
}

Expected<void> check_array_target(const Place& place) { return check_target(place, &Format::write_array); }

Expected<void> check_array_shape(const Place& place, const Shape& shape) {
  const auto check = pick(place, &Format::check_array);
  return check ? (*check)(shape, place.path) : Expected<void>();
}

Expected<void> check_deep_target(const Place& place) {
  if (!pick(place, &Format::write_array)) return check_array_target(place);
  if (pick(place, &Format::write_deep_array)) return check_writable(place.path);
  return fail(ErrorCode::cannot_write, name_of(place), reason("reason.not_deep", extensions_of(kFormats, &Format::write_deep_array)));
}

Expected<void> check_symbols(const Place& place) {
  return pick(place, &Format::write_matrix).and_then([&](auto) -> Expected<void> {
    const std::string known = extensions_of(kFormats, &Format::symbols);
    if (!pick(place, &Format::symbols)) return fail(ErrorCode::only_values, name_of(place), place.extension(), known);
    return {};
  });
}

std::vector<std::int64_t> numpy_shape(const Shape& s) {
  const std::int64_t all[] = {s.n, s.c, s.h, s.w};
  const int needed = s.n > 1 ? 4 : s.c > 1 ? 3 : s.h > 1 ? 2 : 1;
  const int rank = std::max(s.rank == 0 ? 2 : s.rank, needed);
  return {std::end(all) - rank, std::end(all)};
}

tl::unexpected<Error> shape_too_large(const std::string& name, const std::vector<std::int64_t>& sides, std::int64_t most) {
  return fail(ErrorCode::cannot_open, name, reason("reason.shape_too_large", fmt::format("{}", fmt::join(sides, "x")), most));
}

Expected<Shape> shape_from(const std::vector<std::int64_t>& sides, const std::string& name, std::string_view format) {
  if (sides.empty() || sides.size() > 4) return fail(ErrorCode::malformed, name, format, reason("reason.dimensions", sides.size()));
  std::int64_t all[4] = {1, 1, 1, 1};
  std::ranges::copy(sides, all + 4 - sides.size());
  std::int64_t size = 1;
  for (const std::int64_t side : all) {
    if (side < 1) return fail(ErrorCode::malformed, name, format, reason("reason.side", side));
    if (side > kMostBinary / size) return shape_too_large(name, sides, kMostBinary);
    size *= side;
  }
  return Shape{all[0], all[1], all[2], all[3], static_cast<int>(sides.size())};
}

std::string float_text(float value) { return std::isnan(value) ? "nan" : fmt::format("{}", value); }

void for_each_dense(const MatrixFile& file, std::string (*text)(float value),
                    const std::function<void(std::int64_t, std::int64_t, const std::string&)>& visit) {
  const Csr& m = file.matrix;
  const std::string zero = "0";
  for (std::int64_t row = 0; row < m.rows; ++row) {
    std::int64_t next = m.row_start[row];
    for (std::int64_t col = 0; col < m.cols; ++col) {
      const bool here = next < m.row_start[row + 1] && m.col[next] == col;
      if (!here) {
        visit(row, col, zero);
        continue;
      }
      const Cell tap = tap_of(file, row, col);
      visit(row, col, file.symbols ? fmt::format("w_{{{},{}}}", tap.row, tap.col) : text(m.value[next]));
      ++next;
    }
  }
}

Expected<void> check_plane(const Shape& s, const std::filesystem::path& path) {
  if (s.n * s.c == 1) return {};
  return fail(ErrorCode::cannot_write, name_of(path), reason("reason.one_plane", s.text(), shape_keepers()));
}

}  // namespace deconvlab

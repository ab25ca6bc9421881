// NumPy's .npy: "NEP 1 - A Simple File Format for NumPy Arrays". Written C-ordered, little-endian; read in either order and endianness.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>
#include <optional>
#include <type_traits>
#include <utility>

#include "core/formats/each_format.h"
#include "core/formats/number.h"

namespace deconvlab {

namespace {

constexpr std::string_view kMagic = "\x93NUMPY";
constexpr std::string_view kDtypes = "reason.dtypes";
constexpr std::int64_t kMostCells = std::int64_t{1} << 30;  // of a file: what the memory of today's machines holds

tl::unexpected<Error> malformed(const std::string& name, const std::string& why) { return fail(ErrorCode::malformed, name, ".npy", why); }

// The text behind 'key': in the header's dictionary.
std::optional<std::string_view> entry(std::string_view header, std::string_view key) {
  const std::size_t at = header.find(fmt::format("'{}':", key));
  if (at == std::string_view::npos) return {};
  std::string_view rest = header.substr(at + key.size() + 3);
  rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
  return rest;
}

struct Header {
  std::string dtype;
  bool fortran = false;
  std::vector<std::int64_t> shape;
  std::size_t size = 0;  // bytes before the data
};

Expected<std::vector<std::int64_t>> parse_shape(std::string_view text, const std::string& name) {
  std::vector<std::int64_t> shape;
  const std::size_t end = text.find(')');
  if (!text.starts_with('(') || end == std::string_view::npos) return malformed(name, reason("reason.no_header_shape"));
  text = text.substr(1, end - 1);
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(", "), text.size()));
    if (text.empty()) return shape;
    std::int64_t side = 0;
    const auto [rest, status] = std::from_chars(text.data(), text.data() + text.size(), side);
    if (status != std::errc()) return malformed(name, reason("reason.header_shape", text.substr(0, 40)));
    shape.push_back(side);
    text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
  }
}

Expected<Header> parse_header(std::string_view bytes, const std::string& name) {
  if (!bytes.starts_with(kMagic)) return malformed(name, reason("reason.no_magic"));
  if (bytes.size() < 12) return fail(ErrorCode::truncated, name, bytes.size(), 12);
  const auto version = static_cast<unsigned char>(bytes[6]);
  if (version < 1 || version > 3) return malformed(name, reason("reason.version", version));
  const bool long_length = version > 1;
  std::uint32_t length = 0;
  std::memcpy(&length, bytes.data() + 8, long_length ? 4 : 2);
  Header header;
  header.size = (long_length ? 12 : 10) + std::size_t{length};
  if (header.size > bytes.size()) return fail(ErrorCode::truncated, name, bytes.size(), header.size);
  const std::string_view text = bytes.substr(long_length ? 12 : 10, length);
  const auto descr = entry(text, "descr");
  const auto order = entry(text, "fortran_order");
  const auto shape = entry(text, "shape");
  if (!descr || !order || !shape) return malformed(name, reason("reason.no_header_keys"));
  if (!descr->starts_with('\'')) return fail(ErrorCode::unsupported_dtype, name, reason("reason.structured"), reason(kDtypes));
  header.dtype = descr->substr(1, descr->find('\'', 1) - 1);
  header.fortran = order->starts_with("True");
  auto sides = parse_shape(*shape, name);
  if (!sides) return tl::make_unexpected(sides.error());
  header.shape = std::move(*sides);
  return header;
}

template <class T>
T load(const char* at, bool swapped) {
  char bytes[sizeof(T)];
  std::memcpy(bytes, at, sizeof(T));
  if (swapped) std::ranges::reverse(bytes);
  return std::bit_cast<T>(bytes);
}

template <class T>
float load_float(const char* at, bool swapped) {
  return static_cast<float>(load<T>(at, swapped));
}

template <class T>
Number load_number(const char* at, bool swapped) {
  using Whole = std::conditional_t<std::is_signed_v<T>, std::int64_t, std::uint64_t>;
  return static_cast<std::conditional_t<std::is_floating_point_v<T>, T, Whole>>(load<T>(at, swapped));
}

struct Dtype {
  std::string_view name;
  std::size_t size;
  float (*load_float)(const char* at, bool swapped);
  Number (*load_number)(const char* at, bool swapped);
};
template <class T>
constexpr Dtype type_of(std::string_view name) {
  return {name, sizeof(T), load_float<T>, load_number<T>};
}
constexpr Dtype kTypes[] = {type_of<float>("f4"),         type_of<double>("f8"),        type_of<std::int8_t>("i1"),
                            type_of<std::int16_t>("i2"),  type_of<std::int32_t>("i4"),  type_of<std::int64_t>("i8"),
                            type_of<std::uint8_t>("u1"),  type_of<std::uint16_t>("u2"), type_of<std::uint32_t>("u4"),
                            type_of<std::uint64_t>("u8"), type_of<std::uint8_t>("b1")};

const Dtype* find_type(std::string_view dtype) {
  if (dtype.empty() || std::string_view("<>=|").find(dtype.front()) == std::string_view::npos) return nullptr;
  const auto* found = std::ranges::find(kTypes, dtype.substr(1), &Dtype::name);
  return found == std::end(kTypes) ? nullptr : found;
}

// Where the element that comes n-th in Fortran order (first index fastest) stands in C order.
template <class Value>
std::vector<Value> from_fortran(const std::vector<Value>& values, const std::vector<std::int64_t>& shape) {
  std::vector<Value> turned(values.size());
  std::vector<std::int64_t> index(shape.size(), 0);
  for (const Value& value : values) {
    std::int64_t at = 0;
    for (std::size_t axis = 0; axis < shape.size(); ++axis) at = at * shape[axis] + index[axis];
    turned[at] = value;
    for (std::size_t axis = 0; axis < shape.size() && ++index[axis] == shape[axis]; ++axis) index[axis] = 0;
  }
  return turned;
}

template <class Value>
struct Parsed {
  Shape shape;
  std::vector<Value> values;
};

// With each element as `load` of its type has it.
template <class Value>
Expected<Parsed<Value>> parse_as(std::string_view bytes, const std::string& name, std::int64_t most_cells,
                                 Value (*Dtype::*load)(const char* at, bool swapped)) {
  auto header = parse_header(bytes, name);
  if (!header) return tl::make_unexpected(header.error());
  const Dtype* type = find_type(header->dtype);
  if (!type) return fail(ErrorCode::unsupported_dtype, name, header->dtype, reason(kDtypes));
  const auto shape = shape_from(header->shape, name, ".npy");
  if (!shape) return tl::make_unexpected(shape.error());
  const std::size_t needed = header->size + static_cast<std::size_t>(shape->size()) * type->size;
  if (bytes.size() < needed) return fail(ErrorCode::truncated, name, bytes.size(), needed);
  if (bytes.size() > needed) return malformed(name, reason("reason.trailing", bytes.size() - needed));
  if (shape->size() > most_cells) return malformed(name, reason("reason.cells", shape->size(), most_cells));
  const bool swapped = header->dtype.front() == '>';
  std::vector<Value> values(static_cast<std::size_t>(shape->size()));
  for (std::size_t n = 0; n < values.size(); ++n) values[n] = (type->*load)(bytes.data() + header->size + n * type->size, swapped);
  return Parsed<Value>{*shape, header->fortran ? from_fortran(values, header->shape) : std::move(values)};
}

}  // namespace

std::string npy_header(std::string_view dtype, const std::vector<std::int64_t>& shape) {
  const std::string_view comma = shape.size() == 1 ? "," : "";
  std::string text = fmt::format("{{'descr': '{}', 'fortran_order': False, 'shape': ({}{}), }}", dtype, fmt::join(shape, ", "), comma);
  text.resize((text.size() + 11 + 63) / 64 * 64 - 11, ' ');
  text += '\n';
  const auto length = static_cast<std::uint16_t>(text.size());
  std::string header(kMagic);
  header += {'\1', '\0', static_cast<char>(length & 255), static_cast<char>(length >> 8)};
  return header + text;
}

Expected<Tensor> parse_npy(std::string_view bytes, const std::string& name) { return parse_npy(bytes, name, kMostCells); }

Expected<Tensor> parse_npy(std::string_view bytes, const std::string& name, std::int64_t most_cells) {
  return parse_as(bytes, name, most_cells, &Dtype::load_float).map([](const Parsed<float>& of) { return Tensor(of.shape, of.values); });
}

Expected<Numbers> parse_npy_numbers(std::string_view bytes, const std::string& name) { return parse_npy_numbers(bytes, name, kMostCells); }

Expected<Numbers> parse_npy_numbers(std::string_view bytes, const std::string& name, std::int64_t most_cells) {
  return parse_as(bytes, name, most_cells, &Dtype::load_number).map([](Parsed<Number> of) {
    return Numbers{of.shape, std::move(of.values)};
  });
}

Expected<void> write_npy_array(const Tensor& array, const std::filesystem::path& path) {
  return write_whole(path, [&](Sink& sink) {
    sink.write(npy_header("<f4", numpy_shape(array.shape())));
    sink.write(bytes_of(array.data()));
  });
}

Expected<void> write_npy_array(const Indices& array, const std::filesystem::path& path) {
  return write_whole(path, [&](Sink& sink) {
    sink.write(npy_header("<i8", numpy_shape(array.shape())));
    sink.write(bytes_of(std::vector<std::int64_t>(array.data().begin(), array.data().end())));
  });
}

// The dense matrix, a row at a time.
Expected<void> write_npy_matrix(const MatrixFile& file, const std::filesystem::path& path) {
  const Csr& m = file.matrix;
  return write_whole(path, [&](Sink& sink) {
    sink.write(npy_header("<f4", {m.rows, m.cols}));
    std::vector<float> row(static_cast<std::size_t>(m.cols));
    for (std::int64_t r = 0; r < m.rows; ++r) {
      std::ranges::fill(row, 0.0f);
      for (std::int64_t n = m.row_start[r]; n < m.row_start[r + 1]; ++n) row[m.col[n]] = m.value[n];
      if (!sink.write(bytes_of(row))) return;
    }
  });
}

Expected<Tensor> read_npy_array(const std::filesystem::path& path) {
  return read_whole(path).and_then([&](const std::string& bytes) { return parse_npy(bytes, path.string()); });
}

}  // namespace deconvlab

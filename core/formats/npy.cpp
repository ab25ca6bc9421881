// NumPy's .npy: "NEP 1 - A Simple File Format for NumPy Arrays". Written C-ordered, little-endian; read in either order and endianness.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <fstream>
#include <limits>
#include <optional>
#include <span>
#include <type_traits>
#include <utility>

#include "core/formats/each_format.h"
#include "core/formats/float_losses.h"
#include "core/formats/many_axes.h"
#include "core/formats/number.h"
#include "core/try.h"

namespace deconvlab {

namespace {

constexpr std::string_view kMagic = "\x93NUMPY";
constexpr std::string_view kDtypes = "reason.dtypes";
constexpr std::size_t kMostHeader = std::size_t{1} << 17;
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
  auto sides = TRY(parse_shape(*shape, name));
  header.shape = std::move(sides);
  return header;
}

template <class T>
T value_at(const char* at, bool swapped) {
  char bytes[sizeof(T)];
  std::memcpy(bytes, at, sizeof(T));
  if (swapped) std::ranges::reverse(bytes);
  return std::bit_cast<T>(bytes);
}

// Whole numbers count as 64-bit ones; `keeper` is FloatLosses or Exact.
template <class T, class Keeper>
typename Keeper::Value load(const char* at, bool swapped, Keeper& keeper) {
  const T value = value_at<T>(at, swapped);
  if constexpr (std::is_floating_point_v<T>)
    return keeper.keep(value);
  else if constexpr (std::is_signed_v<T>)
    return keeper.keep(static_cast<std::int64_t>(value));
  else
    return keeper.keep(static_cast<std::uint64_t>(value));
}

// NumPy takes everything but 0 for true.
template <class Keeper>
typename Keeper::Value load_bool(const char* at, bool, Keeper& keeper) {
  return keeper.keep(std::int64_t{*at == 0 ? 0 : 1});
}

// IEEE 754 binary16: a sign, 5 bits of exponent with bias 15, 10 of the fraction.
template <class Keeper>
typename Keeper::Value load_half(const char* at, bool swapped, Keeper& keeper) {
  const auto bits = value_at<std::uint16_t>(at, swapped);
  const int exponent = bits >> 10 & 31;
  const int fraction = bits & 1023;
  float size = std::ldexp(static_cast<float>(exponent == 0 ? fraction : fraction + 1024), std::max(exponent, 1) - 25);
  if (exponent == 31) size = fraction == 0 ? std::numeric_limits<float>::infinity() : std::numeric_limits<float>::quiet_NaN();
  return keeper.keep(std::copysign(size, bits & 0x8000 ? -1.0f : 1.0f));
}

struct Dtype {
  std::string_view name;
  std::size_t size;
  float (*load_float)(const char* at, bool swapped, FloatLosses& losses);
  Number (*load_number)(const char* at, bool swapped, Exact& exact);
};
template <class T>
constexpr Dtype type_of(std::string_view name) {
  return {name, sizeof(T), load<T, FloatLosses>, load<T, Exact>};
}
constexpr Dtype kTypes[] = {{"f2", 2, load_half<FloatLosses>, load_half<Exact>},
                            type_of<float>("f4"),
                            type_of<double>("f8"),
                            type_of<std::int8_t>("i1"),
                            type_of<std::int16_t>("i2"),
                            type_of<std::int32_t>("i4"),
                            type_of<std::int64_t>("i8"),
                            type_of<std::uint8_t>("u1"),
                            type_of<std::uint16_t>("u2"),
                            type_of<std::uint32_t>("u4"),
                            type_of<std::uint64_t>("u8"),
                            {"b1", 1, load_bool<FloatLosses>, load_bool<Exact>}};

const Dtype* find_type(std::string_view dtype) {
  if (dtype.empty() || std::string_view("<>=|").find(dtype.front()) == std::string_view::npos) return nullptr;
  const auto* found = std::ranges::find(kTypes, dtype.substr(1), &Dtype::name);
  return found == std::end(kTypes) ? nullptr : found;
}

// Where the element that comes n-th in Fortran order (first index fastest) stands in C order.
template <class Values>
void turn_from_fortran(Values values, const std::vector<std::int64_t>& shape) {
  const std::vector<typename Values::value_type> was(values.begin(), values.end());
  std::vector<std::int64_t> index(shape.size(), 0);
  for (const auto& value : was) {
    std::int64_t at = 0;
    for (std::size_t axis = 0; axis < shape.size(); ++axis) at = at * shape[axis] + index[axis];
    values[static_cast<std::size_t>(at)] = value;
    for (std::size_t axis = 0; axis < shape.size() && ++index[axis] == shape[axis]; ++axis) index[axis] = 0;
  }
}

// A whole file whose data is as long as its header says.
struct Body {
  Header header;
  Shape shape;
  const Dtype* type;
  const char* data;

  // Each element by `load` of its type, in C order.
  template <class Value, class Keeper>
  void put_into(std::span<Value> values, Value (*Dtype::*load)(const char* at, bool swapped, Keeper& keeper), Keeper& keeper) const {
    const bool swapped = header.dtype.front() == '>';
    for (std::size_t n = 0; n < values.size(); ++n) values[n] = (type->*load)(data + n * type->size, swapped, keeper);
    if (header.fortran) turn_from_fortran(values, header.shape);
  }
};

using ShapeOf = Expected<Shape> (*)(const std::vector<std::int64_t>& sides, const std::string& name, std::string_view format);

// One row, whatever its axes are.
Expected<Shape> row_from(const std::vector<std::int64_t>& sides, const std::string& name, std::string_view format) {
  std::int64_t size = 1;
  for (const std::int64_t side : sides) {
    if (side < 1) return fail(ErrorCode::malformed, name, format, reason("reason.side", side));
    if (side > kMostCells / size) return shape_too_large(name, sides, kMostCells);
    size *= side;
  }
  return Shape{1, 1, 1, size};
}

Expected<Body> parse_body(std::string_view bytes, const std::string& name, std::int64_t most_cells, ShapeOf shape_of = shape_from) {
  auto header = TRY(parse_header(bytes, name));
  const Dtype* type = find_type(header.dtype);
  if (!type) return fail(ErrorCode::unsupported_dtype, name, header.dtype, reason(kDtypes));
  const auto shape = TRY(shape_of(header.shape, name, ".npy"));
  const std::size_t needed = header.size + static_cast<std::size_t>(shape.size()) * type->size;
  if (bytes.size() < needed) return fail(ErrorCode::truncated, name, bytes.size(), needed);
  if (bytes.size() > needed) return malformed(name, reason("reason.trailing", bytes.size() - needed));
  if (shape.size() > most_cells) return malformed(name, reason("reason.cells", shape.size(), most_cells));
  const char* const data = bytes.data() + header.size;
  return Body{std::move(header), shape, type, data};
}

Expected<void> write_npy(const std::string& header, std::string_view values, const std::filesystem::path& path) {
  return write_whole(path, [&](Sink& sink) {
    sink.write(header);
    sink.write(values);
  });
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

Expected<Reading> parse_npy(std::string_view bytes, const std::string& name) { return parse_npy(bytes, name, kMostCells); }

Expected<Reading> parse_npy(std::string_view bytes, const std::string& name, std::int64_t most_cells) {
  return parse_body(bytes, name, most_cells).map([&](const Body& body) {
    FloatLosses losses;
    Tensor array = Tensor::unfilled(body.shape);
    body.put_into(array.data(), &Dtype::load_float, losses);
    return Reading{std::move(array), losses.notes(name, body.shape.size())};
  });
}

Expected<Numbers> parse_npy_numbers(std::string_view bytes, const std::string& name) { return parse_npy_numbers(bytes, name, kMostCells); }

Expected<Numbers> parse_npy_numbers(std::string_view bytes, const std::string& name, std::int64_t most_cells) {
  return parse_body(bytes, name, most_cells).map([](const Body& body) {
    Exact exact;
    Numbers numbers{body.shape, std::vector<Number>(static_cast<std::size_t>(body.shape.size()))};
    body.put_into(std::span(numbers.values), &Dtype::load_number, exact);
    return numbers;
  });
}

Expected<void> write_npy_array(const Tensor& array, const std::filesystem::path& path) {
  return write_many_axes(numpy_shape(array.shape()), array, path);
}

Expected<void> write_npy_array(const Indices& array, const std::filesystem::path& path) {
  return write_many_axes(numpy_shape(array.shape()), array, path);
}

std::vector<std::int64_t> npy_sides(const std::filesystem::path& path) {
  std::string start(kMostHeader, '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(start.data(), static_cast<std::streamsize>(start.size()));
  start.resize(static_cast<std::size_t>(file.gcount()));
  const auto header = parse_header(start, path.string());
  return header ? header->shape : std::vector<std::int64_t>();
}

Expected<ManyAxes> read_many_axes(const std::filesystem::path& path) {
  const bool stream = path == kStandardStream;
  const std::string bytes = TRY(stream ? read_standard_input(std::int64_t{2} << 30) : read_whole(path));
  const Body body = TRY(parse_body(bytes, path.string(), kMostCells, row_from));
  FloatLosses losses;
  ManyAxes array{body.header.shape, Tensor::unfilled(body.shape)};
  body.put_into(array.values.data(), &Dtype::load_float, losses);
  array.notes = losses.notes(path.string(), body.shape.size());
  return array;
}

Expected<void> write_many_axes(const std::vector<std::int64_t>& sides, const Tensor& values, const std::filesystem::path& path) {
  return write_npy(npy_header("<f4", sides), bytes_of(values.data()), path);
}

Expected<void> write_many_axes(const std::vector<std::int64_t>& sides, const Indices& values, const std::filesystem::path& path) {
  return write_npy(npy_header("<i8", sides), bytes_of(std::vector<std::int64_t>(values.data().begin(), values.data().end())), path);
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

}  // namespace deconvlab

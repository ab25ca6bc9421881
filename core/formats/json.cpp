// JSON for programs in other languages: CSR arrays with every entry's weight, or an array's shape and values.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <type_traits>
#include <utility>

#include "core/formats/each_format.h"
#include "core/formats/json_value.h"
#include "core/formats/number.h"
#include "core/formats/sizes_json.h"

namespace deconvlab {

namespace {

// Writes "key":[...] an element at a time: a large matrix is never held twice.
template <class Text>
void write_list(Sink& sink, std::string_view key, std::int64_t count, Text&& text_of) {
  sink.write(fmt::format(",\"{}\":[", key));
  for (std::int64_t n = 0; n < count; ++n) {
    if (n > 0) sink.write(",");
    if (!sink.write(text_of(n))) return;
  }
  sink.write("]\n");
}

// The object's first line, left open for the lists.
std::string header(const MatrixFile& file) {
  nlohmann::ordered_json head{{"matrix", file.side == Side::c ? "C" : "Ct"}, {"rows", file.matrix.rows}, {"columns", file.matrix.cols}};
  head.update(sizes_json(operator_of(file.op), file.geometry));
  std::string text = head.dump();
  text.back() = '\n';
  return text;
}

// JSON has no numbers for these, so they are words, and -0 keeps its sign only with a decimal point.
std::string json_number(std::int32_t value) { return value_text(value); }
std::string json_number(float value) {
  if (const std::string_view word = json_word(value); !word.empty()) return fmt::format("\"{}\"", word);
  return value == 0 && std::signbit(value) ? "-0.0" : float_text(value);
}

std::optional<float> number_of(std::string_view word) {
  if (word == "NaN") return std::numeric_limits<float>::quiet_NaN();
  if (word == "Infinity") return std::numeric_limits<float>::infinity();
  if (word == "-Infinity") return -std::numeric_limits<float>::infinity();
  return {};
}

// Takes "shape" and "data" of an object while it is parsed, and passes over its other keys. No tree is built: deep nesting costs no memory.
// Values are floats or numbers.
template <class Value>
class ArrayReader final : public nlohmann::json_sax<nlohmann::json> {
 public:
  struct List {
    bool found = false;
    std::vector<std::int64_t> sides;
    std::vector<Value> values;
  };
  List shape;
  List data;
  std::string wrong = reason("reason.not_lists");

  bool null() override { return !list_ && depth_ > 0; }
  bool boolean(bool) override { return null(); }
  bool binary(nlohmann::json::binary_t&) override { return null(); }
  bool number_integer(number_integer_t value) override { return take_side(value) && take(static_cast<Whole<std::int64_t>>(value)); }
  bool number_unsigned(number_unsigned_t value) override {
    return take_side(static_cast<std::int64_t>(std::min<number_unsigned_t>(value, INT64_MAX))) &&
           take(static_cast<Whole<std::uint64_t>>(value));
  }
  bool number_float(number_float_t value, const std::string& text) override {
    if (list_ == &shape) return false;
    if constexpr (std::is_same_v<Value, float>) return take(to_float(text).value_or(static_cast<float>(value)));
    return take(Value(value));
  }
  bool string(std::string& word) override {
    const auto value = number_of(word);
    return list_ ? list_ == &data && value && take(*value) : null();
  }
  bool start_object(std::size_t) override { return depth_++ == 0 || !list_; }
  bool end_object() override { return --depth_ >= 0; }
  bool key(std::string& name) override {
    if (depth_ == 1) list_ = name == "shape" ? &shape : name == "data" ? &data : nullptr;
    return true;
  }
  bool start_array(std::size_t) override {
    if (list_) *list_ = {.found = true, .sides = {}, .values = {}};
    return depth_++ == 1 || (depth_ > 1 && !list_);
  }
  bool end_array() override { return --depth_ >= 0; }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) override {
    wrong = reason("reason.not_json");
    return false;
  }

 private:
  template <class T>
  using Whole = std::conditional_t<std::is_same_v<Value, float>, float, T>;

  bool take_side(std::int64_t side) {
    if (list_ == &shape) shape.sides.push_back(side);
    if (shape.sides.size() > 4) wrong = reason("reason.dimensions", "> 4");
    return shape.sides.size() <= 4;
  }
  bool take(Value value) {
    if (list_ == &data) data.values.push_back(value);
    if (std::ssize(data.values) > kMostTextCells) wrong = reason("reason.more_cells", kMostTextCells);
    return std::ssize(data.values) <= kMostTextCells && (list_ ? depth_ == 2 : depth_ > 0);
  }
  List* list_ = nullptr;  // the one that is being read
  int depth_ = 0;
};

// What was read, where shape and data are lists that belong together.
template <class Value>
Expected<Shape> read_lists(std::string_view text, const std::string& name, ArrayReader<Value>& reader) {
  const auto bad = [&](const std::string& why) { return fail(ErrorCode::malformed, name, ".json", why); };
  if (!nlohmann::json::sax_parse(text, &reader)) return bad(reader.wrong);
  if (!reader.shape.found || !reader.data.found) return bad(reason("reason.no_shape_and_data"));
  const auto shape = shape_from(reader.shape.sides, name, ".json");
  if (!shape) return tl::make_unexpected(shape.error());
  const auto count = static_cast<std::int64_t>(reader.data.values.size());
  if (count != shape->size()) return bad(reason("reason.wrong_count", shape->size(), count));
  return *shape;
}

}  // namespace

Expected<Tensor> parse_json(std::string_view text, const std::string& name) {
  ArrayReader<float> reader;
  return read_lists(text, name, reader).map([&](const Shape& shape) { return Tensor(shape, reader.data.values); });
}

Expected<Numbers> parse_json_numbers(std::string_view text, const std::string& name) {
  ArrayReader<Number> reader;
  return read_lists(text, name, reader).map([&](const Shape& shape) { return Numbers{shape, std::move(reader.data.values)}; });
}

Expected<void> write_json_matrix(const MatrixFile& file, const std::filesystem::path& path) {
  const Csr& m = file.matrix;
  return write_whole(path, [&](Sink& sink) {
    sink.write(header(file));
    write_list(sink, "row_start", m.rows + 1, [&](std::int64_t n) { return fmt::format("{}", m.row_start[n]); });
    write_list(sink, "column", m.nonzeros(), [&](std::int64_t n) { return fmt::format("{}", m.col[n]); });
    std::int64_t row = 0;
    write_list(sink, "weight", m.nonzeros(), [&](std::int64_t n) {
      while (n >= m.row_start[row + 1]) ++row;
      const Cell tap = tap_of(file, row, m.col[n]);
      return fmt::format("[{},{}]", tap.row, tap.col);
    });
    if (!file.symbols) write_list(sink, "value", m.nonzeros(), [&](std::int64_t n) { return json_number(m.value[n]); });
    sink.write("}\n");
  });
}

template <class T>
Expected<void> write_json_array(const Array<T>& array, const std::filesystem::path& path) {
  return write_whole(path, [&](Sink& sink) {
    sink.write(fmt::format("{{\"shape\":[{}]\n", fmt::join(numpy_shape(array.shape()), ",")));
    write_list(sink, "data", array.size(), [&](std::int64_t n) { return json_number(array.data()[n]); });
    sink.write("}\n");
  });
}

template Expected<void> write_json_array(const Tensor& array, const std::filesystem::path& path);
template Expected<void> write_json_array(const Indices& array, const std::filesystem::path& path);

Expected<Tensor> read_json_array(const std::filesystem::path& path) {
  return read_whole(path, std::int64_t{1} << 28).and_then([&](const std::string& text) { return parse_json(text, path.string()); });
}

}  // namespace deconvlab

// JSON for programs in other languages, as it is written: CSR arrays with every entry's weight, or an array's shape and values.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <nlohmann/json.hpp>

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
  if (file.has_channels()) head["channels"] = {{"in", file.channels.in}, {"out", file.channels.out}, {"groups", file.geometry.groups}};
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

}  // namespace

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
      const auto [out, in] = block_of(file, row, m.col[n]);
      if (file.has_channels()) return fmt::format("[{},{},{},{}]", out, in, tap.row, tap.col);
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

}  // namespace deconvlab

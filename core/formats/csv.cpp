// Comma separated values: one line a row; planes of an array one below the other.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "core/formats/each_format.h"
#include "core/formats/number.h"

namespace deconvlab {

namespace {

constexpr std::string_view kBlanks = " \t\r";

void skip_blanks(std::string_view& text) { text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size())); }

// The numbers so far, and what reads one.
template <class Value>
struct Values {
  std::optional<Value> (*parse)(std::string_view word);
  std::vector<Value> all;
  std::int64_t rows = 0;
  std::int64_t columns = 0;
};

// One line's numbers are appended; between two of them stands a comma, a semicolon or blanks. A last separator may end the line.
template <class Value>
Expected<std::int64_t> read_line(std::string_view line, std::int64_t line_number, const std::string& name, Values<Value>& of) {
  std::int64_t count = 0;
  for (skip_blanks(line); !line.empty(); ++count) {
    const std::string_view word = line.substr(0, line.find_first_of(" \t\r,;"));
    const auto value = of.parse(word);
    if (!value) return fail(ErrorCode::bad_number, fmt::format("{}:{}", name, line_number), word.substr(0, 40));
    if (std::ssize(of.all) == kMostTextCells) return fail(ErrorCode::malformed, name, ".csv", reason("reason.more_cells", kMostTextCells));
    of.all.push_back(*value);
    line.remove_prefix(word.size());
    skip_blanks(line);
    if (line.starts_with(',') || line.starts_with(';')) line.remove_prefix(1);
    skip_blanks(line);
  }
  return count;
}

template <class Value>
Expected<Values<Value>> parse_lines(std::string_view text, const std::string& name, std::optional<Value> (*parse)(std::string_view word)) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // a byte order mark, as spreadsheets write
  Values<Value> of{.parse = parse, .all = {}};
  for (std::int64_t line_number = 1; !text.empty(); ++line_number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const auto count = read_line(text.substr(0, end), line_number, name, of);
    if (!count) return tl::make_unexpected(count.error());
    text.remove_prefix(std::min(end + 1, text.size()));
    if (*count == 0) continue;
    if (of.rows > 0 && *count != of.columns) {
      return fail(ErrorCode::malformed, name, ".csv", reason("reason.ragged", line_number, *count, of.columns));
    }
    of.columns = *count;
    ++of.rows;
  }
  if (of.rows == 0) return fail(ErrorCode::malformed, name, ".csv", reason("reason.no_numbers"));
  return of;
}

}  // namespace

Expected<Tensor> parse_csv(std::string_view text, const std::string& name) {
  return parse_lines(text, name, to_float).map([](const Values<float>& of) { return Tensor::plane({of.rows, of.columns}, of.all); });
}

Expected<Numbers> parse_csv_numbers(std::string_view text, const std::string& name) {
  return parse_lines(text, name, to_number).map([](Values<Number> of) {
    return Numbers{Shape{.h = of.rows, .w = of.columns}, std::move(of.all)};
  });
}

// A symbol holds a comma, so it is quoted.
Expected<void> write_csv_matrix(const MatrixFile& file, const std::filesystem::path& path) {
  return write_whole(path, [&](Sink& sink) {
    for_each_dense(file, float_text, [&](std::int64_t, std::int64_t col, const std::string& label) {
      const bool quoted = label.find(',') != std::string::npos;
      sink.write(quoted ? '"' + label + '"' : label);
      sink.write(col + 1 < file.matrix.cols ? "," : "\n");
    });
  });
}

template <class T>
Expected<void> write_csv_array(const Array<T>& array, const std::filesystem::path& path) {
  const std::int64_t columns = array.shape().w;
  return write_whole(path, [&](Sink& sink) {
    std::int64_t n = 0;
    for (const T value : array.data()) {
      sink.write(value_text(value));
      sink.write(++n % columns != 0 ? "," : "\n");
    }
  });
}

template Expected<void> write_csv_array(const Tensor& array, const std::filesystem::path& path);
template Expected<void> write_csv_array(const Indices& array, const std::filesystem::path& path);

Expected<Tensor> read_csv_array(const std::filesystem::path& path) {
  return read_whole(path, std::int64_t{1} << 30).and_then([&](const std::string& text) { return parse_csv(text, path.string()); });
}

}  // namespace deconvlab

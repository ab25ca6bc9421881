// Text with a row a line, and planes of an array one below the other: comma separated values, and blanks between them as numpy.savetxt has
// it; from # to a line's end stands a comment.
#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "core/formats/each_format.h"
#include "core/formats/losses.h"
#include "core/formats/number.h"

namespace deconvlab {

namespace {

constexpr std::string_view kBlanks = " \t\r";

void skip_blanks(std::string_view& text) { text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size())); }

// The numbers so far, and what keeps one: Losses or Exact.
template <class Keeper>
struct Rows {
  Keeper keeper;
  std::vector<typename Keeper::Value> values;
  std::int64_t rows = 0;
  std::int64_t columns = 0;
};

// One line's numbers are appended; between two of them stands a comma, a semicolon or blanks. A last separator may end the line.
template <class Keeper>
Expected<std::int64_t> read_line(std::string_view line, const std::string& where, Rows<Keeper>& of) {
  std::int64_t count = 0;
  line = line.substr(0, line.find('#'));
  for (skip_blanks(line); !line.empty(); ++count) {
    const std::string_view word = line.substr(0, line.find_first_of(" \t\r,;"));
    const auto value = of.keeper.keep_word(word, where);
    if (!value) return tl::make_unexpected(value.error());
    if (std::ssize(of.values) == kMostTextCells) return fail(ErrorCode::cannot_open, where, reason("reason.more_cells", kMostTextCells));
    of.values.push_back(*value);
    line.remove_prefix(word.size());
    skip_blanks(line);
    if (line.starts_with(',') || line.starts_with(';')) line.remove_prefix(1);
    skip_blanks(line);
  }
  return count;
}

// `format` is what to call it in errors.
template <class Keeper>
Expected<Rows<Keeper>> parse_rows(std::string_view text, const std::string& name, std::string_view format) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // a byte order mark, as spreadsheets write
  Rows<Keeper> of;
  for (std::int64_t line_number = 1; !text.empty(); ++line_number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const auto count = read_line(text.substr(0, end), fmt::format("{}:{}", name, line_number), of);
    if (!count) return tl::make_unexpected(count.error());
    text.remove_prefix(std::min(end + 1, text.size()));
    if (*count == 0) continue;
    if (of.rows > 0 && *count != of.columns)
      return fail(ErrorCode::malformed, name, format, reason("reason.ragged", line_number, *count, of.columns));
    of.columns = *count;
    ++of.rows;
  }
  if (of.rows == 0) return fail(ErrorCode::malformed, name, format, reason("reason.no_numbers"));
  return of;
}

Expected<Reading> read_rows(std::string_view text, const std::string& name, std::string_view format) {
  return parse_rows<Losses>(text, name, format).map([&](const Rows<Losses>& of) {
    return Reading{Tensor::plane({of.rows, of.columns}, of.values), of.keeper.notes(name, of.rows * of.columns)};
  });
}

Expected<Numbers> number_rows(std::string_view text, const std::string& name, std::string_view format) {
  return parse_rows<Exact>(text, name, format).map([](Rows<Exact> of) {
    return Numbers{Shape{.h = of.rows, .w = of.columns}, std::move(of.values)};
  });
}

}  // namespace

Expected<Reading> parse_csv(std::string_view text, const std::string& name) { return read_rows(text, name, ".csv"); }
Expected<Reading> parse_txt(std::string_view text, const std::string& name) { return read_rows(text, name, ".txt"); }
Expected<Numbers> parse_csv_numbers(std::string_view text, const std::string& name) { return number_rows(text, name, ".csv"); }
Expected<Numbers> parse_txt_numbers(std::string_view text, const std::string& name) { return number_rows(text, name, ".txt"); }

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

}  // namespace deconvlab

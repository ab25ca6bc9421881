// Text with a row a line, and planes of an array one below the other: comma separated values, and blanks between them as numpy.savetxt has
// it; from # to a line's end stands a comment. A semicolon ends a row where blanks part the numbers, as in "1 2; 3 4"; where it alone parts
// them, as spreadsheets write where decimals have commas, they are columns of a .csv.
#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "core/formats/each_format.h"
#include "core/formats/float_losses.h"
#include "core/formats/number.h"
#include "core/try.h"

namespace deconvlab {

namespace {

constexpr std::string_view kBlanks = " \t\r";

void skip_blanks(std::string_view& text) { text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size())); }

// The numbers so far, and what keeps one: FloatLosses or Exact.
template <class Keeper>
struct Rows {
  Keeper keeper;
  std::vector<typename Keeper::Value> values;
  std::int64_t rows = 0;
  std::int64_t columns = 0;
};

// What stands between a line's numbers.
struct Separators {
  bool blanks = false;
  bool loose_commas = false;  // with blanks beside them
  bool tight_commas = false;  // which may be those of decimals
  bool semicolons = false;

  bool are_mixed() const { return tight_commas && (blanks || semicolons); }
  bool end_rows() const { return semicolons && (blanks || loose_commas); }
};

Separators separators_of(std::string_view line) {
  constexpr std::string_view kAll = " \t\r,;";
  Separators found;
  std::size_t at = line.find_first_of(kAll, std::min(line.find_first_not_of(kAll), line.size()));
  while (at != std::string_view::npos) {
    const std::size_t end = line.find_first_not_of(kAll, at);
    if (end == std::string_view::npos) break;  // a last separator
    const std::string_view gap = line.substr(at, end - at);
    const bool comma = gap.find(',') != std::string_view::npos, semicolon = gap.find(';') != std::string_view::npos;
    if (semicolon) found.semicolons = true;
    if (comma) (gap.size() == 1 ? found.tight_commas : found.loose_commas) = true;
    if (!comma && !semicolon) found.blanks = true;
    at = line.find_first_of(kAll, end);
  }
  return found;
}

// One row's numbers are appended; between two of them stands a comma, a semicolon or blanks. A last separator may end it.
template <class Keeper>
Expected<std::int64_t> read_row(std::string_view line, const std::string& where, Rows<Keeper>& of) {
  std::int64_t count = 0;
  for (skip_blanks(line); !line.empty(); ++count) {
    const std::string_view word = line.substr(0, line.find_first_of(" \t\r,;"));
    const auto value = TRY(of.keeper.keep_word(word, where));
    if (std::ssize(of.values) == kMostTextCells) return fail(ErrorCode::cannot_open, where, reason("reason.more_cells", kMostTextCells));
    of.values.push_back(value);
    line.remove_prefix(word.size());
    skip_blanks(line);
    if (line.starts_with(',') || line.starts_with(';')) line.remove_prefix(1);
    skip_blanks(line);
  }
  return count;
}

// Where the text is from, for errors; `format` is ".csv" or ".txt".
struct Source {
  const std::string& name;
  std::string_view format;
  std::int64_t line = 0;

  tl::unexpected<Error> malformed(const std::string& why) const { return fail(ErrorCode::malformed, name, format, why); }
};

// Errors: malformed, where it is not clear what a line's separators mean.
Expected<void> check_separators(const Separators& found, const Source& from) {
  if (found.are_mixed()) return from.malformed(reason("reason.separators", from.line));
  const bool columns = found.semicolons && !found.end_rows();
  if (columns && from.format != ".csv") return from.malformed(reason("reason.semicolons", from.line));
  return {};
}

// A row that has numbers is one more, as long as the others.
template <class Keeper>
Expected<void> add_row(std::string_view row, const Source& from, Rows<Keeper>& of) {
  return read_row(row, fmt::format("{}:{}", from.name, from.line), of).and_then([&](std::int64_t count) -> Expected<void> {
    if (count == 0) return {};
    if (of.rows > 0 && count != of.columns) return from.malformed(reason("reason.ragged", from.line, count, of.columns));
    of.columns = count;
    ++of.rows;
    return {};
  });
}

template <class Keeper>
Expected<void> add_line(std::string_view line, const Source& from, Rows<Keeper>& of) {
  line = line.substr(0, line.find('#'));
  const Separators separators = separators_of(line);
  TRY(check_separators(separators, from));
  while (!line.empty()) {
    const std::size_t end = separators.end_rows() ? std::min(line.find(';'), line.size()) : line.size();
    TRY(add_row(line.substr(0, end), from, of));
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return {};
}

template <class Keeper>
Expected<Rows<Keeper>> parse_rows(std::string_view text, const std::string& name, std::string_view format) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // a byte order mark, as spreadsheets write
  Rows<Keeper> of;
  for (Source from{name, format, 1}; !text.empty(); ++from.line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    TRY(add_line(text.substr(0, end), from, of));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  if (of.rows == 0) return fail(ErrorCode::malformed, name, format, reason("reason.no_numbers"));
  return of;
}

Expected<Reading> read_rows(std::string_view text, const std::string& name, std::string_view format) {
  return parse_rows<FloatLosses>(text, name, format).map([&](const Rows<FloatLosses>& of) {
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

// A Matrix Market file as a plane: coordinate and array format; real, integer and pattern; general, symmetric and skew-symmetric
// (Boisvert, Pozo, Remington 1996). Cells that a file names twice have the sum, as in SciPy.
#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>

#include "core/formats/each_format.h"
#include "core/formats/float_losses.h"
#include "core/try.h"

namespace deconvlab {

namespace {

constexpr std::int64_t kMostCells = std::int64_t{1} << 26;
constexpr std::string_view kBlanks = " \t\r";

struct Kind {
  bool coordinate = false;
  bool pattern = false;  // entries without values, which are 1
  bool symmetric = false;
  float mirrored = 1;  // what an entry is multiplied by on the other side of the diagonal
};

// Words line by line, comments and empty lines left out.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}

  // False at the end.
  bool next() {
    while (!rest_.empty()) {
      const std::size_t end = std::min(rest_.find('\n'), rest_.size());
      line_ = rest_.substr(0, end);
      rest_.remove_prefix(std::min(end + 1, rest_.size()));
      ++number_;
      if (!line_.starts_with('%') && line_.find_first_not_of(kBlanks) != std::string_view::npos) return true;
    }
    return false;
  }
  // Empty at the line's end.
  std::string_view word() {
    line_.remove_prefix(std::min(line_.find_first_not_of(kBlanks), line_.size()));
    const std::string_view found = line_.substr(0, line_.find_first_of(kBlanks));
    line_.remove_prefix(found.size());
    return found;
  }
  std::int64_t number() const { return number_; }

 private:
  std::string_view rest_;
  std::string_view line_;
  std::int64_t number_ = 0;
};

std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words(1);
  for (const char c : line) {
    if (kBlanks.find(c) != std::string_view::npos) {
      if (!words.back().empty()) words.emplace_back();
    } else {
      words.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

std::optional<Kind> kind_of(std::string_view banner) {
  const auto is_one_of = [](const std::string& word, std::initializer_list<std::string_view> known) {
    return std::find(known.begin(), known.end(), word) != known.end();
  };
  const std::vector<std::string> words = words_of(banner);
  if (words.size() != 5 || words[0] != "%%matrixmarket" || words[1] != "matrix") return {};
  if (!is_one_of(words[2], {"coordinate", "array"}) || !is_one_of(words[3], {"real", "integer", "pattern"})) return {};
  if (!is_one_of(words[4], {"general", "symmetric", "skew-symmetric"})) return {};
  const Kind kind{words[2] == "coordinate", words[3] == "pattern", words[4] != "general", words[4] == "skew-symmetric" ? -1.0f : 1.0f};
  return kind.pattern && !kind.coordinate ? std::nullopt : std::optional(kind);
}

class Reader {
 public:
  Reader(std::string_view text, const std::string& name) : lines_(text), banner_(text.substr(0, text.find('\n'))), name_(name) {}

  Expected<Reading> read() {
    const auto kind = kind_of(banner_);
    if (!kind) return malformed(reason("reason.mtx_banner", banner_.substr(0, 80)));
    kind_ = *kind;
    return read_sizes()
        .and_then([&] { return kind_.coordinate ? read_entries() : read_columns(); })
        .and_then([&] { return lines_.next() ? malformed(reason("reason.mtx_more", lines_.number())) : Expected<void>(); })
        .map([&] {
          return Reading{Tensor::plane({rows_, columns_}, values_), losses_.notes(name_, count_)};
        });
  }

 private:
  tl::unexpected<Error> malformed(const std::string& why) const { return fail(ErrorCode::malformed, name_, ".mtx", why); }
  std::string where() const { return fmt::format("{}:{}", name_, lines_.number()); }
  bool is_square() const { return rows_ == columns_; }

  // A whole number from 1 to `most`, or from 0.
  Expected<std::int64_t> whole(std::int64_t least, std::int64_t most) {
    const std::string_view word = lines_.word();
    std::int64_t value = 0;
    const auto [end, status] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (status == std::errc() && end == word.data() + word.size() && value >= least && value <= most) return value;
    return malformed(reason("reason.mtx_whole", lines_.number(), word.substr(0, 40), least, most));
  }
  Expected<void> take_whole(std::int64_t least, std::int64_t most, std::int64_t& into) {
    return whole(least, most).map([&](std::int64_t value) { into = value; });
  }
  Expected<void> ends_here() {
    const std::string_view more = lines_.word();
    return more.empty() ? Expected<void>() : malformed(reason("reason.mtx_word", lines_.number(), more.substr(0, 40)));
  }

  Expected<void> read_sizes() {
    if (!lines_.next()) return malformed(reason("reason.mtx_sizes"));
    return take_whole(1, INT64_MAX, rows_)
        .and_then([&] { return take_whole(1, INT64_MAX, columns_); })
        .and_then([&] { return kind_.coordinate ? take_whole(0, INT64_MAX, count_) : Expected<void>(); })
        .and_then([&] { return ends_here(); })
        .and_then([&]() -> Expected<void> {
          if (rows_ > kMostCells / columns_) return shape_too_large(name_, {rows_, columns_}, kMostCells);
          if (kind_.symmetric && !is_square()) return malformed(reason("reason.mtx_square", rows_, columns_));
          values_.assign(static_cast<std::size_t>(rows_ * columns_), 0.0f);
          return {};
        });
  }

  Expected<float> value() {
    if (kind_.pattern) return 1.0f;
    return losses_.keep_word(lines_.word(), where());
  }
  // Entries of one cell add up; a first one stays as it is, -0 too.
  void add(std::int64_t row, std::int64_t column, float value) {
    float& cell = values_[row * columns_ + column];
    cell = cell == 0 ? value : cell + value;
    if (kind_.symmetric && row != column) values_[column * columns_ + row] += kind_.mirrored * value;
  }

  // row, column, value: 1-based.
  Expected<void> read_entries() {
    for (std::int64_t n = 0; n < count_; ++n) {
      if (!lines_.next()) return malformed(reason("reason.mtx_short", n, count_));
      const auto row = TRY(whole(1, rows_));
      const auto column = TRY(whole(1, columns_));
      const auto entry = TRY(value());
      TRY(ends_here());
      add(row - 1, column - 1, entry);
    }
    return {};
  }

  // A value a line, down the columns; of a symmetric matrix from the diagonal on, which a skew-symmetric one leaves out.
  Expected<void> read_columns() {
    const auto first_row = [&](std::int64_t column) { return !kind_.symmetric ? 0 : kind_.mirrored < 0 ? column + 1 : column; };
    for (std::int64_t column = 0; column < columns_; ++column) count_ += rows_ - std::min(first_row(column), rows_);
    std::int64_t n = 0;
    for (std::int64_t column = 0; column < columns_; ++column) {
      for (std::int64_t row = first_row(column); row < rows_; ++row, ++n) {
        if (!lines_.next()) return malformed(reason("reason.mtx_short", n, count_));
        const auto entry = TRY(value());
        TRY(ends_here());
        add(row, column, entry);
      }
    }
    return {};
  }

  Lines lines_;
  std::string_view banner_;
  std::string name_;
  Kind kind_;
  std::int64_t rows_ = 0, columns_ = 0;
  std::int64_t count_ = 0;  // of entries in the file
  std::vector<float> values_;
  FloatLosses losses_;
};

}  // namespace

Expected<Reading> parse_mtx(std::string_view text, const std::string& name) { return Reader(text, name).read(); }

}  // namespace deconvlab

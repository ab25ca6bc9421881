// Matrix Market, coordinate format for matrices and dense format for arrays (Boisvert, Pozo, Remington 1996): 1-based, readable by SciPy,
// MATLAB and Julia.
#include <fmt/format.h>

#include <array>
#include <bit>
#include <charconv>
#include <unordered_map>

#include "core/formats/each_format.h"
#include "core/try.h"

namespace deconvlab {

namespace {

// Few values stand in many entries: each is turned into text once.
class ValueTexts {
 public:
  const std::string& of(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    if (last_ && bits == last_bits_) return *last_;
    const auto [entry, is_new] = texts_.try_emplace(bits);
    if (is_new) entry->second = " " + float_text(value) + "\n";
    last_bits_ = bits;
    last_ = &entry->second;
    return *last_;
  }

 private:
  std::unordered_map<std::uint32_t, std::string> texts_;  // by the value's bits: -0 is not 0, and a NaN equals itself
  const std::string* last_ = nullptr;
  std::uint32_t last_bits_ = 0;
};

void write_row(std::string& line, const Csr& m, std::int64_t row, ValueTexts& texts) {
  std::array<char, 24> prefix{};
  char* const row_end = std::to_chars(prefix.data(), prefix.data() + prefix.size(), row + 1).ptr;
  *row_end = ' ';
  const std::string_view row_text(prefix.data(), row_end + 1);
  std::array<char, 24> number{};
  for (std::int64_t n = m.row_start[row]; n < m.row_start[row + 1]; ++n) {
    char* const end = std::to_chars(number.data(), number.data() + number.size(), m.col[n] + 1).ptr;
    line.append(row_text).append(number.data(), end).append(texts.of(m.value[n]));
  }
}

}  // namespace

Expected<void> write_mtx_matrix(const MatrixFile& file, const std::filesystem::path& path) {
  const Csr& m = file.matrix;
  return write_whole(path, [&](Sink& sink) {
    sink.write(fmt::format("%%MatrixMarket matrix coordinate real general\n{} {} {}\n", m.rows, m.cols, m.nonzeros()));
    ValueTexts texts;
    std::string line;
    for (std::int64_t row = 0; row < m.rows; ++row) {
      line.clear();
      write_row(line, m, row, texts);
      if (!sink.write(line)) return;
    }
  });
}

// The dense format goes down the columns.
template <class T>
Expected<void> write_mtx_array(const Array<T>& array, const std::filesystem::path& path) {
  TRY(check_plane(array.shape(), path));
  const Extent e = array.shape().plane();
  const auto values = array.plane(0, 0);
  return write_whole(path, [&](Sink& sink) {
    sink.write(fmt::format("%%MatrixMarket matrix array real general\n{} {}\n", e.h, e.w));
    for (std::int64_t col = 0; col < e.w; ++col) {
      for (std::int64_t row = 0; row < e.h; ++row) sink.write(value_text(values[row * e.w + col]) + "\n");
    }
  });
}

template Expected<void> write_mtx_array(const Tensor& array, const std::filesystem::path& path);
template Expected<void> write_mtx_array(const Indices& array, const std::filesystem::path& path);

}  // namespace deconvlab

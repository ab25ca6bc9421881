// The matrix as a vector picture: a square an entry, in the shade of its weight's absolute value, hatched below 0, with its label.
#include <fmt/format.h>

#include <algorithm>

#include "core/formats/each_format.h"
#include "core/formats/entry_shade.h"

namespace deconvlab {

namespace {

constexpr int kCell = 36;

constexpr int kHatchGap = 6;

// Lines that fall to the right, over an entry's shade.
std::string hatch_pattern() {
  return fmt::format(
      "<defs><pattern id=\"negative\" width=\"{0}\" height=\"{0}\" patternUnits=\"userSpaceOnUse\">"
      "<path d=\"M-1,-1 L{1},{1}\" stroke=\"#000\" stroke-opacity=\"0.3\"/></pattern></defs>\n",
      kHatchGap, kHatchGap + 1);
}

std::string square(std::int64_t x, std::int64_t y, const std::string& fill) {
  return fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\" stroke=\"#bbb\"/>", x, y, kCell, kCell, fill);
}

std::string entry_squares(std::int64_t x, std::int64_t y, float value, float largest) {
  const auto [red, green, blue] = entry_shade(value, largest);
  const std::string shaded = square(x, y, fmt::format("#{:02x}{:02x}{:02x}", red, green, blue));
  return value < 0 ? shaded + square(x, y, "url(#negative)") : shaded;
}

std::string label(const MatrixFile& file, Cell tap, float value) {
  if (!file.symbols) return float_text(value);
  return fmt::format("w<tspan font-size=\"8\" dy=\"3\">{},{}</tspan>", tap.row, tap.col);
}

}  // namespace

Expected<void> write_svg_matrix(const MatrixFile& file, const std::filesystem::path& path) {
  const Csr& m = file.matrix;
  const float largest = largest_entry(m.value);
  return write_whole(path, [&](Sink& sink) {
    const std::int64_t width = m.cols * kCell;
    const std::int64_t height = m.rows * kCell;
    sink.write(
        fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-1 -1 {} {}\" font-family=\"DejaVu Sans, sans-serif\" "
                    "font-size=\"12\" text-anchor=\"middle\">\n<rect width=\"{}\" height=\"{}\" fill=\"#fff\" stroke=\"#888\"/>\n",
                    width + 2, height + 2, width, height));
    if (std::ranges::any_of(m.value, [](float value) { return value < 0; })) sink.write(hatch_pattern());
    for (std::int64_t row = 0; row < m.rows; ++row) {
      for (std::int64_t n = m.row_start[row]; n < m.row_start[row + 1]; ++n) {
        const Cell tap = tap_of(file, row, m.col[n]);
        const std::int64_t x = m.col[n] * std::int64_t{kCell};
        sink.write(entry_squares(x, row * kCell, m.value[n], largest));
        sink.write(
            fmt::format("<text x=\"{}\" y=\"{}\">{}</text>\n", x + kCell / 2, row * kCell + kCell / 2 + 4, label(file, tap, m.value[n])));
      }
    }
    sink.write("</svg>\n");
  });
}

}  // namespace deconvlab

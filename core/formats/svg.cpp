// The matrix as a vector picture: a square an entry, in a shade of its weight, with its label.
#include <fmt/format.h>

#include "core/formats/each_format.h"

namespace deconvlab {

namespace {

constexpr int kCell = 36;

// Orange from light to strong in the kernel's row order.
std::string shade(const Geometry& g, Cell tap) {
  const double area = static_cast<double>(g.kernel().area());
  const double share = static_cast<double>(tap.row * g.w.k + tap.col + 1) / area;
  const auto mix = [&](int pale, int strong) { return static_cast<int>(pale + (strong - pale) * share); };
  return fmt::format("#{:02x}{:02x}{:02x}", mix(0xFC, 0xE6), mix(0xEF, 0x9F), mix(0xCF, 0x00));
}

std::string label(const MatrixFile& file, Cell tap, float value) {
  if (!file.symbols) return float_text(value);
  return fmt::format("w<tspan font-size=\"8\" dy=\"3\">{},{}</tspan>", tap.row, tap.col);
}

}  // namespace

Expected<void> write_svg_matrix(const MatrixFile& file, const std::filesystem::path& path) {
  const Csr& m = file.matrix;
  return write_whole(path, [&](Sink& sink) {
    const std::int64_t width = m.cols * kCell;
    const std::int64_t height = m.rows * kCell;
    sink.write(
        fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-1 -1 {} {}\" font-family=\"DejaVu Sans, sans-serif\" "
                    "font-size=\"12\" text-anchor=\"middle\">\n<rect width=\"{}\" height=\"{}\" fill=\"#fff\" stroke=\"#888\"/>\n",
                    width + 2, height + 2, width, height));
    for (std::int64_t row = 0; row < m.rows; ++row) {
      for (std::int64_t n = m.row_start[row]; n < m.row_start[row + 1]; ++n) {
        const Cell tap = tap_of(file, row, m.col[n]);
        const std::int64_t x = m.col[n] * std::int64_t{kCell};
        sink.write(
            fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\" stroke=\"#bbb\"/>"
                        "<text x=\"{}\" y=\"{}\">{}</text>\n",
                        x, row * kCell, kCell, kCell, shade(file.geometry, tap), x + kCell / 2, row * kCell + kCell / 2 + 4,
                        label(file, tap, m.value[n])));
      }
    }
    sink.write("</svg>\n");
  });
}

}  // namespace deconvlab

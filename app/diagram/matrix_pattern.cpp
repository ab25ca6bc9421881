#include "app/diagram/matrix_pattern.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/diagram/pattern_counts.h"
#include "app/diagram/row_of_c.h"

namespace deconvlab {

namespace {

constexpr double kSmallestShadedEntry = 1.5;  // pixels; entries of that size have their weight's shade

// A block of pixels for each entry, or many entries to a pixel.
struct Pixels {
  Rect rect;
  const MatrixPart& part;
  int width, height;
  int side;  // of an entry's block; 1 where a pixel has several

  // Paints the entry's block, if it is in the picture, with every pixel of its falling diagonal in `line`.
  void paint(std::vector<std::uint32_t>& rgba, std::int64_t row, std::int64_t col, std::uint32_t fill, std::uint32_t line) const {
    const std::int64_t y = block(static_cast<double>(row) - part.row0, part.rows, height) * side;
    const std::int64_t x = block(static_cast<double>(col) - part.col0, part.cols, width) * side;
    if (x < 0 || x >= width || y < 0 || y >= height) return;
    for (int n = 0; n < side * side; ++n) rgba[(y + n / side) * width + x + n % side] = n / side == n % side ? line : fill;
  }

 private:
  // Which block of `pixels` / side an entry is: a hair's breadth before the next one, it is that one.
  std::int64_t block(double entry, double entries, int pixels) const {
    return static_cast<std::int64_t>(std::floor(entry * (pixels / side) / entries + 1e-6));
  }
};

// Calls visit(row, col, weight) for each nonzero of C in the part's rows.
template <class Visit>
void for_each_nonzero(const MatrixPart& part, const Results& results, Visit&& visit) {
  const auto first = static_cast<std::int64_t>(part.row0);
  const auto last = std::min(results.outputs().area(), static_cast<std::int64_t>(std::ceil(part.row0 + part.rows)));
  for (std::int64_t row = first; row < last; ++row)
    for_each_in_row(results, row, [&](std::int64_t col, Cell, Cell weight) { visit(row, col, weight); });
}

// Of each weight, in the kernel's row order: its fill and its hatch's lines, which are as the fill where it is not below 0.
std::vector<std::uint32_t> shades_of(const Stage& stage) {
  const Extent kernel = stage.geometry.kernel();
  std::vector<std::uint32_t> shades;
  for (std::int64_t n = 0; n < kernel.area(); ++n) {
    const CellStyle style = weight_style(stage.frame, kernel.cell_at(n));
    const Color fill = style.fill(stage.frame.theme);
    shades.push_back(packed(fill));
    shades.push_back(packed(style.negative ? sign_ink(stage.frame.theme, fill) : fill));
  }
  return shades;
}

// Near enough for the shade of each entry's weight.
void paint_entries(std::vector<std::uint32_t>& rgba, const Pixels& pixels, const std::vector<std::uint32_t>& shades, const Stage& stage) {
  for_each_nonzero(pixels.part, stage.frame.results, [&](std::int64_t row, std::int64_t col, Cell weight) {
    const auto n = static_cast<std::size_t>(2 * stage.geometry.kernel().index_of(weight));
    pixels.paint(rgba, row, col, shades[n], shades[pixels.side > 1 ? n + 1 : n]);
  });
}

// Darkness is the number of nonzeros under a pixel, against the most a pixel has. The device that counted them.
std::string paint_counts(std::vector<std::uint32_t>& rgba, const Pixels& pixels, const Stage& stage) {
  const MatrixPart& part = pixels.part;
  const MatrixWindow window{part.row0, part.row0 + part.rows, part.col0, part.col0 + part.cols};
  PatternCounts counted = pattern_counts(stage, window, {pixels.height, pixels.width}, stage.transposed() ? Side::c_transposed : Side::c);
  const std::uint32_t most = std::max(1u, *std::ranges::max_element(counted.counts));
  std::ranges::transform(counted.counts, rgba.begin(),
                         [&](std::uint32_t n) { return n == 0 ? 0 : packed(count_color(n, most, stage.frame.theme)); });
  return std::move(counted.device);
}

// The entries of the weight that is pointed at stand out in ink, which is no value's shade.
void light_weight(std::vector<std::uint32_t>& rgba, const Pixels& pixels, const Stage& stage) {
  if (stage.focus.target != Target::weight) return;
  const std::uint32_t lit = packed(stage.frame.theme.text);
  for_each_nonzero(pixels.part, stage.frame.results, [&](std::int64_t row, std::int64_t col, Cell weight) {
    if (weight == stage.focus.cell) pixels.paint(rgba, row, col, lit, lit);
  });
}

bool is_near(Rect rect, const MatrixPart& part) { return std::min(rect.w / part.cols, rect.h / part.rows) >= kSmallestShadedEntry; }

// The raster and the device that counted for it; `shades` where the picture is near.
std::pair<Raster, std::string> paint(Rect rect, const MatrixPart& part, const std::vector<std::uint32_t>& shades, const Stage& stage) {
  const bool near = is_near(rect, part);
  const bool hatched = std::min(rect.w / part.cols, rect.h / part.rows) >= kHatchPixels && stage.frame.results.kernel_scale.has_negative;
  const int side = near && hatched ? kHatchPixels : 1;
  const auto along = [&](double entries, double length) {
    return side * std::max(1, static_cast<int>(std::lround(near ? entries : length)));
  };
  const Pixels pixels{rect, part, along(part.cols, rect.w), along(part.rows, rect.h), side};
  Raster raster{pixels.width, pixels.height, 0, std::vector<std::uint32_t>(static_cast<std::size_t>(pixels.width) * pixels.height, 0)};
  std::string device;
  if (near) {
    paint_entries(raster.rgba, pixels, shades, stage);
  } else {
    device = paint_counts(raster.rgba, pixels, stage);
  }
  light_weight(raster.rgba, pixels, stage);
  raster.id = fingerprint(raster);
  return {std::move(raster), std::move(device)};
}

}  // namespace

void draw_pattern(Canvas& canvas, Rect rect, const MatrixPart& part, PatternMemo::Picture* memo, const Stage& stage) {
  PatternMemo::Picture once;
  PatternMemo::Picture& kept = memo ? *memo : once;
  const Focus focus = stage.focus.target == Target::weight ? stage.focus : Focus{};
  const std::vector<std::uint32_t> shades = is_near(rect, part) ? shades_of(stage) : std::vector<std::uint32_t>();
  const Rect entries{part.col0, part.row0, part.cols, part.rows};
  const bool same = kept.geometry == stage.geometry && kept.side == stage.frame.results.side && kept.entries == entries &&
                    kept.rect == rect && kept.focus == focus && kept.theme == stage.frame.theme.id && kept.shades == shades &&
                    !kept.raster.rgba.empty();
  if (!same) {
    auto [raster, device] = paint(rect, part, shades, stage);
    kept = {stage.geometry,       stage.frame.results.side, entries,           rect,  focus,
            stage.frame.theme.id, std::move(raster),        std::move(device), shades};
  }
  canvas.image(rect, kept.raster);
}

}  // namespace deconvlab

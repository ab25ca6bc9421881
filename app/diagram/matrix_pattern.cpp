#include "app/diagram/matrix_pattern.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/diagram/pattern_counts.h"
#include "app/diagram/row_of_c.h"

namespace deconvlab {

namespace {

constexpr double kSmallestShadedEntry = 1.5;  // pixels; entries of that size have their weight's shade
constexpr double kDimmed = 0.7;               // of the background, where only a weight's entries are lit

struct Pixels {
  Rect rect;
  const MatrixPart& part;
  int width, height;

  // The pixel that entry (row, col) falls on, or -1 outside.
  std::int64_t of(std::int64_t row, std::int64_t col) const {
    const auto y = static_cast<std::int64_t>(std::floor((static_cast<double>(row) - part.row0) / part.rows * height));
    const auto x = static_cast<std::int64_t>(std::floor((static_cast<double>(col) - part.col0) / part.cols * width));
    return x >= 0 && x < width && y >= 0 && y < height ? y * width + x : -1;
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

// Near enough for the shade of each entry's weight.
void paint_entries(std::vector<std::uint32_t>& rgba, const Pixels& pixels, const Stage& stage) {
  const Geometry& g = stage.geometry;
  std::vector<std::uint32_t> shades;
  for (std::int64_t n = 0; n < g.kernel().area(); ++n)
    shades.push_back(packed(weight_shade(g.kernel(), g.kernel().cell_at(n), stage.frame.theme)));
  for_each_nonzero(pixels.part, stage.frame.results, [&](std::int64_t row, std::int64_t col, Cell weight) {
    if (const std::int64_t at = pixels.of(row, col); at >= 0) rgba[at] = shades[g.kernel().index_of(weight)];
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

// The entries of the weight that is pointed at stand out, all others step back.
void light_weight(std::vector<std::uint32_t>& rgba, const Pixels& pixels, const Stage& stage) {
  if (stage.focus.target != Target::weight) return;
  const Theme& theme = stage.frame.theme;
  const std::uint32_t dimmed = packed(mix(theme.of(Role::kernel).solid, theme.background, kDimmed));
  const std::uint32_t lit = packed(theme.of(Role::kernel).ink);
  for (std::uint32_t& pixel : rgba) pixel = pixel == 0 ? 0 : dimmed;
  for_each_nonzero(pixels.part, stage.frame.results, [&](std::int64_t row, std::int64_t col, Cell weight) {
    if (weight != stage.focus.cell) return;
    if (const std::int64_t at = pixels.of(row, col); at >= 0) rgba[at] = lit;
  });
}

// The raster and the device that counted for it.
std::pair<Raster, std::string> paint(Rect rect, const MatrixPart& part, const Stage& stage) {
  const bool near = std::min(rect.w / part.cols, rect.h / part.rows) >= kSmallestShadedEntry;
  const auto side = [&](double entries, double length) {
    return std::max(1, static_cast<int>(near ? std::lround(entries) : std::lround(length)));
  };
  const Pixels pixels{rect, part, side(part.cols, rect.w), side(part.rows, rect.h)};
  Raster raster{pixels.width, pixels.height, 0, std::vector<std::uint32_t>(static_cast<std::size_t>(pixels.width) * pixels.height, 0)};
  std::string device;
  if (near) {
    paint_entries(raster.rgba, pixels, stage);
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
  const Rect entries{part.col0, part.row0, part.cols, part.rows};
  const bool same = kept.geometry == stage.geometry && kept.side == stage.frame.results.side && kept.entries == entries &&
                    kept.rect == rect && kept.focus == focus && kept.theme == stage.frame.theme.id && !kept.raster.rgba.empty();
  if (!same) {
    auto [raster, device] = paint(rect, part, stage);
    kept = {stage.geometry, stage.frame.results.side, entries, rect, focus, stage.frame.theme.id, std::move(raster), std::move(device)};
  }
  canvas.image(rect, kept.raster);
}

}  // namespace deconvlab

// How many entries of C lie in a rectangle, without looking at any row: N(R, C), the entries in rows before R and columns before C, for
// every corner of the pixels' grid. Row R is grid row Ry and column Rx, column C is Cy and Cx, and an entry is a link of each axis, so
//   N = nh(Ry, Cy) nw(all, all) + nh(Ry, exactly Cy) nw(all, Cx) + nh(exactly Ry, Cy) nw(Rx, all) + nh(exactly Ry, exactly Cy) nw(Rx, Cx)
// where n(A, B) counts an axis' links of placements before A with inputs before B, tap by tap. A pixel is a difference of four corners.
#include <algorithm>
#include <cmath>

#include "core/matrix/sparse.h"
#include "core/parallel.h"
#include "core/vector_widths.h"

namespace deconvlab {

namespace {

using Ends = std::vector<std::int64_t>;
using Counts = std::vector<std::uint64_t>;  // modulo 2^64, which differences do not mind

DECONVLAB_VECTOR_WIDTHS
void add_tap(std::int64_t first, std::int64_t t_end, const std::int64_t* last, std::size_t count, std::uint64_t* sum) {
  for (std::size_t n = 0; n < count; ++n) {
    sum[n] += static_cast<std::uint64_t>(std::max<std::int64_t>(0, std::min(t_end, last[n]) - first));
  }
}

// The placements before the first whose tap u reads input coordinate c or a later one.
std::int64_t placements_before(const Axis& axis, std::int64_t u, std::int64_t c) {
  const std::int64_t distance = c - axis.input_of(0, u);
  return distance <= 0 ? 0 : std::min(axis.o, (distance + axis.s - 1) / axis.s);
}

// n(t_end + t_more, c_end + c_more) for each pair of ends.
Counts links_before(const Axis& axis, std::span<const std::int64_t> t_ends, std::span<const std::int64_t> c_ends, std::int64_t t_more = 0,
                    std::int64_t c_more = 0) {
  Counts counts(t_ends.size() * c_ends.size());
  Ends last(c_ends.size());
  for (std::int64_t u = 0; u < axis.k; ++u) {
    const std::int64_t first = placements_before(axis, u, 0);
    std::ranges::transform(c_ends, last.begin(), [&](std::int64_t c) { return placements_before(axis, u, std::min(axis.i, c + c_more)); });
    for (std::size_t row = 0; row < t_ends.size(); ++row) {
      add_tap(first, t_ends[row] + t_more, last.data(), last.size(), counts.data() + row * last.size());
    }
  }
  return counts;
}

// N at each corner of some rows of pixels.
Counts corners(const Geometry& g, const PatternEdges& outputs, const PatternEdges& inputs, std::size_t first, std::size_t count) {
  const auto rows = std::span(outputs.row).subspan(first, count);
  const auto cols = std::span(outputs.col).subspan(first, count);
  const Counts before = links_before(g.h, rows, inputs.row);
  const Counts at_input = links_before(g.h, rows, inputs.row, 0, 1);
  const Counts at_output = links_before(g.h, rows, inputs.row, 1, 0);
  const Counts at_both = links_before(g.h, rows, inputs.row, 1, 1);
  const Counts across = links_before(g.w, cols, inputs.col);
  const Counts to_column = links_before(g.w, Ends{g.w.o}, inputs.col);
  const Counts of_row = links_before(g.w, cols, Ends{g.w.i});
  const auto all = static_cast<std::uint64_t>(count_links(g.w));
  Counts n(before.size());
  for (std::size_t at = 0; at < n.size(); ++at) {
    const std::size_t row = at / inputs.row.size();
    const std::size_t col = at % inputs.row.size();
    const std::uint64_t linked = at_both[at] - at_input[at] - at_output[at] + before[at];
    n[at] =
        before[at] * all + (at_input[at] - before[at]) * to_column[col] + (at_output[at] - before[at]) * of_row[row] + linked * across[at];
  }
  return n;
}

std::uint32_t pixel(const Counts& n, std::size_t width, std::size_t row, std::size_t col) {
  const std::uint64_t* top = n.data() + row * (width + 1) + col;
  const std::uint64_t* bottom = top + width + 1;
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(UINT32_MAX, bottom[1] - bottom[0] - top[1] + top[0]));
}

std::vector<std::uint32_t> transposed(const std::vector<std::uint32_t>& counts, std::int64_t height, std::int64_t width) {
  std::vector<std::uint32_t> turned(counts.size());
  for (std::int64_t row = 0; row < height; ++row) {
    for (std::int64_t col = 0; col < width; ++col) turned[col * height + row] = counts[row * width + col];
  }
  return turned;
}

}  // namespace

PatternEdges pattern_edges(double first, double last, std::int64_t pixels, Extent grid) {
  PatternEdges edges;
  const double scale = static_cast<double>(pixels) / (last - first);
  const auto pixel_of = [&](std::int64_t n) { return std::floor((static_cast<double>(n) - first) * scale); };
  const auto area = static_cast<double>(grid.area());
  for (std::int64_t pixel = 0; pixel <= pixels; ++pixel) {
    const auto at = static_cast<double>(pixel);
    auto n = static_cast<std::int64_t>(std::clamp(std::ceil(first + at / scale), 0.0, area));
    while (n > 0 && pixel_of(n - 1) >= at) --n;
    while (n < grid.area() && pixel_of(n) < at) ++n;
    edges.row.push_back(n / grid.w);
    edges.col.push_back(n % grid.w);
  }
  return edges;
}

std::vector<std::uint32_t> count_pattern(const Geometry& g, const MatrixWindow& window, std::int64_t height, std::int64_t width,
                                         Side side) {
  if (side == Side::c_transposed) {
    const MatrixWindow turned{window.col0, window.col1, window.row0, window.row1};
    return transposed(count_pattern(g, turned, width, height, Side::c), width, height);
  }
  constexpr std::int64_t kRows = 16;  // of pixels together, so that their corners stay in the cache
  const PatternEdges outputs = pattern_edges(window.row0, window.row1, height, g.output());
  const PatternEdges inputs = pattern_edges(window.col0, window.col1, width, g.input());
  std::vector<std::uint32_t> counts(static_cast<std::size_t>(height * width));
  const std::int64_t cost = capped_product(height * width, 2 * (g.h.k + g.w.k));
  parallel_for((height + kRows - 1) / kRows, cost, [&](std::int64_t block) {
    const std::int64_t first = block * kRows;
    const std::int64_t rows = std::min(kRows, height - first);
    const Counts n = corners(g, outputs, inputs, static_cast<std::size_t>(first), static_cast<std::size_t>(rows + 1));
    for (std::int64_t at = 0; at < rows * width; ++at) {
      counts[first * width + at] =
          pixel(n, static_cast<std::size_t>(width), static_cast<std::size_t>(at / width), static_cast<std::size_t>(at % width));
    }
  });
  return counts;
}

}  // namespace deconvlab

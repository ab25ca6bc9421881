#include "app/gpu/pattern_pass.h"

#include <bit>
#include <span>

#include "core/try.h"

namespace deconvlab {

namespace {

void append(const std::vector<std::int64_t>& from, std::vector<std::int32_t>& to) {
  for (const std::int64_t value : from) to.push_back(static_cast<std::int32_t>(value));
}

// Of pixel rows along the outputs and pixel columns along the inputs.
std::vector<std::int32_t> edges_of(const Geometry& g, const MatrixWindow& window, Extent pixels) {
  const PatternEdges rows = pattern_edges(window.row0, window.row1, pixels.h, g.output());
  const PatternEdges cols = pattern_edges(window.col0, window.col1, pixels.w, g.input());
  std::vector<std::int32_t> edges;
  for (const auto* part : {&rows.row, &rows.col, &cols.row, &cols.col}) append(*part, edges);
  return edges;
}

void set_sizes(const Geometry& g, Extent grid) {
  const Extent values[] = {grid, g.input(), g.output(), g.kernel(), {g.h.s, g.w.s}, {g.h.d, g.w.d}, {g.h.p, g.w.p}};
  int location = 1;
  for (const Extent value : values) set_uniform(location++, value);
}

// The shader's numbers are uints, in a buffer that is shown as floats. Ct's rows are the corners' columns.
std::vector<std::uint32_t> differences(std::span<const float> corners, Extent pixels, Side side) {
  const auto corner = [&](std::int64_t row, std::int64_t col) { return std::bit_cast<std::uint32_t>(corners[row * (pixels.w + 1) + col]); };
  std::vector<std::uint32_t> counts(pixels.area());
  for (std::int64_t row = 0; row < pixels.h; ++row) {
    for (std::int64_t col = 0; col < pixels.w; ++col) {
      const std::int64_t at = side == Side::c ? row * pixels.w + col : col * pixels.h + row;
      counts[at] = corner(row + 1, col + 1) - corner(row + 1, col) - corner(row, col + 1) + corner(row, col);
    }
  }
  return counts;
}

}  // namespace

tl::expected<std::vector<std::uint32_t>, TooLarge> run_pattern(const PatternInput& in, Compute& compute) {
  const bool turned = in.side == Side::c_transposed;
  const MatrixWindow& w = in.window;
  const MatrixWindow of_c = turned ? MatrixWindow{w.col0, w.col1, w.row0, w.row1} : w;
  const Extent pixels = turned ? Extent{in.pixels.w, in.pixels.h} : in.pixels;
  const Extent grid{pixels.h + 1, pixels.w + 1};
  TRY(check_size(compute.limits(), {grid.area(), 2 * (grid.h + grid.w)}));
  compute.fill(0, edges_of(in.geometry, of_c, pixels));
  compute.reserve(1, grid.area());
  set_sizes(in.geometry, grid);
  compute.dispatch(grid);
  std::vector<std::uint32_t> counts;
  compute.read(1, grid.area(), [&](std::span<const float> from) { counts = differences(from, pixels, in.side); });
  return counts;
}

}  // namespace deconvlab

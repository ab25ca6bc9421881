#include "app/gpu/pattern_pass.h"

#include <bit>
#include <span>

namespace deconvlab {

namespace {

void append(const std::vector<std::int64_t>& from, std::vector<std::int32_t>& to) {
  for (const std::int64_t value : from) to.push_back(static_cast<std::int32_t>(value));
}

std::vector<std::int32_t> edges_of(const PatternInput& in) {
  const PatternEdges rows = pattern_edges(in.window.row0, in.window.row1, in.height, in.geometry.output());
  const PatternEdges cols = pattern_edges(in.window.col0, in.window.col1, in.width, in.geometry.input());
  std::vector<std::int32_t> edges;
  for (const auto* part : {&rows.row, &rows.col, &cols.row, &cols.col}) append(*part, edges);
  return edges;
}

void set_sizes(const Geometry& g, Extent grid) {
  const Extent values[] = {grid, g.input(), g.output(), g.kernel(), {g.h.s, g.w.s}, {g.h.d, g.w.d}, {g.h.p, g.w.p}};
  int location = 1;
  for (const Extent value : values) set_uniform(location++, value);
}

// The shader's numbers are uints, in a buffer that is shown as floats.
std::vector<std::uint32_t> differences(std::span<const float> corners, std::int64_t height, std::int64_t width) {
  const auto corner = [&](std::int64_t row, std::int64_t col) { return std::bit_cast<std::uint32_t>(corners[row * (width + 1) + col]); };
  std::vector<std::uint32_t> counts;
  counts.reserve(height * width);
  for (std::int64_t row = 0; row < height; ++row) {
    for (std::int64_t col = 0; col < width; ++col) {
      counts.push_back(corner(row + 1, col + 1) - corner(row + 1, col) - corner(row, col + 1) + corner(row, col));
    }
  }
  return counts;
}

}  // namespace

std::vector<std::uint32_t> run_pattern(const PatternInput& in) {
  const Extent grid{in.height + 1, in.width + 1};
  const GlBuffer edges = make_storage(0, edges_of(in));
  const GlBuffer corners = make_storage(1, grid.area());
  set_sizes(in.geometry, grid);
  dispatch(in.limits, grid);
  std::vector<std::uint32_t> counts;
  read_storage(corners, grid.area(), [&](std::span<const float> from) { counts = differences(from, in.height, in.width); });
  return counts;
}

}  // namespace deconvlab

#include "core/operators/padding_products.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "core/vector_widths.h"

namespace deconvlab {

namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

DECONVLAB_VECTOR_WIDTHS
bool are_finite(const float* values, std::size_t count) {
  std::int32_t others = 0;
  for (std::size_t n = 0; n < count; ++n) others |= !(std::abs(values[n]) <= std::numeric_limits<float>::max());
  return others == 0;
}

// The cells of a plane that aren't finite in all of the planes `plane(0)`, ..., `plane(count - 1)`.
template <class Plane>
std::vector<Cell> odd_cells(Extent size, std::int64_t count, Plane&& plane) {
  std::vector<Cell> cells;
  for (std::int64_t at = 0; at < size.area(); ++at) {
    bool odd = false;
    for (std::int64_t n = 0; n < count && !odd; ++n) odd = !std::isfinite(plane(n)[static_cast<std::size_t>(at)]);
    if (odd) cells.push_back(size.cell_at(at));
  }
  return cells;
}

// f(row, col) of the placements whose tap lies on padding.
template <class Visit>
void for_each_on_padding(const Geometry& g, Cell tap, Visit&& visit) {
  for (std::int64_t row = 0; row < g.h.o; ++row) {
    const std::int64_t y = g.h.input_of(row, tap.row);
    for (std::int64_t col = 0; col < g.w.o; ++col) {
      if (!g.inside({y, g.w.input_of(col, tap.col)})) visit(row, col);
    }
  }
}

}  // namespace

bool all_finite(const Tensor& tensor) { return are_finite(tensor.data().data(), tensor.data().size()); }

void add_padding_products(Tensor& y, const Tensor& w, const Geometry& g) {
  if (all_finite(w)) return;
  for (std::int64_t o = 0; o < w.shape().n; ++o) {
    const auto odd = odd_cells(g.kernel(), w.shape().c, [&](std::int64_t c) { return w.plane(o, c); });
    for (const Cell weight : odd) {
      for_each_on_padding(g, g.weight_of(weight), [&](std::int64_t row, std::int64_t col) {  // a rotation undoes itself
        for (std::int64_t n = 0; n < y.shape().n; ++n) y.at(n, o, row, col) = kNaN;
      });
    }
  }
}

void add_padding_products_to_grad(Tensor& dw, const Tensor& dy, const Geometry& g) {
  if (all_finite(dy)) return;
  for (std::int64_t o = 0; o < dy.shape().c; ++o) {
    const auto odd = odd_cells(g.output(), dy.shape().n, [&](std::int64_t n) { return dy.plane(n, o); });
    for (std::int64_t at = 0; at < g.kernel().area(); ++at) {
      const Cell tap = g.kernel().cell_at(at);
      const Cell weight = g.weight_of(tap);
      const bool meets_padding = std::ranges::any_of(odd, [&](Cell t) {
        return !g.inside({g.h.input_of(t.row, tap.row), g.w.input_of(t.col, tap.col)});
      });
      for (std::int64_t c = 0; meets_padding && c < dw.shape().c; ++c) dw.at(o, c, weight.row, weight.col) = kNaN;
    }
  }
}

}  // namespace deconvlab

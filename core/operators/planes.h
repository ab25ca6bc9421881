// Loops that the reference operators share: every product of a plane, every pair of channels that a group joins.
#pragma once

#include <cstdint>

#include "core/geometry/geometry.h"

namespace deconvlab {

// Visits every product of a convolution plane, those of padding too: f(input cell, weight, output cell), outputs in row order, then taps in
// row order.
template <class Visit>
void for_each_tap(const Geometry& g, Visit&& visit) {
  for (std::int64_t oy = 0; oy < g.h.o; ++oy) {
    for (std::int64_t ox = 0; ox < g.w.o; ++ox) {
      for (std::int64_t u = 0; u < g.h.k; ++u) {
        for (std::int64_t v = 0; v < g.w.k; ++v) visit(Cell{g.h.input_of(oy, u), g.w.input_of(ox, v)}, g.weight_of({u, v}), Cell{oy, ox});
      }
    }
  }
}

// The same of the products with cells of the input alone.
template <class Visit>
void for_each_product(const Geometry& g, Visit&& visit) {
  for_each_tap(g, [&](Cell in, Cell weight, Cell out) {
    if (g.inside(in)) visit(in, weight, out);
  });
}

// Visits every batch item and every pair of channels of a convolution that are in one group: f(n, o, c, c within its group).
// The convolution's w[o, c within its group] joins the two. `out` channels of its output, `per_group` input channels a group.
template <class Visit>
void for_each_plane(std::int64_t n, std::int64_t out, std::int64_t per_group, std::int64_t groups, Visit&& visit) {
  for (std::int64_t b = 0; b < n; ++b) {
    for (std::int64_t o = 0; o < out; ++o) {
      const std::int64_t group = o / (out / groups);
      for (std::int64_t c = 0; c < per_group; ++c) visit(b, o, group * per_group + c, c);
    }
  }
}

}  // namespace deconvlab

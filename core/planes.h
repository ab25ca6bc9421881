// Loops that the reference operators share: every product of a plane, every pair of channels that a group joins.
#pragma once

#include <cstdint>

#include "core/geometry.h"

namespace deconvlab {

// Visits every product of a convolution plane: f(input cell, weight, output cell), outputs in row order, then taps in row order.
template <class Visit>
void for_each_product(const Geometry& g, Visit&& visit) {
  for (std::int64_t oy = 0; oy < g.h.o; ++oy) {
    for (std::int64_t ox = 0; ox < g.w.o; ++ox) {
      for (std::int64_t u = 0; u < g.h.k; ++u) {
        const std::int64_t y = g.h.input_of(oy, u);
        if (y < 0 || y >= g.h.i) continue;
        for (std::int64_t v = 0; v < g.w.k; ++v) {
          const std::int64_t x = g.w.input_of(ox, v);
          if (x >= 0 && x < g.w.i) visit(Cell{y, x}, g.weight_of({u, v}), Cell{oy, ox});
        }
      }
    }
  }
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

// The walk over one row of C or Ct.
#pragma once

#include "app/lessons/kind.h"

namespace deconvlab {

// Calls visit(column, input cell, weight) for each nonzero of the row, in the order of the columns.
template <class Visit>
void for_each_in_row(const Results& results, std::int64_t row, Visit&& visit) {
  const Geometry& g = results.geometry;
  if (results.transposed()) {
    for_each_fed(g, g.input_cell(row), [&](const Feed& feed) { visit(g.output().index_of(feed.output), feed.output, feed.weight); });
    return;
  }
  const Cell out = g.output_cell(row);
  for (std::int64_t u = 0; u < g.h.k; ++u) {
    for (std::int64_t v = 0; v < g.w.k; ++v) {
      const Cell in{g.h.input_of(out.row, u), g.w.input_of(out.col, v)};
      if (g.input().contains(in)) visit(g.input().index_of(in), in, g.weight_of({u, v}));
    }
  }
}

}  // namespace deconvlab

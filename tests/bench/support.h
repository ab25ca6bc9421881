// Shared by the benchmarks: geometries, operands, and the counters that every line prints.
#pragma once

#include <benchmark/benchmark.h>

#include "core/geometry/geometry.h"
#include "core/operators/kernels.h"
#include "core/tensor.h"

namespace deconvlab::bench {

inline Geometry square(std::int64_t i, std::int64_t k, std::int64_t s, std::int64_t p) {
  return resolve({Extent::square(i), Extent::square(k), Extent::square(s), Extent::square(p), Extent::square(1)}).value();
}

inline Tensor kernel(std::int64_t k) { return make_kernel("random", Extent::square(k), 1).value(); }
inline Tensor input(std::int64_t i) { return make_input("digits", Extent::square(i), 1).value(); }

// Time an item, which stays flat where cost grows with the size only, and bytes a second.
inline void report(benchmark::State& state, std::int64_t items, std::int64_t bytes) {
  state.SetItemsProcessed(state.iterations() * items);
  state.SetBytesProcessed(state.iterations() * bytes);
  state.counters["time/item"] =
      benchmark::Counter(static_cast<double>(items), benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

}  // namespace deconvlab::bench

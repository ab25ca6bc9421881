// How the cells of a layer's output depend on those of its input, along one axis: all layers here are separable.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include "core/chain/fraction.h"
#include "core/error.h"
#include "core/frameworks/layer.h"
#include "core/operators/resample.h"

namespace deconvlab {

// The closed range of cells; they may lie outside the input.
struct Span {
  std::int64_t first = 0;
  std::int64_t last = 0;

  bool operator==(const Span&) const = default;
};

struct AxisMap {
  enum class Kind {
    slide,  // output c reads input c s + u d - p for each tap u < k
    stamp,  // input c writes output c s + u d - p
    nearest,
    linear,
    cubic
  };
  Kind kind = Kind::slide;
  std::int64_t i = 1;
  std::int64_t o = 1;
  std::int64_t k = 1;
  std::int64_t s = 1;
  std::int64_t d = 1;
  std::int64_t p = 0;
  // Output cell c has its centre at the input's place offset + c step.
  Fraction step = {1, 1};
  Fraction offset = {0, 1};
  Axis resized = {};  // of resizing
  Resampling rule = {};

  std::int64_t k_eff() const { return d * (k - 1) + 1; }
};

// `layer` has its padding as cells (with_padding_for) and its kernel's size. Errors: those of resized_axis.
Expected<AxisMap> axis_map(const Layer& layer, std::size_t axis, std::int64_t i, std::int64_t o);

// The input cells from the first to the last that the outputs of a span read, of an input without borders; none where a stride leaves
// these outputs without any. The least span where the kernels have no gaps.
std::optional<Span> sources_of(const AxisMap& map, Span outputs);

namespace chain_detail {

inline std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a >= 0 ? a / b : -((b - 1 - a) / b); }
inline std::int64_t ceil_div(std::int64_t a, std::int64_t b) { return -floor_div(-a, b); }

template <class Visit>
void for_each_slid(const AxisMap& map, std::int64_t c, Visit&& visit) {
  const std::int64_t begin = c * map.s - map.p;
  const std::int64_t u0 = std::max<std::int64_t>(0, ceil_div(-begin, map.d)), u1 = std::min(map.k - 1, floor_div(map.i - 1 - begin, map.d));
  for (std::int64_t u = u0; u <= u1; ++u) visit(begin + u * map.d);
}

template <class Visit>
void for_each_stamped(const AxisMap& map, std::int64_t c, Visit&& visit) {
  const std::int64_t at = c + map.p;
  const std::int64_t t0 = std::max<std::int64_t>(0, ceil_div(at - map.k_eff() + 1, map.s)), t1 = std::min(map.i - 1, floor_div(at, map.s));
  for (std::int64_t t = t0; t <= t1; ++t)
    if ((at - t * map.s) % map.d == 0) visit(t);
}

template <class Visit>
void for_each_resized(const AxisMap& map, std::int64_t c, Visit&& visit) {
  if (map.kind == AxisMap::Kind::nearest) return visit(nearest_source(map.resized, map.rule, c));
  const Source source = bilinear_source(map.resized, map.rule, c);
  const bool between = source.weight > 0;
  const bool cubic = map.kind == AxisMap::Kind::cubic && between;
  const std::int64_t first = std::max<std::int64_t>(0, source.first - (cubic ? 1 : 0));
  const std::int64_t last = std::min(map.i - 1, between ? source.second + (cubic ? 1 : 0) : source.first);
  for (std::int64_t cell = first; cell <= last; ++cell) visit(cell);
}

}  // namespace chain_detail

// Calls visit(cell) for each input cell that output c reads, ascending; of a kernel once for each of its taps.
template <class Visit>
void for_each_source(const AxisMap& map, std::int64_t c, Visit&& visit) {
  if (map.kind == AxisMap::Kind::slide) return chain_detail::for_each_slid(map, c, visit);
  if (map.kind == AxisMap::Kind::stamp) return chain_detail::for_each_stamped(map, c, visit);
  chain_detail::for_each_resized(map, c, visit);
}

}  // namespace deconvlab

// The transposed convolution that leads from a pooling's result back to the size that was pooled.
#include <algorithm>
#include <array>
#include <string_view>

#include "core/geometry/geometry.h"

namespace deconvlab {

namespace {

// n / 2, an odd n rounded up where `up`, else down.
std::int64_t half(std::int64_t n, bool up) { return (n + (up ? 1 : 0)) >> 1; }

// The smallest kernels that lead back: a smaller one would need too much output padding.
std::array<std::int64_t, 3> smallest_kernels(const Axis& pool) {
  std::array<std::int64_t, 3> found{};
  std::int64_t k = std::max<std::int64_t>(1, pool.i - pool.s * (pool.o - 1) - (pool.s - 1));
  for (std::int64_t& next : found) {
    while (!leads_back(way_back(pool, k))) ++k;
    next = k++;
  }
  return found;
}

Expected<Axis> resolve_axis(std::string_view name, const Axis& pool, std::int64_t k) {
  if (k < 1) return fail(ErrorCode::not_positive, "k", k);
  if (k > kLargestSize) return fail(ErrorCode::too_large, "k", k, kLargestSize);
  const Axis way = way_back(pool, k);
  if (leads_back(way)) return way;
  const auto [first, second, third] = smallest_kernels(pool);
  return fail(ErrorCode::no_way_back, name, k, pool.o, pool.i, pool.s, first, second, third);
}

}  // namespace

// All stamps together are s (o - 1) + k cells long; what they have more than i is cut off.
Axis way_back(const Axis& pool, std::int64_t k) {
  const std::int64_t cut = pool.s * (pool.o - 1) + k - pool.i;
  const bool alike = pool.p == pool.p_end;
  Axis way{.i = pool.i, .k = k, .s = pool.s, .k_eff = k, .o = pool.o};
  way.p = pool.p + half(k - pool.k_eff, pool.p <= pool.p_end);
  // 0 <= 2p - cut < s is left for the output padding.
  if (alike) way.p = std::max(half(cut, true), std::min(way.p, half(cut + pool.s - 1, false)));
  way.p = std::max(std::min<std::int64_t>(0, pool.p), way.p);
  const std::int64_t at_end = cut - way.p;
  way.p_end = std::max(alike ? way.p : std::min<std::int64_t>(0, pool.padding_end()), at_end);
  way.padded = way.i + way.p + way.p_end;
  way.remainder = way.p_end - at_end;
  return way;
}

Expected<Geometry> resolve_way_back(const Geometry& pool, Extent k, bool flip) {
  return resolve_axis("h", pool.h, k.h).and_then([&](const Axis& h) {
    return resolve_axis("w", pool.w, k.w).map([&](const Axis& w) { return Geometry{.h = h, .w = w, .flip = flip}; });
  });
}

}  // namespace deconvlab

#include "core/geometry.h"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <utility>

namespace deconvlab {

namespace {

Expected<void> check_sizes(std::string_view name, Extent e, std::int64_t smallest) {
  for (const std::int64_t value : {e.h, e.w}) {
    if (value < smallest) return fail(smallest > 0 ? ErrorCode::not_positive : ErrorCode::negative, name, value);
    if (value > kLargestSize) return fail(ErrorCode::too_large, name, value, kLargestSize);
  }
  return {};
}

Expected<Axis> resolve_axis(std::string_view name, std::int64_t i, std::int64_t k, std::int64_t s, std::int64_t p, std::int64_t d) {
  Axis axis{.i = i, .k = k, .s = s, .p = p, .d = d};
  axis.k_eff = k + (k - 1) * (d - 1);
  axis.padded = i + 2 * p;
  if (axis.k_eff > axis.padded) return fail(ErrorCode::kernel_exceeds_input, name, k, d, axis.k_eff, i, p, axis.padded);
  axis.o = (axis.padded - axis.k_eff) / s + 1;
  axis.remainder = (axis.padded - axis.k_eff) % s;
  return axis;
}

// The taps [first, last) that satisfy low <= u d <= high.
struct Taps {
  std::int64_t first, last;
  std::int64_t count() const { return last - first; }
};
Taps taps_between(const Axis& axis, std::int64_t low, std::int64_t high) {
  const std::int64_t first = low > 0 ? (low + axis.d - 1) / axis.d : 0;
  const std::int64_t last = high < 0 ? 0 : std::min(axis.k, high / axis.d + 1);
  return {first, std::max(first, last)};
}

// The taps of placement t that lie inside the input.
Taps taps_inside(const Axis& axis, std::int64_t t) {
  const std::int64_t low = axis.p - t * axis.s;
  return taps_between(axis, low, low + axis.i - 1);
}

// The links seen from the other side, which has `count` cells: placements still ascend.
AxisLinks turned(const AxisLinks& links, std::int64_t count) {
  AxisLinks other;
  other.start.resize(count + 1, 0);
  other.index.resize(links.index.size());
  other.tap.resize(links.tap.size());
  for (const std::int32_t c : links.index) ++other.start[c + 1];
  std::partial_sum(other.start.begin(), other.start.end(), other.start.begin());
  std::vector<std::int32_t> next(other.start.begin(), other.start.end() - 1);
  for (std::int64_t t = 0; t < links.size(); ++t) {
    for (std::int32_t n = links.start[t]; n < links.start[t + 1]; ++n) {
      const std::int32_t at = next[links.index[n]]++;
      other.index[at] = static_cast<std::int32_t>(t);
      other.tap[at] = links.tap[n];
    }
  }
  return other;
}

// How many placements have tap u on a real input cell.
std::int64_t links_of_tap(const Axis& axis, std::int64_t u) {
  const std::int64_t offset = u * axis.d - axis.p;  // placement t reads t s + offset
  const std::int64_t first = offset >= 0 ? 0 : (-offset + axis.s - 1) / axis.s;
  const std::int64_t last = axis.i - 1 < offset ? -1 : std::min(axis.o - 1, (axis.i - 1 - offset) / axis.s);
  return std::max<std::int64_t>(0, last - first + 1);
}

}  // namespace

std::int64_t count_links(const Axis& axis) {
  std::int64_t count = 0;
  if (axis.k <= axis.o) {
    for (std::int64_t u = 0; u < axis.k; ++u) count += links_of_tap(axis, u);
  } else {
    for (std::int64_t t = 0; t < axis.o; ++t) count += taps_inside(axis, t).count();
  }
  return count;
}

std::int64_t Axis::tap_between(std::int64_t t, std::int64_t c) const {
  const std::int64_t offset = c + p - t * s;
  if (offset < 0 || offset % d != 0 || offset / d >= k) return -1;
  return offset / d;
}

std::int64_t Axis::placement_between(std::int64_t u, std::int64_t c) const {
  const std::int64_t start = c + p - u * d;
  return start >= 0 && start % s == 0 && start / s < o ? start / s : -1;
}

bool Axis::ever_read(std::int64_t c) const {
  const Taps taps = taps_between(*this, c + p - (o - 1) * s, c + p);
  for (std::int64_t u = taps.first; u < taps.last; ++u) {
    if (placement_between(u, c) >= 0) return true;
  }
  return false;
}

TransposedAxis Axis::transposed() const {
  const std::int64_t stretched = s * (o - 1) + 1 + remainder;
  return {
      .i = o, .stretched = stretched, .k = k, .s = 1, .p = d * (k - 1) - p, .a = remainder, .o = s * (o - 1) + remainder + k_eff - 2 * p};
}

std::int64_t Geometry::nonzeros() const { return capped_product(count_links(h), count_links(w)); }

MaybeCell Geometry::weight_between(Cell output, Cell input) const {
  const std::int64_t u = h.tap_between(output.row, input.row);
  const std::int64_t v = w.tap_between(output.col, input.col);
  if (u < 0 || v < 0) return {};
  return {true, weight_of({u, v})};
}

MaybeCell Geometry::placement_between(Cell weight, Cell input) const {
  const Cell uv = weight_of(weight);
  const Cell t{h.placement_between(uv.row, input.row), w.placement_between(uv.col, input.col)};
  return {t.row >= 0 && t.col >= 0, t};
}

std::int64_t Geometry::entries_of(Cell tap) const { return links_of_tap(h, tap.row) * links_of_tap(w, tap.col); }

Expected<Geometry> resolve(const Params& params) {
  const std::pair<std::string_view, Extent> positive[] = {{"i", params.i}, {"k", params.k}, {"s", params.s}, {"d", params.d}};
  for (const auto& [name, extent] : positive) {
    if (auto ok = check_sizes(name, extent, 1); !ok) return tl::make_unexpected(ok.error());
  }
  if (auto ok = check_sizes("p", params.p, 0); !ok) return tl::make_unexpected(ok.error());
  const auto h = resolve_axis("h", params.i.h, params.k.h, params.s.h, params.p.h, params.d.h);
  if (!h) return tl::make_unexpected(h.error());
  const auto w = resolve_axis("w", params.i.w, params.k.w, params.s.w, params.p.w, params.d.w);
  if (!w) return tl::make_unexpected(w.error());
  return Geometry{*h, *w, params.flip};
}

Expected<SideRange> inputs_for_output(const Axis& axis, std::int64_t o) {
  if (o < 1) return fail(ErrorCode::not_positive, "o", o);
  if (o > kLargestSize / axis.s) return fail(ErrorCode::too_large, "o", o, kLargestSize / axis.s);
  const std::int64_t first = axis.s * (o - 1) + axis.k_eff - 2 * axis.p;
  const std::int64_t last = first + axis.s - 1;
  if (last < 1)
    return fail(ErrorCode::no_input_for_output, "o", o, (axis.k_eff > 2 * axis.p ? 1 : (2 * axis.p + 1 - axis.k_eff) / axis.s + 1));
  return SideRange{std::max<std::int64_t>(first, 1), last};
}

AxisLinks links_by_output(const Axis& axis) {
  AxisLinks links;
  links.start.reserve(axis.o + 1);
  links.start.push_back(0);
  for (std::int64_t t = 0; t < axis.o; ++t) {
    const Taps taps = taps_inside(axis, t);
    for (std::int64_t u = taps.first; u < taps.last; ++u) {
      links.index.push_back(static_cast<std::int32_t>(axis.input_of(t, u)));
      links.tap.push_back(static_cast<std::int32_t>(u));
    }
    links.start.push_back(static_cast<std::int32_t>(links.index.size()));
  }
  return links;
}

AxisLinks links_by_input(const Axis& axis) { return turned(links_by_output(axis), axis.i); }

}  // namespace deconvlab

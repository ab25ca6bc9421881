#include "core/geometry/geometry.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <string_view>
#include <utility>

#include "core/geometry/axis_params.h"
#include "core/try.h"

namespace deconvlab {

namespace {

Expected<void> check_sizes(std::string_view name, Extent e, std::int64_t smallest) {
  for (const std::int64_t value : {e.h, e.w}) {
    if (value < smallest) return fail(smallest > 0 ? ErrorCode::not_positive : ErrorCode::negative, name, value);
    if (value > kLargestSize) return fail(ErrorCode::too_large, name, value, kLargestSize);
  }
  return {};
}

// How much of the input it may cut off depends on the input; here numbers are refused that no input has cells for.
Expected<void> check_padding(const Params& params, Extent p) {
  for (const std::int64_t Extent::*side : {&Extent::h, &Extent::w}) {
    if (p.*side > kLargestSize) return fail(ErrorCode::too_large, "p", p.*side, kLargestSize);
    if (p.*side < -kLargestSize) return fail(ErrorCode::crops_everything, side == &Extent::h ? "h" : "w", p.*side, params.i.*side);
  }
  return {};
}

Expected<void> check_params(const Params& params) {
  const std::pair<std::string_view, Extent> positive[] = {
      {"i", params.i}, {"k", params.k}, {"s", params.s}, {"d", params.d}, {"groups", Extent::square(params.groups)}};
  for (const auto& [name, extent] : positive) {
    TRY(check_sizes(name, extent, 1));
  }
  TRY(check_sizes("a", params.a, 0));
  TRY(check_padding(params, params.p));
  return check_padding(params, params.padding_end());
}

Expected<Axis> resolve_axis(const AxisParams& of) {
  const std::int64_t i = of(&Params::i);
  const std::int64_t s = of(&Params::s);
  const Ends padding = is_same_rule(of.all.padding) ? same_padding(of, i, (i + s - 1) / s) : of.padding();
  Axis axis = without_output(of, i, padding);
  TRY(check_cropping(of.name, axis));
  if (axis.k_eff > axis.padded)
    return fail(ErrorCode::kernel_exceeds_input, of.name, axis.k, axis.d, axis.k_eff, i, text_of(padding), axis.padded);
  axis.o = (axis.padded - axis.k_eff) / s + 1;
  axis.remainder = (axis.padded - axis.k_eff) % s;
  return axis;
}

Expected<void> check_output_padding(const AxisParams& of, std::int64_t a) {
  const std::int64_t s = of(&Params::s);
  const std::int64_t d = of(&Params::d);
  const std::int64_t most = std::max(s, d) - 1;
  if (a <= most) return {};
  if (most == 0) return fail(ErrorCode::output_padding_not_zero, of.name, a);
  return fail(ErrorCode::output_padding_too_large, of.name, a, s, d, most);
}

// The axis whose transpose gives side `o` with `padding` cells cut off; o may be what can't be.
Expected<Axis> transposed_axis(const AxisParams& of, std::int64_t o, Ends padding) {
  const std::int64_t i = of(&Params::i);
  Axis axis = without_output(of, o, padding);
  axis.o = i;
  axis.remainder = axis.padded - axis.k_eff - axis.s * (i - 1);
  if (o < 1) return fail(ErrorCode::nothing_left, of.name, i, axis.s, axis.remainder, axis.k_eff, padding.both(), o);
  if (o > kLargestSize) return fail(ErrorCode::too_large, "o", o, kLargestSize);
  TRY(check_cropping(of.name, axis));
  return axis;
}

Expected<Axis> resolve_transposed_axis(const AxisParams& of) {
  const std::int64_t s = of(&Params::s);
  const std::int64_t apart = s * (of(&Params::i) - 1);  // from the first stamp to the last
  if (is_same_rule(of.all.padding)) {
    return pick_output(of, {apart + 1, apart + s}, apart + s).and_then([&](std::int64_t o) {
      return transposed_axis(of, o, same_padding(of, o, of(&Params::i)));
    });
  }
  const bool valid = of.all.padding == Padding::valid;
  const Ends padding = of.padding();
  const std::int64_t least = apart + of.k_eff() - padding.both();
  const std::int64_t usual = valid ? apart + std::max(of.k_eff(), s) : least + of(&Params::a);
  return check_output_padding(of, of.all.padding == Padding::given ? of(&Params::a) : 0)
      .and_then([&] {
        return pick_output(of, {least, least + s - 1}, usual);
      })
      .and_then([&](std::int64_t o) { return transposed_axis(of, o, padding); });
}

Expected<Axis> resolve_crop_axis(const AxisParams& of) {
  const std::int64_t i = of(&Params::i);
  const auto [p, p_end] = of.padding();
  if (p < 0 || p_end < 0) return fail(ErrorCode::negative, "p", std::min(p, p_end));
  const std::int64_t o = of.all.output ? (*of.all.output).*of.side : i - p - p_end;
  if (o < 1) return fail(ErrorCode::nothing_left, of.name, i, 1, 0, 1, i - o, o);
  if (o > i - p) return fail(ErrorCode::crop_outside, of.name, o, p, i);
  return Axis{.i = o, .k = 1, .p = p, .p_end = i - p - o, .k_eff = 1, .padded = i, .o = i};
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

// 0 or less.
std::int64_t cells_cut_off(const Axis& axis) { return std::min<std::int64_t>(axis.p, 0) + std::min<std::int64_t>(axis.p_end, 0); }

// Of a, modulo m, which has no factor in common with it; 0 modulo 1.
std::int64_t inverse(std::int64_t a, std::int64_t m) {
  std::int64_t r = m, next_r = a, t = 0, next_t = 1;
  while (next_r != 0) {
    const std::int64_t quotient = r / next_r;
    r = std::exchange(next_r, r - quotient * next_r);
    t = std::exchange(next_t, t - quotient * next_t);
  }
  return (t % m + m) % m;
}

// How many placements have tap u on a real input cell.
std::int64_t links_of_tap(const Axis& axis, std::int64_t u) {
  const std::int64_t offset = u * axis.d - axis.p;  // placement t reads t s + offset
  const std::int64_t first = offset >= 0 ? 0 : (-offset + axis.s - 1) / axis.s;
  const std::int64_t last = axis.i - 1 < offset ? -1 : std::min(axis.o - 1, (axis.i - 1 - offset) / axis.s);
  return std::max<std::int64_t>(0, last - first + 1);
}

}  // namespace

std::string text_of(const Ends& ends) {
  return ends.before == ends.after ? fmt::format("{}", ends.before) : fmt::format("{} | {}", ends.before, ends.after);
}

Ends AxisParams::padding() const {
  if (all.padding == Padding::causal) return {k_eff() - 1, 0};
  if (all.padding != Padding::given) return {};
  return {(*this)(&Params::p), all.padding_end().*side};
}

Ends same_padding(const AxisParams& of, std::int64_t i, std::int64_t o) {
  const std::int64_t both = std::max<std::int64_t>(0, (o - 1) * of(&Params::s) + of.k_eff() - i);
  const std::int64_t before = of.all.padding == Padding::same_lower ? both - both / 2 : both / 2;
  return {before, both - before};
}

Axis without_output(const AxisParams& of, std::int64_t i, Ends padding) {
  Axis axis{.i = i, .k = of(&Params::k), .s = of(&Params::s), .p = padding.before, .p_end = padding.after, .d = of(&Params::d)};
  axis.k_eff = of.k_eff();
  axis.padded = i + padding.both();
  return axis;
}

Expected<void> check_cropping(std::string_view name, const Axis& axis) {
  if (axis.i + cells_cut_off(axis) > 0) return {};
  return fail(ErrorCode::crops_everything, name, text_of({axis.p, axis.p_end}), axis.i);
}

Expected<std::int64_t> pick_output(const AxisParams& of, SideRange sides, std::int64_t usual) {
  if (!of.all.output) return usual;
  const std::int64_t wanted = (*of.all.output).*of.side;
  const std::int64_t first = std::max<std::int64_t>(1, sides.first);
  if (wanted >= first && wanted <= sides.last) return wanted;
  if (sides.last < 1) return usual;
  return fail(ErrorCode::output_not_reached, of.name, wanted, of(&Params::i), first, sides.last);
}

Expected<Geometry> resolve_axes(const Params& params, Expected<Axis> (*resolve_one)(const AxisParams&)) {
  TRY(check_params(params));
  return resolve_one({"h", &Extent::h, params}).and_then([&](const Axis& h) {
    return resolve_one({"w", &Extent::w, params}).map([&](const Axis& w) {
      return Geometry{h, w, params.flip, params.groups, params.count_include_pad, params.resampling, params.ceil_mode, params.padding};
    });
  });
}

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

// Placements t and taps u with t s + u d = c + p. Where there is one, its neighbours are s / gcd(s, d) taps apart.
std::int64_t Axis::overlap(std::int64_t c) const {
  const std::int64_t at = c + p;
  const std::int64_t common = std::gcd(s, d);
  if (at < 0 || at % common != 0) return 0;
  const std::int64_t step = s / common;
  const std::int64_t first = (at / common) % step * inverse(d / common % step, step) % step;
  const Taps taps = taps_between(*this, at - (o - 1) * s, at);
  const auto below = [&](std::int64_t end) { return end > first ? (end - first - 1) / step + 1 : 0; };
  return below(taps.last) - below(taps.first);
}

bool Axis::overlaps_evenly() const { return std::gcd(s, d) == 1 && k % s == 0; }

TransposedAxis Axis::transposed() const {
  const std::int64_t stretched = s * (o - 1) + 1 + remainder;
  const std::int64_t span = d * (k - 1);
  return {.i = o, .stretched = stretched, .k = k, .s = 1, .p = span - p, .p_end = span - p_end, .a = remainder, .o = i};
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

Expected<Geometry> resolve(const Params& params) { return resolve_axes(params, resolve_axis); }

Expected<Geometry> resolve_transposed(const Params& params) { return resolve_axes(params, resolve_transposed_axis); }

Expected<Geometry> resolve_zero_insert(const Params& params) {
  Params single = params;
  single.k = single.d = Extent::square(1);
  single.p = Extent::square(0);
  single.p_end.reset();
  single.padding = Padding::given;
  return resolve_transposed(single);
}

Expected<Geometry> resolve_crop(const Params& params) {
  Params plain{.i = params.i, .p = params.p};
  plain.p_end = params.p_end;
  plain.output = params.output;
  return resolve_axes(plain, resolve_crop_axis);
}

Expected<SideRange> inputs_for_output(const Axis& axis, std::int64_t o, Padding rule) {
  if (o < 1) return fail(ErrorCode::not_positive, "o", o);
  if (o > kLargestSize / axis.s) return fail(ErrorCode::too_large, "o", o, kLargestSize / axis.s);
  if (is_same_rule(rule)) return SideRange{axis.s * (o - 1) + 1, axis.s * o};
  const std::int64_t padding = axis.p + axis.p_end;
  const std::int64_t first = axis.s * (o - 1) + axis.k_eff - padding;
  const std::int64_t last = first + axis.s - 1;
  const std::int64_t least = 1 - cells_cut_off(axis);
  const std::int64_t room = least + padding - axis.k_eff;
  if (last < least) return fail(ErrorCode::no_input_for_output, "o", o, room < 0 ? 1 : room / axis.s + 1);
  return SideRange{std::max(first, least), last};
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

#include "core/chain/axis_map.h"

#include <array>

#include "core/try.h"

namespace deconvlab {

namespace {

using chain_detail::ceil_div;
using chain_detail::floor_div;

constexpr Fraction kHalf{1, 2};

std::int64_t floor_of(const Fraction& f) { return floor_div(f.num, f.den); }
std::int64_t ceil_of(const Fraction& f) { return ceil_div(f.num, f.den); }

// The placement's centre: (k_eff - 1) / 2 - p from its first cell.
AxisMap with_places(AxisMap map) {
  const Fraction centre = fraction::reduced(map.k_eff() - 1 - 2 * map.p, 2);
  const bool slides = map.kind == AxisMap::Kind::slide;
  map.step = slides ? Fraction{map.s, 1} : Fraction{1, map.s};
  map.offset = slides ? centre : centre * Fraction{-1, map.s};
  return map;
}

AxisMap window(AxisMap::Kind kind, const Layer& layer, std::size_t axis) {
  const auto at = [&](const PerAxis& axes, std::int64_t usual) { return axes.empty() ? usual : axes[axis]; };
  return {.kind = kind, .k = at(layer.k, 1), .s = at(layer.s, 1), .d = at(layer.d, 1), .p = at(layer.p, 0)};
}

AxisMap shifted(const Layer& layer, std::size_t axis) { return {.p = layer.kind == LayerKind::crop ? -layer.p[axis] : layer.p[axis]}; }

AxisMap shuffled(const Layer& layer, std::size_t) { return {.kind = AxisMap::Kind::stamp, .k = layer.block, .s = layer.block}; }

AxisMap slid(const Layer& layer, std::size_t axis) { return window(AxisMap::Kind::slide, layer, axis); }
AxisMap stamped(const Layer& layer, std::size_t axis) { return window(AxisMap::Kind::stamp, layer, axis); }

// A cell that is copied f times has its copies' centre; places are as in params.h.
Expected<AxisMap> resized(const Layer& layer, std::size_t axis, std::int64_t i) {
  constexpr AxisMap::Kind kKinds[] = {AxisMap::Kind::nearest, AxisMap::Kind::linear, AxisMap::Kind::cubic};
  AxisMap map{.kind = kKinds[static_cast<std::size_t>(layer.interpolation)], .rule = layer.resampling};
  map.resized = TRY(resized_axis(layer, axis, i)).h;
  const bool corners = layer.resampling.coordinates == Coordinates::align_corners && map.resized.i > 1;
  const bool first = layer.resampling.coordinates == Coordinates::asymmetric && map.kind != AxisMap::Kind::nearest;
  map.step = corners ? fraction::reduced(i - 1, map.resized.i - 1) : fraction::reduced(map.resized.scale.den, map.resized.scale.num);
  if (!corners && !first) map.offset = (map.step - Fraction{1, 1}) * kHalf;
  return map;
}

using MapOf = AxisMap (*)(const Layer&, std::size_t axis);
constexpr std::array<MapOf, kLayerKinds> kMaps = {slid, stamped, slid, slid, stamped, nullptr, shuffled, shifted, shifted};

}  // namespace

Expected<AxisMap> axis_map(const Layer& layer, std::size_t axis, std::int64_t i, std::int64_t o) {
  const MapOf of = kMaps[static_cast<std::size_t>(layer.kind)];
  AxisMap map = of != nullptr ? with_places(of(layer, axis)) : TRY(resized(layer, axis, i));
  map.i = i;
  map.o = o;
  return map;
}

std::optional<Span> sources_of(const AxisMap& map, Span outputs) {
  if (map.kind == AxisMap::Kind::slide) return Span{outputs.first * map.s - map.p, outputs.last * map.s - map.p + map.k_eff() - 1};
  if (map.kind == AxisMap::Kind::stamp) {
    const Span span{ceil_div(outputs.first + map.p - map.k_eff() + 1, map.s), floor_div(outputs.last + map.p, map.s)};
    return span.first <= span.last ? std::optional(span) : std::nullopt;
  }
  const Fraction first = map.offset + Fraction{outputs.first, 1} * map.step, last = map.offset + Fraction{outputs.last, 1} * map.step;
  if (!first.fits() || !last.fits()) return std::nullopt;
  if (map.kind == AxisMap::Kind::nearest) return Span{floor_of(first + kHalf), floor_of(last + kHalf)};
  const std::int64_t more = map.kind == AxisMap::Kind::cubic ? 1 : 0;
  return Span{floor_of(first) - (first.is_whole() ? 0 : more), ceil_of(last) + (last.is_whole() ? 0 : more)};
}

}  // namespace deconvlab

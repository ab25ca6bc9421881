#include "app/lessons/framework_layers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "app/lessons/field_text.h"
#include "core/frameworks/pytorch.h"

namespace deconvlab {

namespace {

PerAxis both_axes(const Geometry& g, std::int64_t Axis::*of) { return {g.h.*of, g.w.*of}; }

Layer with_windows(LayerKind kind, const Geometry& g) {
  Layer layer{.kind = kind, .k = both_axes(g, &Axis::k), .s = both_axes(g, &Axis::s), .d = both_axes(g, &Axis::d)};
  layer.p = both_axes(g, &Axis::p);
  layer.p_end = {g.h.padding_end(), g.w.padding_end()};
  layer.rule = g.padding == Padding::causal ? Padding::given : g.padding;  // whose numbers say the same of any input
  layer.turned = g.flip;
  layer.groups = g.groups;
  return layer;
}

Layer with_channels(Layer layer, const Geometry& g, LayerChannels channels) {
  layer.in = channels.in * g.groups;
  layer.out = channels.out * g.groups;
  return layer;
}

}  // namespace

Layer conv_of(const Geometry& g, LayerChannels channels) {
  Layer layer = with_channels(with_windows(LayerKind::conv, g), g, channels);
  layer.input = both_axes(g, &Axis::i);
  return layer;
}

Layer conv_transpose_of(const Geometry& g, LayerChannels channels) {
  Layer layer = with_channels(with_windows(LayerKind::conv_transpose, g), g, channels);
  layer.input = both_axes(g, &Axis::o);
  if (layer.rule == Padding::given) layer.a = both_axes(g, &Axis::remainder);
  if (layer.rule != Padding::given) layer.output = both_axes(g, &Axis::i);
  return layer;
}

Layer max_pool_of(const Geometry& pool) {
  Layer layer = with_windows(LayerKind::max_pool, pool);
  layer.input = both_axes(pool, &Axis::i);
  layer.ceil_mode = pool.ceil_mode;
  layer.indices = true;
  return layer;
}

Layer max_unpool_of(const Geometry& pool) {
  Layer layer = with_windows(LayerKind::max_unpool, pool);
  layer.input = both_axes(pool, &Axis::o);
  layer.output = both_axes(pool, &Axis::i);
  return layer;
}

Layer upsample_of(const Geometry& resample, Interpolation interpolation) {
  Layer layer{.kind = LayerKind::upsample, .interpolation = interpolation};
  layer.s = layer.d = axes_of(layer, 1);
  layer.p = layer.p_end = axes_of(layer, 0);
  layer.input = both_axes(resample, &Axis::o);
  layer.output = both_axes(resample, &Axis::i);
  const bool nearest = interpolation == Interpolation::nearest;
  layer.resampling = {nearest ? Coordinates::asymmetric : Coordinates::half_pixel, nearest ? Rounding::floor : Rounding::usual};
  return layer;
}

std::string function_line(const Layer& layer, std::string_view x) { return "y = " + pytorch_function(layer, x).text; }

namespace {

using Link = tl::expected<std::string, std::string>;

tl::unexpected<std::string> none(std::string_view key) { return tl::make_unexpected(reason(key)); }

// Rows and columns; those of a layer with one axis of space lie in one row.
struct Plane {
  const Layer& layer;

  Extent of(const PerAxis& axes, std::int64_t usual, std::int64_t of_a_row = 1) const {
    if (layer.rank == 1) return {of_a_row, axes.empty() ? usual : axes[0]};
    return axes.empty() ? Extent::square(usual) : Extent{axes[0], axes[1]};
  }
  Extent kernel() const { return of(layer.k, 1); }
  Extent stride() const { return of(layer.s, 1); }
  Extent dilation() const { return of(layer.d, 1); }
  std::int64_t widest(const PerAxis& axes) const { return axes.empty() ? 1 : *std::ranges::max_element(axes); }
};

// "p=0,1,2,1", or the rule.
std::string padding_text(const Layer& layer) {
  if (layer.rule != Padding::given) return "padding=" + write(layer.rule);
  const Plane plane{layer};
  Params params;
  params.p = plane.of(layer.p, 0, 0);
  const Extent end = plane.of(layer.p_end, 0, 0);
  if (end != params.p) params.p_end = end;
  return "p=" + write_padding(params);
}

std::string sizes_text(const Layer& layer, Extent input) {
  const Plane plane{layer};
  return fmt::format("i={}&k={}&s={}&{}", write(input), write(plane.kernel()), write(plane.stride()), padding_text(layer));
}

// Sides on which a kernel makes a few placements, where none are said.
Extent example_sides(const Layer& layer) {
  const Plane plane{layer};
  std::int64_t side = 5;
  for (std::size_t axis = 0; axis < layer.k.size(); ++axis)
    side = std::max(side, k_eff(layer, axis) + layer.s[axis] - std::min<std::int64_t>(0, layer.p.empty() ? 0 : layer.p[axis]) -
                              std::min<std::int64_t>(0, layer.p_end.empty() ? 0 : layer.p_end[axis]));
  return plane.of(layer.input, side);
}

Link conv_link(const Layer& layer) {
  return fmt::format("deconvlab:convolution?{}&d={}&flip={:d}", sizes_text(layer, example_sides(layer)), write(Plane{layer}.dilation()),
                     layer.turned);
}

Link conv_transpose_link(const Layer& layer) {
  const Plane plane{layer};
  std::string link = fmt::format("deconvlab:transposed?{}&d={}&flip={:d}", sizes_text(layer, plane.of(layer.input, 3)),
                                 write(plane.dilation()), layer.turned);
  if (layer.rule == Padding::given && !layer.a.empty()) link += "&a=" + write(plane.of(layer.a, 0, 0));
  if (layer.rule != Padding::given && !layer.output.empty()) link += "&output=" + write(plane.of(layer.output, 1));
  return link;
}

// The kernel of the way back is as large as the window.
Link pooling_link(const Layer& layer, Extent pooled) {
  const Plane plane{layer};
  if (plane.dilation() != Extent::square(1)) return none("layer.no_scene_dilated");
  return fmt::format("deconvlab:unpool?{}&ceil={:d}&up={}", sizes_text(layer, pooled), layer.ceil_mode, write(plane.kernel()));
}

Link max_pool_link(const Layer& layer) { return pooling_link(layer, example_sides(layer)); }

Link max_unpool_link(const Layer& layer) {
  if (!layer.output.empty()) return pooling_link(layer, Plane{layer}.of(layer.output, 1));
  return pooling_link(layer, example_sides({.rank = layer.rank, .k = layer.k, .s = layer.s, .d = layer.d}));
}

// A mean is a convolution with the box kernel, as long as padding counts.
Link average_pool_link(const Layer& layer) {
  const bool padded = layer.rule != Padding::given || std::ranges::any_of(layer.p, [](std::int64_t p) { return p != 0; }) ||
                      std::ranges::any_of(layer.p_end, [](std::int64_t p) { return p != 0; });
  if (layer.ceil_mode || (padded && !layer.count_include_pad)) return none("layer.no_scene_mean");
  return conv_link(layer).map([](std::string link) { return link + "&kernel=box"; });
}

// Beside max-unpooling, of a map that a pooling by the same factor makes.
Link upsample_link(const Layer& layer) {
  const auto whole = [](double f) { return f >= 1 && f == std::floor(f) && f <= 64; };
  std::optional<double> factor;
  if (!layer.scale.empty() && std::ranges::all_of(layer.scale, [&](double f) { return f == layer.scale.front() && whole(f); }))
    factor = layer.scale.front();
  if (!factor || layer.interpolation == Interpolation::cubic) return none("layer.no_scene_factor");
  const auto f = static_cast<std::int64_t>(*factor);
  const Extent small = Plane{layer}.of(layer.input, 2), across = layer.rank == 1 ? Extent{1, f} : Extent::square(f);
  return fmt::format("deconvlab:unpool?i={}&k={}&s={}&up={}", write(Extent{small.h * across.h, small.w * across.w}), write(across),
                     write(across), write(across));
}

Link no_link(const Layer&) { return none("layer.no_scene"); }

using MakeLink = Link (*)(const Layer& layer);
constexpr std::array<MakeLink, kLayerKinds> kLinks{
    conv_link, conv_transpose_link, max_pool_link, average_pool_link, max_unpool_link, upsample_link, no_link, no_link, no_link};

bool has_kernel(LayerKind kind) {
  return kind != LayerKind::upsample && kind != LayerKind::pixel_shuffle && kind != LayerKind::crop && kind != LayerKind::pad;
}

}  // namespace

std::string_view layer_kind_key(LayerKind kind) {
  constexpr std::string_view kKeys[kLayerKinds] = {"layer.is_conv",          "layer.is_conv_transpose", "layer.is_max_pool",
                                                   "layer.is_avg_pool",      "layer.is_max_unpool",     "layer.is_upsample",
                                                   "layer.is_pixel_shuffle", "layer.is_crop",           "layer.is_pad"};
  return kKeys[static_cast<std::size_t>(kind)];
}

std::string weights_text(std::span<const FilterAxis> axes) {
  std::string names, sizes;
  for (const FilterAxis& axis : axes) {
    names += (names.empty() ? "" : ", ") + axis.name;
    sizes += (sizes.empty() ? "" : " x ") + (axis.size == 0 ? "?" : fmt::format("{}", axis.size));
  }
  return fmt::format("({}): {}", names, sizes);
}

Link link_to(const Layer& layer) {
  if (layer.rank > 2) return none("layer.no_scene_axes");
  if (has_kernel(layer.kind) && layer.k.empty()) return none("layer.no_scene_kernel");
  return kLinks[static_cast<std::size_t>(layer.kind)](layer);
}

}  // namespace deconvlab

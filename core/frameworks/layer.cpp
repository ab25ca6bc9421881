#include "core/frameworks/layer.h"

#include <algorithm>
#include <cmath>

#include "core/operators/resample.h"
#include "core/try.h"

namespace deconvlab {

std::string_view layer_kind_id(LayerKind kind) {
  constexpr std::string_view kIds[kLayerKinds] = {"conv",     "conv-transpose", "max-pool", "avg-pool", "max-unpool",
                                                  "upsample", "pixel-shuffle",  "crop",     "pad"};
  return kIds[static_cast<std::size_t>(kind)];
}

std::int64_t k_eff(const Layer& layer, std::size_t axis) { return layer.d[axis] * (layer.k[axis] - 1) + 1; }

namespace {

bool all_equal(const PerAxis& axes, std::int64_t value) {
  return std::ranges::all_of(axes, [&](std::int64_t one) { return one == value; });
}

bool has_windows(LayerKind kind) {
  return kind == LayerKind::conv || kind == LayerKind::conv_transpose || kind == LayerKind::max_pool || kind == LayerKind::average_pool ||
         kind == LayerKind::max_unpool;
}

bool is_pool(LayerKind kind) { return kind == LayerKind::max_pool || kind == LayerKind::average_pool; }

// `total` cells at both ends together, the odd one where the rule has it.
void put_padding(Layer& layer, std::size_t axis, std::int64_t total) {
  layer.p[axis] = layer.rule == Padding::same_lower ? total - total / 2 : total / 2;
  layer.p_end[axis] = total - layer.p[axis];
}

void put_given(Layer& layer) {
  layer.rule = Padding::given;
  layer.p.resize(static_cast<std::size_t>(layer.rank));
  layer.p_end.resize(static_cast<std::size_t>(layer.rank));
}

// SAME of stride 1 pads d (k - 1) whatever the input's size.
void resolve_rule(Layer& layer) {
  if (layer.rule == Padding::given) return;
  const bool same = is_same_rule(layer.rule);
  if (same && (layer.k.empty() || !all_equal(layer.s, 1))) return;
  Layer given = layer;
  put_given(given);
  for (std::size_t axis = 0; same && axis < layer.k.size(); ++axis) {
    given.rule = layer.rule;
    put_padding(given, axis, k_eff(layer, axis) - 1);
  }
  if (!same) given.p = given.p_end = axes_of(layer, 0);
  given.rule = Padding::given;
  layer = given;
}

// The output's cells from where the last stamp begins: o - s (i - 1), of the output asked for, or by the rule.
std::int64_t last_cells(const Layer& layer, std::size_t axis) {
  const std::int64_t s = layer.s[axis];
  if (layer.output.empty()) return is_same_rule(layer.rule) ? s : std::max(k_eff(layer, axis), s);
  const std::int64_t o = layer.output[axis];
  return is_same_rule(layer.rule) ? (o - 1) % s + 1 : k_eff(layer, axis) + std::max<std::int64_t>(0, o - k_eff(layer, axis)) % s;
}

// A rule names the convolution that this is the transpose of; what it leaves is o = s (i - 1) + last_cells.
void resolve_transposed_rule(Layer& layer) {
  Layer given = layer;
  given.p = given.p_end = axes_of(layer, 0);
  for (std::size_t axis = 0; axis < layer.k.size(); ++axis) {
    const std::int64_t less = k_eff(layer, axis) - last_cells(layer, axis);
    if (is_same_rule(layer.rule)) put_padding(given, axis, std::max<std::int64_t>(0, less));
    given.p_end[axis] = less - given.p[axis];
  }
  put_given(given);
  given.output.clear();
  layer = given;
}

// The output asked for is at most s - 1 larger than the one without output padding.
void resolve_transposed_output(Layer& layer) {
  for (std::size_t axis = 0; axis < layer.k.size(); ++axis) {
    const std::int64_t more = layer.output[axis] + layer.p[axis] + layer.p_end[axis] - k_eff(layer, axis);
    layer.a[axis] = more < 0 ? 0 : more % layer.s[axis];
  }
  layer.output.clear();
}

void resolve_transposed_layer(Layer& layer) {
  if (layer.k.empty()) return;
  if (layer.rule != Padding::given) return resolve_transposed_rule(layer);
  if (layer.a.empty()) layer.a = axes_of(layer, 0);
  if (!layer.output.empty()) resolve_transposed_output(layer);
  for (std::size_t axis = 0; axis < layer.k.size(); ++axis) layer.p_end[axis] -= layer.a[axis];
  layer.a.clear();
}

bool is_whole(double scale) { return scale == std::floor(scale); }

// The sides' quotient is the scale; every rule of nearest copies a cell f times where f is whole.
void resolve_upsampling(Layer& layer) {
  if (layer.scale.empty() && !layer.input.empty() && !layer.output.empty()) {
    for (std::size_t axis = 0; axis < layer.input.size(); ++axis)
      layer.scale.push_back(static_cast<double>(layer.output[axis]) / static_cast<double>(layer.input[axis]));
  }
  const bool whole = !layer.scale.empty() && std::ranges::all_of(layer.scale, is_whole);
  if (whole) layer.output.clear();
  const bool copies = layer.interpolation == Interpolation::nearest && whole;
  if (copies && layer.resampling.coordinates != Coordinates::align_corners) layer.resampling = {Coordinates::asymmetric, Rounding::floor};
  if (layer.interpolation != Interpolation::nearest) layer.resampling.rounding = Rounding::usual;
}

// Cells cut off are a crop.
void resolve_pad(Layer& layer) {
  const auto none_added = [](const PerAxis& axes) { return std::ranges::all_of(axes, [](std::int64_t cells) { return cells <= 0; }); };
  if (layer.kind != LayerKind::pad || !none_added(layer.p) || !none_added(layer.p_end)) return;
  if (all_equal(layer.p, 0) && all_equal(layer.p_end, 0)) return;
  layer.kind = LayerKind::crop;
  for (PerAxis* axes : {&layer.p, &layer.p_end})
    for (std::int64_t& cells : *axes) cells = -cells;
}

bool agree(std::int64_t one, std::int64_t other) { return one == other || one == 0 || other == 0; }
bool agree(const PerAxis& one, const PerAxis& other) { return one == other || one.empty() || other.empty(); }

}  // namespace

Layer canonical(Layer layer) {
  if (layer.kind == LayerKind::conv_transpose) {
    resolve_transposed_layer(layer);
  } else if (has_windows(layer.kind)) {
    resolve_rule(layer);
  }
  if (layer.kind == LayerKind::upsample) resolve_upsampling(layer);
  resolve_pad(layer);
  const bool unpadded = layer.rule == Padding::given && all_equal(layer.p, 0) && all_equal(layer.p_end, 0);
  if (layer.kind != LayerKind::average_pool || unpadded) layer.count_include_pad = true;
  if (is_same_rule(layer.rule) || !is_pool(layer.kind)) layer.ceil_mode = false;
  return layer;
}

bool is_depthwise(const Layer& layer) { return layer.groups == 0 || (layer.groups > 1 && layer.groups == layer.in); }

std::int64_t depth_multiplier(const Layer& layer) { return layer.in > 0 ? layer.out / layer.in : layer.multiplier; }

bool same_layer(const Layer& one, const Layer& other) {
  Layer a = canonical(one), b = canonical(other);
  const bool agreed = agree(a.in, b.in) && agree(a.out, b.out) && agree(a.groups, b.groups) && agree(a.multiplier, b.multiplier) &&
                      agree(a.k, b.k) && agree(a.input, b.input);
  a.in = b.in, a.out = b.out, a.groups = b.groups, a.multiplier = b.multiplier, a.k = b.k, a.input = b.input;
  a.bias = b.bias, a.turned = b.turned, a.channels_last = b.channels_last, a.indices = b.indices;
  a.bilinear = b.bilinear, a.fixed = b.fixed;
  return agreed && a == b;
}

namespace {

// One axis of the layer as the params of an axis of its own.
Params axis_params(const Layer& layer, std::size_t axis, std::int64_t i) {
  const auto at = [&](const PerAxis& axes, std::int64_t usual) { return Extent::square(axes.empty() ? usual : axes[axis]); };
  Params params{.i = Extent::square(i), .k = at(layer.k, 1), .s = at(layer.s, 1), .d = at(layer.d, 1)};
  params.padding = layer.rule;
  params.ceil_mode = layer.ceil_mode && !is_same_rule(layer.rule);
  if (!layer.output.empty()) params.output = Extent::square(layer.output[axis]);
  return params;
}

// What both ends have alike is the params' p; the rest is counted as input.
Params padded_params(const Layer& layer, std::size_t axis, std::int64_t i) {
  Params params = axis_params(layer, axis, i);
  if (layer.rule != Padding::given) return params;
  const std::int64_t p = layer.p[axis], p_end = layer.p_end[axis], both = std::max<std::int64_t>(0, std::min(p, p_end));
  params.p = Extent::square(both);
  params.i = Extent::square(i + p + p_end - 2 * both);
  return params;
}

Expected<std::int64_t> conv_side(const Layer& layer, std::size_t axis, std::int64_t i) {
  return resolve(padded_params(layer, axis, i)).map([](const Geometry& g) { return g.h.o; });
}

// Where the end has more padding a window may not start there either.
Expected<std::int64_t> pool_side(const Layer& layer, std::size_t axis, std::int64_t i) {
  return resolve_pool(padded_params(layer, axis, i)).map([&](const Geometry& g) {
    const bool in_padding = layer.ceil_mode && layer.rule == Padding::given && (g.h.o - 1) * layer.s[axis] >= i + layer.p[axis];
    return in_padding && g.h.o > 1 ? g.h.o - 1 : g.h.o;
  });
}

Expected<std::int64_t> transposed_side(const Layer& layer, std::size_t axis, std::int64_t i) {
  Params full = axis_params(layer, axis, i);
  if (layer.rule != Padding::given) return resolve_transposed(full).map([](const Geometry& g) { return g.h.i; });
  full.output.reset();
  const Layer cut = canonical(layer);
  const auto whole = TRY(resolve_transposed(full));
  const std::int64_t less = cut.p[axis] + cut.p_end[axis], o = whole.h.i - less;
  if (o < 1) return fail(ErrorCode::nothing_left, "h", i, layer.s[axis], 0, whole.h.k_eff, less, o);
  if (!layer.output.empty() && o != layer.output[axis])
    return fail(ErrorCode::output_not_reached, "h", layer.output[axis], i, whole.h.i - layer.p[axis] - layer.p_end[axis],
                whole.h.i - layer.p[axis] - layer.p_end[axis] + layer.s[axis] - 1);
  return o;
}

Expected<std::int64_t> unpool_side(const Layer& layer, std::size_t axis, std::int64_t i) {
  Params params = axis_params(layer, axis, i);
  if (layer.rule == Padding::given) params.p = Extent::square(layer.p[axis]);
  return resolve_unpool(params).map([](const Geometry& g) { return g.h.i; });
}

Expected<std::int64_t> upsampled_side(const Layer& layer, std::size_t axis, std::int64_t i) {
  return resized_axis(layer, axis, i).map([](const Geometry& g) { return g.h.i; });
}

Expected<std::int64_t> shuffled_side(const Layer& layer, std::size_t, std::int64_t i) {
  return resolve_upsample({.i = Extent::square(i), .s = Extent::square(layer.block)}).map([](const Geometry& g) { return g.h.i; });
}

Expected<std::int64_t> framed_side(const Layer& layer, std::size_t axis, std::int64_t i) {
  if (layer.p_end.empty()) return fail(ErrorCode::missing_option, "crop", reason("reason.layer_reference"));
  const std::int64_t cells = layer.p[axis] + layer.p_end[axis], o = layer.kind == LayerKind::crop ? i - cells : i + cells;
  if (o < 1) return fail(ErrorCode::nothing_left, "h", i, 1, 0, 1, i - o, o);
  if (o > kLargestSize) return fail(ErrorCode::too_large, "o", o, kLargestSize);
  return o;
}

using SideOf = Expected<std::int64_t> (*)(const Layer&, std::size_t axis, std::int64_t i);
constexpr SideOf kSides[kLayerKinds] = {conv_side,      transposed_side, pool_side,   pool_side,  unpool_side,
                                        upsampled_side, shuffled_side,   framed_side, framed_side};

std::string text_of(const PerAxis& axes) {
  std::string text;
  for (const std::int64_t side : axes) text += fmt::format("{}{}", text.empty() ? "" : "x", side);
  return text;
}

Expected<void> check_input(const Layer& layer, const PerAxis& input) {
  if (std::ssize(input) != layer.rank) {
    const PerAxis sides(static_cast<std::size_t>(layer.rank), 8);
    return fail(ErrorCode::shape_mismatch, "input", text_of(input), fmt::format("-i {}", text_of(sides)));
  }
  for (const std::int64_t side : input) {
    if (side < 1) return fail(ErrorCode::not_positive, "i", side);
    if (side > kLargestSize) return fail(ErrorCode::too_large, "i", side, kLargestSize);
  }
  if (has_windows(layer.kind) && layer.k.empty()) return fail(ErrorCode::missing_option, "layer", reason("reason.layer_kernel_size"));
  return {};
}

}  // namespace

Expected<Geometry> resized_axis(const Layer& layer, std::size_t axis, std::int64_t i) {
  Params params = axis_params(layer, axis, i);
  params.padding = Padding::given;
  if (!params.output && !layer.scale.empty()) params.scale = Scale{ratio_of(layer.scale[axis]), ratio_of(layer.scale[axis])};
  return resolve_upsample(params);
}

Expected<PerAxis> output_sides(const Layer& layer, const PerAxis& input) {
  TRY(check_input(layer, input));
  PerAxis sides;
  for (std::size_t axis = 0; axis < input.size(); ++axis)
    sides.push_back(TRY(kSides[static_cast<std::size_t>(layer.kind)](layer, axis, input[axis])));
  return sides;
}

Expected<Layer> with_padding_for(const Layer& layer, const PerAxis& input) {
  const bool by_size = (is_same_rule(layer.rule) || layer.ceil_mode) && layer.kind != LayerKind::conv_transpose;
  if (!by_size || !has_windows(layer.kind)) return layer;
  const auto sides = TRY(output_sides(layer, input));
  Layer given = layer;
  given.rule = Padding::given;
  given.ceil_mode = false;
  given.p.resize(input.size());
  given.p_end.resize(input.size());
  for (std::size_t axis = 0; axis < input.size(); ++axis) {
    const std::int64_t needed = (sides[axis] - 1) * layer.s[axis] + k_eff(layer, axis) - input[axis];
    if (is_same_rule(layer.rule)) {
      given.rule = layer.rule;
      put_padding(given, axis, std::max<std::int64_t>(0, needed));
      given.rule = Padding::given;
    } else {
      given.p_end[axis] = std::max(layer.p_end[axis], needed - layer.p[axis]);
    }
  }
  return given;
}

}  // namespace deconvlab

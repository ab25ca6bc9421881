// What each argument amounts to, as keys of the language tables with the layer's numbers.
#include <algorithm>
#include <array>

#include "core/frameworks/signature.h"

namespace deconvlab {

std::string sides_text(const PerAxis& axes) {
  if (axes.empty()) return "?";
  if (std::ranges::all_of(axes, [&](std::int64_t side) { return side == axes.front(); })) return fmt::format("{}", axes.front());
  std::string text;
  for (const std::int64_t side : axes) text += fmt::format("{}{}", text.empty() ? "" : " x ", side);
  return text;
}

namespace {

std::int64_t product(const PerAxis& axes) {
  std::int64_t all = 1;
  for (const std::int64_t side : axes) all = capped_product(all, side);
  return all;
}

// Of an axis' both ends: "1", or "0 | 1"; axis by axis where they differ: "1, 0 | 2".
std::string ends_text(const PerAxis& p, const PerAxis& p_end) {
  std::vector<std::string> ends;
  for (std::size_t axis = 0; axis < p.size(); ++axis)
    ends.push_back(p[axis] == p_end[axis] ? fmt::format("{}", p[axis]) : fmt::format("{} | {}", p[axis], p_end[axis]));
  if (ends.empty()) return "?";
  if (std::ranges::all_of(ends, [&](const std::string& one) { return one == ends.front(); })) return ends.front();
  std::string text;
  for (const std::string& one : ends) text += (text.empty() ? "" : ", ") + one;
  return text;
}

PerAxis less(PerAxis axes, std::int64_t by) {
  for (std::int64_t& side : axes) side -= by;
  return axes;
}

bool transposed(const Layer& layer) { return layer.kind == LayerKind::conv_transpose; }

std::string channels(std::string_view key, std::int64_t count) { return count == 0 ? reason("layer.unsaid") : reason(key, count); }

std::string operand(const Layer& layer) {
  return layer.input.empty() ? reason("layer.operand") : reason("layer.operand_sized", sides_text(layer.input), layer.in);
}

std::string weight(const Layer& layer) {
  return layer.k.empty() ? reason("layer.weight") : reason("layer.weight_sized", sides_text(layer.k));
}

std::string kernel(const Layer& layer) {
  constexpr std::string_view kKeys[kLayerKinds] = {
      "layer.kernel_conv", "layer.kernel_transposed", "layer.kernel_max", "layer.kernel_average", "layer.kernel_unpool", "", "", "", ""};
  return layer.k.empty() ? reason("layer.unsaid")
                         : reason(kKeys[static_cast<std::size_t>(layer.kind)], sides_text(layer.k), product(layer.k));
}

std::string stride(const Layer& layer) {
  const bool one = std::ranges::all_of(layer.s, [](std::int64_t s) { return s == 1; });
  if (transposed(layer) && one) return reason("layer.no_stretch");
  if (transposed(layer)) return reason("layer.stride_transposed", sides_text(layer.s), sides_text(less(layer.s, 1)));
  if (layer.kind == LayerKind::max_unpool) return reason("layer.stride_unpool", sides_text(layer.s));
  return reason("layer.stride", sides_text(layer.s));
}

std::string dilation(const Layer& layer) {
  if (layer.k.empty()) return reason("layer.dilation_alone", sides_text(layer.d));
  PerAxis spans;
  for (std::size_t axis = 0; axis < layer.k.size(); ++axis) spans.push_back(k_eff(layer, axis));
  return reason("layer.dilation", sides_text(layer.d), sides_text(spans));
}

// p' = d (k - 1) - p of the direct convolution.
std::string cut(const Layer& layer) {
  if (layer.k.empty()) return reason("layer.padding_cut_alone", ends_text(layer.p, layer.p_end));
  PerAxis before = layer.p, after = layer.p_end;
  for (std::size_t axis = 0; axis < layer.k.size(); ++axis) {
    before[axis] = k_eff(layer, axis) - 1 - layer.p[axis];
    after[axis] = k_eff(layer, axis) - 1 - layer.p_end[axis];
  }
  return reason("layer.padding_cut", ends_text(layer.p, layer.p_end), ends_text(before, after));
}

std::string padding(const Layer& layer) {
  constexpr std::string_view kRules[] = {"", "layer.same", "layer.valid", "layer.same_lower"};
  constexpr std::string_view kTransposed[] = {"", "layer.same_transposed", "layer.valid_transposed", "layer.same_lower_transposed"};
  if (layer.rule != Padding::given) return reason((transposed(layer) ? kTransposed : kRules)[static_cast<std::size_t>(layer.rule)]);
  if (transposed(layer)) return cut(layer);
  if (layer.kind == LayerKind::max_pool) return reason("layer.padding_max", ends_text(layer.p, layer.p_end));
  if (layer.kind == LayerKind::max_unpool) return reason("layer.padding_unpool", ends_text(layer.p, layer.p_end));
  return reason("layer.padding", ends_text(layer.p, layer.p_end));
}

std::string output_padding(const Layer& layer) {
  return layer.a.empty() ? reason("layer.output_padding_usual") : reason("layer.output_padding", sides_text(layer.a));
}

std::string output_size(const Layer& layer) {
  return layer.output.empty() ? reason("layer.output_usual") : reason("layer.output_size", sides_text(layer.output));
}

std::string groups(const Layer& layer) {
  if (is_depthwise(layer)) return reason("layer.depthwise");
  return reason(layer.groups == 1 ? "layer.one_group" : "layer.groups", layer.groups);
}

std::string scale(const Layer& layer) {
  std::string text;
  for (const double one : layer.scale) text += fmt::format("{}{}", text.empty() ? "" : " x ", one);
  return text.empty() ? reason("layer.unsaid") : reason("layer.scale", text);
}

std::string interpolation(const Layer& layer) {
  constexpr std::string_view kKeys[] = {"layer.nearest", "layer.linear", "layer.cubic"};
  return reason(kKeys[static_cast<std::size_t>(layer.interpolation)]);
}

// One of two keys.
std::string either(bool yes, std::string_view key, std::string_view otherwise) { return reason(yes ? key : otherwise); }

std::string coordinates(const Layer& layer) {
  constexpr std::string_view kKeys[] = {"layer.half_pixel", "layer.half_pixel", "layer.align_corners", "layer.asymmetric",
                                        "layer.pytorch_half_pixel"};
  return reason(kKeys[static_cast<std::size_t>(layer.resampling.coordinates)]);
}

std::string rounding(const Layer& layer) {
  constexpr std::string_view kKeys[] = {"layer.rounding_none", "layer.rounding_floor", "layer.rounding_ceil", "layer.rounding_prefer_floor",
                                        "layer.rounding_prefer_ceil"};
  return reason(kKeys[static_cast<std::size_t>(layer.resampling.rounding)]);
}

std::string frame(const Layer& layer) {
  if (layer.kind == LayerKind::crop) return reason("layer.frame_crop", ends_text(layer.p, layer.p_end));
  return reason("layer.frame", ends_text(layer.p, layer.p_end));
}

using Meaning = std::string (*)(const Layer&);
struct RoleMeaning {
  ArgumentRole role;
  Meaning say;
};

constexpr RoleMeaning kMeanings[] = {
    {ArgumentRole::operand, operand},
    {ArgumentRole::weight, weight},
    {ArgumentRole::bias_weight, [](const Layer& l) { return either(l.bias, "layer.bias", "layer.bias_no"); }},
    {ArgumentRole::in_channels, [](const Layer& l) { return channels("layer.in_channels", l.in); }},
    {ArgumentRole::out_channels, [](const Layer& l) { return channels("layer.out_channels", l.out); }},
    {ArgumentRole::group_channels, [](const Layer& l) { return channels("layer.out_channels", l.out); }},
    {ArgumentRole::groups, groups},
    {ArgumentRole::bias, [](const Layer& l) { return either(l.bias, "layer.bias", "layer.bias_no"); }},
    {ArgumentRole::kernel, kernel},
    {ArgumentRole::stride, stride},
    {ArgumentRole::unit_stride, stride},
    {ArgumentRole::dilation, dilation},
    {ArgumentRole::stretch, [](const Layer& l) { return transposed(l) ? stride(l) : reason("layer.no_stretch"); }},
    {ArgumentRole::padding, padding},
    {ArgumentRole::rule_or_cells, padding},
    {ArgumentRole::crop_or_same, padding},
    {ArgumentRole::extent, padding},
    {ArgumentRole::auto_pad, [](const Layer& l) { return l.rule == Padding::given ? reason("layer.auto_pad") : padding(l); }},
    {ArgumentRole::end_pads, padding},
    {ArgumentRole::end_frame, frame},
    {ArgumentRole::learning_rate, [](const Layer& l) { return either(!l.fixed, "layer.learning_rate", "layer.learning_rate_no"); }},
    {ArgumentRole::filler, [](const Layer& l) { return either(l.bilinear, "layer.filler", "layer.filler_no"); }},
    {ArgumentRole::pool_kind, [](const Layer& l) { return either(l.kind == LayerKind::max_pool, "layer.pool_max", "layer.pool_average"); }},
    {ArgumentRole::round_mode, [](const Layer& l) { return either(l.ceil_mode, "layer.ceil_mode", "layer.ceil_mode_no"); }},
    {ArgumentRole::offset, [](const Layer& l) { return reason("layer.offset", sides_text(l.p)); }},
    {ArgumentRole::output_padding, output_padding},
    {ArgumentRole::output_size, output_size},
    {ArgumentRole::size, output_size},
    {ArgumentRole::rows, output_size},
    {ArgumentRole::columns, output_size},
    {ArgumentRole::ceil_mode, [](const Layer& l) { return either(l.ceil_mode, "layer.ceil_mode", "layer.ceil_mode_no"); }},
    {ArgumentRole::count_include_pad,
     [](const Layer& l) { return either(l.count_include_pad, "layer.count_include_pad", "layer.count_include_pad_no"); }},
    {ArgumentRole::wants_switches, [](const Layer& l) { return either(l.indices, "layer.wants_switches", "layer.wants_switches_no"); }},
    {ArgumentRole::scale, scale},
    {ArgumentRole::interpolation, interpolation},
    {ArgumentRole::align_corners, coordinates},
    {ArgumentRole::geometry_mode, coordinates},
    {ArgumentRole::rounding_mode, rounding},
    {ArgumentRole::layout, [](const Layer& l) { return either(l.channels_last, "layer.channels_last", "layer.channels_last_no"); }},
    {ArgumentRole::block, [](const Layer& l) { return reason("layer.block", l.block, l.block * l.block); }},
    {ArgumentRole::block_order, [](const Layer& l) { return either(l.depth_first, "layer.depth_first", "layer.depth_first_no"); }},
    {ArgumentRole::frame, frame},
    {ArgumentRole::frame_pairs, frame},
    {ArgumentRole::kernel_turn, [](const Layer& l) { return either(!l.turned, "layer.kernel_turn", "layer.kernel_turn_no"); }},
};

// What needs no number.
struct RoleKey {
  ArgumentRole role;
  std::string_view key;
};
constexpr RoleKey kKeys[] = {
    {ArgumentRole::ignored, "layer.ignored"},
    {ArgumentRole::switches, "layer.switches"},
    {ArgumentRole::multiplier, "layer.multiplier"},
    {ArgumentRole::divisor, "layer.divisor"},
    {ArgumentRole::padding_mode, "layer.padding_mode"},
    {ArgumentRole::antialias, "layer.antialias"},
    {ArgumentRole::frame_value, "layer.frame_value"},
    {ArgumentRole::boundary, "layer.boundary"},
    {ArgumentRole::offset_row, "layer.offset_row"},
    {ArgumentRole::offset_column, "layer.offset_column"},
    {ArgumentRole::layer_name, "layer.layer_name"},
    {ArgumentRole::layer_type, "layer.layer_type"},
    {ArgumentRole::result, "layer.result"},
    {ArgumentRole::first_axis, "layer.first_axis"},
};

}  // namespace

std::string meaning_of(ArgumentRole role, const Layer& layer) {
  const auto* plain = std::ranges::find(kKeys, role, &RoleKey::role);
  if (plain != std::end(kKeys)) return reason(plain->key);
  const auto* found = std::ranges::find(kMeanings, role, &RoleMeaning::role);
  return found == std::end(kMeanings) ? reason("layer.ignored") : found->say(layer);
}

}  // namespace deconvlab

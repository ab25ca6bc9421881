// JAX's functions and Flax's layers. Reference: jax.lax, jax.image, jax.numpy and flax.linen.
#include <algorithm>
#include <array>

#include "core/frameworks/each_framework.h"
#include "core/frameworks/writing.h"

namespace deconvlab {

namespace {

constexpr std::string_view kLax = "lax jax.lax";
constexpr std::string_view kLinen = "nn linen flax.linen fnn nnx flax.nnx";

constexpr Parameter kGeneralDilated[] = {{"lhs", ArgumentRole::operand},
                                         {"rhs", ArgumentRole::weight},
                                         {"window_strides", ArgumentRole::unit_stride},
                                         {"padding", ArgumentRole::rule_or_cells},
                                         {"lhs_dilation", ArgumentRole::stretch, "None"},
                                         {"rhs_dilation", ArgumentRole::dilation, "None"},
                                         {"dimension_numbers", ArgumentRole::layout, "None"},
                                         {"feature_group_count", ArgumentRole::groups, "1"},
                                         {"batch_group_count", ArgumentRole::ignored, "1"},
                                         {"precision", ArgumentRole::ignored, "None"},
                                         {"preferred_element_type", ArgumentRole::ignored, "None"}};
constexpr Parameter kLaxConv[] = {{"lhs", ArgumentRole::operand},
                                  {"rhs", ArgumentRole::weight},
                                  {"window_strides", ArgumentRole::unit_stride},
                                  {"padding", ArgumentRole::rule_or_cells},
                                  {"precision", ArgumentRole::ignored, "None"},
                                  {"preferred_element_type", ArgumentRole::ignored, "None"}};
constexpr Parameter kGeneralPadding[] = {{"lhs", ArgumentRole::operand},
                                         {"rhs", ArgumentRole::weight},
                                         {"window_strides", ArgumentRole::unit_stride},
                                         {"padding", ArgumentRole::rule_or_cells},
                                         {"lhs_dilation", ArgumentRole::stretch, "None"},
                                         {"rhs_dilation", ArgumentRole::dilation, "None"},
                                         {"precision", ArgumentRole::ignored, "None"},
                                         {"preferred_element_type", ArgumentRole::ignored, "None"}};
constexpr Parameter kLaxTranspose[] = {{"lhs", ArgumentRole::operand},
                                       {"rhs", ArgumentRole::weight},
                                       {"strides", ArgumentRole::unit_stride},
                                       {"padding", ArgumentRole::rule_or_cells},
                                       {"rhs_dilation", ArgumentRole::dilation, "None"},
                                       {"dimension_numbers", ArgumentRole::layout, "None"},
                                       {"transpose_kernel", ArgumentRole::kernel_turn, "False"},
                                       {"precision", ArgumentRole::ignored, "None"},
                                       {"preferred_element_type", ArgumentRole::ignored, "None"}};
constexpr Parameter kAny[] = {{"name", ArgumentRole::ignored}, {"parent", ArgumentRole::ignored}, {"rngs", ArgumentRole::ignored}};
constexpr Parameter kConv[] = {{"features", ArgumentRole::out_channels},
                               {"kernel_size", ArgumentRole::kernel},
                               {"strides", ArgumentRole::unit_stride, "1"},
                               {"padding", ArgumentRole::rule_or_cells, "'SAME'"},
                               {"input_dilation", ArgumentRole::stretch, "1"},
                               {"kernel_dilation", ArgumentRole::dilation, "1"},
                               {"feature_group_count", ArgumentRole::groups, "1"},
                               {"use_bias", ArgumentRole::bias, "True"},
                               {"mask", ArgumentRole::ignored, "None"},
                               {"dtype", ArgumentRole::ignored, "None"},
                               {"param_dtype", ArgumentRole::ignored, "None"},
                               {"precision", ArgumentRole::ignored, "None"},
                               {"kernel_init", ArgumentRole::ignored, "None"},
                               {"bias_init", ArgumentRole::ignored, "None"}};
constexpr Parameter kConvTranspose[] = {{"features", ArgumentRole::out_channels},
                                        {"kernel_size", ArgumentRole::kernel},
                                        {"strides", ArgumentRole::unit_stride, "None"},
                                        {"padding", ArgumentRole::rule_or_cells, "'SAME'"},
                                        {"kernel_dilation", ArgumentRole::dilation, "None"},
                                        {"use_bias", ArgumentRole::bias, "True"},
                                        {"mask", ArgumentRole::ignored, "None"},
                                        {"dtype", ArgumentRole::ignored, "None"},
                                        {"param_dtype", ArgumentRole::ignored, "None"},
                                        {"precision", ArgumentRole::ignored, "None"},
                                        {"kernel_init", ArgumentRole::ignored, "None"},
                                        {"bias_init", ArgumentRole::ignored, "None"},
                                        {"transpose_kernel", ArgumentRole::kernel_turn, "False"}};
constexpr Parameter kMaxPool[] = {{"inputs", ArgumentRole::operand},
                                  {"window_shape", ArgumentRole::kernel},
                                  {"strides", ArgumentRole::unit_stride, "None"},
                                  {"padding", ArgumentRole::rule_or_cells, "'VALID'"}};
constexpr Parameter kAvgPool[] = {{"inputs", ArgumentRole::operand},
                                  {"window_shape", ArgumentRole::kernel},
                                  {"strides", ArgumentRole::unit_stride, "None"},
                                  {"padding", ArgumentRole::rule_or_cells, "'VALID'"},
                                  {"count_include_pad", ArgumentRole::count_include_pad, "True"}};
constexpr Parameter kResize[] = {{"image", ArgumentRole::operand},
                                 {"shape", ArgumentRole::size},
                                 {"method", ArgumentRole::interpolation},
                                 {"antialias", ArgumentRole::antialias, "True"},
                                 {"precision", ArgumentRole::ignored, "None"}};
constexpr Parameter kPad[] = {{"array", ArgumentRole::operand},
                              {"pad_width", ArgumentRole::frame_pairs},
                              {"mode", ArgumentRole::padding_mode, "'constant'"},
                              {"constant_values", ArgumentRole::frame_value, "0"}};

// Explicit cells are those of the direct convolution over the stretched input: p' = d (k - 1) - p.
void cells_of_direct(Layer& layer) {
  if (layer.kind != LayerKind::conv_transpose || layer.rule != Padding::given || layer.k.empty()) return;
  for (std::size_t axis = 0; axis < layer.k.size(); ++axis) {
    layer.p[axis] = k_eff(layer, axis) - 1 - layer.p[axis];
    layer.p_end[axis] = k_eff(layer, axis) - 1 - layer.p_end[axis];
  }
}

// A convolution over a stretched input does not turn its kernel. A rule counts the stretched input, of stride 1.
void stretched(Layer& layer) {
  if (layer.kind != LayerKind::conv_transpose) return;
  layer.turned = true;
  if (layer.rule != Padding::given && !layer.k.empty()) {
    const bool lower = layer.rule == Padding::same_lower, valid = layer.rule == Padding::valid;
    for (std::size_t axis = 0; axis < layer.k.size(); ++axis) {
      const std::int64_t total = valid ? 0 : k_eff(layer, axis) - 1;
      layer.p[axis] = lower ? total - total / 2 : total / 2;
      layer.p_end[axis] = total - layer.p[axis];
    }
    layer.rule = Padding::given;
  }
  cells_of_direct(layer);
}

using Kind = LayerKind;
constexpr Signature kSignatures[] = {
    {"conv_general_dilated", Kind::conv, 0, kLax, "ois", false, kGeneralDilated, {}, stretched},
    {"conv_with_general_padding", Kind::conv, 0, kLax, "ois", false, kGeneralPadding, {}, stretched},
    {"conv", Kind::conv, 0, kLax, "ois", false, kLaxConv},
    {"conv_transpose", Kind::conv_transpose, 0, kLax, "sio", true, kLaxTranspose, {}, cells_of_direct},
    {"Conv", Kind::conv, 0, kLinen, "sio", true, kConv, kAny, stretched},
    {"ConvTranspose", Kind::conv_transpose, 0, kLinen, "sio", true, kConvTranspose, kAny, cells_of_direct},
    {"max_pool", Kind::max_pool, 0, kLinen, "", true, kMaxPool},
    {"avg_pool", Kind::average_pool, 0, kLinen, "", true, kAvgPool},
    {"resize", Kind::upsample, 0, "jax.image image", "", true, kResize},
    {"pad", Kind::pad, 0, "jnp jax.numpy", "", true, kPad},
};

// Unlike Keras' and PyTorch's these take no single number for the window.
std::string tuple(const PerAxis& axes) { return listed(axes); }

std::string padded(const Layer& layer, const std::string& from, std::string_view value) {
  PerAxis before = layer.p, after = layer.p_end;
  for (PerAxis* axes : {&before, &after}) axes->insert(axes->begin(), 0), axes->push_back(0);
  CallText call("jnp.pad");
  call.add(from).add(pairs(before, after));
  if (!value.empty()) call.add("constant_values", std::string(value));
  return call.text();
}

std::string rule_text(const Layer& layer) {
  constexpr std::string_view kRules[] = {"", "'SAME'", "'VALID'", "'SAME_LOWER'"};
  if (layer.rule != Padding::given) return std::string(kRules[static_cast<std::size_t>(layer.rule)]);
  return is_unpadded(layer) ? "'VALID'" : pairs(layer.p, layer.p_end);
}

CallText conv_call(const Layer& layer, std::string_view name) {
  CallText call{std::string(name)};
  call.add(out_or(layer, "features")).add("kernel_size", layer.k.empty() ? "kernel_size" : tuple(layer.k));
  if (!all_of(layer.s, 1)) call.add("strides", tuple(layer.s));
  return call;
}

std::string write_conv(const Layer& layer, Written&) {
  CallText call = conv_call(layer, "nn.Conv");
  call.add("padding", rule_text(layer));
  if (!all_of(layer.d, 1)) call.add("kernel_dilation", tuple(layer.d));
  call.add("feature_group_count", number_or(layer.groups, "in_channels"), "1");
  return call.add("use_bias", layer.bias ? "True" : "False", "True").text();
}

// The cells of the direct convolution.
std::string direct_cells(const Layer& layer) {
  PerAxis before, after;
  for (std::size_t axis = 0; axis < layer.k.size(); ++axis) {
    before.push_back(k_eff(layer, axis) - 1 - layer.p[axis]);
    after.push_back(k_eff(layer, axis) - 1 - layer.p_end[axis]);
  }
  return pairs(before, after);
}

std::string rule_of_cuts(const Layer& layer) {
  bool same = true, valid = true;
  for (std::size_t axis = 0; axis < layer.k.size(); ++axis) {
    same = same && same_cells(layer, axis) == layer.s[axis];
    valid = valid && layer.p[axis] == 0 && layer.p_end[axis] == -std::max<std::int64_t>(0, layer.s[axis] - k_eff(layer, axis));
  }
  return same ? "'SAME'" : valid ? "'VALID'" : direct_cells(layer);
}

std::string write_conv_transpose(const Layer& layer, Written& written) {
  if (layer.groups != 1) written.differs(reason("layer_note.no_groups", "ConvTranspose"));
  if (layer.k.empty()) written.differs(reason("layer_note.same_kernel"));
  CallText call = conv_call(layer, "nn.ConvTranspose");
  const std::string padding = layer.k.empty() ? "'VALID'" : rule_of_cuts(layer);
  call.add("padding", padding, "'SAME'");
  if (!all_of(layer.d, 1)) call.add("kernel_dilation", tuple(layer.d));
  call.add("use_bias", layer.bias ? "True" : "False", "True");
  if (padding.front() != '\'') written.notes.push_back(reason("layer_note.direct_cells"));
  written.turned = true;
  return call.text();
}

std::string write_pool(const Layer& given, Written& written) {
  const bool average = given.kind == Kind::average_pool;
  const Layer layer = given.ceil_mode ? without_rule(given, written, false) : given;
  if (!all_of(layer.d, 1)) written.differs(reason("layer_note.dilated_pooling"));
  if (layer.indices) written.differs(reason("layer_note.no_switches", "Flax"));
  CallText call(average ? "nn.avg_pool" : "nn.max_pool");
  call.add("x").add(tuple(layer.k));
  if (!all_of(layer.s, 1)) call.add("strides", tuple(layer.s));
  call.add("padding", rule_text(layer), "'VALID'");
  if (average) call.add("count_include_pad", layer.count_include_pad ? "True" : "False", "True");
  return "y = " + call.text();
}

std::string write_unpool(const Layer&, Written& written) {
  written.differs(reason("layer_note.no_unpooling", "JAX"));
  return "y = jnp.zeros(shape).at[indices].set(x)";
}

std::string method_of(const Layer& layer, Written& written) {
  constexpr std::string_view kMethods[] = {"nearest", "linear", "cubic"};
  const auto [coordinates, rounding] = layer.resampling;
  const bool nearest = layer.interpolation == Interpolation::nearest;
  const bool copies = nearest && coordinates == Coordinates::asymmetric && layer.output.empty();
  const bool centred =
      coordinates == Coordinates::half_pixel || coordinates == Coordinates::pytorch_half_pixel || coordinates == Coordinates::usual;
  if (!copies && (!centred || (nearest && rounding != Rounding::prefer_ceil))) written.differs(reason("layer_note.half_pixel"));
  if (layer.interpolation == Interpolation::cubic) written.differs(reason("layer_note.cubic"));
  return fmt::format("'{}'", kMethods[static_cast<std::size_t>(layer.interpolation)]);
}

std::string shape_text(const Layer& layer, const PerAxis& sides) {
  std::string text = "(1, ";
  for (const std::int64_t side : sides) text += fmt::format("{}, ", side);
  return text + number_or(layer.in, "channels") + ")";
}

std::string write_upsample(const Layer& layer, Written& written) {
  const PerAxis input = layer.output.empty() ? example_input(layer) : layer.input;
  if (layer.output.empty() && layer.input.empty()) written.notes.push_back(reason("layer_note.example_size", sides_text(input)));
  const auto sides = layer.output.empty() ? output_sides(layer, input) : layer.output;
  CallText call("jax.image.resize");
  call.add(input.empty() ? "x" : "jnp.zeros(" + shape_text(layer, input) + ")").add(sides ? shape_text(layer, *sides) : "shape");
  return "y = " + call.add(method_of(layer, written)).text();
}

std::string write_shuffle(const Layer& layer, Written& written) {
  written.differs(reason("layer_note.no_shuffle", "JAX", layer.block));
  const std::int64_t r = layer.block;
  return layer.depth_first
             ? fmt::format("y = x.reshape(n, h, w, {0}, {0}, c).transpose(0, 1, 3, 2, 4, 5).reshape(n, h * {0}, w * {0}, c)", r)
             : fmt::format("y = x.reshape(n, h, w, c, {0}, {0}).transpose(0, 1, 4, 2, 5, 3).reshape(n, h * {0}, w * {0}, c)", r);
}

std::string write_crop(const Layer& layer, Written& written) {
  written.differs(reason("layer_note.slice"));
  std::string slices;
  for (std::size_t axis = 0; axis < layer.p.size(); ++axis)
    slices += layer.p_end[axis] > 0 ? fmt::format("{}:-{}, ", layer.p[axis], layer.p_end[axis]) : fmt::format("{}:, ", layer.p[axis]);
  return "y = x[:, " + slices + ":]";
}

std::string write_pad(const Layer& layer, Written& written) {
  if (!all_least(layer.p, 0) || !all_least(layer.p_end, 0)) written.differs(reason("layer_note.negative_padding", "jnp.pad"));
  return "y = " + padded(layer, "x", layer.minus_infinity ? "-jnp.inf" : "");
}

using Write = std::string (*)(const Layer&, Written&);
constexpr std::array<Write, kLayerKinds> kWrites{write_conv,     write_conv_transpose, write_pool, write_pool, write_unpool,
                                                 write_upsample, write_shuffle,        write_crop, write_pad};

}  // namespace

std::span<const Signature> jax_signatures() { return kSignatures; }

Written write_jax(const Layer& layer) {
  Written written;
  const Layer one = canonical(layer);
  written.text = kWrites[static_cast<std::size_t>(one.kind)](one, written);
  return written;
}

std::string_view jax_filter(const Layer& layer) { return layer.kind == Kind::conv || layer.kind == Kind::conv_transpose ? "sio" : ""; }

}  // namespace deconvlab

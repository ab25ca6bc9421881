// Keras' layers, of Keras 2 and 3. Reference: keras.layers of Keras 3, and of tf.keras.
#include <algorithm>
#include <array>
#include <optional>

#include "core/frameworks/each_framework.h"
#include "core/frameworks/writing.h"

namespace deconvlab {

namespace {

constexpr std::string_view kLayers = "layers keras.layers tf.keras.layers tensorflow.keras.layers L kl";

// What every layer takes, by name.
constexpr Parameter kAny[] = {{"name", ArgumentRole::ignored},
                              {"dtype", ArgumentRole::ignored},
                              {"trainable", ArgumentRole::ignored},
                              {"input_shape", ArgumentRole::operand},
                              {"batch_input_shape", ArgumentRole::operand},
                              {"input_dim", ArgumentRole::ignored},
                              {"autocast", ArgumentRole::ignored},
                              {"weights", ArgumentRole::ignored},
                              {"batch_size", ArgumentRole::ignored}};
#define KERAS_WEIGHTS                                                                                                  \
  {"activation", ArgumentRole::ignored, "None"}, {"use_bias", ArgumentRole::bias, "True"},                             \
      {"kernel_initializer", ArgumentRole::ignored, "None"}, {"bias_initializer", ArgumentRole::ignored, "None"},      \
      {"kernel_regularizer", ArgumentRole::ignored, "None"}, {"bias_regularizer", ArgumentRole::ignored, "None"},      \
      {"activity_regularizer", ArgumentRole::ignored, "None"}, {"kernel_constraint", ArgumentRole::ignored, "None"}, { \
    "bias_constraint", ArgumentRole::ignored, "None"                                                                   \
  }
constexpr Parameter kConv[] = {{"filters", ArgumentRole::out_channels},       {"kernel_size", ArgumentRole::kernel},
                               {"strides", ArgumentRole::unit_stride, "1"},   {"padding", ArgumentRole::rule_or_cells, "'valid'"},
                               {"data_format", ArgumentRole::layout, "None"}, {"dilation_rate", ArgumentRole::dilation, "1"},
                               {"groups", ArgumentRole::groups, "1"},         KERAS_WEIGHTS};
constexpr Parameter kConvTranspose[] = {{"filters", ArgumentRole::out_channels},
                                        {"kernel_size", ArgumentRole::kernel},
                                        {"strides", ArgumentRole::unit_stride, "1"},
                                        {"padding", ArgumentRole::rule_or_cells, "'valid'"},
                                        {"output_padding", ArgumentRole::output_padding, "None"},
                                        {"data_format", ArgumentRole::layout, "None"},
                                        {"dilation_rate", ArgumentRole::dilation, "1"},
                                        KERAS_WEIGHTS};
constexpr Parameter kDepthwise[] = {{"kernel_size", ArgumentRole::kernel},
                                    {"strides", ArgumentRole::unit_stride, "1"},
                                    {"padding", ArgumentRole::rule_or_cells, "'valid'"},
                                    {"depth_multiplier", ArgumentRole::multiplier, "1"},
                                    {"data_format", ArgumentRole::layout, "None"},
                                    {"dilation_rate", ArgumentRole::dilation, "1"},
                                    {"activation", ArgumentRole::ignored, "None"},
                                    {"use_bias", ArgumentRole::bias, "True"},
                                    {"depthwise_initializer", ArgumentRole::ignored, "None"},
                                    {"bias_initializer", ArgumentRole::ignored, "None"},
                                    {"depthwise_regularizer", ArgumentRole::ignored, "None"},
                                    {"bias_regularizer", ArgumentRole::ignored, "None"},
                                    {"activity_regularizer", ArgumentRole::ignored, "None"},
                                    {"depthwise_constraint", ArgumentRole::ignored, "None"},
                                    {"bias_constraint", ArgumentRole::ignored, "None"}};
#undef KERAS_WEIGHTS
constexpr Parameter kPool[] = {{"pool_size", ArgumentRole::kernel, "2"},
                               {"strides", ArgumentRole::stride, "None"},
                               {"padding", ArgumentRole::rule_or_cells, "'valid'"},
                               {"data_format", ArgumentRole::layout, "None"}};
constexpr Parameter kUpSampling2d[] = {{"size", ArgumentRole::scale, "2"},
                                       {"data_format", ArgumentRole::layout, "None"},
                                       {"interpolation", ArgumentRole::interpolation, "'nearest'"}};
constexpr Parameter kUpSampling[] = {{"size", ArgumentRole::scale, "2"}, {"data_format", ArgumentRole::layout, "None"}};
constexpr Parameter kResizing[] = {{"height", ArgumentRole::rows},
                                   {"width", ArgumentRole::columns},
                                   {"interpolation", ArgumentRole::interpolation, "'bilinear'"},
                                   {"crop_to_aspect_ratio", ArgumentRole::ignored, "False"},
                                   {"pad_to_aspect_ratio", ArgumentRole::ignored, "False"},
                                   {"fill_mode", ArgumentRole::ignored, "None"},
                                   {"fill_value", ArgumentRole::ignored, "0"},
                                   {"antialias", ArgumentRole::antialias, "False"},
                                   {"data_format", ArgumentRole::layout, "None"}};
constexpr Parameter kZeroPadding[] = {{"padding", ArgumentRole::frame_pairs, "1"}, {"data_format", ArgumentRole::layout, "None"}};
constexpr Parameter kCropping[] = {{"cropping", ArgumentRole::frame_pairs, "0"}, {"data_format", ArgumentRole::layout, "None"}};

// A rule and an output padding say together where the result is cut: the padding of SAME is half the kernel, and what the output padding
// gives back is shared out to both ends, the odd cell to the beginning.
void transposed(Layer& layer) {
  if (layer.rule != Padding::same || layer.a.empty()) return;
  layer.rule = Padding::given;
  for (std::size_t axis = 0; axis < layer.k.size(); ++axis) {
    const std::int64_t half = k_eff(layer, axis) / 2, a = layer.a[axis];
    layer.p[axis] = half - (a + 1) / 2;
    layer.p_end[axis] = half - a / 2;
  }
  layer.a.clear();
}

// An output padding of VALID takes the place of what the rule would have.
void transposed_or_valid(Layer& layer) {
  transposed(layer);
  if (layer.rule == Padding::valid && !layer.a.empty()) layer.rule = Padding::given;
}

void depthwise(Layer& layer) {
  layer.groups = layer.in;
  if (layer.in == 0) layer.multiplier = layer.out;
  layer.out = capped_product(layer.in, layer.out);
}
void average(Layer& layer) { layer.count_include_pad = false; }
void nearest(Layer& layer) { layer.resampling = {Coordinates::asymmetric, Rounding::floor}; }

using Kind = LayerKind;
constexpr Signature kSignatures[] = {
    {"Conv#D", Kind::conv, 0, kLayers, "sio", true, kConv, kAny},
    {"Convolution#D", Kind::conv, 0, kLayers, "sio", true, kConv, kAny},
    {"Conv#DTranspose", Kind::conv_transpose, 0, kLayers, "soi", true, kConvTranspose, kAny, transposed_or_valid},
    {"Convolution#DTranspose", Kind::conv_transpose, 0, kLayers, "soi", true, kConvTranspose, kAny, transposed_or_valid},
    {"DepthwiseConv#D", Kind::conv, 0, kLayers, "sim", true, kDepthwise, kAny, depthwise},
    {"MaxPooling#D", Kind::max_pool, 0, kLayers, "", true, kPool, kAny},
    {"MaxPool#D", Kind::max_pool, 0, kLayers, "", true, kPool, kAny},
    {"AveragePooling#D", Kind::average_pool, 0, kLayers, "", true, kPool, kAny, average},
    {"AvgPool#D", Kind::average_pool, 0, kLayers, "", true, kPool, kAny, average},
    {"UpSampling2D", Kind::upsample, 2, kLayers, "", true, kUpSampling2d, kAny},
    {"UpSampling#D", Kind::upsample, 0, kLayers, "", true, kUpSampling, kAny, nearest},
    {"Resizing", Kind::upsample, 2, kLayers, "", true, kResizing, kAny},
    {"ZeroPadding#D", Kind::pad, 0, kLayers, "", true, kZeroPadding, kAny},
    {"Cropping#D", Kind::crop, 0, kLayers, "", true, kCropping, kAny},
};

std::string name_of(const Layer& layer, std::string_view before, std::string_view after = "") {
  return fmt::format("layers.{}{}D{}", before, layer.rank, after);
}

std::string frame(const Layer& layer, std::string_view name, const PerAxis& p, const PerAxis& p_end) {
  return CallText(name_of(layer, name)).add(layer.rank == 1 ? listed({p[0], p_end[0]}) : pairs(p, p_end)).text();
}

void add_frame(const Layer& layer, PerAxis p, PerAxis p_end, std::vector<std::string>& parts) {
  PerAxis cut = p, cut_end = p_end;
  for (PerAxis* axes : {&p, &p_end})
    for (std::int64_t& cells : *axes) cells = std::max<std::int64_t>(cells, 0);
  for (PerAxis* axes : {&cut, &cut_end})
    for (std::int64_t& cells : *axes) cells = std::max<std::int64_t>(-cells, 0);
  if (!all_of(p, 0) || !all_of(p_end, 0)) parts.push_back(frame(layer, "ZeroPadding", p, p_end));
  if (!all_of(cut, 0) || !all_of(cut_end, 0)) parts.push_back(frame(layer, "Cropping", cut, cut_end));
}

bool is_causal(const Layer& layer) {
  return layer.rank == 1 && !layer.k.empty() && layer.p_end[0] == 0 && layer.p[0] > 0 && layer.p[0] == k_eff(layer, 0) - 1;
}

// SAME of stride 1, whose odd cell is at the end.
bool is_same(const Layer& layer) {
  for (std::size_t axis = 0; axis < layer.k.size(); ++axis) {
    const std::int64_t total = k_eff(layer, axis) - 1;
    if (layer.s[axis] != 1 || layer.p[axis] != total / 2 || layer.p_end[axis] != total - total / 2) return false;
  }
  return !layer.k.empty() && !is_unpadded(layer);
}

CallText conv_call(const Layer& layer, std::string_view after) {
  const std::string kernel = layer.k.empty() ? "kernel_size" : tuple_or_number(layer.k);
  if (is_depthwise(layer) && after.empty()) {
    CallText call(name_of(layer, "DepthwiseConv"));
    call.add(kernel).add("strides", tuple_or_number(layer.s), "1");
    const std::int64_t multiplier = depth_multiplier(layer);
    return multiplier > 1 ? call.add("depth_multiplier", fmt::format("{}", multiplier)) : call;
  }
  CallText call(name_of(layer, "Conv", after));
  return call.add(number_or(layer.out, "filters")).add(kernel).add("strides", tuple_or_number(layer.s), "1");
}

void check_strides(const Layer& layer, Written& written) {
  if (!all_of(layer.s, 1) && !all_of(layer.d, 1)) written.differs(reason("layer_note.stride_and_dilation"));
}

void write_conv(const Layer& given, Written& written, std::vector<std::string>& parts) {
  Layer layer = given.rule == Padding::same_lower ? without_rule(given, written, false) : given;
  check_strides(layer, written);
  const bool causal = layer.rule == Padding::given && is_causal(layer);
  const bool same = layer.rule == Padding::same || (layer.rule == Padding::given && is_same(layer));
  if (layer.rule == Padding::given && !causal && !same) add_frame(layer, layer.p, layer.p_end, parts);
  CallText call = conv_call(layer, "");
  call.add("padding", causal ? "'causal'" : same ? "'same'" : "'valid'", "'valid'");
  call.add("dilation_rate", tuple_or_number(layer.d), "1");
  if (!is_depthwise(layer)) call.add("groups", fmt::format("{}", layer.groups), "1");
  parts.push_back(call.add("use_bias", layer.bias ? "True" : "False", "True").text());
}

// The output padding with which SAME makes these cuts; none where none does.
std::optional<std::int64_t> same_padding(const Layer& layer, std::size_t axis) {
  const std::int64_t half = k_eff(layer, axis) / 2, a = 2 * half - layer.p[axis] - layer.p_end[axis];
  const bool so = a >= 0 && a < layer.s[axis] && layer.p[axis] == half - (a + 1) / 2 && a + k_eff(layer, axis) % 2 >= 1;
  return so ? std::optional(a) : std::nullopt;
}

struct Cut {
  std::string padding, output_padding;
  bool exact = true;
};

Cut cut_of(const Layer& layer) {
  bool usual_same = true, usual_valid = true, same = true, valid = true;
  PerAxis same_a, valid_a;
  for (std::size_t axis = 0; axis < layer.k.size(); ++axis) {
    const std::int64_t a = -layer.p_end[axis], span = k_eff(layer, axis), s = layer.s[axis];
    usual_same = usual_same && same_cells(layer, axis) == s;
    usual_valid = usual_valid && layer.p[axis] == 0 && a == std::max<std::int64_t>(0, s - span);
    valid = valid && layer.p[axis] == 0 && a >= 0 && a < s;
    const auto padded = same_padding(layer, axis);
    same = same && padded;
    same_a.push_back(padded.value_or(0));
    valid_a.push_back(a);
  }
  if (usual_valid) return {"'valid'", "None"};
  if (usual_same) return {"'same'", "None"};
  if (valid) return {"'valid'", tuple_or_number(valid_a)};
  if (same) return {"'same'", tuple_or_number(same_a)};
  return {"'valid'", "0", false};
}

void write_conv_transpose(const Layer& layer, Written& written, std::vector<std::string>& parts) {
  check_strides(layer, written);
  if (layer.groups != 1) written.differs(reason("layer_note.no_groups", "Conv2DTranspose"));
  if (layer.k.empty()) written.differs(reason("layer_note.same_kernel"));
  const Cut cut = layer.k.empty() ? Cut{"'valid'", "None"} : cut_of(layer);
  CallText call = conv_call(layer, "Transpose");
  call.add("padding", cut.padding, "'valid'");
  // Without an output padding VALID leaves a stride above the kernel's size more cells.
  bool less = false;
  for (std::size_t axis = 0; axis < layer.k.size(); ++axis) less = less || layer.s[axis] > k_eff(layer, axis);
  call.add("output_padding", cut.exact || less ? cut.output_padding : "None", "None");
  if (cut.output_padding != "None") written.notes.push_back(reason("layer_note.keras_output_padding"));
  call.add("dilation_rate", tuple_or_number(layer.d), "1").add("use_bias", layer.bias ? "True" : "False", "True");
  parts.push_back(call.text());
  if (cut.exact) return;
  PerAxis before = layer.p, after = layer.p_end;
  for (PerAxis* axes : {&before, &after})
    for (std::int64_t& cells : *axes) cells = -cells;
  add_frame(layer, before, after, parts);
}

void write_pool(const Layer& given, Written& written, std::vector<std::string>& parts) {
  const bool average = given.kind == Kind::average_pool;
  Layer layer = given.rule == Padding::same_lower || given.ceil_mode ? without_rule(given, written, false) : given;
  if (!all_of(layer.d, 1)) written.differs(reason("layer_note.dilated_pooling"));
  if (layer.indices) written.differs(reason("layer_note.no_switches", "Keras"));
  const bool same =
      layer.rule == Padding::same || (layer.rule == Padding::given && is_same(layer) && (!average || !layer.count_include_pad));
  if (same && average && layer.count_include_pad) written.differs(reason("layer_note.average_same"));
  if (!same && !is_unpadded(layer)) {
    if (average && !layer.count_include_pad) written.differs(reason("layer_note.average_padding"));
    if (!average) written.differs(reason("layer_note.zeros_before_max"));
    add_frame(layer, layer.p, layer.p_end, parts);
  }
  CallText call(name_of(layer, average ? "AveragePooling" : "MaxPooling"));
  call.add(tuple_or_number(layer.k));
  call.add("strides", tuple_or_number(layer.s), tuple_or_number(layer.k));
  parts.push_back(call.add("padding", same ? "'same'" : "'valid'", "'valid'").text());
}

void write_unpool(const Layer& layer, Written& written, std::vector<std::string>& parts) {
  written.differs(reason("layer_note.no_unpooling", "Keras"));
  parts.push_back(CallText(name_of(layer, "UpSampling")).add(tuple_or_number(layer.s)).text());
}

std::string method_of(const Layer& layer, Written& written) {
  constexpr std::string_view kMethods[] = {"'nearest'", "'bilinear'", "'bicubic'"};
  const auto coordinates = layer.resampling.coordinates;
  const bool nearest = layer.interpolation == Interpolation::nearest;
  const bool copies = nearest && coordinates == Coordinates::asymmetric && layer.output.empty();
  const bool centred =
      coordinates == Coordinates::half_pixel || coordinates == Coordinates::pytorch_half_pixel || coordinates == Coordinates::usual;
  if (!copies && (!centred || (nearest && layer.resampling.rounding != Rounding::prefer_ceil)))
    written.differs(reason("layer_note.half_pixel"));
  if (layer.interpolation == Interpolation::cubic) written.differs(reason("layer_note.cubic"));
  return std::string(kMethods[static_cast<std::size_t>(layer.interpolation)]);
}

void write_upsample(const Layer& layer, Written& written, std::vector<std::string>& parts) {
  const std::string method = method_of(layer, written);
  const bool whole = !layer.scale.empty() &&
                     std::ranges::all_of(layer.scale, [](double f) { return f == static_cast<double>(static_cast<std::int64_t>(f)); });
  if (layer.rank != 2 && layer.interpolation != Interpolation::nearest) written.differs(reason("layer_note.only_2d", "interpolation"));
  if (layer.output.empty() && whole) {
    PerAxis factors;
    for (const double f : layer.scale) factors.push_back(static_cast<std::int64_t>(f));
    CallText call(name_of(layer, "UpSampling"));
    call.add(tuple_or_number(factors));
    if (layer.rank == 2) call.add("interpolation", method, "'nearest'");
    return parts.push_back(call.text());
  }
  if (layer.rank != 2) written.differs(reason("layer_note.only_2d", "layers.Resizing"));
  const PerAxis input = example_input(layer);
  const auto sides = layer.output.empty() ? output_sides(layer, input) : layer.output;
  if (layer.output.empty()) written.differs(reason("layer_note.for_input", sides_text(input)));
  CallText call("layers.Resizing");
  for (std::size_t axis = 0; sides && axis < sides->size(); ++axis) call.add(fmt::format("{}", (*sides)[axis]));
  parts.push_back(call.add("interpolation", method, "'bilinear'").text());
}

void write_shuffle(const Layer& layer, Written& written, std::vector<std::string>& parts) {
  written.differs(reason("layer_note.no_shuffle", "Keras", layer.block));
  parts.push_back(fmt::format("layers.Lambda(lambda x: tf.nn.depth_to_space(x, {}))", layer.block));
}

void write_frame(const Layer& layer, Written& written, std::vector<std::string>& parts) {
  if (layer.minus_infinity) written.differs(reason("layer_note.only_zeros", "ZeroPadding"));
  PerAxis before = layer.p, after = layer.p_end;
  for (PerAxis* axes : {&before, &after})
    for (std::int64_t& cells : *axes) cells = layer.kind == Kind::crop ? -cells : cells;
  add_frame(layer, before, after, parts);
  if (parts.empty()) parts.push_back(frame(layer, "ZeroPadding", before, after));
}

using Write = void (*)(const Layer&, Written&, std::vector<std::string>&);
constexpr std::array<Write, kLayerKinds> kWrites{write_conv,     write_conv_transpose, write_pool,  write_pool, write_unpool,
                                                 write_upsample, write_shuffle,        write_frame, write_frame};

}  // namespace

std::span<const Signature> keras_signatures() { return kSignatures; }

Written write_keras(const Layer& layer) {
  Written written;
  std::vector<std::string> parts;
  const Layer one = canonical(layer);
  kWrites[static_cast<std::size_t>(one.kind)](one, written, parts);
  written.text = sequential("keras.Sequential([", "])", parts);
  return written;
}

std::string_view keras_filter(const Layer& layer) {
  if (layer.kind == Kind::conv_transpose) return "soi";
  if (layer.kind != Kind::conv) return "";
  return is_depthwise(layer) ? "sim" : "sio";
}

}  // namespace deconvlab

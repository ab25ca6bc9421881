// TensorFlow's functions, which take the weights as they are. Reference: tf.nn, tf.image and tf.pad of TensorFlow 2.
#include <algorithm>
#include <array>

#include "core/frameworks/each_framework.h"
#include "core/frameworks/writing.h"
#include "core/try.h"

namespace deconvlab {

namespace {

constexpr std::string_view kNn = "tf.nn tensorflow.nn tf.compat.v1.nn";

constexpr Parameter kConv[] = {{"input", ArgumentRole::operand},
                               {"filters", ArgumentRole::weight},
                               {"strides", ArgumentRole::unit_stride},
                               {"padding", ArgumentRole::rule_or_cells},
                               {"data_format", ArgumentRole::layout, "None"},
                               {"dilations", ArgumentRole::dilation, "None"},
                               {"name", ArgumentRole::ignored, "None"}};
constexpr Parameter kConv1d[] = {{"input", ArgumentRole::operand},
                                 {"filters", ArgumentRole::weight},
                                 {"stride", ArgumentRole::unit_stride},
                                 {"padding", ArgumentRole::rule_or_cells},
                                 {"data_format", ArgumentRole::layout, "None"},
                                 {"dilations", ArgumentRole::dilation, "None"},
                                 {"name", ArgumentRole::ignored, "None"}};
constexpr Parameter kConvTranspose[] = {{"input", ArgumentRole::operand},
                                        {"filters", ArgumentRole::weight},
                                        {"output_shape", ArgumentRole::output_size},
                                        {"strides", ArgumentRole::unit_stride},
                                        {"padding", ArgumentRole::rule_or_cells, "'SAME'"},
                                        {"data_format", ArgumentRole::layout, "None"},
                                        {"dilations", ArgumentRole::dilation, "None"},
                                        {"name", ArgumentRole::ignored, "None"}};
// TensorFlow 1's names.
constexpr Parameter kOldNames[] = {
    {"value", ArgumentRole::operand}, {"filter", ArgumentRole::weight}, {"use_cudnn_on_gpu", ArgumentRole::ignored}};
constexpr Parameter kDepthwise[] = {{"input", ArgumentRole::operand},
                                    {"filter", ArgumentRole::weight},
                                    {"strides", ArgumentRole::unit_stride},
                                    {"padding", ArgumentRole::rule_or_cells},
                                    {"data_format", ArgumentRole::layout, "None"},
                                    {"dilations", ArgumentRole::dilation, "None"},
                                    {"name", ArgumentRole::ignored, "None"}};
constexpr Parameter kPool[] = {{"input", ArgumentRole::operand},
                               {"ksize", ArgumentRole::kernel},
                               {"strides", ArgumentRole::unit_stride},
                               {"padding", ArgumentRole::rule_or_cells},
                               {"data_format", ArgumentRole::layout, "None"},
                               {"name", ArgumentRole::ignored, "None"}};
constexpr Parameter kArgmax[] = {{"input", ArgumentRole::operand},
                                 {"ksize", ArgumentRole::kernel},
                                 {"strides", ArgumentRole::unit_stride},
                                 {"padding", ArgumentRole::rule_or_cells},
                                 {"data_format", ArgumentRole::layout, "None"},
                                 {"output_dtype", ArgumentRole::ignored, "None"},
                                 {"include_batch_in_index", ArgumentRole::ignored, "False"},
                                 {"name", ArgumentRole::ignored, "None"}};
constexpr Parameter kShuffle[] = {{"input", ArgumentRole::operand},
                                  {"block_size", ArgumentRole::block},
                                  {"data_format", ArgumentRole::layout, "None"},
                                  {"name", ArgumentRole::ignored, "None"}};
constexpr Parameter kResize[] = {{"images", ArgumentRole::operand},
                                 {"size", ArgumentRole::size},
                                 {"method", ArgumentRole::interpolation, "'bilinear'"},
                                 {"preserve_aspect_ratio", ArgumentRole::ignored, "False"},
                                 {"antialias", ArgumentRole::antialias, "False"},
                                 {"name", ArgumentRole::ignored, "None"}};
constexpr Parameter kPad[] = {{"tensor", ArgumentRole::operand},
                              {"paddings", ArgumentRole::frame_pairs},
                              {"mode", ArgumentRole::padding_mode, "'CONSTANT'"},
                              {"constant_values", ArgumentRole::frame_value, "0"},
                              {"name", ArgumentRole::ignored, "None"}};
constexpr Parameter kCropTo[] = {{"image", ArgumentRole::operand},
                                 {"offset_height", ArgumentRole::offset_row},
                                 {"offset_width", ArgumentRole::offset_column},
                                 {"target_height", ArgumentRole::rows},
                                 {"target_width", ArgumentRole::columns}};

// SAME's means leave the padding out; there is no other.
void average(Layer& layer) { layer.count_include_pad = false; }
void with_indices(Layer& layer) { layer.indices = true; }
void depth_first(Layer& layer) { layer.depth_first = true; }
// What is left of the image is the rest of the crop.
void crop_to(Layer& layer) {
  if (layer.input.empty() || layer.output.empty()) return;
  for (std::size_t axis = 0; axis < layer.p.size(); ++axis) layer.p_end[axis] = layer.input[axis] - layer.p[axis] - layer.output[axis];
  layer.output.clear();
}

using Kind = LayerKind;
constexpr std::string_view kImage = "tf.image tensorflow.image image";
constexpr Signature kSignatures[] = {
    {"conv1d", Kind::conv, 1, kNn, "sio", true, kConv1d, kOldNames},
    {"conv#d", Kind::conv, 0, kNn, "sio", true, kConv, kOldNames},
    {"convolution", Kind::conv, 0, kNn, "sio", true, kConv, kOldNames},
    {"conv#d_transpose", Kind::conv_transpose, 0, kNn, "soi", true, kConvTranspose, kOldNames},
    {"conv_transpose", Kind::conv_transpose, 0, kNn, "soi", true, kConvTranspose, kOldNames},
    {"depthwise_conv2d", Kind::conv, 2, kNn, "sim", true, kDepthwise},
    {"max_pool#d", Kind::max_pool, 0, kNn, "", true, kPool, kOldNames},
    {"max_pool", Kind::max_pool, 2, kNn, "", true, kPool, kOldNames},
    {"max_pool_with_argmax", Kind::max_pool, 2, kNn, "", true, kArgmax, {}, with_indices},
    {"avg_pool#d", Kind::average_pool, 0, kNn, "", true, kPool, kOldNames, average},
    {"avg_pool", Kind::average_pool, 2, kNn, "", true, kPool, kOldNames, average},
    {"depth_to_space", Kind::pixel_shuffle, 2, kNn, "", true, kShuffle, {}, depth_first},
    {"resize", Kind::upsample, 2, kImage, "", true, kResize},
    {"crop_to_bounding_box", Kind::crop, 2, kImage, "", true, kCropTo, {}, crop_to},
    {"pad", Kind::pad, 0, "tf tensorflow", "", true, kPad},
};

// A tensor of which only the shape matters: "tf.zeros([1, 8, 8, 3])".
std::string tensor(const std::vector<std::string>& shape) {
  std::string text;
  for (const std::string& side : shape) text += (text.empty() ? "" : ", ") + side;
  return "tf.zeros([" + text + "])";
}

std::vector<std::string> numbers(const PerAxis& axes) {
  std::vector<std::string> texts;
  for (const std::int64_t side : axes) texts.push_back(fmt::format("{}", side));
  return texts;
}

// The input's shape where the layer says it; else x.
std::string operand(const Layer& layer, const PerAxis& input) {
  if (input.empty()) return "x";
  auto shape = numbers(input);
  shape.insert(shape.begin(), "1");
  shape.push_back(number_or(layer.in, "in_channels"));
  return tensor(shape);
}

std::string filters(const Layer& layer) {
  if (layer.k.empty()) return "filters";
  auto shape = numbers(layer.k);
  const bool transposed = layer.kind == Kind::conv_transpose;
  const std::int64_t in = layer.groups > 1 && !transposed ? layer.in / layer.groups : layer.in;
  const std::string first = number_or(in, "in_channels"), second = number_or(layer.out, "out_channels");
  shape.push_back(transposed ? second : first);
  shape.push_back(transposed ? first : second);
  return tensor(shape);
}

std::string all_axes(const Layer& layer, const PerAxis& axes) {
  Layer last = layer;
  last.channels_last = true;
  return layer.rank == 1 ? fmt::format("{}", axes.front()) : listed(with_batch(last, axes), "[]");
}

// Cells of batch and channels too, which are 0.
std::string all_pairs(const PerAxis& p, const PerAxis& p_end) {
  PerAxis before = p, after = p_end;
  for (PerAxis* axes : {&before, &after}) axes->insert(axes->begin(), 0), axes->push_back(0);
  return pairs(before, after, "[]");
}

std::string padded(const PerAxis& p, const PerAxis& p_end, std::string_view value = "", const std::string& from = "x") {
  CallText call("tf.pad");
  call.add(from).add(all_pairs(p, p_end));
  if (!value.empty()) call.add("constant_values", std::string(value));
  return "x = " + call.text();
}

std::string lines(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : "\n") + part;
  return text;
}

// A function of its own.
std::string depthwise(const Layer& layer, const std::string& padding) {
  auto shape = numbers(layer.k);
  shape.push_back(number_or(layer.in, "in_channels"));
  shape.push_back(number_or(depth_multiplier(layer), "multiplier"));
  CallText call("tf.nn.depthwise_conv2d");
  call.add("x").add(layer.k.empty() ? "filter" : tensor(shape)).add("strides", all_axes(layer, layer.s)).add("padding", padding);
  return "y = " + call.add("dilations", listed(layer.d, "[]"), "[1, 1]").text();
}

std::string rule_text(const Layer& layer) {
  return layer.rule == Padding::same ? "'SAME'" : is_unpadded(layer) ? "'VALID'" : all_pairs(layer.p, layer.p_end);
}

Layer without_lower(const Layer& layer, Written& written) {
  return layer.rule == Padding::same_lower ? without_rule(layer, written, false) : layer;
}

std::string write_conv(const Layer& given, Written& written) {
  const Layer layer = without_lower(given, written);
  std::vector<std::string> parts;
  const bool listed_here = layer.rank == 2 && all_least(layer.p, 0) && all_least(layer.p_end, 0);
  const bool in_front = layer.rule == Padding::given && !is_unpadded(layer) && !listed_here;
  if (in_front) {
    parts.push_back(padded(layer.p, layer.p_end, "", operand(layer, layer.groups > 1 ? example_input(layer) : layer.input)));
    const bool crops = !all_least(layer.p, 0) || !all_least(layer.p_end, 0);
    if (crops) written.differs(reason("layer_note.negative_padding", "tf.pad"));
  }
  const std::string padding = in_front ? "'VALID'" : rule_text(layer);
  if (is_depthwise(layer) && layer.rank == 2) return lines((parts.push_back(depthwise(layer, padding)), parts));
  if (is_depthwise(layer)) written.differs(reason("layer_note.depthwise_rank"));
  CallText call(fmt::format("tf.nn.conv{}d", layer.rank));
  call.add(in_front ? "x" : operand(layer, layer.groups > 1 ? example_input(layer) : layer.input)).add(filters(layer));
  call.add(layer.rank == 1 ? "stride" : "strides", all_axes(layer, layer.s)).add("padding", padding);
  if (!all_of(layer.d, 1)) call.add("dilations", all_axes(layer, layer.d));
  parts.push_back("y = " + call.text());
  return lines(parts);
}

// What a transposed convolution's rule, cells and output's sides are in TensorFlow, for an input of these sides.
struct Transposed {
  std::string padding;
  PerAxis output;
  bool exact = true;
};

Transposed transposed_as(const Layer& layer, const PerAxis& input) {
  bool same = true, valid = true, cells = layer.rank == 2;
  PerAxis output, p_end = layer.p_end;
  for (std::size_t axis = 0; axis < input.size(); ++axis) {
    const std::int64_t a = std::max<std::int64_t>(0, -layer.p_end[axis]), s = layer.s[axis];
    same = same && same_cells(layer, axis) > 0;
    valid = valid && layer.p[axis] == 0 && layer.p_end[axis] <= 0 && a < s;
    cells = cells && layer.p[axis] >= 0 && a < s;
    p_end[axis] = std::max<std::int64_t>(0, layer.p_end[axis]);
    output.push_back(s * (input[axis] - 1) + k_eff(layer, axis) - layer.p[axis] - layer.p_end[axis]);
  }
  if (same || valid) return {same ? "'SAME'" : "'VALID'", output};
  if (cells) return {all_pairs(layer.p, p_end), output};
  for (std::size_t axis = 0; axis < input.size(); ++axis) output[axis] = layer.s[axis] * (input[axis] - 1) + k_eff(layer, axis);
  return {"'VALID'", output, false};
}

std::string write_conv_transpose(const Layer& layer, Written& written) {
  if (layer.k.empty()) {
    written.differs(reason("layer_note.same_kernel"));
    return fmt::format("y = tf.nn.conv{}d_transpose(x, filters, output_shape, strides={})", layer.rank, all_axes(layer, layer.s));
  }
  if (layer.groups != 1) written.differs(reason("layer_note.no_groups", "tf.nn"));
  const PerAxis input = example_input(layer);
  const Transposed as = transposed_as(layer, input);
  if (!as.exact) written.differs(reason("layer_note.crop_after", sides_text(layer.p), sides_text(layer.p_end)));
  if (layer.input.empty()) written.notes.push_back(reason("layer_note.example_size", sides_text(input)));
  auto shape = numbers(as.output);
  shape.insert(shape.begin(), "1");
  shape.push_back(number_or(layer.out, "out_channels"));
  std::string sides;
  for (const std::string& side : shape) sides += (sides.empty() ? "" : ", ") + side;
  CallText call(fmt::format("tf.nn.conv{}d_transpose", layer.rank));
  call.add(operand(layer, input)).add(filters(layer)).add("output_shape", "[" + sides + "]");
  call.add("strides", all_axes(layer, layer.s)).add("padding", as.padding);
  if (!all_of(layer.d, 1)) call.add("dilations", all_axes(layer, layer.d));
  return "y = " + call.text();
}

std::string write_pool(const Layer& given, Written& written) {
  const bool average = given.kind == Kind::average_pool;
  Layer layer = without_lower(given, written);
  if (layer.ceil_mode) layer = without_rule(layer, written, false);
  std::vector<std::string> parts;
  if (!all_of(layer.d, 1)) written.differs(reason("layer_note.dilated_pooling"));
  if (layer.rule == Padding::given && !is_unpadded(layer)) {
    if (average && !layer.count_include_pad) written.differs(reason("layer_note.average_padding"));
    parts.push_back(padded(layer.p, layer.p_end, average ? "" : "-math.inf"));
    layer.p = layer.p_end = axes_of(layer, 0);
  } else if (average && layer.count_include_pad && is_same_rule(layer.rule)) {
    written.differs(reason("layer_note.average_same"));
  }
  const bool argmax = layer.indices && layer.rank == 2;
  CallText call(argmax ? "tf.nn.max_pool_with_argmax" : fmt::format("tf.nn.{}_pool{}d", average ? "avg" : "max", layer.rank));
  call.add("x").add("ksize", tuple_or_number(layer.k)).add("strides", tuple_or_number(layer.s)).add("padding", rule_text(layer));
  parts.push_back((argmax ? "y, at = " : "y = ") + call.text());
  return lines(parts);
}

std::string write_unpool(const Layer&, Written& written) {
  written.differs(reason("layer_note.no_unpooling", "TensorFlow"));
  return "y = tf.scatter_nd(indices, updates, shape)";
}

std::string method_of(const Layer& layer, Written& written) {
  constexpr std::string_view kMethods[] = {"'nearest'", "'bilinear'", "'bicubic'"};
  const auto [coordinates, rounding] = layer.resampling;
  const bool nearest = layer.interpolation == Interpolation::nearest;
  const bool centred =
      coordinates == Coordinates::half_pixel || coordinates == Coordinates::pytorch_half_pixel || coordinates == Coordinates::usual;
  const bool exact = nearest ? centred && rounding == Rounding::prefer_ceil : centred;
  const bool copies = nearest && coordinates == Coordinates::asymmetric && layer.output.empty();
  if (!exact && !copies) written.differs(reason("layer_note.half_pixel"));
  if (layer.interpolation == Interpolation::cubic) written.differs(reason("layer_note.cubic"));
  return std::string(kMethods[static_cast<std::size_t>(layer.interpolation)]);
}

std::string write_upsample(const Layer& layer, Written& written) {
  if (layer.rank != 2) written.differs(reason("layer_note.only_2d", "tf.image.resize"));
  const PerAxis input = layer.output.empty() ? example_input(layer) : layer.input;
  if (layer.output.empty() && layer.input.empty()) written.notes.push_back(reason("layer_note.example_size", sides_text(input)));
  const auto sides = layer.output.empty() ? output_sides(layer, input) : layer.output;
  CallText call("tf.image.resize");
  call.add(operand(layer, input)).add(sides ? listed(*sides, "[]") : "size");
  return "y = " + call.add("method", method_of(layer, written), "'bilinear'").text();
}

std::string write_shuffle(const Layer& layer, Written& written) {
  if (!layer.depth_first && layer.out != 1) written.differs(reason("layer_note.block_order", "DCR", layer.block));
  return fmt::format("y = tf.nn.depth_to_space(x, {})", layer.block);
}

std::string write_crop(const Layer& layer, Written& written) {
  const PerAxis input = example_input(layer);
  const auto sides = output_sides(layer, input);
  if (layer.rank != 2 || !sides) {
    written.differs(reason("layer_note.only_2d", "tf.image.crop_to_bounding_box"));
    return "y = tf.slice(x, begin, size)";
  }
  if (layer.input.empty()) written.notes.push_back(reason("layer_note.example_size", sides_text(input)));
  return fmt::format("y = tf.image.crop_to_bounding_box({}, {}, {}, {}, {})", operand(layer, input), layer.p[0], layer.p[1], (*sides)[0],
                     (*sides)[1]);
}

std::string write_pad(const Layer& layer, Written& written) {
  if (!all_least(layer.p, 0) || !all_least(layer.p_end, 0)) written.differs(reason("layer_note.negative_padding", "tf.pad"));
  return "y" + padded(layer.p, layer.p_end, layer.minus_infinity ? "-math.inf" : "").substr(1);
}

using Write = std::string (*)(const Layer&, Written&);
constexpr std::array<Write, kLayerKinds> kWrites{write_conv,     write_conv_transpose, write_pool, write_pool, write_unpool,
                                                 write_upsample, write_shuffle,        write_crop, write_pad};

}  // namespace

std::span<const Signature> tensorflow_signatures() { return kSignatures; }

Written write_tensorflow(const Layer& layer) {
  Written written;
  const Layer one = canonical(layer);
  written.text = kWrites[static_cast<std::size_t>(one.kind)](one, written);
  return written;
}

std::string_view tensorflow_filter(const Layer& layer) {
  if (layer.kind == Kind::conv_transpose) return "soi";
  if (layer.kind != Kind::conv) return "";
  return is_depthwise(layer) ? "sim" : "sio";
}

}  // namespace deconvlab

// MATLAB's layers and its two-dimensional functions. Reference: Deep Learning Toolbox, Image Processing Toolbox, conv2, filter2, convmtx2.
#include <algorithm>
#include <array>

#include "core/frameworks/each_framework.h"
#include "core/frameworks/writing.h"

namespace deconvlab {

namespace {

#define MATLAB_LEARNING                                                                                                     \
  {"Name", ArgumentRole::ignored}, {"PaddingValue", ArgumentRole::frame_value}, {"NumChannels", ArgumentRole::in_channels}, \
      {"Weights", ArgumentRole::ignored}, {"Bias", ArgumentRole::ignored}, {"WeightsInitializer", ArgumentRole::ignored},   \
      {"BiasInitializer", ArgumentRole::ignored}, {"WeightLearnRateFactor", ArgumentRole::learning_rate},                   \
      {"BiasLearnRateFactor", ArgumentRole::ignored}, {"WeightL2Factor", ArgumentRole::ignored}, {                          \
    "BiasL2Factor", ArgumentRole::ignored                                                                                   \
  }
constexpr Parameter kByName[] = {{"Stride", ArgumentRole::unit_stride, "1"},
                                 {"Padding", ArgumentRole::crop_or_same, "0"},
                                 {"DilationFactor", ArgumentRole::dilation, "1"},
                                 MATLAB_LEARNING};
constexpr Parameter kTransposedByName[] = {
    {"Stride", ArgumentRole::unit_stride, "1"}, {"Cropping", ArgumentRole::crop_or_same, "0"}, MATLAB_LEARNING};
#undef MATLAB_LEARNING
constexpr Parameter kPoolByName[] = {{"Stride", ArgumentRole::unit_stride, "1"},
                                     {"Padding", ArgumentRole::crop_or_same, "0"},
                                     {"HasUnpoolingOutputs", ArgumentRole::wants_switches},
                                     {"PaddingValue", ArgumentRole::ignored},
                                     {"Name", ArgumentRole::ignored}};
constexpr Parameter kConv[] = {{"filterSize", ArgumentRole::kernel}, {"numFilters", ArgumentRole::out_channels}};
constexpr Parameter kGrouped[] = {
    {"filterSize", ArgumentRole::kernel}, {"numFiltersPerGroup", ArgumentRole::group_channels}, {"numGroups", ArgumentRole::groups}};
constexpr Parameter kPool[] = {{"poolSize", ArgumentRole::kernel}};
constexpr Parameter kUnpool[] = {{"Name", ArgumentRole::ignored, "None"}};
constexpr Parameter kResize[] = {{"Scale", ArgumentRole::scale, "None"},
                                 {"OutputSize", ArgumentRole::size, "None"},
                                 {"Method", ArgumentRole::interpolation, "'nearest'"},
                                 {"GeometricTransformMode", ArgumentRole::geometry_mode, "'half-pixel'"},
                                 {"NearestRoundingMode", ArgumentRole::rounding_mode, "'round'"},
                                 {"EnableReferenceInput", ArgumentRole::ignored, "None"},
                                 {"Name", ArgumentRole::ignored, "None"}};
constexpr Parameter kDepthToSpace[] = {
    {"blockSize", ArgumentRole::block}, {"Mode", ArgumentRole::block_order, "'dcr'"}, {"Name", ArgumentRole::ignored, "None"}};
constexpr Parameter kConv2[] = {{"A", ArgumentRole::operand}, {"B", ArgumentRole::weight}, {"shape", ArgumentRole::extent, "'full'"}};
constexpr Parameter kFilter2[] = {{"H", ArgumentRole::weight}, {"X", ArgumentRole::operand}, {"shape", ArgumentRole::extent, "'same'"}};
constexpr Parameter kConvmtx2[] = {{"H", ArgumentRole::weight}, {"m", ArgumentRole::rows}, {"n", ArgumentRole::columns}};

// Of a convolution `extent` stands in p_end: full 0, same 1, valid 2. The middle of the full result begins after floor(k / 2) cells.
void extent(Layer& layer) {
  if (layer.k.empty() && !layer.p.empty() && layer.p[0] != 0) {
    layer.rule = layer.p[0] == 1 ? Padding::same : Padding::valid;
    layer.p = layer.p_end = axes_of(layer, 0);
  }
  for (std::size_t axis = 0; axis < layer.k.size(); ++axis) {
    const std::int64_t k = layer.k[axis];
    const std::int64_t before[] = {k - 1, (k - 1) / 2, 0}, after[] = {k - 1, k / 2, 0};
    const auto which = static_cast<std::size_t>(layer.p[axis]);
    layer.p[axis] = before[which];
    layer.p_end[axis] = after[which];
  }
  layer.in = layer.out = 1;
}
void true_convolution(Layer& layer) {
  extent(layer);
  layer.turned = true;
}
// The matrix of the full result, of an input of m x n.
void full_matrix(Layer& layer) {
  layer.input = layer.output;
  layer.output.clear();
  for (std::size_t axis = 0; axis < layer.k.size(); ++axis) layer.p[axis] = layer.p_end[axis] = layer.k[axis] - 1;
  layer.in = layer.out = 1;
  layer.turned = true;
}
void grouped(Layer& layer) {
  layer.out = capped_product(layer.out, layer.groups);
  layer.bias = true;
}
void biased(Layer& layer) { layer.bias = true; }
// Cropping 'same' leaves the stride times the input.
void average(Layer& layer) { layer.count_include_pad = true; }
// Rounded only where it takes the nearest.
void resized(Layer& layer) {
  if (layer.interpolation != Interpolation::nearest) layer.resampling.rounding = Rounding::usual;
}

using Kind = LayerKind;
constexpr Signature kSignatures[] = {
    {"convolution#dLayer", Kind::conv, 0, "", "sio", true, kConv, kByName, biased},
    {"groupedConvolution2dLayer", Kind::conv, 2, "", "sio", true, kGrouped, kByName, grouped},
    {"transposedConv#dLayer", Kind::conv_transpose, 0, "", "soi", true, kConv, kTransposedByName, biased},
    {"maxPooling#dLayer", Kind::max_pool, 0, "", "", true, kPool, kPoolByName},
    {"averagePooling#dLayer", Kind::average_pool, 0, "", "", true, kPool, kPoolByName, average},
    {"maxUnpooling2dLayer", Kind::max_unpool, 2, "", "", true, kUnpool},
    {"resize#dLayer", Kind::upsample, 0, "", "", true, kResize, {}, resized},
    {"depthToSpace2dLayer", Kind::pixel_shuffle, 2, "", "", true, kDepthToSpace},
    {"conv2", Kind::conv, 2, "", "s", false, kConv2, {}, true_convolution},
    {"filter2", Kind::conv, 2, "", "s", false, kFilter2, {}, extent},
    {"convmtx2", Kind::conv, 2, "", "s", false, kConvmtx2, {}, full_matrix},
};

std::string vector(const PerAxis& axes) {
  if (axes.empty()) return "k";
  if (all_of(axes, axes.front())) return fmt::format("{}", axes.front());
  std::string text;
  for (const std::int64_t one : axes) text += fmt::format("{}{}", text.empty() ? "" : " ", one);
  return "[" + text + "]";
}

// [top bottom; left right], or a number.
std::string ends(const PerAxis& p, const PerAxis& p_end) {
  if (p == p_end && all_of(p, p.front())) return fmt::format("{}", p.front());
  std::string text;
  if (p.size() == 1) return fmt::format("[{} {}]", p[0], p_end[0]);
  for (std::size_t axis = 0; axis < p.size(); ++axis) text += fmt::format("{}{} {}", axis > 0 ? "; " : "", p[axis], p_end[axis]);
  return "[" + text + "]";
}

CallText& named(CallText& call, std::string_view name, const std::string& value, std::string_view usual) {
  return value == usual ? call : call.add(fmt::format("'{}', {}", name, value));
}

std::string name_of(const Layer& layer, std::string_view before) { return fmt::format("{}{}dLayer", before, layer.rank); }

void note_padding(const Layer& layer, Written& written) {
  if (layer.rule == Padding::given && (!all_least(layer.p, 0) || !all_least(layer.p_end, 0)))
    written.differs(reason("layer_note.negative_padding", "Padding"));
}

std::string padding_text(const Layer& layer) { return layer.rule == Padding::same ? "'same'" : ends(layer.p, layer.p_end); }

std::string write_conv(const Layer& given, Written& written) {
  const Layer layer = given.rule == Padding::same_lower ? without_rule(given, written, false) : given;
  note_padding(layer, written);
  const bool grouped = layer.groups != 1;
  if (grouped && layer.rank != 2) written.differs(reason("layer_note.no_groups", name_of(layer, "convolution")));
  CallText call(grouped && layer.rank == 2 ? "groupedConvolution2dLayer" : name_of(layer, "convolution"));
  call.add(layer.k.empty() ? "filterSize" : vector(layer.k));
  if (!grouped || layer.rank != 2) call.add(number_or(layer.out, "numFilters"));
  if (grouped && layer.rank == 2)
    call.add(layer.groups > 0 ? fmt::format("{}", layer.out / layer.groups) : number_or(layer.multiplier, "1"))
        .add(layer.groups == 0 ? "'channel-wise'" : fmt::format("{}", layer.groups));
  named(call, "Stride", vector(layer.s), "1");
  named(call, "Padding", padding_text(layer), "0");
  named(call, "DilationFactor", vector(layer.d), "1");
  if (!layer.bias) written.notes.push_back(reason("layer_note.matlab_bias"));
  return "layer = " + call.text() + ";";
}

std::string write_conv_transpose(const Layer& layer, Written& written) {
  if (layer.rank == 1 && layer.k.empty()) written.differs(reason("layer_note.same_kernel"));
  if (layer.groups != 1) written.differs(reason("layer_note.no_groups", name_of(layer, "transposedConv")));
  if (!all_of(layer.d, 1)) written.differs(reason("layer_note.dilated_transpose"));
  bool same = !layer.k.empty();
  for (std::size_t axis = 0; axis < layer.k.size(); ++axis) same = same && same_cells(layer, axis) == layer.s[axis];
  PerAxis p = layer.p, p_end = layer.p_end;
  const bool crops = all_least(p, 0) && all_least(p_end, 0);
  if (!same && !crops) written.differs(reason("layer_note.matlab_output_padding"));
  for (PerAxis* axes : {&p, &p_end})
    for (std::int64_t& cells : *axes) cells = std::max<std::int64_t>(cells, 0);
  CallText call(name_of(layer, "transposedConv"));
  call.add(layer.k.empty() ? "filterSize" : vector(layer.k)).add(number_or(layer.out, "numFilters"));
  named(call, "Stride", vector(layer.s), "1");
  named(call, "Cropping", same && !(p == p_end && all_of(p, 0) && all_of(layer.p_end, 0)) ? "'same'" : ends(p, p_end), "0");
  if (!layer.bias) written.notes.push_back(reason("layer_note.matlab_bias"));
  return "layer = " + call.text() + ";";
}

std::string write_pool(const Layer& given, Written& written) {
  const bool average = given.kind == Kind::average_pool;
  Layer layer = given.rule == Padding::same_lower || given.ceil_mode ? without_rule(given, written, false) : given;
  note_padding(layer, written);
  if (!all_of(layer.d, 1)) written.differs(reason("layer_note.dilated_pooling"));
  if (average && !layer.count_include_pad) written.differs(reason("layer_note.average_padding"));
  CallText call(name_of(layer, average ? "averagePooling" : "maxPooling"));
  call.add(vector(layer.k));
  named(call, "Stride", vector(layer.s), "1");
  named(call, "Padding", padding_text(layer), "0");
  if (layer.indices) named(call, "HasUnpoolingOutputs", "true", "false");
  return "layer = " + call.text() + ";";
}

std::string write_unpool(const Layer& layer, Written& written) {
  if (layer.rank != 2) written.differs(reason("layer_note.only_2d", "maxUnpooling2dLayer"));
  written.differs(reason("layer_note.matlab_unpooling", vector(layer.k), vector(layer.s)));
  return "layer = maxUnpooling2dLayer;";
}

std::string write_upsample(const Layer& layer, Written& written) {
  constexpr std::string_view kMethods[] = {"'nearest'", "'bilinear'", "'bicubic'"};
  constexpr std::string_view kRoundings[] = {"'round'", "'floor'", "'ceil'", "'round'", "'round'"};
  const auto [coordinates, rounding] = layer.resampling;
  if (layer.interpolation == Interpolation::cubic) written.differs(reason("layer_note.cubic"));
  const bool asymmetric = coordinates == Coordinates::asymmetric;
  if (coordinates == Coordinates::align_corners || rounding == Rounding::ceil || rounding == Rounding::prefer_floor)
    written.differs(reason("layer_note.half_pixel"));
  CallText call(name_of(layer, "resize"));
  if (!layer.output.empty()) {
    std::string sides;
    for (const std::int64_t side : layer.output) sides += fmt::format("{}{}", sides.empty() ? "" : " ", side);
    call.add("'OutputSize', [" + sides + "]");
  } else {
    std::string factors;
    for (const double f : layer.scale) factors += (factors.empty() ? "" : " ") + real_text(f);
    call.add("'Scale', [" + factors + "]");
  }
  named(call, "Method", std::string(kMethods[static_cast<std::size_t>(layer.interpolation)]), "'nearest'");
  named(call, "GeometricTransformMode", asymmetric ? "'asymmetric'" : "'half-pixel'", "'half-pixel'");
  if (layer.interpolation == Interpolation::nearest)
    named(call, "NearestRoundingMode", std::string(kRoundings[static_cast<std::size_t>(rounding)]), "'round'");
  return "layer = " + call.text() + ";";
}

std::string write_shuffle(const Layer& layer, Written&) {
  CallText call("depthToSpace2dLayer");
  call.add(fmt::format("{}", layer.block));
  return "layer = " + named(call, "Mode", layer.depth_first ? "'dcr'" : "'crd'", "'dcr'").text() + ";";
}

std::string write_frame(const Layer& layer, Written& written) {
  written.differs(reason(layer.kind == Kind::crop ? "layer_note.matlab_crop" : "layer_note.matlab_pad"));
  if (layer.kind == Kind::crop && layer.rank == 2) return fmt::format("layer = crop2dLayer([{} {}]);", layer.p[1] + 1, layer.p[0] + 1);
  return fmt::format("y = padarray(x, {}, 'pre');", vector(layer.p));
}

using Write = std::string (*)(const Layer&, Written&);
constexpr std::array<Write, kLayerKinds> kWrites{write_conv,     write_conv_transpose, write_pool,  write_pool, write_unpool,
                                                 write_upsample, write_shuffle,        write_frame, write_frame};

}  // namespace

std::span<const Signature> matlab_signatures() { return kSignatures; }

Written write_matlab(const Layer& layer) {
  Written written;
  const Layer one = canonical(layer);
  written.text = kWrites[static_cast<std::size_t>(one.kind)](one, written);
  return written;
}

std::string_view matlab_filter(const Layer& layer) {
  return layer.kind == Kind::conv ? "sio" : layer.kind == Kind::conv_transpose ? "soi" : "";
}

}  // namespace deconvlab

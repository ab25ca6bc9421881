// PyTorch's modules and functions. Reference: torch.nn and torch.nn.functional of PyTorch 1.13 to 2.
#include <algorithm>
#include <array>

#include "core/frameworks/each_framework.h"
#include "core/frameworks/writing.h"

namespace deconvlab {

namespace {

constexpr std::string_view kModules = "nn torch.nn";
constexpr std::string_view kFunctions = "F nn.functional torch.nn.functional torch";

constexpr Parameter kConv[] = {{"in_channels", ArgumentRole::in_channels},
                               {"out_channels", ArgumentRole::out_channels},
                               {"kernel_size", ArgumentRole::kernel},
                               {"stride", ArgumentRole::unit_stride, "1"},
                               {"padding", ArgumentRole::padding, "0"},
                               {"dilation", ArgumentRole::dilation, "1"},
                               {"groups", ArgumentRole::groups, "1"},
                               {"bias", ArgumentRole::bias, "True"},
                               {"padding_mode", ArgumentRole::padding_mode, "'zeros'"},
                               {"device", ArgumentRole::ignored, "None"},
                               {"dtype", ArgumentRole::ignored, "None"}};
constexpr Parameter kConvTranspose[] = {{"in_channels", ArgumentRole::in_channels}, {"out_channels", ArgumentRole::out_channels},
                                        {"kernel_size", ArgumentRole::kernel},      {"stride", ArgumentRole::unit_stride, "1"},
                                        {"padding", ArgumentRole::padding, "0"},    {"output_padding", ArgumentRole::output_padding, "0"},
                                        {"groups", ArgumentRole::groups, "1"},      {"bias", ArgumentRole::bias, "True"},
                                        {"dilation", ArgumentRole::dilation, "1"},  {"padding_mode", ArgumentRole::padding_mode, "'zeros'"},
                                        {"device", ArgumentRole::ignored, "None"},  {"dtype", ArgumentRole::ignored, "None"}};
constexpr Parameter kMaxPool[] = {{"kernel_size", ArgumentRole::kernel},
                                  {"stride", ArgumentRole::stride, "None"},
                                  {"padding", ArgumentRole::padding, "0"},
                                  {"dilation", ArgumentRole::dilation, "1"},
                                  {"return_indices", ArgumentRole::wants_switches, "False"},
                                  {"ceil_mode", ArgumentRole::ceil_mode, "False"}};
constexpr Parameter kAvgPool[] = {{"kernel_size", ArgumentRole::kernel},
                                  {"stride", ArgumentRole::stride, "None"},
                                  {"padding", ArgumentRole::padding, "0"},
                                  {"ceil_mode", ArgumentRole::ceil_mode, "False"},
                                  {"count_include_pad", ArgumentRole::count_include_pad, "True"},
                                  {"divisor_override", ArgumentRole::divisor, "None"}};
constexpr Parameter kMaxUnpool[] = {
    {"kernel_size", ArgumentRole::kernel}, {"stride", ArgumentRole::stride, "None"}, {"padding", ArgumentRole::padding, "0"}};
constexpr Parameter kUpsample[] = {{"size", ArgumentRole::size, "None"},
                                   {"scale_factor", ArgumentRole::scale, "None"},
                                   {"mode", ArgumentRole::interpolation, "'nearest'"},
                                   {"align_corners", ArgumentRole::align_corners, "None"},
                                   {"recompute_scale_factor", ArgumentRole::ignored, "None"}};
constexpr Parameter kUpsampleSized[] = {{"size", ArgumentRole::size, "None"}, {"scale_factor", ArgumentRole::scale, "None"}};
constexpr Parameter kPixelShuffle[] = {{"upscale_factor", ArgumentRole::block}};
constexpr Parameter kZeroPad[] = {{"padding", ArgumentRole::frame}};
constexpr Parameter kConstantPad[] = {{"padding", ArgumentRole::frame}, {"value", ArgumentRole::frame_value}};

constexpr Parameter kConvFunction[] = {
    {"input", ArgumentRole::operand},           {"weight", ArgumentRole::weight},        {"bias", ArgumentRole::bias_weight, "None"},
    {"stride", ArgumentRole::unit_stride, "1"}, {"padding", ArgumentRole::padding, "0"}, {"dilation", ArgumentRole::dilation, "1"},
    {"groups", ArgumentRole::groups, "1"}};
constexpr Parameter kConvTransposeFunction[] = {{"input", ArgumentRole::operand},
                                                {"weight", ArgumentRole::weight},
                                                {"bias", ArgumentRole::bias_weight, "None"},
                                                {"stride", ArgumentRole::unit_stride, "1"},
                                                {"padding", ArgumentRole::padding, "0"},
                                                {"output_padding", ArgumentRole::output_padding, "0"},
                                                {"groups", ArgumentRole::groups, "1"},
                                                {"dilation", ArgumentRole::dilation, "1"}};
constexpr Parameter kMaxPoolFunction[] = {{"input", ArgumentRole::operand},
                                          {"kernel_size", ArgumentRole::kernel},
                                          {"stride", ArgumentRole::stride, "None"},
                                          {"padding", ArgumentRole::padding, "0"},
                                          {"dilation", ArgumentRole::dilation, "1"},
                                          {"ceil_mode", ArgumentRole::ceil_mode, "False"},
                                          {"return_indices", ArgumentRole::wants_switches, "False"}};
constexpr Parameter kAvgPoolFunction[] = {{"input", ArgumentRole::operand},
                                          {"kernel_size", ArgumentRole::kernel},
                                          {"stride", ArgumentRole::stride, "None"},
                                          {"padding", ArgumentRole::padding, "0"},
                                          {"ceil_mode", ArgumentRole::ceil_mode, "False"},
                                          {"count_include_pad", ArgumentRole::count_include_pad, "True"},
                                          {"divisor_override", ArgumentRole::divisor, "None"}};
constexpr Parameter kMaxUnpoolFunction[] = {{"input", ArgumentRole::operand},        {"indices", ArgumentRole::switches},
                                            {"kernel_size", ArgumentRole::kernel},   {"stride", ArgumentRole::stride, "None"},
                                            {"padding", ArgumentRole::padding, "0"}, {"output_size", ArgumentRole::output_size, "None"}};
constexpr Parameter kInterpolate[] = {{"input", ArgumentRole::operand},
                                      {"size", ArgumentRole::size, "None"},
                                      {"scale_factor", ArgumentRole::scale, "None"},
                                      {"mode", ArgumentRole::interpolation, "'nearest'"},
                                      {"align_corners", ArgumentRole::align_corners, "None"},
                                      {"recompute_scale_factor", ArgumentRole::ignored, "None"},
                                      {"antialias", ArgumentRole::antialias, "False"}};
constexpr Parameter kPixelShuffleFunction[] = {{"input", ArgumentRole::operand}, {"upscale_factor", ArgumentRole::block}};
constexpr Parameter kPadFunction[] = {{"input", ArgumentRole::operand},
                                      {"pad", ArgumentRole::frame},
                                      {"mode", ArgumentRole::padding_mode, "'constant'"},
                                      {"value", ArgumentRole::frame_value, "None"}};

void nearest(Layer& layer) { layer.resampling = {Coordinates::asymmetric, Rounding::floor}; }
void bilinear_corners(Layer& layer) {
  layer.interpolation = Interpolation::linear;
  layer.resampling.coordinates = Coordinates::align_corners;
}

using Kind = LayerKind;
constexpr Signature kSignatures[] = {
    {"Conv#d", Kind::conv, 0, kModules, "ois", false, kConv},
    {"ConvTranspose#d", Kind::conv_transpose, 0, kModules, "ios", false, kConvTranspose},
    {"MaxPool#d", Kind::max_pool, 0, kModules, "", false, kMaxPool},
    {"AvgPool#d", Kind::average_pool, 0, kModules, "", false, kAvgPool},
    {"MaxUnpool#d", Kind::max_unpool, 0, kModules, "", false, kMaxUnpool},
    {"Upsample", Kind::upsample, 0, kModules, "", false, kUpsample},
    {"UpsamplingNearest2d", Kind::upsample, 2, kModules, "", false, kUpsampleSized, {}, nearest},
    {"UpsamplingBilinear2d", Kind::upsample, 2, kModules, "", false, kUpsampleSized, {}, bilinear_corners},
    {"PixelShuffle", Kind::pixel_shuffle, 2, kModules, "", false, kPixelShuffle},
    {"ZeroPad#d", Kind::pad, 0, kModules, "", false, kZeroPad},
    {"ConstantPad#d", Kind::pad, 0, kModules, "", false, kConstantPad},
    {"conv#d", Kind::conv, 0, kFunctions, "ois", false, kConvFunction},
    {"conv_transpose#d", Kind::conv_transpose, 0, kFunctions, "ios", false, kConvTransposeFunction},
    {"max_pool#d", Kind::max_pool, 0, kFunctions, "", false, kMaxPoolFunction},
    {"avg_pool#d", Kind::average_pool, 0, kFunctions, "", false, kAvgPoolFunction},
    {"max_unpool#d", Kind::max_unpool, 0, kFunctions, "", false, kMaxUnpoolFunction},
    {"interpolate", Kind::upsample, 0, kFunctions, "", false, kInterpolate},
    {"pixel_shuffle", Kind::pixel_shuffle, 2, kFunctions, "", false, kPixelShuffleFunction},
    {"pad", Kind::pad, 0, kFunctions, "", false, kPadFunction},
};

std::string module(const Layer& layer, std::string_view name) { return fmt::format("nn.{}{}d", name, layer.rank); }

// Both ends of the last axis first.
std::string frame(const Layer& layer, const PerAxis& before, const PerAxis& after, std::string_view value = "0") {
  PerAxis ends;
  for (std::size_t axis = before.size(); axis-- > 0;) ends.insert(ends.end(), {before[axis], after[axis]});
  if (layer.rank == 2 && value == "0") return CallText("nn.ZeroPad2d").add(listed(ends)).text();
  return CallText(module(layer, "ConstantPad")).add(listed(ends)).add(std::string(value)).text();
}

// padding='same' has its odd cell at the end.
bool is_same_of_stride_1(const Layer& layer) {
  if (layer.k.empty() || !all_of(layer.s, 1)) return false;
  for (std::size_t axis = 0; axis < layer.k.size(); ++axis) {
    const std::int64_t total = k_eff(layer, axis) - 1;
    if (layer.p[axis] != total / 2 || layer.p_end[axis] != total - total / 2) return false;
  }
  return true;
}

// A kernel of unknown size is one of weights that are there already.
CallText conv_call(const Layer& layer, std::string_view name, std::string_view function) {
  if (layer.k.empty()) return CallText(fmt::format("F.{}{}d", function, layer.rank)).add("x").add("w");
  CallText call(module(layer, name));
  return call.add(number_or(layer.in, "in_channels")).add(number_or(layer.out, "out_channels")).add(tuple_or_number(layer.k));
}

void add_bias(CallText& call, const Layer& layer) {
  if (!layer.k.empty() && !layer.bias) call.add("bias", "False");
}

std::string groups_text(const Layer& layer) { return number_or(layer.groups, "in_channels"); }

void write_conv(const Layer& given, Written& written, std::vector<std::string>& parts) {
  const Layer layer = without_rule(given, written, false);
  const bool same = layer.rule == Padding::given && !is_even(layer) && is_same_of_stride_1(layer);
  const bool inside = layer.rule == Padding::given && is_even(layer) && all_least(layer.p, 0);
  if (layer.rule == Padding::given && !same && !inside) parts.push_back(frame(layer, layer.p, layer.p_end));
  CallText call = conv_call(layer, "Conv", "conv");
  call.add("stride", tuple_or_number(layer.s), "1");
  call.add("padding", same ? "'same'" : inside ? tuple_or_number(layer.p) : "0", "0");
  call.add("dilation", tuple_or_number(layer.d), "1").add("groups", groups_text(layer), "1");
  add_bias(call, layer);
  parts.push_back(call.text());
}

// What conv_transpose cuts off at both ends and adds at the end; the rest is cut off behind it.
struct Cut {
  PerAxis p, a, before, after;
};

Cut cut_of(const Layer& layer) {
  Cut cut;
  for (std::size_t axis = 0; axis < layer.p.size(); ++axis) {
    const std::int64_t begin = layer.p[axis], end = layer.p_end[axis], most = std::max(layer.s[axis], layer.d[axis]) - 1;
    const std::int64_t p = std::max<std::int64_t>(0, std::min(begin, end + most));
    const std::int64_t a = std::clamp<std::int64_t>(p - end, 0, most);
    cut.p.push_back(p);
    cut.a.push_back(a);
    cut.before.push_back(p - begin);
    cut.after.push_back(p - a - end);
  }
  return cut;
}

void write_conv_transpose(const Layer& layer, Written& written, std::vector<std::string>& parts) {
  CallText call = conv_call(layer, "ConvTranspose", "conv_transpose");
  if (layer.rule != Padding::given) written.differs(reason("layer_note.same_kernel"));
  const Cut cut = cut_of(layer);
  call.add("stride", tuple_or_number(layer.s), "1").add("padding", tuple_or_number(cut.p), "0");
  const PerAxis& a = layer.k.empty() && !layer.a.empty() ? layer.a : cut.a;
  call.add("output_padding", tuple_or_number(a), "0").add("groups", groups_text(layer), "1");
  add_bias(call, layer);
  call.add("dilation", tuple_or_number(layer.d), "1");
  parts.push_back(call.text());
  if (!all_of(cut.before, 0) || !all_of(cut.after, 0)) parts.push_back(frame(layer, cut.before, cut.after));
}

// Both ends alike, by half a window at most.
bool pools_so(const Layer& layer) {
  if (!is_even(layer) || !all_least(layer.p, 0)) return false;
  for (std::size_t axis = 0; axis < layer.k.size(); ++axis)
    if (layer.p[axis] > layer.k[axis] / 2) return false;
  return true;
}

void write_pool(const Layer& given, Written& written, std::vector<std::string>& parts) {
  const bool average = given.kind == Kind::average_pool;
  Layer layer = without_rule(given, written, true);
  if (!pools_so(layer)) {
    if (average && !layer.count_include_pad) written.differs(reason("layer_note.uneven_average"));
    parts.push_back(frame(layer, layer.p, layer.p_end, average ? "0" : "float('-inf')"));
    layer.p = layer.p_end = axes_of(layer, 0);
    layer.count_include_pad = true;
    if (layer.ceil_mode) written.differs(reason("layer_note.ceil_in_padding"));
  }
  CallText call(module(layer, average ? "AvgPool" : "MaxPool"));
  call.add(tuple_or_number(layer.k)).add("stride", tuple_or_number(layer.s), tuple_or_number(layer.k));
  call.add("padding", tuple_or_number(layer.p), "0");
  if (!average) call.add("dilation", tuple_or_number(layer.d), "1").add("return_indices", layer.indices ? "True" : "False", "False");
  if (average && !all_of(layer.d, 1)) written.differs(reason("layer_note.dilated_average"));
  call.add("ceil_mode", layer.ceil_mode ? "True" : "False", "False");
  if (average) call.add("count_include_pad", layer.count_include_pad ? "True" : "False", "True");
  parts.push_back(call.text());
}

void write_unpool(const Layer& layer, Written& written, std::vector<std::string>& parts) {
  if (layer.rule != Padding::given || !is_even(layer)) written.differs(reason("layer_note.uneven_unpooling"));
  CallText call(module(layer, "MaxUnpool"));
  call.add(tuple_or_number(layer.k)).add("stride", tuple_or_number(layer.s), tuple_or_number(layer.k));
  call.add("padding", tuple_or_number(layer.p), "0");
  parts.push_back(call.text() + (layer.output.empty() ? "" : fmt::format("(x, indices, output_size={})", listed(layer.output))));
}

std::string mode_of(const Layer& layer, Written& written) {
  constexpr std::string_view kLinear[] = {"linear", "bilinear", "trilinear"};
  const auto [coordinates, rounding] = layer.resampling;
  if (layer.interpolation == Interpolation::nearest) {
    const bool floor = coordinates == Coordinates::asymmetric && rounding == Rounding::floor;
    const bool exact = coordinates == Coordinates::half_pixel && (rounding == Rounding::prefer_ceil || rounding == Rounding::usual);
    if (!floor && !exact) written.differs(reason("layer_note.rounding"));
    return floor ? "'nearest'" : "'nearest-exact'";
  }
  if (coordinates == Coordinates::asymmetric) written.differs(reason("layer_note.asymmetric"));
  if (layer.interpolation == Interpolation::linear) return fmt::format("'{}'", kLinear[layer.rank - 1]);
  if (layer.rank != 2) written.differs(reason("layer_note.cubic_rank"));
  return "'bicubic'";
}

std::string scale_text(const Layer& layer) {
  const bool alike = std::ranges::all_of(layer.scale, [&](double one) { return one == layer.scale.front(); });
  if (alike) return real_text(layer.scale.front());
  std::string text;
  for (const double one : layer.scale) text += (text.empty() ? "" : ", ") + real_text(one);
  return "(" + text + ")";
}

void write_upsample(const Layer& layer, Written& written, std::vector<std::string>& parts) {
  CallText call("nn.Upsample");
  if (!layer.output.empty()) {
    call.add("size", listed(layer.output));
  } else {
    call.add("scale_factor", layer.scale.empty() ? "scale_factor" : scale_text(layer));
  }
  const std::string mode = mode_of(layer, written);
  call.add("mode", mode, "'nearest'");
  const bool corners = layer.resampling.coordinates == Coordinates::align_corners;
  if (layer.interpolation != Interpolation::nearest) call.add("align_corners", corners ? "True" : "False", "False");
  parts.push_back(call.text());
}

void write_shuffle(const Layer& layer, Written& written, std::vector<std::string>& parts) {
  if (layer.depth_first && layer.out != 1) written.differs(reason("layer_note.block_order", "CRD", layer.block));
  parts.push_back(CallText("nn.PixelShuffle").add(fmt::format("{}", layer.block)).text());
}

void write_frame(const Layer& layer, Written&, std::vector<std::string>& parts) {
  PerAxis before = layer.p, after = layer.p_end;
  for (PerAxis* axes : {&before, &after})
    for (std::int64_t& cells : *axes) cells = layer.kind == Kind::crop ? -cells : cells;
  parts.push_back(frame(layer, before, after, layer.minus_infinity ? "float('-inf')" : "0"));
}

using Write = void (*)(const Layer&, Written&, std::vector<std::string>&);
constexpr std::array<Write, kLayerKinds> kWrites{write_conv,     write_conv_transpose, write_pool,  write_pool, write_unpool,
                                                 write_upsample, write_shuffle,        write_frame, write_frame};

}  // namespace

std::span<const Signature> pytorch_signatures() { return kSignatures; }

Written write_pytorch(const Layer& layer) {
  Written written;
  std::vector<std::string> parts;
  const Layer one = canonical(layer);
  kWrites[static_cast<std::size_t>(one.kind)](one, written, parts);
  written.text = sequential("nn.Sequential(", ")", parts);
  return written;
}

std::string_view pytorch_filter(const Layer& layer) {
  return layer.kind == Kind::conv ? "ois" : layer.kind == Kind::conv_transpose ? "ios" : "";
}

}  // namespace deconvlab

// A layer in PyTorch's words: modules, or functions of tensors that are there.
#include <algorithm>
#include <array>

#include "core/frameworks/each_framework.h"
#include "core/frameworks/pytorch.h"
#include "core/frameworks/writing.h"

namespace deconvlab {

namespace {

using Kind = LayerKind;

constexpr std::string_view kMinusInfinity = "float('-inf')";

// What the layer becomes: modules one after the other, or functions of what stands before them.
class Text {
 public:
  Text(const Layer& layer, Written& written, std::string_view operand) : rank_(layer.rank), written_(written), operand_(operand) {}

  bool functions() const { return !operand_.empty(); }
  // "nn.Conv2d(", or "F.conv2d(x".
  CallText call(std::string_view module, std::string_view function) const {
    if (!functions()) return CallText(fmt::format("nn.{}{}d", module, rank_));
    return CallText(fmt::format("F.{}{}d", function, rank_)).add(operand_);
  }
  // The same without a number of axes.
  CallText plain_call(std::string_view module, std::string_view function) const {
    return functions() ? CallText(fmt::format("F.{}", function)).add(operand_) : CallText(fmt::format("nn.{}", module));
  }
  void add(std::string text) {
    if (functions())
      operand_ = std::move(text);
    else
      parts_.push_back(std::move(text));
  }
  // Both ends of the last axis first.
  void pad(const PerAxis& before, const PerAxis& after, std::string_view value = "0") {
    PerAxis ends;
    for (std::size_t axis = before.size(); axis-- > 0;) ends.insert(ends.end(), {before[axis], after[axis]});
    if (functions()) return add(CallText("F.pad").add(operand_).add(listed(ends)).add("value", std::string(value), "0").text());
    if (rank_ == 2 && value == "0") return add(CallText("nn.ZeroPad2d").add(listed(ends)).text());
    add(call("ConstantPad", "").add(listed(ends)).add(std::string(value)).text());
  }
  void behind(std::string_view slices) { operand_ += slices; }
  std::string all() const { return functions() ? operand_ : sequential("nn.Sequential(", ")", parts_); }
  Written& written() { return written_; }

 private:
  int rank_;
  Written& written_;
  std::string operand_;
  std::vector<std::string> parts_;
};

// padding='same' has its odd cell at the end.
bool is_same_of_stride_1(const Layer& layer) {
  if (layer.k.empty() || !all_of(layer.s, 1)) return false;
  for (std::size_t axis = 0; axis < layer.k.size(); ++axis) {
    const std::int64_t total = k_eff(layer, axis) - 1;
    if (layer.p[axis] != total / 2 || layer.p_end[axis] != total - total / 2) return false;
  }
  return true;
}

// "w", or "w.flip(2, 3)".
std::string weights_of(const Layer& layer) {
  std::string axes;
  for (int axis = 0; axis < layer.rank; ++axis) axes += fmt::format("{}{}", axis == 0 ? "" : ", ", axis + 2);
  return layer.turned ? fmt::format("w.flip({})", axes) : "w";
}

// A kernel of unknown size is one of weights that are there already.
CallText conv_call(const Layer& layer, std::string_view name, std::string_view function, const Text& text) {
  if (text.functions()) return text.call(name, function).add(weights_of(layer)).add("bias", layer.bias ? "b" : "None", "None");
  if (layer.k.empty()) return CallText(fmt::format("F.{}{}d", function, layer.rank)).add("x").add("w");
  CallText call = text.call(name, function);
  return call.add(number_or(layer.in, "in_channels")).add(out_or(layer, "out_channels")).add(tuple_or_number(layer.k));
}

void add_bias(CallText& call, const Layer& layer, const Text& text) {
  if (!layer.k.empty() && !layer.bias && !text.functions()) call.add("bias", "False");
}

std::string groups_text(const Layer& layer) { return number_or(layer.groups, "in_channels"); }

void write_conv(const Layer& given, Text& text) {
  const Layer layer = without_rule(given, text.written(), false);
  const bool same = layer.rule == Padding::given && !is_even(layer) && is_same_of_stride_1(layer);
  const bool inside = layer.rule == Padding::given && is_even(layer) && all_least(layer.p, 0);
  if (layer.rule == Padding::given && !same && !inside) text.pad(layer.p, layer.p_end);
  CallText call = conv_call(layer, "Conv", "conv", text);
  call.add("stride", tuple_or_number(layer.s), "1");
  call.add("padding", same ? "'same'" : inside ? tuple_or_number(layer.p) : "0", "0");
  call.add("dilation", tuple_or_number(layer.d), "1").add("groups", groups_text(layer), "1");
  add_bias(call, layer, text);
  text.add(call.text());
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

// Behind the layer: the slice that is left where the result's sides are known.
void put_cut(const Layer& layer, const Cut& cut, Text& text) {
  const auto sides = layer.input.empty() ? Expected<PerAxis>(PerAxis()) : output_sides(layer, layer.input);
  const bool cuts = std::ranges::all_of(cut.before, [](std::int64_t cells) { return cells <= 0; }) &&
                    std::ranges::all_of(cut.after, [](std::int64_t cells) { return cells <= 0; });
  if (!text.functions() || !sides || sides->empty() || !cuts) return text.pad(cut.before, cut.after);
  std::string slices = "[:, :";
  for (std::size_t axis = 0; axis < sides->size(); ++axis) {
    const std::int64_t first = -cut.before[axis];
    slices += fmt::format(", {}:{}", first == 0 ? "" : fmt::format("{}", first), first + (*sides)[axis]);
  }
  text.behind(slices + "]");
}

void write_conv_transpose(const Layer& layer, Text& text) {
  CallText call = conv_call(layer, "ConvTranspose", "conv_transpose", text);
  if (layer.rule != Padding::given) text.written().differs(reason("layer_note.same_kernel"));
  const Cut cut = cut_of(layer);
  call.add("stride", tuple_or_number(layer.s), "1").add("padding", tuple_or_number(cut.p), "0");
  const PerAxis& a = layer.k.empty() && !layer.a.empty() ? layer.a : cut.a;
  call.add("output_padding", tuple_or_number(a), "0").add("groups", groups_text(layer), "1");
  add_bias(call, layer, text);
  call.add("dilation", tuple_or_number(layer.d), "1");
  text.add(call.text());
  if (!all_of(cut.before, 0) || !all_of(cut.after, 0)) put_cut(layer, cut, text);
}

// Both ends alike, by half a window at most.
bool pools_so(const Layer& layer) {
  if (!is_even(layer) || !all_least(layer.p, 0)) return false;
  for (std::size_t axis = 0; axis < layer.k.size(); ++axis)
    if (layer.p[axis] > layer.k[axis] / 2) return false;
  return true;
}

void write_pool(const Layer& given, Text& text) {
  const bool average = given.kind == Kind::average_pool;
  Layer layer = without_rule(given, text.written(), true);
  if (!pools_so(layer)) {
    if (average && !layer.count_include_pad) text.written().differs(reason("layer_note.uneven_average"));
    text.pad(layer.p, layer.p_end, average ? "0" : kMinusInfinity);
    layer.p = layer.p_end = axes_of(layer, 0);
    layer.count_include_pad = true;
    if (layer.ceil_mode) text.written().differs(reason("layer_note.ceil_in_padding"));
  }
  CallText call = text.call(average ? "AvgPool" : "MaxPool", average ? "avg_pool" : "max_pool");
  call.add(tuple_or_number(layer.k)).add("stride", tuple_or_number(layer.s), tuple_or_number(layer.k));
  call.add("padding", tuple_or_number(layer.p), "0");
  if (!average) call.add("dilation", tuple_or_number(layer.d), "1").add("return_indices", layer.indices ? "True" : "False", "False");
  if (average && !all_of(layer.d, 1)) text.written().differs(reason("layer_note.dilated_average"));
  call.add("ceil_mode", layer.ceil_mode ? "True" : "False", "False");
  if (average) call.add("count_include_pad", layer.count_include_pad ? "True" : "False", "True");
  text.add(call.text());
}

void write_unpool(const Layer& layer, Text& text) {
  if (layer.rule != Padding::given || !is_even(layer)) text.written().differs(reason("layer_note.uneven_unpooling"));
  CallText call = text.call("MaxUnpool", "max_unpool");
  if (text.functions()) call.add("at");
  call.add(tuple_or_number(layer.k)).add("stride", tuple_or_number(layer.s), tuple_or_number(layer.k));
  call.add("padding", tuple_or_number(layer.p), "0");
  if (text.functions() && !layer.output.empty()) call.add("output_size", listed(layer.output));
  const bool sized = !text.functions() && !layer.output.empty();
  text.add(call.text() + (sized ? fmt::format("(x, indices, output_size={})", listed(layer.output)) : ""));
}

std::string mode_of(const Layer& layer, Text& text) {
  constexpr std::string_view kLinear[] = {"linear", "bilinear", "trilinear"};
  const auto [coordinates, rounding] = layer.resampling;
  if (layer.interpolation == Interpolation::nearest) {
    const bool floor = coordinates == Coordinates::asymmetric && rounding == Rounding::floor;
    const bool exact = coordinates == Coordinates::half_pixel && (rounding == Rounding::prefer_ceil || rounding == Rounding::usual);
    if (!floor && !exact) text.written().differs(reason("layer_note.rounding"));
    return floor ? "'nearest'" : "'nearest-exact'";
  }
  if (coordinates == Coordinates::asymmetric) text.written().differs(reason("layer_note.asymmetric"));
  if (layer.interpolation == Interpolation::linear) return fmt::format("'{}'", kLinear[layer.rank - 1]);
  if (layer.rank != 2) text.written().differs(reason("layer_note.cubic_rank"));
  return "'bicubic'";
}

std::string scale_text(const Layer& layer) {
  const bool alike = std::ranges::all_of(layer.scale, [&](double one) { return one == layer.scale.front(); });
  if (alike) return real_text(layer.scale.front());
  std::string text;
  for (const double one : layer.scale) text += (text.empty() ? "" : ", ") + real_text(one);
  return "(" + text + ")";
}

void write_upsample(const Layer& layer, Text& text) {
  CallText call = text.plain_call("Upsample", "interpolate");
  if (!layer.output.empty()) {
    call.add("size", listed(layer.output));
  } else {
    call.add("scale_factor", layer.scale.empty() ? "scale_factor" : scale_text(layer));
  }
  const std::string mode = mode_of(layer, text);
  call.add("mode", mode, "'nearest'");
  const bool corners = layer.resampling.coordinates == Coordinates::align_corners;
  if (layer.interpolation != Interpolation::nearest) call.add("align_corners", corners ? "True" : "False", "False");
  text.add(call.text());
}

void write_shuffle(const Layer& layer, Text& text) {
  if (layer.depth_first && layer.out != 1) text.written().differs(reason("layer_note.block_order", "CRD", layer.block));
  text.add(text.plain_call("PixelShuffle", "pixel_shuffle").add(fmt::format("{}", layer.block)).text());
}

void write_frame(const Layer& layer, Text& text) {
  PerAxis before = layer.p, after = layer.p_end;
  for (PerAxis* axes : {&before, &after})
    for (std::int64_t& cells : *axes) cells = layer.kind == Kind::crop ? -cells : cells;
  text.pad(before, after, layer.minus_infinity ? kMinusInfinity : "0");
}

using Write = void (*)(const Layer&, Text&);
constexpr std::array<Write, kLayerKinds> kWrites{write_conv,     write_conv_transpose, write_pool,  write_pool, write_unpool,
                                                 write_upsample, write_shuffle,        write_frame, write_frame};

Written written_so(const Layer& layer, std::string_view operand) {
  Written written;
  const Layer one = canonical(layer);
  Text text(one, written, operand);
  kWrites[static_cast<std::size_t>(one.kind)](one, text);
  written.text = text.all();
  return written;
}

}  // namespace

Written write_pytorch(const Layer& layer) { return written_so(layer, ""); }

Written pytorch_function(const Layer& layer, std::string_view x) { return written_so(layer, x); }

}  // namespace deconvlab

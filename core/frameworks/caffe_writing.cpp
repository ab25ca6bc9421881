// A layer as Caffe's prototxt has it.
#include <algorithm>
#include <array>

#include "core/frameworks/each_framework.h"
#include "core/frameworks/writing.h"

namespace deconvlab {

namespace {

using Kind = LayerKind;

// A message of fields, each on a line.
class Message {
 public:
  template <class Value>
  Message& add(std::string_view name, const Value& value) {
    text_ += fmt::format("    {}: {}\n", name, value);
    return *this;
  }
  // A field for all axes, for each of two, or one after the other.
  Message& add(std::string_view name, std::string_view h, std::string_view w, const PerAxis& axes, std::int64_t usual = -1) {
    if (all_of(axes, usual)) return *this;
    if (all_of(axes, axes.front()) && (axes.size() < 3 || usual >= 0)) return add(name, axes.front());
    if (axes.size() == 2 && !h.empty()) return add(h, axes[0]).add(w, axes[1]);
    for (const std::int64_t one : axes) add(name, one);
    return *this;
  }
  std::string text() const { return text_; }

 private:
  std::string text_;
};

std::string layer_text(std::string_view type, std::string_view bottoms, std::string_view more, std::string_view parameters,
                       const std::string& fields) {
  return fmt::format("layer {{\n  name: \"y\"\n  type: \"{}\"\n{}  top: \"y\"\n{}  {} {{\n{}  }}\n}}", type, bottoms, more, parameters,
                     fields);
}

constexpr std::string_view kBottom = "  bottom: \"x\"\n";

// Of both ends alike the padding whose placements fall on those that are wanted: a multiple of the stride more in front.
std::int64_t padding_of_both(const Layer& layer, std::size_t axis) {
  const std::int64_t p = layer.p[axis], s = layer.s[axis], least = std::max<std::int64_t>({0, p, layer.p_end[axis]});
  return p + (least - p + s - 1) / s * s;
}

// Both ends alike: as much as a crop behind it can take away where they differ.
Layer evened(const Layer& layer, Written& written) {
  Layer even = layer;
  if (is_even(layer) && all_least(layer.p, 0)) return even;
  written.differs(reason("layer_note.caffe_uneven"));
  for (std::size_t axis = 0; axis < layer.p.size(); ++axis)
    even.p[axis] = even.p_end[axis] = layer.kind == Kind::conv_transpose
                                          ? std::max<std::int64_t>(0, std::min(layer.p[axis], layer.p_end[axis]))
                                          : padding_of_both(layer, axis);
  return even;
}

constexpr std::string_view kBilinear = "    weight_filler {\n      type: \"bilinear\"\n    }\n";
constexpr std::string_view kOnes = "    weight_filler {\n      type: \"constant\"\n      value: 1\n    }\n";

std::string write_with_filler(const Layer& given, Written& written, std::string_view filler) {
  const bool transposed = given.kind == Kind::conv_transpose;
  if (given.k.empty()) written.differs(reason("layer_note.same_kernel"));
  if (given.rank == 1) written.differs(reason("layer_note.caffe_rank"));
  if (given.out == 0 || given.groups == 0) written.differs(reason("layer_note.channels", "num_output"));
  const Layer layer = evened(given.rule == Padding::given ? given : without_rule(given, written, false), written);
  Message message;
  if (layer.out > 0) message.add("num_output", layer.out);
  if (!layer.bias) message.add("bias_term", "false");
  if (!layer.k.empty()) message.add("kernel_size", "kernel_h", "kernel_w", layer.k);
  message.add("stride", "stride_h", "stride_w", layer.s, 1).add("pad", "pad_h", "pad_w", layer.p, 0);
  message.add("dilation", "", "", layer.d, 1);
  if (layer.groups > 1) message.add("group", layer.groups);
  const std::string fields = message.text() + std::string(filler);
  const std::string_view fixed = layer.fixed ? "  param {\n    lr_mult: 0\n  }\n" : "";
  return layer_text(transposed ? "Deconvolution" : "Convolution", kBottom, fixed, "convolution_param", fields);
}

std::string write_conv(const Layer& layer, Written& written) { return write_with_filler(layer, written, layer.bilinear ? kBilinear : ""); }

std::string write_pool(const Layer& given, Written& written) {
  const bool average = given.kind == Kind::average_pool;
  if (given.rank != 2) written.differs(reason("layer_note.only_2d", "Pooling"));
  if (!all_of(given.d, 1)) written.differs(reason("layer_note.dilated_pooling"));
  const Layer layer = evened(without_rule(given, written, true), written);
  if (average && !layer.count_include_pad) written.differs(reason("layer_note.average_padding"));
  bool too_much = false;
  for (std::size_t axis = 0; axis < layer.k.size(); ++axis) too_much = too_much || layer.p[axis] >= layer.k[axis];
  if (too_much) written.differs(reason("layer_note.caffe_uneven"));
  Message message;
  message.add("pool", average ? "AVE" : "MAX").add("kernel_size", "kernel_h", "kernel_w", layer.k);
  message.add("stride", "stride_h", "stride_w", layer.s, 1).add("pad", "pad_h", "pad_w", layer.p, 0);
  if (!layer.ceil_mode) message.add("round_mode", "FLOOR");
  return layer_text("Pooling", kBottom, "", "pooling_param", message.text());
}

std::string write_unpool(const Layer&, Written& written) {
  written.differs(reason("layer_note.no_unpooling", "Caffe"));
  return layer_text("Upsample", "  bottom: \"x\"\n  bottom: \"mask\"\n", "", "upsample_param", "    scale: 2\n");
}

// A transposed convolution of every channel by itself, with fixed weights: FCN's.
std::string write_upsample(const Layer& layer, Written& written) {
  written.differs(reason("layer_note.caffe_upsample"));
  const std::int64_t f = layer.scale.empty() ? 2 : std::max<std::int64_t>(1, static_cast<std::int64_t>(layer.scale.front()));
  const bool nearest = layer.interpolation == Interpolation::nearest;
  Layer up{.kind = Kind::conv_transpose, .rank = 2, .in = std::max<std::int64_t>(1, layer.in)};
  up.out = up.groups = up.in;
  const Params params = fcn_upsampling(Extent::square(1), f);
  up.k = axes_of(up, nearest ? f : params.k.h);
  up.s = axes_of(up, f);
  up.d = axes_of(up, 1);
  up.p = up.p_end = axes_of(up, nearest ? 0 : params.p.h);
  up.fixed = true;
  return write_with_filler(up, written, nearest ? kOnes : kBilinear);
}

std::string write_shuffle(const Layer& layer, Written& written) {
  written.differs(reason("layer_note.no_shuffle", "Caffe", layer.block));
  return layer_text("Reshape", kBottom, "", "reshape_param", "    shape { }\n");
}

std::string write_frame(const Layer& layer, Written& written) {
  written.differs(reason(layer.kind == Kind::crop ? "layer_note.caffe_crop" : "layer_note.caffe_pad"));
  Message message;
  message.add("axis", 2);
  if (all_of(layer.p, layer.p.front()))
    message.add("offset", layer.p.front());
  else
    for (const std::int64_t cells : layer.p) message.add("offset", cells);
  return layer_text("Crop", "  bottom: \"x\"\n  bottom: \"reference\"\n", "", "crop_param", message.text());
}

using Write = std::string (*)(const Layer&, Written&);
constexpr std::array<Write, kLayerKinds> kWrites{write_conv,     write_conv,    write_pool,  write_pool, write_unpool,
                                                 write_upsample, write_shuffle, write_frame, write_frame};

}  // namespace

Written write_caffe(const Layer& layer) {
  Written written;
  const Layer one = canonical(layer);
  written.text = kWrites[static_cast<std::size_t>(one.kind)](one, written);
  return written;
}

std::string_view caffe_filter(const Layer& layer) {
  return layer.kind == Kind::conv ? "ois" : layer.kind == Kind::conv_transpose ? "ios" : "";
}

}  // namespace deconvlab

#include "layers_support.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace deconvlab {

namespace {

std::string axes_text(const PerAxis& axes) {
  std::string text;
  const bool alike = std::ranges::all_of(axes, [&](std::int64_t side) { return side == axes.front(); });
  for (const std::int64_t side : alike ? PerAxis{axes.front()} : axes) text += (text.empty() ? "" : ",") + std::to_string(side);
  return text;
}

}  // namespace

std::string summary(const Layer& l) {
  constexpr std::string_view kRules[] = {"", " same", " valid", " same_lower"};
  std::string text(layer_kind_id(l.kind));
  if (l.rank != 2) text += " " + std::to_string(l.rank) + "d";
  if (l.in != 0 || l.out != 0) text += " " + std::to_string(l.in) + ">" + std::to_string(l.out);
  if (l.groups != 1) text += " g=" + std::to_string(l.groups);
  const auto add = [&](std::string_view name, const PerAxis& axes, std::int64_t usual) {
    const bool all_usual = std::ranges::all_of(axes, [&](std::int64_t side) { return side == usual; });
    if (!axes.empty() && !all_usual) text += " " + std::string(name) + "=" + axes_text(axes);
  };
  add("k", l.k, 0), add("s", l.s, 1), add("d", l.d, 1), add("p", l.p, 0);
  if (l.p_end != l.p) text += " p_end=" + (l.p_end.empty() ? "?" : axes_text(l.p_end));
  add("a", l.a, 0), add("i", l.input, 0), add("o", l.output, 0);
  text += kRules[static_cast<std::size_t>(l.rule)];
  for (const double f : l.scale) text += " f=" + fmt::format("{}", f);
  if (l.kind == LayerKind::upsample)
    text += l.interpolation == Interpolation::nearest ? " nearest" : l.interpolation == Interpolation::linear ? " linear" : " cubic";
  if (l.kind == LayerKind::upsample)
    text += " " + std::string(coordinates_id(l.resampling.coordinates)) + " " + std::string(rounding_id(l.resampling.rounding));
  if (l.block != 0) text += " r=" + std::to_string(l.block) + (l.depth_first ? " dcr" : " crd");
  const std::pair<bool, std::string_view> flags[] = {{l.bias, " bias"},         {l.ceil_mode, " ceil"},  {!l.count_include_pad, " exclude"},
                                                     {l.turned, " turned"},     {l.indices, " indices"}, {l.minus_infinity, " -inf"},
                                                     {l.bilinear, " bilinear"}, {l.fixed, " fixed"},     {l.channels_last, " last"}};
  for (const auto& [is, word] : flags) text += is ? word : "";
  return text;
}

Layer read_one(const std::string& text, std::string_view from) {
  const auto layers = read_layers("t", text, from);
  EXPECT_TRUE(layers.has_value()) << text << "\n" << wrong_text(text, from);
  if (!layers) return {};
  EXPECT_EQ(layers->size(), 1u) << text;
  return layers->front().layer;
}

std::string wrong_text(const std::string& text, std::string_view from) {
  const auto layers = read_layers("t", text, from);
  if (layers) return "it is read";
  std::string said;
  for (const std::string& arg : layers.error().args) said += (said.empty() ? "" : "|") + arg;
  std::erase(said, kReasonMark);
  const std::string marked = layers.error().args.size() > 1 ? layers.error().args[1] : "";
  std::string parts = layers.error().args.front();
  for (const char c : marked) parts += c == kReasonMark ? '|' : c;
  return parts;
}

namespace {

class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}
  std::int64_t number(std::int64_t first, std::int64_t last) { return std::uniform_int_distribution<std::int64_t>(first, last)(engine_); }
  bool yes() { return number(0, 1) == 1; }
  PerAxis axes(int rank, std::int64_t first, std::int64_t last) {
    PerAxis sides;
    const bool alike = yes();
    for (int axis = 0; axis < rank; ++axis) sides.push_back(alike && axis > 0 ? sides.front() : number(first, last));
    return sides;
  }

 private:
  std::mt19937 engine_;
};

void add_channels(Layer& layer, Dice& dice) {
  constexpr std::int64_t kGroups[] = {1, 1, 1, 2, 3};
  layer.groups = kGroups[dice.number(0, 4)];
  layer.in = layer.groups * dice.number(1, 4);
  layer.out = layer.groups * dice.number(1, 4);
  layer.bias = dice.yes();
}

void add_windows(Layer& layer, Dice& dice) {
  layer.k = dice.axes(layer.rank, 1, 5);
  layer.s = dice.axes(layer.rank, 1, 3);
  layer.d = axes_of(layer, layer.kind == LayerKind::conv && dice.number(0, 3) == 0 ? 2 : 1);
  layer.p = layer.p_end = axes_of(layer, 0);
}

// Given alike, given unlike, SAME, SAME_LOWER, VALID.
void add_padding(Layer& layer, Dice& dice) {
  constexpr Padding kRules[] = {Padding::given, Padding::given, Padding::same, Padding::valid, Padding::same_lower};
  const bool unlike = dice.number(0, 3) == 0;
  layer.rule = kRules[dice.number(0, 4)];
  if (layer.rule != Padding::given) return;
  for (std::size_t axis = 0; axis < layer.k.size(); ++axis) {
    const std::int64_t most = layer.kind == LayerKind::conv ? layer.k[axis] : layer.k[axis] / 2;
    layer.p[axis] = dice.number(0, most);
    layer.p_end[axis] = unlike ? dice.number(0, most) : layer.p[axis];
  }
}

// One plane by one kernel, of SciPy's and MATLAB's functions: full, valid, and both kinds of same.
void make_plane(Layer& layer, Dice& dice) {
  layer.rank = 2;
  layer.in = layer.out = 1;
  layer.turned = dice.yes();
  layer.k = dice.axes(2, 1, 5);
  layer.s = layer.d = axes_of(layer, 1);
  const std::int64_t mode = dice.number(0, 3);
  for (const std::int64_t k : layer.k) {
    const std::int64_t before[] = {k - 1, 0, k / 2, (k - 1) / 2}, after[] = {k - 1, 0, (k - 1) / 2, k / 2};
    layer.p.push_back(before[mode]);
    layer.p_end.push_back(after[mode]);
  }
}

void make_conv(Layer& layer, Dice& dice) {
  if (layer.kind == LayerKind::conv && dice.number(0, 4) == 0) return make_plane(layer, dice);
  add_channels(layer, dice);
  add_windows(layer, dice);
  add_padding(layer, dice);
}

void make_transposed(Layer& layer, Dice& dice) {
  make_conv(layer, dice);
  layer.p_end = layer.p;
  if (layer.rule != Padding::given) return;
  layer.a = axes_of(layer, 0);
  for (std::size_t axis = 0; axis < layer.k.size(); ++axis) {
    layer.p[axis] = layer.p_end[axis] = std::min(layer.p[axis], (layer.k[axis] - 1) / 2);
    layer.a[axis] = dice.number(0, layer.s[axis] - 1);
  }
}

void make_pool(Layer& layer, Dice& dice) {
  add_windows(layer, dice);
  add_padding(layer, dice);
  layer.ceil_mode = layer.rule == Padding::given && dice.yes();
  layer.count_include_pad = layer.kind == LayerKind::max_pool || (dice.yes() && layer.rule == Padding::given);
}

void make_unpool(Layer& layer, Dice& dice) {
  add_windows(layer, dice);
  for (std::size_t axis = 0; axis < layer.k.size(); ++axis) layer.p[axis] = layer.p_end[axis] = dice.number(0, layer.k[axis] / 2);
}

void make_upsample(Layer& layer, Dice& dice) {
  layer.rank = 2;
  layer.interpolation = static_cast<Interpolation>(dice.number(0, 1));
  const bool nearest = layer.interpolation == Interpolation::nearest;
  layer.resampling = nearest ? Resampling{Coordinates::asymmetric, Rounding::floor} : Resampling{Coordinates::half_pixel, Rounding::usual};
  for (const std::int64_t f : dice.axes(layer.rank, 1, 4)) layer.scale.push_back(static_cast<double>(f));
}

void make_shuffle(Layer& layer, Dice& dice) {
  layer.rank = 2;
  layer.block = dice.number(2, 4);
  layer.depth_first = dice.yes();
}

void make_frame(Layer& layer, Dice& dice) {
  layer.p = dice.axes(layer.rank, 0, 3);
  layer.p_end = dice.axes(layer.rank, 1, 3);
  const bool cuts = layer.kind == LayerKind::pad && dice.yes();
  for (PerAxis* axes : {&layer.p, &layer.p_end})
    for (std::int64_t& cells : *axes) cells = cuts ? -cells : cells;
}

using Make = void (*)(Layer&, Dice&);
constexpr Make kMakes[kLayerKinds] = {make_conv,     make_transposed, make_pool,  make_pool, make_unpool,
                                      make_upsample, make_shuffle,    make_frame, make_frame};

}  // namespace

Layer random_layer(unsigned seed) {
  Dice dice(seed);
  constexpr LayerKind kKinds[] = {LayerKind::conv,           LayerKind::conv,     LayerKind::conv_transpose,
                                  LayerKind::conv_transpose, LayerKind::max_pool, LayerKind::average_pool,
                                  LayerKind::max_unpool,     LayerKind::upsample, LayerKind::pixel_shuffle,
                                  LayerKind::crop,           LayerKind::pad};
  Layer layer{.kind = kKinds[dice.number(0, 10)], .rank = static_cast<int>(dice.number(0, 4) == 0 ? dice.number(1, 3) : 2)};
  kMakes[static_cast<std::size_t>(layer.kind)](layer, dice);
  if (layer.s.empty()) layer.s = layer.d = axes_of(layer, 1);
  if (layer.p.empty()) layer.p = layer.p_end = axes_of(layer, 0);
  return layer;
}

}  // namespace deconvlab

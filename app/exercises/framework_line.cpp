// The side that a line of a framework gives.
#include <algorithm>

#include "app/exercises/each_kind.h"
#include "core/frameworks/frameworks.h"

namespace deconvlab {

namespace {

std::string line_of(Random& random, int level) {
  const auto k = drawn(random, 2, 5), s = drawn(random, 2, 3), p = drawn(random, 1, 2), a = drawn(random, 0, 1), d = drawn(random, 2, 3);
  const std::vector<std::string> plain{fmt::format("nn.Conv2d(3, 8, kernel_size={}, stride={}, padding={})", k, s, p),
                                       fmt::format("nn.MaxPool2d(kernel_size={}, stride={})", k, s),
                                       fmt::format("layers.Conv2D(8, {}, strides={}, padding='valid')", k, s)};
  const std::vector<std::string> more{
      fmt::format("nn.ConvTranspose2d(8, 3, kernel_size={}, stride={}, padding={}, output_padding={})", k, s, p, a),
      fmt::format("layers.Conv2D(8, {}, strides={}, padding='same')", k, s),
      fmt::format("layers.Conv2DTranspose(8, {}, strides={}, padding='valid')", k, s)};
  const std::vector<std::string> most{fmt::format("nn.Conv2d(3, 8, kernel_size={}, stride={}, padding={}, dilation={})", k, s, p, d),
                                      fmt::format("nn.MaxPool2d(kernel_size={}, stride={}, ceil_mode=True)", k, s),
                                      fmt::format("layers.Conv2DTranspose(8, {}, strides={}, padding='same')", k, s),
                                      fmt::format("nn.ConvTranspose2d(8, 3, {}, {}, {}, {}, dilation={})", k, s, p, a, d)};
  return one_of(random, level == 1 ? plain : level == 2 ? more : most);
}

// How the layer's side follows from its numbers.
std::string how_it_comes(const Layer& layer, std::int64_t i, std::int64_t o) {
  const bool up = layer.kind == LayerKind::conv_transpose;
  const std::int64_t span = k_eff(layer, 0), s = layer.s[0], p = layer.p.empty() ? 0 : layer.p[0], a = layer.a.empty() ? 0 : layer.a[0];
  if (layer.rule == Padding::same) return up ? reason("exercise.line_same_up", s, i, o) : reason("exercise.line_same", i, s, o);
  if (up && layer.rule == Padding::valid) return reason("exercise.line_valid_up", s, i, std::max(span, s), o);
  if (up) return reason("exercise.line_up", s, i, span, p, a, o);
  return layer.ceil_mode ? reason("exercise.line_ceil", i, p, span, s, o) : reason("exercise.line_down", i, p, span, s, o);
}

std::string link_of(const Layer& layer, std::int64_t i) {
  const bool up = layer.kind == LayerKind::conv_transpose;
  const auto first = [](const PerAxis& axis, std::int64_t none) { return axis.empty() ? none : axis[0]; };
  const Params params = square_params(i, layer.k[0], layer.s[0], first(layer.p, 0), first(layer.d, 1));
  const std::string_view rule = layer.rule == Padding::same ? "&padding=same" : layer.rule == Padding::valid ? "&padding=valid" : "";
  if (layer.kind == LayerKind::max_pool)
    return link_to("unpool", params, fmt::format("&up={}{}", params.k.h, layer.ceil_mode ? "&ceil=1" : ""));
  if (!up) return link_to("convolution", params, rule);
  return link_to("transposed", params, rule.empty() ? fmt::format("&a={}", first(layer.a, 0)) : std::string(rule));
}

}  // namespace

MadeExercise make_framework_line(Random& random, int level) {
  const std::string line = line_of(random, level);
  const std::int64_t i = drawn(random, 4, 16);
  const auto layers = read_layers("exercise", line);
  if (!layers || layers->size() != 1) return {};
  const Layer& layer = layers->front().layer;
  const auto sides = output_sides(layer, axes_of(layer, i));
  if (!sides || sides->front() < 2 || sides->front() == i) return {};
  Exercise e{.question = reason("exercise.framework_line_asks", i), .hint = reason("exercise.framework_line_hint"), .code = line};
  e.explanation = how_it_comes(layer, i, sides->front());
  e.accepted = {{sides->front()}};
  e.link = link_of(layer, i);
  return e;
}

}  // namespace deconvlab

#include "core/frameworks/writing.h"

#include <algorithm>

namespace deconvlab {

std::string CallText::text() const {
  std::string text = name_ + "(";
  for (std::size_t n = 0; n < parts_.size(); ++n) text += (n > 0 ? ", " : "") + parts_[n];
  return text + ")";
}

std::string listed(const PerAxis& axes, std::string_view brackets) {
  std::string text;
  for (const std::int64_t one : axes) text += fmt::format("{}{}", text.empty() ? "" : ", ", one);
  if (axes.size() == 1 && brackets == "()") text += ",";
  return fmt::format("{}{}{}", brackets[0], text, brackets[1]);
}

std::string tuple_or_number(const PerAxis& axes) {
  if (axes.empty()) return "k";
  return all_of(axes, axes.front()) ? fmt::format("{}", axes.front()) : listed(axes);
}

std::string pairs(const PerAxis& p, const PerAxis& p_end, std::string_view brackets) {
  std::string text;
  for (std::size_t axis = 0; axis < p.size(); ++axis) text += (axis > 0 ? ", " : "") + listed({p[axis], p_end[axis]}, brackets);
  if (p.size() == 1 && brackets == "()") text += ",";
  return fmt::format("{}{}{}", brackets[0], text, brackets[1]);
}

PerAxis with_batch(const Layer& layer, const PerAxis& axes, std::int64_t batch, std::int64_t channels) {
  PerAxis all{batch};
  if (!layer.channels_last) all.push_back(channels);
  all.insert(all.end(), axes.begin(), axes.end());
  if (layer.channels_last) all.push_back(channels);
  return all;
}

std::string number_or(std::int64_t value, std::string_view name) { return value == 0 ? std::string(name) : fmt::format("{}", value); }

std::string out_or(const Layer& layer, std::string_view name) {
  if (layer.out > 0 || layer.groups > 0 || layer.multiplier == 0) return number_or(layer.out, name);
  return layer.multiplier == 1 ? "in_channels" : fmt::format("{} * in_channels", layer.multiplier);
}

std::string real_text(double value) { return fmt::format("{}", value); }

bool all_of(const PerAxis& axes, std::int64_t value) {
  return std::ranges::all_of(axes, [&](std::int64_t one) { return one == value; });
}

bool all_least(const PerAxis& axes, std::int64_t least) {
  return std::ranges::all_of(axes, [&](std::int64_t one) { return one >= least; });
}

bool is_unpadded(const Layer& layer) { return layer.rule == Padding::given && all_of(layer.p, 0) && all_of(layer.p_end, 0); }

PerAxis example_input(const Layer& layer) { return layer.input.empty() ? axes_of(layer, kExampleSide) : layer.input; }

namespace {

// An input whose sides are the smallest multiples of the stride that the kernel fits in.
PerAxis multiples(const Layer& layer) {
  PerAxis input;
  for (std::size_t axis = 0; axis < layer.s.size(); ++axis) {
    const std::int64_t span = k_eff(layer, axis), s = layer.s[axis];
    input.push_back((span / s + 2) * s);
  }
  return input;
}

}  // namespace

Layer without_rule(const Layer& layer, Written& written, bool keep_ceil_mode) {
  const bool same = is_same_rule(layer.rule);
  if (!same && (!layer.ceil_mode || keep_ceil_mode)) return layer;
  if (layer.k.empty()) return written.differs(reason("layer_note.same_kernel")), layer;
  const bool sized = !layer.input.empty();
  const auto given = with_padding_for(layer, sized ? layer.input : multiples(layer));
  if (!same && !sized) {
    Layer floored = layer;
    floored.ceil_mode = false;
    return written.differs(reason("layer_note.ceil_mode")), floored;
  }
  if (!given) return written.differs(reason("layer_note.same_kernel")), layer;
  written.differs(sized ? reason("layer_note.for_input", sides_text(layer.input))
                        : reason("layer_note.same_multiple", sides_text(layer.s)));
  return *given;
}

std::int64_t same_cells(const Layer& layer, std::size_t axis) {
  const std::int64_t cells = k_eff(layer, axis) - layer.p[axis] - layer.p_end[axis];
  if (cells < 1 || cells > layer.s[axis]) return 0;
  return layer.p[axis] == std::max<std::int64_t>(0, k_eff(layer, axis) - cells) / 2 ? cells : 0;
}

std::string sequential(std::string_view open, std::string_view close, const std::vector<std::string>& parts) {
  if (parts.size() == 1) return parts.front();
  std::string text(open);
  for (const std::string& part : parts) text += "\n    " + part + ",";
  return text + "\n" + std::string(close);
}

}  // namespace deconvlab

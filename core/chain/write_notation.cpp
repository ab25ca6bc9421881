#include <algorithm>

#include "core/chain/chain_text.h"
#include "core/frameworks/writing.h"

namespace deconvlab {

namespace {

bool alike(const PerAxis& axes) {
  return std::ranges::all_of(axes, [&](std::int64_t one) { return one == axes.front(); });
}

// "3", "3x5".
std::string crossed(const PerAxis& axes) {
  std::string text;
  for (const std::int64_t one : alike(axes) ? PerAxis{axes.front()} : axes) text += fmt::format("{}{}", text.empty() ? "" : "x", one);
  return text;
}

// "1", "1x2", "0,1", "0,1,2,3".
std::string ends_text(const PerAxis& p, const PerAxis& p_end) {
  if (p == p_end) return crossed(p);
  if (alike(p) && alike(p_end)) return fmt::format("{},{}", p.front(), p_end.front());
  std::string text;
  for (std::size_t axis = 0; axis < p.size(); ++axis) text += fmt::format("{}{},{}", axis == 0 ? "" : ",", p[axis], p_end[axis]);
  return text;
}

std::string option(std::string_view name, const PerAxis& axes, std::int64_t usual) {
  const bool said = !axes.empty() && !all_of(axes, usual);
  return said ? fmt::format(" {}{}", name, crossed(axes)) : "";
}

bool are_ends(const Layer& layer) { return !layer.p.empty() && layer.p.size() == layer.p_end.size(); }

// d (k - 1) before, none after: no output depends on what comes later.
bool is_causal(const Layer& layer) {
  if (layer.kind != LayerKind::conv || layer.k.empty() || !are_ends(layer) || !all_of(layer.p_end, 0)) return false;
  for (std::size_t axis = 0; axis < layer.k.size(); ++axis)
    if (layer.p[axis] != k_eff(layer, axis) - 1 || layer.p[axis] == 0) return false;
  return true;
}

std::string padding_text(const Layer& layer) {
  constexpr std::string_view kRules[] = {"", " same", " valid", " same-lower"};
  if (layer.rule != Padding::given) return std::string(kRules[static_cast<std::size_t>(layer.rule)]);
  if (is_causal(layer)) return " causal";
  const bool none = !are_ends(layer) || (all_of(layer.p, 0) && all_of(layer.p_end, 0));
  return none ? "" : " p" + ends_text(layer.p, layer.p_end);
}

std::string windows(const Layer& layer, bool whole) {
  const bool pools = layer.kind != LayerKind::conv && layer.kind != LayerKind::conv_transpose;
  std::string text = whole ? " whole" : option("k", layer.k, 0);
  const bool usual = whole || (pools ? layer.s == layer.k : all_of(layer.s, 1));
  if (!usual) text += " s" + crossed(layer.s);
  return text + padding_text(layer) + option("d", layer.d, 1) + option("a", layer.a, 0) + (layer.ceil_mode ? " ceil" : "");
}

std::string channels(const Layer& layer, bool keeps) {
  std::string text = keeps || layer.out == 0 ? "" : fmt::format(" c{}", layer.out);
  if (layer.groups > 1) text += fmt::format(" g{}", layer.groups);
  return text + (layer.bias ? "" : " nobias");
}

std::string resizing(const Layer& layer) {
  constexpr std::string_view kWays[] = {"", " linear", " cubic"};
  std::string text;
  for (const double f : layer.scale) text += (text.empty() ? " x" : "x") + real_text(f);
  const bool same = std::ranges::all_of(layer.scale, [&](double f) { return f == layer.scale.front(); });
  if (same && !layer.scale.empty()) text = " x" + real_text(layer.scale.front());
  if (layer.scale.empty() && !layer.output.empty()) text = " " + crossed(layer.output);
  text += kWays[static_cast<std::size_t>(layer.interpolation)];
  const bool corners = layer.interpolation != Interpolation::nearest && layer.resampling.coordinates == Coordinates::align_corners;
  return text + (corners ? " corners" : "");
}

std::string name_of(const Chain& chain, std::size_t result) { return result == 0 ? "input" : chain.steps[result - 1].name; }

// Fully connected.
bool is_full(const ChainStep& step) {
  return step.whole && step.layer.kind == LayerKind::conv && !step.keeps_channels && step.layer.groups == 1 &&
         windows(step.layer, true) == " whole";
}

std::string layer_text(const ChainStep& step) {
  const Layer layer = step.layer.kind == LayerKind::conv_transpose ? canonical(step.layer) : step.layer;
  const std::string rank = layer.rank == 2 ? "" : fmt::format("{}d", layer.rank);
  constexpr std::string_view kWords[kLayerKinds] = {"conv", "deconv", "pool", "avgpool", "unpool", "up", "shuffle", "crop", "pad"};
  if (is_full(step)) return "fc" + channels(layer, false);
  const std::string word = std::string(kWords[static_cast<std::size_t>(layer.kind)]) + rank;
  switch (layer.kind) {
    case LayerKind::conv:
    case LayerKind::conv_transpose:
      return word + windows(layer, step.whole) + channels(layer, step.keeps_channels);
    case LayerKind::upsample:
      return word + resizing(layer);
    case LayerKind::pixel_shuffle:
      return word + fmt::format(" x{}", layer.block);
    case LayerKind::crop:
    case LayerKind::pad:
      return word + (are_ends(layer) ? " " + ends_text(layer.p, layer.p_end) : "");
    default:
      return word + windows(layer, step.whole);
  }
}

}  // namespace

std::string notation_of(const Chain& chain, std::size_t at) {
  const ChainStep& step = chain.steps[at];
  const std::string name = step.name.empty() ? "" : step.name + ": ", other = name_of(chain, step.with);
  const std::string from = step.from == at ? "" : " from " + name_of(chain, step.from);
  if (step.join == Join::add || step.join == Join::concatenate) return name + (step.join == Join::add ? "add " : "cat ") + other + from;
  return name + layer_text(step) + (step.join == Join::crop ? " like " + other : "") + (step.centred ? " centred" : "") + from;
}

std::string resolved_notation(const Chain& chain, const std::vector<ChainStage>& stages, std::size_t result, bool named) {
  Chain shown = chain;
  ChainStep& step = shown.steps[result - 1];
  if (!named) step.name.clear();
  if (step.join == Join::crop) step.layer.p = step.layer.p_end = stages[result].layer.p;
  return notation_of(shown, result - 1);
}

}  // namespace deconvlab

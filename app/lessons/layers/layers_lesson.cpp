#include "app/lessons/layers/layers_lesson.h"

#include <algorithm>

#include "app/lessons/layers/layers.h"
#include "core/chain/chain_examples.h"
#include "core/chain/chain_text.h"
#include "core/chain/paths.h"
#include "core/try.h"

namespace deconvlab {

namespace {

constexpr std::string_view kWords[] = {"conv", "deconv", "pool", "up"};
constexpr LayerKind kKinds[] = {LayerKind::conv, LayerKind::conv_transpose, LayerKind::max_pool, LayerKind::upsample};
constexpr std::string_view kNewLayers[] = {"conv k3 p1", "deconv k4 s2 p1", "pool k2", "up x2"};

Cell middle_of(Extent plane) { return {plane.h / 2, plane.w / 2}; }

// Whether a step goes on from this one's result by its name.
bool is_named(const Chain& chain, std::size_t layer) {
  for (std::size_t n = 0; n < chain.steps.size(); ++n) {
    const ChainStep& step = chain.steps[n];
    if (n > layer + 1 && step.from == layer + 1) return true;
    if (step.join != Join::none && step.with == layer + 1) return true;
  }
  return false;
}

int word_of(const ChainStep& step) {
  const auto found = std::ranges::find(kKinds, step.layer.kind);
  const bool plain = step.join == Join::none && !step.whole && found != std::end(kKinds);
  return plain ? static_cast<int>(found - std::begin(kKinds)) : -1;
}

std::int64_t first_of(const std::vector<std::int64_t>& axes) { return axes.empty() ? 0 : axes.front(); }

// What later steps call the results behind position `layer`, moved by one.
void shift_results(Chain& chain, std::size_t layer, int by) {
  const auto shifted = [&](std::size_t result) { return result > layer ? result + static_cast<std::size_t>(by) : result; };
  for (std::size_t n = 0; n < chain.steps.size(); ++n) {
    chain.steps[n].from = shifted(chain.steps[n].from);
    chain.steps[n].with = shifted(chain.steps[n].with);
  }
}

std::vector<LayersExample> all_examples() {
  std::vector<LayersExample> all;
  for (const ChainExample& example : chain_examples()) {
    const Chain chain = *read_chain(example.id, example.text);
    all.push_back({example.id, example.title, layers_text(chain), {chain.input.front(), chain.input.back()}});
  }
  return all;
}

}  // namespace

Expected<std::shared_ptr<const Layers>> counted_layers(const Lesson& lesson) {
  auto layers = std::make_shared<Layers>(TRY(layers_of(lesson)));
  TRY(plane_paths_to(layers->stages, layers->last(), middle_of(layers->plane(layers->last()))));
  TRY(plane_paths_from(layers->stages, 0, middle_of(layers->plane(0))));
  return layers;
}

Expected<Extent> last_plane(const Lesson& lesson) {
  return layers_of(lesson).map([](const Layers& layers) { return layers.plane(layers.last()); });
}

std::int64_t layer_count(const Lesson& lesson) {
  const auto layers = layers_of(lesson);
  return layers ? std::ssize(layers->chain.steps) : 0;
}

std::span<const std::string_view> layer_words() { return kWords; }

Expected<LayerControls> controls_of(const Lesson& lesson, std::size_t layer) {
  const Chain chain = TRY(chain_of(lesson));
  const std::size_t at = std::min(layer, chain.steps.size() - 1);
  const Layer& of = chain.steps[at].layer;
  LayerControls controls{at, chain.steps.size(), notation_of(chain, at), word_of(chain.steps[at])};
  controls.removable = chain.steps.size() > 1 && !is_named(chain, at);
  if (controls.word < 0) return controls;
  if (of.kind == LayerKind::upsample) {
    if (!of.scale.empty()) controls.numbers = {{'x', static_cast<std::int64_t>(of.scale.front())}};
    return controls;
  }
  controls.numbers = {{'k', first_of(of.k)}, {'s', first_of(of.s)}, {'p', first_of(of.p)}};
  if (of.kind != LayerKind::max_pool) controls.numbers.emplace_back('d', first_of(of.d));
  return controls;
}

std::string with_number(const Lesson& lesson, std::size_t layer, char letter, std::int64_t value) {
  Chain chain = *chain_of(lesson);
  Layer& of = chain.steps[layer].layer;
  const auto all = axes_of(of, value);
  if (letter == 'x') of.scale.assign(all.size(), static_cast<double>(value));
  if (letter == 'k') of.k = all;
  if (letter == 's') of.s = all;
  if (letter == 'd') of.d = all;
  if (letter != 'p') return layers_text(chain);
  of.rule = Padding::given;
  of.p = of.p_end = all;
  return layers_text(chain);
}

std::string with_word(const Lesson& lesson, std::size_t layer, int word) {
  Chain chain = *chain_of(lesson);
  const Chain fresh = *read_notation("layer", kNewLayers[word], chain.rank);
  ChainStep& step = chain.steps[layer];
  const std::int64_t out = step.layer.out;
  const bool keeps = out == 0;
  step.layer = fresh.steps.front().layer;
  step.layer.out = step.layer.kind == LayerKind::conv || step.layer.kind == LayerKind::conv_transpose ? out : 0;
  step.keeps_channels = keeps;
  return layers_text(chain);
}

std::string with_copy(const Lesson& lesson, std::size_t layer) {
  Chain chain = *chain_of(lesson);
  ChainStep copy = chain.steps[layer];
  copy.name.clear();
  shift_results(chain, layer + 1, 1);
  const std::size_t next = layer + 1;
  if (next < chain.steps.size() && chain.steps[next].from == layer + 1) ++chain.steps[next].from;
  copy.from = layer + 1;
  copy.join = Join::none;
  copy.layer = word_of(chain.steps[layer]) >= 0 ? copy.layer : read_notation("layer", kNewLayers[0], chain.rank)->steps.front().layer;
  copy.layer.in = 0;
  copy.keeps_channels = true;
  copy.layer.out = 0;
  copy.whole = false;
  chain.steps.insert(chain.steps.begin() + static_cast<std::ptrdiff_t>(next), copy);
  return layers_text(chain);
}

std::string without_layer(const Lesson& lesson, std::size_t layer) {
  Chain chain = *chain_of(lesson);
  const std::size_t next = layer + 1;
  if (next < chain.steps.size() && chain.steps[next].from == next) chain.steps[next].from = chain.steps[layer].from;
  chain.steps.erase(chain.steps.begin() + static_cast<std::ptrdiff_t>(layer));
  shift_results(chain, next, -1);
  return layers_text(chain);
}

Expected<std::string> lines_of(std::string_view text) { return read_chain("text", text).map(layers_text); }

std::span<const LayersExample> layers_examples() {
  static const std::vector<LayersExample> examples = all_examples();
  return examples;
}

}  // namespace deconvlab

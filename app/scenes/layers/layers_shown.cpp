#include "app/scenes/layers/layers_shown.h"

#include <algorithm>
#include <numeric>
#include <optional>

#include "app/lessons/results.h"
#include "app/state/player.h"
#include "core/chain/chain_text.h"

namespace deconvlab {

LayerCell layer_cell(const Layers& layers, const Focus& focus) {
  const auto last = static_cast<std::int64_t>(layers.last());
  const bool output = focus.target == Target::output && focus.channel >= 0 && focus.channel <= last;
  if (!output && focus.target != Target::input) return {};
  const auto stage = static_cast<std::size_t>(!output ? 0 : focus.channel == 0 ? last : focus.channel);
  return {layers.plane(stage).contains(focus.cell), stage, focus.cell};
}

Focus focus_on(const Layers& layers, std::size_t stage) {
  if (stage == 0) return {Target::input, {0, 0}, {}};
  return {Target::output, {0, 0}, {}, stage == layers.last() ? 0 : static_cast<std::int64_t>(stage)};
}

double most_paths(const PlanePaths& paths) {
  if (paths.empty()) return 0;
  if (paths.parts.size() == 1) return std::ranges::max(paths.parts[0].rows.counts) * std::ranges::max(paths.parts[0].columns.counts);
  double most = 0;
  const Span rows = paths.rows(), columns = paths.columns();
  const std::int64_t by = 1 + (rows.last - rows.first) / 256, across = 1 + (columns.last - columns.first) / 256;
  for (std::int64_t r = rows.first; r <= rows.last; r += by)
    for (std::int64_t c = columns.first; c <= columns.last; c += across) most = std::max(most, paths.of({r, c}));
  return most;
}

LayersShown::LayersShown(const Frame& shown)
    : frame(shown),
      layers(*shown.results.of<LayersResult>().layers),
      current(static_cast<std::size_t>(moment_of(shown.model.time, std::ssize(layers.chain.steps)).step) + 1) {
  const LayerCell focus = layer_cell(layers, frame.focus);
  const Extent plane = layers.plane(current);
  stage = focus.found ? focus.stage : current;
  cell = focus.found ? focus.cell : Cell{plane.h / 2, plane.w / 2};
  forward = focus.found && stage == 0;
  auto counted = forward ? plane_paths_from(layers.stages, 0, cell) : plane_paths_to(layers.stages, stage, cell);
  if (counted) paths = std::move(*counted);
  paths.resize(layers.stages.size());
}

std::vector<std::size_t> LayersShown::shown() const {
  std::vector<std::size_t> all(layers.last() + 1);
  std::iota(all.begin(), all.end(), std::size_t{0});
  if (frame.model.lesson.view != kOneLayerView) return all;
  const ChainStage& now = of(current);
  const auto has_to_do = [&](std::size_t n) {
    return n == 0 || n == current || n == stage || n == now.from || now.with == std::optional(n);
  };
  std::erase_if(all, [&](std::size_t n) { return !has_to_do(n); });
  return all;
}

std::string LayersShown::line(std::size_t at) const {
  if (at == 0) return std::string(phrase(frame.language, "layers.input"));
  return resolved_notation(layers.chain, layers.stages, at, false);
}

std::string LayersShown::name(std::size_t at) const {
  const bool named = at > 0 && !layers.chain.steps[at - 1].name.empty();
  return named ? layers.chain.steps[at - 1].name : line(at);
}

}  // namespace deconvlab

#include "app/lessons/layers/layers.h"

#include <algorithm>

#include "core/chain/chain_text.h"
#include "core/try.h"

namespace deconvlab {

Extent Layers::plane(std::size_t stage) const {
  const auto& axes = stages[stage].axes;
  return is_line() ? Extent{1, axes[0].side} : Extent{axes[0].side, axes[1].side};
}

Expected<Chain> chain_of(const Lesson& lesson) {
  std::string lines = lesson.layers;
  const std::size_t first = lines.starts_with("input") ? lines.find(';') : std::string::npos;  // which is no layer
  std::ranges::replace(lines, ';', '\n');
  if (first != std::string::npos) lines[first] = ';';
  return read_chain("layer", lines);
}

Expected<Layers> layers_of(const Lesson& lesson) {
  Chain chain = TRY(chain_of(lesson));
  if (chain.rank > 2) return fail(ErrorCode::cannot_open, chain.source, reason("reason.chain_drawn_axes", chain.rank));
  if (std::ssize(chain.steps) > kMostDrawnLayers) return fail(ErrorCode::too_large, "layers", chain.steps.size(), kMostDrawnLayers);
  const Extent i = lesson.params.i;
  auto stages = TRY(resolve_chain(chain, chain.rank == 1 ? PerAxis{i.h} : PerAxis{i.h, i.w}));
  Layers layers{std::move(chain), std::move(stages)};
  for (std::size_t n = 0; n < layers.stages.size(); ++n) {
    if (const std::int64_t cells = layers.plane(n).area(); cells > kMostLayerCells)
      return fail(ErrorCode::too_large, "cells", cells, kMostLayerCells);
  }
  return layers;
}

std::string layers_text(const Chain& chain) {
  std::string text = chain.channels > 0 ? fmt::format("input c{}", chain.channels) : "";
  for (std::size_t n = 0; n < chain.steps.size(); ++n) text += (text.empty() ? "" : "; ") + notation_of(chain, n);
  return text;
}

}  // namespace deconvlab

// A chain of layers as a lesson: its lines, read, and resolved for the lesson's input.
#pragma once

#include <string>
#include <vector>

#include "app/lessons/lesson.h"
#include "core/chain/chain.h"
#include "core/error.h"

namespace deconvlab {

struct Layers {
  Chain chain;
  std::vector<ChainStage> stages;

  std::size_t last() const { return stages.size() - 1; }
  bool is_line() const { return chain.rank == 1; }
  // The cells of a stage, a row of them where there is one axis.
  Extent plane(std::size_t stage) const;
};

// What is drawn: more layers, or cells of one result, are refused.
inline constexpr std::int64_t kMostDrawnLayers = 64;
inline constexpr std::int64_t kMostLayerCells = std::int64_t{1} << 20;

// The lesson's lines; errors call each "layer", with its number. Errors: those of read_chain.
Expected<Chain> chain_of(const Lesson& lesson);
// For the lesson's i: both its sides, of one axis its rows. Errors: those of chain_of and resolve_chain; too_large; cannot_open with
// reason.chain_drawn_axes.
Expected<Layers> layers_of(const Lesson& lesson);
// The chain as a lesson has it, its lines parted by semicolons.
std::string layers_text(const Chain& chain);

}  // namespace deconvlab

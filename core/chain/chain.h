// Layers one after the other, and what an output cell of each sees of the input: sizes, receptive fields, multiplications, parameters.
// Formulas: Araujo, Norris & Sim, "Computing Receptive Fields of Convolutional Neural Networks" (Distill, 2019), and for layers that
// enlarge the same with a stride of 1 / s.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/chain/axis_map.h"
#include "core/chain/fraction.h"
#include "core/error.h"
#include "core/frameworks/layer.h"

namespace deconvlab {

// What a step does with the result of another step than the one that it is computed from: sums both, puts their channels side by side, or
// cuts its own to where the other's cells lie.
enum class Join { none, add, concatenate, crop };

struct ChainStep {
  std::string name = {};      // by which later steps call its result
  std::string function = {};  // "conv", "nn.Conv2d"
  int line = 1;
  Layer layer = {};
  Join join = Join::none;
  bool whole = false;           // the kernel is as large as the input
  bool keeps_channels = false;  // as many kernels as channels come in
  // Results: 0 is the input, n that of step n, counted from 1.
  std::size_t from = 0;
  std::size_t with = 0;  // of joins
  bool centred = false;  // of a crop to another result's sides: as much at both ends, the odd cell last; padded where it is smaller
};

struct Chain {
  std::string source = "text";  // what errors call it
  int rank = 2;                 // axes of space
  std::int64_t channels = 0;    // of the input; 0: not said
  PerAxis input = {};           // its sides; empty: not said
  std::vector<ChainStep> steps = {};
};

// Of one axis of a result.
struct ChainAxis {
  std::int64_t side = 0;
  std::int64_t remainder = 0;  // cells at the end of the padded input that no window reads
  // From the first to the last input cell that an output cell depends on, as far as no border cuts it off: the most of all cells.
  std::int64_t field = 1;
  Fraction jump = {1, 1};   // input cells from one output cell to the next
  Fraction start = {0, 1};  // where the centre of output cell 0 lies; 0 is the centre of input cell 0
  std::int64_t period = 1;  // so many cells further an output cell reads the same pattern
};

struct ChainStage {
  std::size_t from = 0;
  std::optional<std::size_t> with = std::nullopt;  // of add and concatenate: both have the same cells
  Layer layer = {};                                // with its channels, and its padding as cells
  std::int64_t channels = 0;                       // 0: not known
  std::vector<ChainAxis> axes = {};
  std::vector<AxisMap> maps = {};  // from the cells of `from`, an axis each
  // Of a kernel with every cell of the input or output, padding included, as frameworks count them; none where a number of channels is
  // not known. 0 where there is nothing to multiply with.
  std::optional<std::int64_t> products = 0;
  std::optional<std::int64_t> parameters = 0;
};

// The input, and the result of each step. `input`: the sides, or one for all axes; `channels` 0: the chain's own.
// Errors: missing_option for an input that is not said; shape_mismatch for another number of sides; else cannot_open with the step's line:
// sizes that cannot be, channels that differ, cells that do not meet.
Expected<std::vector<ChainStage>> resolve_chain(const Chain& chain, const PerAxis& input, std::int64_t channels = 0);

PerAxis sides_of(const ChainStage& stage);

// A list of layers: a framework's text, or lines such as "conv k3 s2 p1 c64" (chain_text.h). `rank` is that of the notation where no line
// says it, 0: 2. Errors: those of read_layers and of read_notation.
Expected<Chain> read_chain(std::string_view source, std::string_view text, int rank = 0);

}  // namespace deconvlab

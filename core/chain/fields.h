// What cells of a chain's results depend on, and what depends on them, along one axis.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/chain/chain.h"
#include "core/error.h"

namespace deconvlab {

// From the first to the last input cell that a cell of the stage depends on, for an input without borders; the most of all cells. Of
// kernels with gaps (dilation, s > k) after layers that enlarge it may be a little more than that. None where it is more than 2^38.
std::optional<std::int64_t> field_of(const std::vector<ChainStage>& stages, std::size_t stage, std::size_t axis);

// After so many cells the pattern of what is read repeats, of layers that take `step` input cells from one output cell to the next, and of
// the sum of two results.
std::int64_t period_after(std::int64_t period, const Fraction& step);
std::int64_t joined_period(std::int64_t a, std::int64_t b);

// For cells from `first` on how many paths lead from each to the cell in question, or from that to each: exact up to 2^53. A path takes a
// tap of each layer's kernel; on padding none goes on. What a product of the layers' matrices of ones has as its entries.
struct Paths {
  std::int64_t first = 0;
  std::vector<double> counts = {};  // empty: none of them

  double of(std::int64_t cell) const;
  std::int64_t last() const { return first + static_cast<std::int64_t>(counts.size()) - 1; }
};

// To one cell of stage `stage`, from the cells of it and of every stage before. Errors: too_large, of more than 2^26 links.
Expected<std::vector<Paths>> paths_to(const std::vector<ChainStage>& stages, std::size_t stage, std::size_t axis, std::int64_t cell);
// From one cell of stage `stage` to the cells of it and of every stage after. Errors: as paths_to.
Expected<std::vector<Paths>> paths_from(const std::vector<ChainStage>& stages, std::size_t stage, std::size_t axis, std::int64_t cell);

}  // namespace deconvlab

// How far the cells of the input that a result's cells depend on lie apart, along one axis.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/chain/chain.h"

namespace deconvlab {

// From the first to the last input cell that a cell of the stage depends on, for an input without borders; the most of all cells. Of
// kernels with gaps (dilation, s > k) after layers that enlarge it may be a little more than that. None where it is more than 2^38.
std::optional<std::int64_t> field_of(const std::vector<ChainStage>& stages, std::size_t stage, std::size_t axis);

// After so many cells the pattern of what is read repeats, of layers that take `step` input cells from one output cell to the next, and of
// the sum of two results.
std::int64_t period_after(std::int64_t period, const Fraction& step);
std::int64_t joined_period(std::int64_t a, std::int64_t b);

}  // namespace deconvlab

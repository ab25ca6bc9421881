// How often each cell of a chain's results goes into a cell of a later one: the effective receptive field.
#pragma once

#include <cstdint>
#include <vector>

#include "core/chain/chain.h"
#include "core/error.h"

namespace deconvlab {

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

// The same in a plane: a sum of products of rows' and columns' counts, one product as long as no step joins two results. Of one axis the
// rows are a single one.
struct PlanePaths {
  struct Part {
    Paths rows, columns;
  };
  std::vector<Part> parts = {};

  double of(Cell cell) const;
  bool empty() const { return parts.empty(); }
  // From the first to the last row and column that any part has. Precondition: not empty.
  Span rows() const;
  Span columns() const;
};

// For the cells of every stage before, or after. Errors: as paths_to; too_large, of more than 64 products.
Expected<std::vector<PlanePaths>> plane_paths_to(const std::vector<ChainStage>& stages, std::size_t stage, Cell cell);
Expected<std::vector<PlanePaths>> plane_paths_from(const std::vector<ChainStage>& stages, std::size_t stage, Cell cell);

}  // namespace deconvlab

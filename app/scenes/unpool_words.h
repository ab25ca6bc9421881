// A moment of the scene "unpool", and what is said about it.
#pragma once

#include <string>
#include <vector>

#include "app/scenes/labels.h"
#include "core/linear_map.h"

namespace deconvlab {

struct UnpoolStage {
  const Frame& frame;
  const Resampled& r;
  bool bilinear;      // what (b) shows
  std::int64_t step;  // the first half pools a cell each, the second brings one back each
  Cell current;       // the pooled cell of the step, or of what is pointed at
  Cell asked;         // the cell of the large grid whose rows are shown
  ValueScale scale;   // of all grids

  explicit UnpoolStage(const Frame& frame);
  const Geometry& pool() const { return r.sizes.pool; }
  const Tensor& x() const { return *r.x; }
  // (a) unpooled, (b) upsampled, (c) deconvolved.
  const Tensor& back(int way) const;
  std::int64_t cells() const { return pool().output().area(); }
  bool pooling() const { return step < cells(); }
  std::int64_t placed() const { return pooling() ? 0 : step - cells() + 1; }
  bool made(Cell pooled) const { return !pooling() || pool().output().index_of(pooled) <= step; }
  bool is_placed(Cell pooled) const { return pool().output().index_of(pooled) < placed(); }
  // The first cell of a pooled cell's window; may lie on the padding.
  Cell first_of(Cell pooled) const { return {pool().h.input_of(pooled.row, 0), pool().w.input_of(pooled.col, 0)}; }
  bool in_window(Cell c, Cell pooled) const { return pool().weight_between(pooled, c).found; }
  // The pooled cell that a cell of the large grid is a copy of.
  Cell owner(Cell c) const;
  Cell switch_of(Cell pooled) const;
  bool names(Cell pooled, Cell c) const { return switch_of(pooled) == c; }
  // Whether the timeline has found this cell to be a maximum.
  bool is_switch(Cell c) const;
  bool stamps(Cell pooled, Cell c) const { return r.sizes.up.weight_between(pooled, c).found; }
  // A cell's row of the matrix of (a), (b) or (c).
  std::vector<MapEntry> row_of(int way, Cell cell) const;
};

// How far (c) is from (b) and from (a), and why.
std::vector<std::string> unpool_statements(const UnpoolStage& stage);
std::string unpool_sentence(const UnpoolStage& stage);
std::string describe_unpool(const Focus& focus, const Frame& frame);

}  // namespace deconvlab

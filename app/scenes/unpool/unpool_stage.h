// A moment of the scene "unpool".
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "app/diagram/labels.h"
#include "app/state/player.h"

namespace deconvlab {

struct UnpoolStage {
  const Frame& frame;
  const Resampled& r;
  Focus focus;       // the frame's; none where the scene has no such thing
  bool bilinear;     // what ② shows
  Moment moment;     // nothing moves while something is pointed at
  Cell current;      // the pooled cell of the step, or of what is pointed at
  Cell asked;        // the cell of the large grid whose rows are shown: the one pointed at, or one of the step's that tells the ways apart
  ValueScale scale;  // of all grids

  explicit UnpoolStage(const Frame& frame);
  const Geometry& up() const { return frame.results.geometry; }
  const WaysBack& ways() const { return *frame.results.pooling().ways; }
  const Geometry& pool() const { return r.pool; }
  const Tensor& x() const { return *r.x; }
  const Tensor& kernel() const { return frame.results.transpose.kernel(); }
  // What weights are shaded by: those of the kernel, and of the rows of U and N, which are 1 at most.
  ValueScale weights() const { return {std::max(1.0f, frame.results.kernel_scale.largest), frame.results.kernel_scale.has_negative}; }
  Extent large() const { return pool().input(); }
  Extent small() const { return pool().output(); }
  std::int64_t cells() const { return small().area(); }
  bool pointed() const { return focus.target != Target::none; }
  // ① unpooled, ② upsampled, ③ deconvolved.
  const Tensor& back(int way) const;

  // The first half of the steps pools a cell each, the second half brings one back each.
  std::int64_t step() const { return moment.step; }
  bool pooling() const { return step() < cells(); }
  // Whether what comes back is compared: not before any of it does.
  bool judges() const { return !pooling() || pointed(); }
  // The pooled cell that the step is about, whatever is pointed at.
  Cell stepped() const { return small().cell_at(step() % cells()); }
  // Steps whose value has arrived.
  std::int64_t done() const { return step() + (moment.products >= 1 ? 1 : 0); }
  bool made(Cell pooled) const { return small().index_of(pooled) < done(); }
  bool is_placed(Cell pooled) const { return small().index_of(pooled) + cells() < done(); }
  bool all_placed() const { return done() == 2 * cells(); }
  // How far the step's value is on its way: to the pooled map once the window is there, or back to the large grids.
  double on_its_way() const;

  // The first cell of a pooled cell's window; may lie on the padding.
  Cell first_of(Cell pooled) const { return {pool().h.input_of(pooled.row, 0), pool().w.input_of(pooled.col, 0)}; }
  bool in_window(Cell c, Cell pooled) const { return pool().weight_between(pooled, c).found; }
  // The pooled cell that a cell of the large grid is a copy of.
  Cell owner(Cell c) const;
  Cell switch_of(Cell pooled) const;
  bool names(Cell pooled, Cell c) const { return switch_of(pooled) == c; }
  // How often a pooled cell's value stands in its window.
  std::int64_t times_in_window(Cell pooled) const;
  // The last pooled cell before this one, in row order, that has its switch in the same place.
  std::optional<Cell> same_switch_before(Cell pooled) const;
  // Whether some cell of ③ is reached by no stamp.
  bool has_unreached() const;
  // Whether the timeline has found this cell to be a maximum.
  bool is_switch(Cell c) const;
  // Whether a way brings something of a pooled cell to a cell of the large grid; a zero weight too, where the kernel has one there.
  bool brings(int way, Cell pooled, Cell c) const;
  // The rectangle of cells to which ② brings a pooled cell; empty where there is none.
  CellRect copies_of(Cell pooled) const;
  // A cell's row of the matrix of ①, ② or ③.
  std::vector<RowEntry> row_of(int way, Cell cell) const;
  const LinearMap& map_of_b() const { return bilinear ? ways().bilinear : ways().nearest; }
  const std::optional<MatrixComparison>& comparison_with_b() const { return bilinear ? ways().to_bilinear : ways().to_nearest; }
  // What a way back shows in a cell: nothing before a pooled cell has come there.
  std::optional<float> shown(int way, Cell c) const;

 private:
  std::optional<float> shown_unpooled(Cell c) const;
};

}  // namespace deconvlab

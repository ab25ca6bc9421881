// A frame with what its step and focus come to: what every scene asks before it draws.
#pragma once

#include <optional>

#include "app/diagram/links.h"
#include "app/diagram/scene.h"
#include "app/state/player.h"

namespace deconvlab {

struct Stage {
  const Frame& frame;
  const Geometry& geometry;
  bool stamps;  // the step stamps an input cell, which is what the links are about while nothing is pointed at
  Focus focus;  // the frame's; none where the geometry has no such thing
  Focus pinned;
  Moment reached;  // by the timeline, whatever is pointed at
  Moment moment;   // the same with nothing in motion while something is pointed at
  Links links;
  Step step;            // of the placement shown
  bool started = true;  // no output is filled before
  Extent apart{1, 1};   // more than 1: the input is a stretched one, its real cells stand so far apart

  explicit Stage(const Frame& frame);
  // At a moment that the scene has its own way to find.
  Stage(const Frame& frame, Moment reached);
  // The lesson's, as in Results; its matrix is C or, of a transposed lesson, Ct.
  bool transposed() const { return frame.results.transposed(); }
  Extent inputs() const { return frame.results.inputs(); }
  Extent outputs() const { return frame.results.outputs(); }
  bool stretched() const { return apart.h > 1 || apart.w > 1; }
  // Whether an input cell is a zero between the real ones.
  bool inserted(Cell input) const { return geometry.inside(input) && (input.row % apart.h != 0 || input.col % apart.w != 0); }
  // The cell of the unstretched input that a real cell is.
  Cell unstretched(Cell input) const { return {input.row / apart.h, input.col / apart.w}; }
  // The last stamp that the step lays down, and that of the step before: -1 at the start.
  std::int64_t stamp() const { return stamp_at(reached.step); }
  std::int64_t stamp_before() const { return reached.step > 0 ? stamp_at(reached.step - 1) : -1; }
  // Products that have reached the sum: all of them except in the second half of a motion.
  std::int64_t terms_done() const;
  // The output cells that are filled: those that the timeline has reached, and the one that is pointed at.
  bool filled(Cell output) const;
  // Whether an output cell that is not filled is the one to come, or what is pointed at is about it.
  bool awaits(Cell output) const { return !filled(output) && links.output(output) && (started || focus.target != Target::none); }
  // The number that an output cell shows: nothing where the timeline has not come, of the cell being made the sum so far.
  std::optional<float> shown(Cell output) const;
  // The sum that has come together so far, of the placement shown.
  float sum_so_far() const;
  // The cell of the input, the output or the kernel that is pinned.
  std::optional<Cell> pinned_cell(Target grid) const;
  // Whether weights light up one by one, not all of a placement.
  bool picks_weights() const { return focus.target != Target::none && focus.target != Target::output; }
  bool complete() const { return terms_done() >= std::ssize(step.terms); }
  // Where the rows shown in motion are: the step's row of the matrix, between two rows while the kernel glides.
  double row_in_motion() const { return static_cast<double>(step.t) - (1 - moment.glide); }

 private:
  std::int64_t stamp_at(std::int64_t step) const;
};

}  // namespace deconvlab

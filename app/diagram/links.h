// What belongs to what is pointed at: the counterparts that light up in every view. Arithmetic on the geometry, nothing is listed.
// Inputs and outputs are the lesson's: those of a transposed one are the convolution's outputs and inputs.
#pragma once

#include "app/state/model.h"
#include "core/geometry/geometry.h"
#include "core/matrix/sparse.h"

namespace deconvlab {

// The focus, or none where it names something that the geometry does not have (a link may).
Focus focus_within(const Geometry& geometry, const Focus& focus, Side side = Side::c);

class Links {
 public:
  // With no focus the output cell `step` is what the lesson is about.
  Links(const Geometry& geometry, const Focus& focus, std::int64_t step, Side side = Side::c);

  // The cell whose placement is shown: the focused output cell, or the step's.
  Cell placement() const { return placement_; }
  // Whether a placement belongs to the focus (not so for an input cell or a weight, which meet many).
  bool shows_placement() const { return focus_.target != Target::input && focus_.target != Target::weight; }
  const Focus& focus() const { return focus_; }

  bool input(Cell c) const;  // also a padding cell, outside the input
  bool output(Cell c) const;
  bool weight(Cell c) const;
  bool entry(Cell output, Cell input) const;  // a nonzero of C, or Ct
  // The weight that joins the two; none where the matrix has no entry.
  MaybeCell joint(Cell output, Cell input) const;

 private:
  // Whether any output takes `input` times `weight`.
  bool used(Cell weight, Cell input) const;

  const Geometry& geometry_;
  Side side_;
  Focus focus_;  // never none
  Cell placement_;
};

}  // namespace deconvlab

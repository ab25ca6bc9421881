// A frame with what its step and focus come to: what every scene asks before it draws.
#pragma once

#include "app/player.h"
#include "app/scenes/links.h"
#include "app/scenes/scene.h"

namespace deconvlab {

struct Stage {
  const Frame& frame;
  const Geometry& geometry;
  Focus focus;  // the frame's; none where the geometry has no such thing
  Moment moment;
  Links links;
  Step step;  // of the placement shown

  explicit Stage(const Frame& frame);
  // Products that have reached the sum: all of them except in the second half of a motion.
  std::int64_t terms_done() const;
  // The output cells that are filled: those before this one, and all of them while something else is pointed at.
  bool filled(Cell output) const;
  // Where the rows shown in motion are: the step's row of C, between two rows while the kernel glides.
  double row_in_motion() const { return static_cast<double>(step.t) - (1 - moment.glide); }
};

}  // namespace deconvlab

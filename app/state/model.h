// What the user set: plain, copyable, comparable; app/state/link.h has it as text.
#pragma once

#include <string>

#include "app/lessons/lesson.h"

namespace deconvlab {

// Where the matrix view looks: centre in entries of C and zoom in pixels an entry; zoom 0 shows all of it.
struct MatrixView {
  double row = 0;
  double col = 0;
  double zoom = 0;

  bool operator==(const MatrixView&) const = default;
};

// How a scene stands: what it is left with, and comes back with.
struct SceneState {
  Lesson lesson;
  double time = 0;  // in steps: at t the picture of step t is complete, between t and t + 1 the kernel glides and products add up
  Focus pinned;
  MatrixView matrix;

  bool operator==(const SceneState&) const = default;
};

struct Model : SceneState {
  std::string theme = "light";
  std::string language = "en";
  double text_scale = 1;
  double speed = 1;  // steps a second while playing
  bool playing = false;
  bool reduce_motion = false;
  bool picture_only = false;  // F11

  bool operator==(const Model&) const = default;
};

}  // namespace deconvlab

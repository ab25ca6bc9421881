// What the user set: plain, copyable, comparable; saved as link text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/params.h"
#include "core/tensor.h"

namespace deconvlab {

// A named plane of core/kernels.h, or the user's own values (name empty).
struct PlaneChoice {
  std::string name;
  std::uint64_t seed = 0;
  Extent own_size;
  std::vector<float> own;

  bool operator==(const PlaneChoice&) const = default;
};

// What is pointed at or pinned. `cell` is an index into the thing's own grid; for a nonzero of C `cell` is the output cell and
// `other` the input cell, for a padding cell `cell` lies outside the input; tile `cell.row` is one of the gallery's.
enum class Target { none, input, output, weight, nonzero, tile };
struct Focus {
  Target target = Target::none;
  Cell cell;
  Cell other;

  bool operator==(const Focus&) const = default;
};

// Which operator a scene is about, and so what Params::i is: the input of the convolution, i' of the transposed one, or the input of a
// pooling whose result is brought back to that size.
enum class Family { convolution, transposed, pooling };

// What a lesson has from its scene, as the scene's table has it; a link does not carry it.
struct SceneTraits {
  Family family = Family::convolution;
  std::int64_t own_steps = 0;  // not 0: so many, whatever the sizes are
  bool own_lessons = false;    // shows lessons of its own and uses none of this one's
  bool on_picture = false;     // its input is the lesson's picture
  bool fcn = false;            // about the picture's score maps: app/fcn.h
  bool trains = false;         // a pooling lesson that trains its kernel: app/imitation.h
  double pace = 1;             // steps a second that playing at speed 1 passes
  bool network = false;        // about what the shipped networks make of the picture: app/decoded.h
  bool maps = false;           // about one of their maps at a time
  bool projection = false;     // about the way back from one of their units

  // Of many lessons, none of which is the window's.
  bool is_overview() const { return own_lessons && !on_picture; }
  // Computed beside the window, which does not wait.
  bool takes_long() const { return on_picture || trains; }
  bool operator==(const SceneTraits&) const = default;
};

// What a lesson is about: undone and redone, carried by a link.
struct Lesson {
  std::string scene = "convolution";
  SceneTraits traits;        // of the scene
  std::string view = "all";  // which of the scene's views, where it has several
  Params params;
  bool square = true;  // rows and columns linked
  PlaneChoice input{"digits", 1, {}, {}};
  PlaneChoice kernel{"counting", 0, {}, {}};
  std::string picture = "scene";  // a sample of core/samples.h, of Params::i, or a file
  Extent up = Extent::square(2);  // of a pooling lesson: the kernel with which the pooled map is deconvolved
  std::string optimiser = "sgd";  // of a lesson that trains: core/imitate.h
  double rate = 0.03;             // its learning rate
  std::int64_t channel = -1;      // of a network's maps; -1: the strongest one
  std::int64_t level = 3;         // of the encoder, whose unit is projected
  bool symbols = false;           // cells show x_{r,c} and w_{u,v} instead of values

  bool operator==(const Lesson&) const = default;
};

// Where the matrix view looks: centre in entries of C and zoom in pixels an entry; zoom 0 shows all of it.
struct MatrixView {
  double row = 0;
  double col = 0;
  double zoom = 0;

  bool operator==(const MatrixView&) const = default;
};

struct Model {
  Lesson lesson;
  double time = 0;  // in steps: at t the picture of step t is complete, between t and t + 1 the kernel glides and products add up
  Focus pinned;
  MatrixView matrix;
  std::string theme = "light";
  std::string language = "en";
  double text_scale = 1;
  double speed = 1;  // steps a second while playing
  bool playing = false;
  bool reduce_motion = false;
  bool picture_only = false;  // F11

  bool operator==(const Model&) const = default;
};

// "deconvlab:convolution?i=5&k=3&s=2&p=1&..." - everything of the lesson, the time, theme and language.
std::string to_link(const Model& model);
// Also takes a bare scene id (not checked here: scenes.h knows the ids). Errors: bad_link.
Expected<Model> from_link(std::string_view text, const Model& base = {});

}  // namespace deconvlab

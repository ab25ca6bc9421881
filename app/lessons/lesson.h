// What a lesson is about: plain, copyable, comparable; app/lessons/fields.h has its parts as text.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "core/params.h"
#include "core/tensor.h"

namespace deconvlab {

// A named plane of core/operators/kernels.h, or the user's own values (name empty): a plane, or one after the other.
struct PlaneChoice {
  std::string name;
  std::uint64_t seed = 0;
  Extent own_size;
  std::vector<float> own;

  // NaN is NaN here: whatever asks whether a lesson changed would else see a change that never ends.
  friend bool operator==(const PlaneChoice& a, const PlaneChoice& b) {
    const auto same = [](float x, float y) { return x == y || (std::isnan(x) && std::isnan(y)); };
    return a.name == b.name && a.seed == b.seed && a.own_size == b.own_size && std::ranges::equal(a.own, b.own, same);
  }
};

// What is pointed at or pinned. `cell` is an index into the thing's own grid; for a nonzero of C `cell` is the output cell and
// `other` the input cell, for a padding cell `cell` lies outside the input; tile `cell.row` is one of the gallery's. `channel` is the
// cell's in a tensor of several, or the bias's own.
enum class Target { none, input, output, weight, nonzero, tile, bias };
struct Focus {
  Target target = Target::none;
  Cell cell;
  Cell other;
  std::int64_t channel = 0;

  bool operator==(const Focus&) const = default;
};

// Which of a scene's pictures, counted from 1, stand left and right of the edge of its wipe: app/lessons/wipe.h.
struct WipeSides {
  std::int64_t left = 1, right = 2;

  bool operator==(const WipeSides&) const = default;
};

struct LessonKind;  // app/lessons/kind.h
extern const LessonKind kConvolutionKind;

// What a lesson is about: undone and redone, carried by a link.
struct Lesson {
  std::string scene = "convolution";
  const LessonKind* kind = &kConvolutionKind;  // the scene's
  std::string view;                            // which of the scene's views; nothing where it has none
  Params params;
  bool square = true;  // rows and columns linked
  PlaneChoice input{"digits", 1, {}, {}};
  PlaneChoice kernel{"counting", 0, {}, {}};
  std::string picture = "scene";   // a sample of core/samples/samples.h, of Params::i, or a file
  Extent up = Extent::square(2);   // pooling lessons only: the kernel with which the pooled map is deconvolved
  std::string optimiser = "sgd";   // of a lesson that trains: core/network/imitate.h
  double rate = 0.03;              // its learning rate
  std::int64_t channel = -1;       // of a network's maps; -1: the strongest one
  std::int64_t level = 3;          // of the encoder, whose unit is projected
  std::string layers = "conv k3";  // of a chain: lines of core/chain/chain_text.h parted by semicolons
  Extent channels = {1, 1};        // of a layer, into it and out of it; Params::groups share them out
  std::vector<float> bias = {};    // of a layer, for each channel out of it; none of one without
  WipeSides wipe = {};             // of a picture that is wiped
  bool symbols = false;            // cells show x_{r,c} and w_{u,v} instead of values

  bool operator==(const Lesson&) const = default;
};

}  // namespace deconvlab

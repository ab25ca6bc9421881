// Pictures drawn with a label for every pixel: what the decoders are trained and judged on. Shapes with holes, textures and thin structures
// lie over each other on a mottled ground; all sizes are in pixels, so a larger scene holds more things, not larger ones.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/samples/paint.h"
#include "core/tensor.h"

namespace deconvlab {

struct SceneClass {
  std::string_view id;
  bool thin;      // made of strokes of 3 to 8 pixels
  Colour colour;  // of a label map, 0 to 1
};

// ground, ball, ring, frame, stripes, checks, dots, pole, wheel, letter: the label is the place in the table.
std::span<const SceneClass> scene_classes();

struct LabelledScene {
  Tensor picture;  // 1 x 3 x side x side: red, green, blue from 0 to 1
  Tensor labels;   // 1 x 1 x side x side: whole numbers
};

// The same seed and side give the same scene on one machine. side >= 1.
LabelledScene labelled_scene(std::uint64_t seed, std::int64_t side);

// The seed of a series' scene of this number.
std::uint64_t scene_seed(std::uint64_t series, std::int64_t number);

}  // namespace deconvlab

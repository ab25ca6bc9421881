// What the scene "fcn" shows in a frame, and its words.
#pragma once

#include <optional>
#include <string>

#include "app/diagram/scene.h"
#include "app/lessons/fcn/fcn.h"

namespace deconvlab {

enum class FcnPhase { scores, plane, frame, overlay };

struct FcnShown {
  const Frame& frame;
  const Tensor& picture;
  const FcnVariant& variant;
  FcnPhase stage;

  Extent size() const { return picture.shape().plane(); }
  std::int64_t side() const { return variant.coarse.size.h; }
};
FcnShown fcn_shown(const Frame& frame);

// Of a pixel of the picture.
std::uint8_t label_at(const FcnVariant& v, Cell c);
// Of a score cell, or of a pixel.
std::optional<std::int64_t> class_at(const FcnShown& s, const Focus& focus);

std::string describe_fcn(const Focus& focus, const Frame& frame);
std::string fcn_sentence(const Frame& frame);
// What the other steps' sizes are.
std::string fcn_note(const Frame& frame);

}  // namespace deconvlab

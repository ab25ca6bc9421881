// How the value of an argument becomes part of a layer.
#pragma once

#include "core/frameworks/signature.h"

namespace deconvlab {

// An argument on its way into the layer.
struct Taking {
  std::string_view source;
  const Signature& signature;
  const Parameter& parameter;
  const Value& value;
  Layer& layer;
  PerAxis& weights;  // the weights' shape, empty while it is not known
};

// Errors: cannot_open, where the value is none that the role takes.
Expected<void> take(const Taking& of);

// Numbers: one for each axis, or one for all, at least `least`; [1, 3, 3, 1] where the framework gives batch and channels theirs too.
Expected<PerAxis> axes_in(const Taking& of, std::int64_t least);
// The shape that a value says: [1, 8, 8, 3], tf.zeros([1, 8, 8, 3]), torch.randn(1, 3, 8, 8); empty where it says none of `axes` numbers.
PerAxis shape_in(const Value& value, std::size_t axes);

}  // namespace deconvlab

// Lessons as the layers of frameworks, and layers as the lessons that show them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "core/frameworks/frameworks.h"
#include "core/frameworks/layer.h"
#include "core/geometry/geometry.h"

namespace deconvlab {

// Channels of a layer's input and output.
struct LayerChannels {
  std::int64_t in = 1;
  std::int64_t out = 1;
};

// The layer that a geometry of an operator is, with its input's sides. An operator's rule for the padding stays the layer's.
Layer conv_of(const Geometry& geometry, LayerChannels channels = {});
Layer conv_transpose_of(const Geometry& geometry, LayerChannels channels = {});
Layer max_pool_of(const Geometry& pool);    // with its switches
Layer max_unpool_of(const Geometry& pool);  // back to the size that was pooled
// To the size that was pooled.
Layer upsample_of(const Geometry& resample, Interpolation interpolation);

// "y = F.conv2d(x, w)", of tensors that are there.
std::string function_line(const Layer& layer, std::string_view x = "x");

// A link to the scene that shows the layer, with one channel of it; of a layer that does not say its input's sides the scene has small
// ones. Else why no scene does, as a reason().
tl::expected<std::string, std::string> link_to(const Layer& layer);

// The phrase that says what a layer is, with its name and line.
std::string_view layer_kind_key(LayerKind kind);
// "(out, in, kh, kw): 64 x 3 x 7 x 7", a ? where a size is not said.
std::string weights_text(std::span<const FilterAxis> axes);

}  // namespace deconvlab

// A layer of a network as all frameworks mean it: numbers and rules, without any framework's names and defaults.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/geometry/geometry.h"
#include "core/params.h"

namespace deconvlab {

enum class LayerKind { conv, conv_transpose, max_pool, average_pool, max_unpool, upsample, pixel_shuffle, crop, pad };
inline constexpr int kLayerKinds = 9;

// "conv", "conv-transpose", ...: also the end of the kind's key in the language tables.
std::string_view layer_kind_id(LayerKind kind);

// One number for each axis of space, the outermost first: 1 to 3 of them. Empty where the text does not say it.
using PerAxis = std::vector<std::int64_t>;

enum class Interpolation { nearest, linear, cubic };

struct Layer {
  LayerKind kind = LayerKind::conv;
  int rank = 2;  // axes of space
  // Channels of the layer's own input and output; 0: not said.
  std::int64_t in = 0;
  std::int64_t out = 0;
  std::int64_t groups = 1;      // 0: as many as `in`, which is not said
  std::int64_t multiplier = 0;  // where groups is 0: channels out for each one in; 0: not said
  bool bias = false;
  PerAxis k = {};  // empty also where the kernel's size is that of weights which the text does not give
  PerAxis s = {};
  PerAxis d = {};
  // conv and pooling: cells before and after the input, negative ones cut off; conv_transpose and crop: cells cut off the full result,
  // negative ones added; pad: cells added. A rule takes their place: of conv_transpose it is the convolution's.
  Padding rule = Padding::given;
  PerAxis p = {};
  PerAxis p_end = {};             // empty of a crop to another layer's size
  PerAxis a = {};                 // output padding of conv_transpose
  PerAxis input = {};             // the input's sides
  PerAxis output = {};            // the output's sides that are asked for
  bool ceil_mode = false;         // of pooling
  bool count_include_pad = true;  // of average_pool
  Interpolation interpolation = Interpolation::nearest;
  Resampling resampling = {};
  std::vector<double> scale = {};  // of upsample: resized cells for each given one
  std::int64_t block = 0;          // of pixel_shuffle
  bool depth_first = false;        // of pixel_shuffle: the block's place is the slower index of the channels (DCR), as in TensorFlow
  bool turned = false;             // the kernel is rotated by 180 degrees to what PyTorch's same layer does with it
  bool indices = false;            // max_pool gives its switches too
  bool channels_last = false;      // of the data
  bool minus_infinity = false;     // of pad: cells of -infinity, not of zeros
  bool bilinear = false;           // the weights are Caffe's bilinear filler
  bool fixed = false;              // they are not learned

  bool operator==(const Layer&) const = default;
};

inline PerAxis axes_of(const Layer& layer, std::int64_t value) { return PerAxis(static_cast<std::size_t>(layer.rank), value); }
// Whether every group is one channel, and how many channels out each has then; 0: not said.
bool is_depthwise(const Layer& layer);
std::int64_t depth_multiplier(const Layer& layer);
// k + (k - 1)(d - 1), along one axis.
std::int64_t k_eff(const Layer& layer, std::size_t axis);

// The same layer, said in one way: VALID, causal and, where they do not depend on the input's size, SAME as cells of padding; an output
// padding or an output asked for as cells less cut off at the end; a crop for a padding below 0.
Layer canonical(Layer layer);
// Whether both compute the same from the same weights, as far as both say it: what one of them leaves open (channels, sizes), the turn of
// its kernel, its layout and its bias do not count.
bool same_layer(const Layer& one, const Layer& other);

// The output's sides, of an input of these sides, through core/geometry.
// Errors: shape_mismatch for another number of sides than the layer has axes; missing_option, k, where the kernel's size is not said; those
// of geometry.h.
Expected<PerAxis> output_sides(const Layer& layer, const PerAxis& input);
// One axis of upsampling, of an input of this side, as both axes of a geometry: input() is the resized side. Errors: those of
// resolve_upsample.
Expected<Geometry> resized_axis(const Layer& layer, std::size_t axis, std::int64_t i);
// SAME and ceil_mode as cells of padding at the ends of an input of these sides. Errors: as output_sides.
Expected<Layer> with_padding_for(const Layer& layer, const PerAxis& input);

}  // namespace deconvlab

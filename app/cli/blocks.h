// Layers of several channels: what `matrix` and `steps` read of them.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "app/cli/map.h"

namespace deconvlab {

// Whether an operator's kernel joins several channels.
bool joins_channels(const Operator& op);

// The kernel as it is opened, where the layer has several channels: options say so, or the kernel's file has several planes; else nothing.
// `said`: other options than those of MapOptions do. Errors: needless_option, for --channels and --groups of an operator that joins none;
// those of opening.
Expected<std::optional<OperandSource>> open_channels(const Operator& op, const MapOptions& options, bool said, Reader& reader);

// The weights of a convolution, or of a transposed one, with `channels` such as 2x3 (in x out): the file's array; a named kernel for each
// pair of channels, "counting" counting on and random ones with the next seed. Channels that are not given are the array's, else one for
// each group. Their shape is checked before they are made. Errors: not_an_integer, not_positive, groups_do_not_divide, shape_mismatch, and
// those of `check`.
Expected<Tensor> load_weights(const Operator& op, const std::string& channels, const OperandSource& kernel, const Geometry& geometry,
                              const std::function<Expected<void>(const Shape&)>& check);

// The input of such weights.
Shape input_shape(const Operator& op, const Shape& weights, const Geometry& geometry);
// What a convolution's im2col unfolds: as many channels as `channels` says, else the array's, else one for each group.
// Errors: those of load_weights.
Expected<Shape> unfolded_shape(const Operator& op, const std::string& channels, const OperandSource& input, const Geometry& geometry);
// The file's array, a sample, or a named plane for each channel as load_weights has them. Errors: shape_mismatch, and those of making it.
Expected<Tensor> load_planes(const OperandSource& input, const Shape& needed);

// Of both ends of the layer of such weights, whichever way it goes.
struct ChannelCounts {
  std::int64_t in = 1, out = 1;
};
ChannelCounts channels_of(const Operator& op, const Shape& weights, const Geometry& geometry);

}  // namespace deconvlab

// Weights of several channels, and what `matrix` writes of them.
#pragma once

#include <string>

#include "app/cli/map.h"

namespace deconvlab {

// Whether the kernel's file has several planes.
bool has_channels(const OperandSource& kernel);

// The weights of a convolution, or of a transposed one, with `channels` such as 2x3 (in x out): the file's array; a named kernel for each
// pair of channels, "counting" counting on and random ones with the next seed. Channels that are not given are the array's, else one for
// each group. Errors: not_an_integer, not_positive, groups_do_not_divide, shape_mismatch.
Expected<Tensor> load_weights(const Operator& op, const std::string& channels, const OperandSource& kernel, const Geometry& geometry);

}  // namespace deconvlab

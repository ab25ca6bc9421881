// The weights of the networks that lessons are about.
#pragma once

#include <string>

#include "core/network/segmenter.h"

namespace deconvlab {

// The network of app/weights/segment.npz, which is part of the program; read once, by the first who asks.
const Segmenter& shipped_segmenter();
// Of the file that use_weights() took, else the shipped one.
const Segmenter& segmenter_in_use();

// From now on a file's weights stand in for those of the program; nothing where `file` is empty. Precondition: nobody has asked for
// segmenter_in_use() yet. Errors: those of read_weights.
Expected<void> use_weights(const std::string& file);

}  // namespace deconvlab

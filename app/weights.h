// The weights that the program brings along.
#pragma once

#include "core/segmenter.h"

namespace deconvlab {

// The network of app/weights/segment.npz, which is part of the program; read once, by the first who asks.
const Segmenter& shipped_segmenter();

}  // namespace deconvlab

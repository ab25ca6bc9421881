// The functions behind the table in samples.cpp. Sizes are positive.
#pragma once

#include <cstdint>

#include "core/tensor.h"

namespace deconvlab {

Tensor draw_scene(Extent size, std::uint64_t seed);
Tensor draw_text(Extent size, std::uint64_t seed);
Tensor draw_zone_plate(Extent size, std::uint64_t seed);
Tensor draw_objects(Extent size, std::uint64_t seed);

}  // namespace deconvlab

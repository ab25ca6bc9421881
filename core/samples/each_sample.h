// The functions behind the table in samples.cpp. Sizes are positive.
#pragma once

#include "core/tensor.h"

namespace deconvlab {

Tensor draw_scene(Extent size);
Tensor draw_text(Extent size);
Tensor draw_zone_plate(Extent size);

}  // namespace deconvlab

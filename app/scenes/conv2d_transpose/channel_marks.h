// Which channels a plane is of: a border in the channel's colour, on the left for a channel of x and above for one of y, so that the planes
// of a filter have both.
#pragma once

#include "app/diagram/grids.h"

namespace deconvlab {

void mark_input_channel(Canvas& canvas, const GridPlace& place, std::int64_t in, const Theme& theme);
void mark_output_channel(Canvas& canvas, const GridPlace& place, std::int64_t out, const Theme& theme);

}  // namespace deconvlab

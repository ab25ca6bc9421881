// Where the planes of scene "conv2d-transpose" stand: x on the left, the lens' rows in the middle, y on the right.
#pragma once

#include "app/scenes/channels.h"
#include "app/scenes/grids.h"

namespace deconvlab {

struct ChannelPlane {
  GridPlace place;
  double width = 0;  // that a line of text above or below it may take
};

struct ChannelPlaces {
  ChannelPlane x[kChannels];             // stretched and padded
  ChannelPlane patch[kChannels];         // of the lens, by input channel
  ChannelPlane w[kChannels][kChannels];  // of the lens, [in][out]
  ChannelPlane y[kChannels];
  Rect totals[kChannels];  // a line for each output channel
};

// The channels of x, and those of y, stand one above the other in line with the lens' rows where that gives larger cells, else side by
// side.
ChannelPlaces arrange_channels(Rect area, const Geometry& geometry);

}  // namespace deconvlab

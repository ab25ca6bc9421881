// Where the planes of scene "conv2d-transpose" stand: x on the left, the lens' rows in the middle, y on the right.
#pragma once

#include "app/diagram/grids.h"
#include "app/lessons/convolution/channels.h"

namespace deconvlab {

struct ChannelPlane {
  GridPlace place;
  double width = 0;  // that a line of text above or below it may take
};

struct ChannelPlaces {
  ChannelPlane x[kInChannels];                // stretched and padded
  ChannelPlane patch[kInChannels];            // of the lens, by input channel
  ChannelPlane w[kInChannels][kOutChannels];  // of the lens, [in][out]
  ChannelPlane y[kOutChannels];
  Rect totals[kOutChannels];  // a line for each output channel
};

// The smallest cells that have room for the numbers of each kind of plane.
struct ReadableCells {
  double x = 1, w = 1, y = 1;
};
ReadableCells readable_cells(const Channels& channels);

// The channels of x and those of y stand one above the other where more can be read so, those of x in line with the lens' rows, else side
// by side.
ChannelPlaces arrange_channels(Rect area, const Geometry& geometry, const ReadableCells& readable);

}  // namespace deconvlab

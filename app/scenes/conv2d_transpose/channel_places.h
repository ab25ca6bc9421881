// Where the planes of scene "conv2d-transpose" stand: x on the left, the lens' rows in the middle, y on the right.
#pragma once

#include "app/diagram/grids.h"
#include "app/lessons/convolution/channels.h"

namespace deconvlab {

// Of a line of text above a plane, clear of the mark of the plane's output channel, and how far the line's middle is from the plane.
inline constexpr double kPlaneCaption = 22;
inline constexpr double kAbovePlane = 13;

struct ChannelPlane {
  GridPlace place;
  double width = 0;  // that a line of text above or below it may take
};

struct ChannelPlaces {
  ChannelPlane x[kInChannels];                // stretched and padded
  ChannelPlane patch[kInChannels];            // of the lens, by input channel
  ChannelPlane w[kInChannels][kOutChannels];  // of the lens, [in][out]
  ChannelPlane y[kOutChannels];
  Rect totals[kOutChannels];  // a line for each output channel: below its plane, or below the lens
  // Where x and y are pictures: so many cells of each channel of y as numbers, and above all two lines for the sizes.
  Extent cut{0, 0};
  ChannelPlane cuts[kOutChannels];
  Rect sizes;
};

// The smallest cells that have room for the numbers of each kind of plane.
struct ReadableCells {
  double x = 1, w = 1, y = 1;
};
ReadableCells readable_cells(const Channels& channels);

// As more can be read so: y's planes in a row below x and the lens, below the lens alone, or to the right of them; the channels of x and
// those of y then one above the other, those of x in line with the lens' rows, or side by side. Of planes too large for cells pictures, as
// channel_overview.h has them.
ChannelPlaces arrange_channels(Rect area, const Geometry& geometry, const ReadableCells& readable);

}  // namespace deconvlab

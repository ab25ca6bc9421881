// Where the planes of scene "conv2d-transpose" stand when x and y are too large for cells: whole as pictures at the left; the lens, and a
// few cells of y below it, as numbers.
#pragma once

#include "app/scenes/conv2d_transpose/channel_places.h"

namespace deconvlab {

ChannelPlaces overview_of_channels(Rect area, const Geometry& geometry, const ReadableCells& readable);

// The first of the cells of y that a cut-out of this size about a cell shows.
Cell first_of_cut(Cell about, Extent cut, Extent all);

// The sizes, in two lines.
void draw_sizes(Canvas& canvas, Rect area, const Channels& channels, const Frame& frame);

}  // namespace deconvlab

// What scene "conv2d-transpose" shows at a moment: one cell of y, of the step or pointed at, and what of x and w meets in it.
#pragma once

#include <string>

#include "app/diagram/plane.h"
#include "app/lessons/convolution/channels.h"

namespace deconvlab {

struct Meeting {
  const Frame& frame;
  const Channels& channels;
  bool asked;            // an output cell is pointed at or pinned
  Cell output;           // that one, else the step's
  std::int64_t channel;  // of y
  std::int64_t filled;   // output cells that are there

  const Geometry& geometry() const { return channels.geometry; }
};
Meeting meeting_of(const Frame& frame);

// A cell of y's channel `out`: empty where the steps have not come, crossed out where p cuts it off.
PlaneCell output_cell(const Meeting& meeting, std::int64_t out, Cell at);

// "52 + 13 = 65": the sums over the input channels, and the output cell's value.
std::string total_of(const Meeting& meeting, std::int64_t out);

// Bold and in the middle of `width`, smaller where it is too long; `most` is the size that others beside it have.
void caption(Canvas& canvas, Point at, double width, const std::string& text, Color color, double most = 15);
// The size that it has.
double caption_size(Canvas& canvas, double width, const std::string& text);

}  // namespace deconvlab

// What both views of scene "kernels" show: the picture, what the kernel made of it, and the placement that is looked at.
#pragma once

#include "app/diagram/picture_panel.h"

namespace deconvlab {

const Tensor& filtered_original(const Frame& frame);
// What the output is painted with.
PicturePaint filtered_paint(const Frame& frame);
// What stands below a picture.
std::string filtered_note(const PicturePaint& paint, const Language& language);
// The output cell that the side and the sentence are about: the step's, of a block about what is pointed at; in one picture the cell whose
// placement has the pixel pointed at in its middle.
Cell filtered_placement(const Frame& frame);
Cell first_read(const Geometry& geometry, Cell output);

// One picture in the whole pane, and the lens beside it.
void draw_filtered_wipe(Canvas& canvas, Rect area, const Frame& frame);
void draw_filtered_lens(Canvas& canvas, Rect area, const Frame& frame);
std::string open_filtered_choice(const Focus& focus, const Frame& frame);

}  // namespace deconvlab

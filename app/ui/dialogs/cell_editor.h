// Cells whose values are changed in place: by dragging, or by typing into the cell.
#pragma once

#include "app/ui/panels/panel.h"

namespace deconvlab {

// The kernel's weights as cells that drag and open; at most width x height logical pixels.
void draw_kernel_editor(const Panel& panel, double width, double height);
// The field over the cell that is being typed into, wherever that cell is.
void draw_open_cell(const Panel& panel);
// Opens the field on a weight or an input cell; other things and padding cannot be typed into.
void open_cell(const Panel& panel, const Focus& cell, Rect place);

}  // namespace deconvlab

// Cells whose values are changed in place: by dragging, or by typing into the cell.
#pragma once

#include <optional>
#include <string>

#include "app/ui/panels/panel.h"

namespace deconvlab {

// A finite number, or nothing.
std::optional<float> parse_value(const std::string& text);
// Whether a double click on this cell opens it: the lesson's kind says which values are its own, and padding has none.
bool is_editable(const Panel& panel, const Focus& cell);
// Whether the kernel is small enough to be drawn as cells to edit.
bool has_kernel_editor(const Panel& panel);
// The kernel's weights as cells that drag and open; at most width x height logical pixels.
void draw_kernel_editor(const Panel& panel, double width, double height);
// The same over a kernel that the page draws, what of it is seen: a click pins a weight, too.
void handle_page_weights(const Panel& panel, Rect seen);
// The field over the cell that is being typed into, wherever that cell is.
void draw_open_cell(const Panel& panel);
// Opens the field on a cell that is editable.
void open_cell(const Panel& panel, const Focus& cell, Rect place);

}  // namespace deconvlab

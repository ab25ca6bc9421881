// What wheel and drag do over a matrix or a part of a picture, and to the edge of a wipe.
#pragma once

#include <optional>

#include "app/ui/panels/panel.h"

namespace deconvlab {

// The matrix or the part of a picture under the mouse.
std::optional<MatrixPane> pane_under(const Panel& panel, Point p);
// Zooms about what is under the mouse; over one picture the wheel is for its kernel, where it has one, and with Ctrl for the picture.
void turn_wheel(const Panel& panel, const MatrixPane& pane, double notches);
void pan_pane(const Panel& panel, const MatrixPane& pane);
// The edge between two pictures in one frame: dragged, or put into its middle by a double click.
void handle_edge(const Panel& panel);

}  // namespace deconvlab

// The keyboard in the controls: Tab goes from one to the next within a part of the window, another key from part to part.
#pragma once

#include "app/ui/panels/panel.h"

namespace deconvlab {

bool walks();
// From here on the arrows and the space bar belong to the controls.
void walk(const Panel& panel);
void end_walk();
// Into the next part that has controls, or the one before; begins the walk where there was none.
void walk_to_part(int by);
// In a dialog Tab begins a walk that ends with it.
void walk_through_dialog(const Panel& panel, bool open);

}  // namespace deconvlab

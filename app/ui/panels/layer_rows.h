// The layers of a chain: the left panel's rows for the input and the layer that the timeline stands at.
#pragma once

#include "app/ui/panels/panel.h"

namespace deconvlab {

void draw_layers_section(const Panel& panel);

}  // namespace deconvlab

// Which of a network's maps is shown: the left panel's rows for it.
#pragma once

#include "app/ui/panels/panel.h"

namespace deconvlab {

void draw_network_section(const Panel& panel);

}  // namespace deconvlab

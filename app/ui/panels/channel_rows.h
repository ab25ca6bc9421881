// Channels of a layer and the groups that share them out: the left panel's rows for them.
#pragma once

#include "app/ui/panels/panel.h"

namespace deconvlab {

void draw_channels_section(const Panel& panel);

}  // namespace deconvlab

// After a run that a defect ended.
#pragma once

#include "app/ui/panels/panel.h"

namespace deconvlab {

// Asks whether what was shown then is to be opened again.
void draw_crash_dialog(const Panel& panel);

}  // namespace deconvlab

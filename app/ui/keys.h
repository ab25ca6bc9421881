// The keyboard.
#pragma once

#include "app/ui/panels/panel.h"

namespace deconvlab {

// Carries out the actions whose keys this frame has, unless a field is being typed into, a dialog is open, or the keyboard walks through
// the controls (Tab) and the key is theirs.
void handle_keys(const Panel& panel);

}  // namespace deconvlab

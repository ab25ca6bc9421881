// The picture in the clipboard.
#pragma once

#include "app/ui/panels/panel.h"

namespace deconvlab {

// As the export has it, made beside the window.
void copy_picture(const Panel& panel);
// Says what came of it; where no program holds pictures, the link is copied in its place.
void collect_copy(const Panel& panel);

}  // namespace deconvlab

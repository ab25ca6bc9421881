// What stands in the picture's place while the sizes are impossible.
#pragma once

#include "app/ui/panels/panel.h"

namespace deconvlab {

// The kernel that does not fit, or the picture before pale; below it what is wrong, and buttons that mend it. False where the sizes are not
// what is wrong: nothing is drawn.
bool draw_impossible(const Panel& panel, Canvas& canvas, const WindowLayout& layout);

}  // namespace deconvlab

// What a presenter has over the picture.
#pragma once

#include "app/ui/panels/panel.h"

namespace deconvlab {

// Pen, spotlight, pointer and clock over a page that shows `shown`.
void draw_tools(const Panel& panel, const Document& shown, Canvas& canvas, Rect page, double seconds);

}  // namespace deconvlab

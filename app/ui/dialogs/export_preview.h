// The picture that is going to be written, small.
#pragma once

#include "app/ui/panels/panel.h"

namespace deconvlab {

inline constexpr double kPreviewWidth = 320, kPreviewHeight = 240;

// Takes a preview that has come, whether the dialog is open or not.
void collect_preview(UiState& ui);
// At the cursor, as wide as that; made anew beside the window where what it shows changes.
void draw_preview(const Panel& panel, const ExportRequest& request);

}  // namespace deconvlab

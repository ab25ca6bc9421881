// The export dialog's rows on how a picture or a film looks, and what it comes to.
#pragma once

#include "app/ui/panels/panel.h"

namespace deconvlab {

// Of a film the steps and frames a second as well.
void draw_look_rows(const Panel& panel, ExportRequest& request, bool film, double width);
// Takes an estimate that has come, whether the dialog is open or not.
void collect_estimate(UiState& ui);
// Length, frames, pixels and about how large the file becomes, once that is known.
void draw_estimate(const Panel& panel, const ExportRequest& request);

}  // namespace deconvlab

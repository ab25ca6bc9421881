// "Record what I do": the window's frames from start to stop, with the mouse, as a film.
#pragma once

#include "app/ui/panels/panel.h"

namespace deconvlab {

// Begins, or ends it.
void turn_recording(const Panel& panel);
// What was recorded comes into the export dialog, which opens on it.
void collect_recording(const Panel& panel);
// For how long it goes on; empty while nothing is recorded.
std::string recording_words(const Panel& panel);
// What the window shows, which is as many real pixels as the display.
void keep_frame(UiState& ui, double scale, Raster picture);

}  // namespace deconvlab

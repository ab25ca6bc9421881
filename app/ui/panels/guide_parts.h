// What a guide puts over the scene that it is about.
#pragma once

#include "app/ui/panels/panel.h"

namespace deconvlab {

inline constexpr double kGuideBand = 68;  // its height, where a beat is shown

// Its sentence and buttons.
void draw_guide_band(const Panel& panel, Rect area);
// Whether a value is hidden until it has been given.
bool asks_for_value(const Document& document);
// Over the views, drawn before: what the beat is not about recedes; while a value is asked for it is hidden, with the second view.
void draw_guide_veil(const Panel& panel, Canvas& canvas, Rect views, Rect side);
// All guides to choose from.
void draw_course_dialog(const Panel& panel);
// Exercises, one after the other.
void draw_exercise_dialog(const Panel& panel);

}  // namespace deconvlab

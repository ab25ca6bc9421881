// What a guide puts over the scene that it is about.
#pragma once

#include <string>

#include "app/draw/rich_text.h"
#include "app/ui/panels/panel.h"

namespace deconvlab {

inline constexpr double kGuideBand = 68;  // its height, where a beat is shown

// "Why zeros are put in between · 3 of 5", and what the beat says. Precondition: a beat is shown.
std::string guide_heading(const Panel& panel);
TextRun guide_thought(const Panel& panel, const Beat& beat);
// The answer to what a beat asks for, typed while nothing else has the keyboard.
void hear_answer(const Panel& panel);
// Its sentence and buttons.
void draw_guide_band(const Panel& panel, Rect area);
// Whether a value is hidden until it has been given.
bool asks_for_value(const Document& document);
// What stands in place of the step's sentence then: that it comes, and after a wrong answer the products without their sum.
std::string waiting_sentence(const Panel& panel);
// Over the views, drawn before: what the beat is not about recedes; while a value is asked for it is hidden, with the second view.
void draw_guide_veil(const Panel& panel, Canvas& canvas, Rect views, Rect side);
// All guides to choose from.
void draw_course_dialog(const Panel& panel);
// Exercises, one after the other.
void draw_exercise_dialog(const Panel& panel);

}  // namespace deconvlab

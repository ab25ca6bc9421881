// The rows of the left panel that say the lesson's sizes: i, k, s, p and its rule, d, a, and the output.
#pragma once

#include "app/ui/panels/panel.h"

namespace deconvlab {

// A row for each size that the lesson's family has, with the switch that links rows and columns below them.
void draw_sizes(const Panel& panel);

// The width that is left in the panel, in logical pixels.
double room(const Panel& panel);
bool is_transposed(const Panel& panel);
// "i′", as the row of the size is named; and "3" or "3 × 2".
std::string size_letter(const Panel& panel, Size size);
std::string output_letter(const Panel& panel);
std::string size_text(const Lesson& lesson, Size size);

}  // namespace deconvlab

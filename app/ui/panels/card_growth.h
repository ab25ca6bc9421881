// A card of the map that grows into the scene it opened.
#pragma once

#include "app/ui/panels/panel.h"

namespace deconvlab {

inline constexpr double kGrowthSeconds = 0.35;

// Begins where the card's picture is; nothing where it is still to come, or with reduced motion.
void grow_card(const Panel& panel, int nth, Rect picture);
// Over the window, `seconds` after the last frame.
void draw_growth(const Panel& panel, Rect to, double seconds);

}  // namespace deconvlab

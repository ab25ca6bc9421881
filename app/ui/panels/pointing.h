// What the mouse is over.
#pragma once

#include <optional>
#include <vector>

#include "app/ui/panels/panel.h"

namespace deconvlab {

// In logical pixels.
Point mouse(const Panel& panel);
// The last hit that contains the point, or its cell.
std::optional<Hit> hit_at(const std::vector<Hit>& hits, Point p);

}  // namespace deconvlab

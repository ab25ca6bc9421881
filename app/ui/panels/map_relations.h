// What leads from one scene to another, as arrows between the map's cards.
#pragma once

#include "app/ui/panels/scene_map.h"

namespace deconvlab {

// In the strips between the rows; none where the cards are too narrow for the words.
void draw_relations(const Panel& panel, Canvas& canvas, const MapLayout& layout);

}  // namespace deconvlab

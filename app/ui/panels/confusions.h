// What is often confused about a scene: how much of it there is, how much has been cleared up, and the list of it.
#pragma once

#include <string_view>
#include <vector>

#include "app/ui/panels/panel.h"

namespace deconvlab {

struct ConfusionCount {
  int cleared = 0;  // played to their end
  int all = 0;
};
ConfusionCount confusions_of(const Document& document, std::string_view scene);
// The guides of a track in their order, but first those about this scene.
std::vector<const Guide*> listed_guides(const Document& document, Track track, std::string_view scene);
// Opens the list of confusions at the scene's first that is not cleared up, else at its first.
void ask_for_confusions(const Panel& panel, std::string_view scene);

}  // namespace deconvlab

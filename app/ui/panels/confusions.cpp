#include "app/ui/panels/confusions.h"

#include <algorithm>
#include <vector>

namespace deconvlab {

std::vector<const Guide*> listed_guides(const Document& document, Track track, std::string_view scene) {
  std::vector<const Guide*> listed;
  for (const Guide& guide : document.guides) {
    if (guide.track == track) listed.push_back(&guide);
  }
  std::ranges::stable_partition(listed, [&](const Guide* guide) { return guide->scene == scene; });
  return listed;
}

ConfusionCount confusions_of(const Document& document, std::string_view scene) {
  ConfusionCount count;
  for (const Guide& guide : document.guides) {
    if (guide.track != Track::confusions || guide.scene != scene) continue;
    ++count.all;
    count.cleared += document.learnt.contains(guide.id) ? 1 : 0;
  }
  return count;
}

void ask_for_confusions(const Panel& panel, std::string_view scene) {
  const auto listed = listed_guides(panel.document, Track::confusions, scene);
  const auto open =
      std::ranges::find_if(listed, [&](const Guide* g) { return g->scene == scene && !panel.document.learnt.contains(g->id); });
  panel.ui.course = {.asked = true,
                     .track = static_cast<int>(Track::confusions),
                     .chosen = open == listed.end() ? 0 : static_cast<int>(open - listed.begin()),
                     .scene = std::string(scene)};
}

}  // namespace deconvlab

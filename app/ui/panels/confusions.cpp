#include "app/ui/panels/confusions.h"

#include <algorithm>
#include <vector>

namespace deconvlab {

namespace {

std::vector<const Guide*> all_confusions(const Document& document) {
  std::vector<const Guide*> all;
  for (const Guide& guide : document.guides) {
    if (guide.track == Track::confusions) all.push_back(&guide);
  }
  return all;
}

}  // namespace

ConfusionCount confusions_of(const Document& document, std::string_view scene) {
  ConfusionCount count;
  for (const Guide* guide : all_confusions(document)) {
    if (guide->scene != scene) continue;
    ++count.all;
    count.cleared += document.learnt.contains(guide->id) ? 1 : 0;
  }
  return count;
}

void ask_for_confusions(const Panel& panel, std::string_view scene) {
  const std::vector<const Guide*> all = all_confusions(panel.document);
  int chosen = -1;
  for (int n = static_cast<int>(all.size()) - 1; n >= 0; --n) {
    if (all[n]->scene != scene) continue;
    const bool cleared = panel.document.learnt.contains(all[n]->id);
    if (chosen < 0 || !cleared || panel.document.learnt.contains(all[chosen]->id)) chosen = n;
  }
  panel.ui.course = {.asked = true, .track = static_cast<int>(Track::confusions), .chosen = std::max(0, chosen)};
}

}  // namespace deconvlab

#include "app/ui/panels/pointing.h"

#include <imgui.h>

#include <algorithm>

namespace deconvlab {

Point mouse(const Panel& panel) {
  const ImVec2 at = ImGui::GetIO().MousePos;
  return {at.x / panel.surface.scale, at.y / panel.surface.scale};
}

std::optional<Hit> hit_at(const std::vector<Hit>& hits, Point p) {
  const auto found = std::find_if(hits.rbegin(), hits.rend(), [&](const Hit& hit) { return hit.rect.contains(p); });
  return found == hits.rend() ? std::nullopt : std::optional(found->at(p));
}

}  // namespace deconvlab

#include "app/ui/panels/card_growth.h"

#include <imgui.h>

#include "app/diagram/motion.h"
#include "app/ui/panels/card_pictures.h"

namespace deconvlab {

void grow_card(const Panel& panel, int nth, Rect picture) {
  SceneMap& map = panel.ui.map;
  map.growth.reset();
  const bool there = map.pictures && map.pictures->of(nth);
  if (there && !panel.model().reduce_motion) map.growth = CardGrowth{nth, picture};
}

void draw_growth(const Panel& panel, Rect to, double seconds) {
  SceneMap& map = panel.ui.map;
  if (!map.growth) return;
  map.growth->seconds += seconds;
  const double share = map.growth->seconds / kGrowthSeconds;
  const Raster* picture = map.pictures->of(map.growth->nth);
  if (share >= 1 || !picture) return map.growth.reset();
  ImGuiCanvas canvas(*ImGui::GetForegroundDrawList(), {0, 0}, panel.surface.scale, panel.surface.fonts, panel.surface.texture);
  const Rect now = between(map.growth->from, to, eased(share));
  canvas.image(now, *picture);
  canvas.stroke_rect(now, {panel.theme.line, 1});
}

}  // namespace deconvlab

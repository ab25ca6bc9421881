// How low a scene's two views may be on the window's page.
#pragma once

namespace deconvlab {

// In logical pixels; a view that the page shows less of scrolls.
struct LeastHeights {
  double main = 288;
  double side = 300;
};

}  // namespace deconvlab

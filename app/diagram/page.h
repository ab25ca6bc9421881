// The parts of a scene's page, for whoever puts other things about them.
#pragma once

#include "app/diagram/scene.h"

namespace deconvlab {

// Where they stand.
struct PageParts {
  Rect main, side;
  Rect sentence;  // below the main view
  Rect formula;   // below the second one
};
PageParts page_parts(Rect area);
// The two views and the lines between the parts.
void draw_page_views(Canvas& canvas, const PageParts& parts, const Scene& scene, const Frame& frame);
// The scene's title and, of one that has several views, the shown one's: one line about `at`.
void draw_page_title(Canvas& canvas, Point at, double width, const Scene& scene, const Frame& frame);

}  // namespace deconvlab

// The cell: the one shape that every scene is made of.
#pragma once

#include <optional>

#include "app/draw/canvas.h"
#include "app/draw/theme.h"

namespace deconvlab {

struct CellStyle {
  Role role = Role::neutral;
  bool lit = false;                 // strong fill: belongs to what is pointed at or computed now
  bool faded = false;               // takes no part
  bool open = false;                // no fill: what lies below shows through
  bool dashed = false;              // inserted zero
  bool diagonal = false;            // never read
  std::optional<Color> shade = {};  // the fill of a cell that shows its value as a shade
};

void draw_cell(Canvas& canvas, Rect r, const CellStyle& style, const Theme& theme);

// 45 degree lines over a region: zero padding.
void draw_hatch(Canvas& canvas, Rect r, Color color);

}  // namespace deconvlab

// The cell: the one shape that every scene is made of.
#pragma once

#include "app/draw/canvas.h"
#include "app/draw/theme.h"

namespace deconvlab {

struct CellStyle {
  Role role = Role::neutral;
  bool lit = false;       // strong fill: belongs to what is pointed at or computed now
  bool faded = false;     // takes no part
  bool hatched = false;   // zero padding
  bool dashed = false;    // inserted zero
  bool diagonal = false;  // never read
};

void draw_cell(Canvas& canvas, Rect r, const CellStyle& style, const Theme& theme);

}  // namespace deconvlab

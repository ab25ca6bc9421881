// The cell: the one shape that every scene is made of.
#pragma once

#include <optional>
#include <vector>

#include "app/draw/canvas.h"
#include "app/draw/theme.h"
#include "core/params.h"

namespace deconvlab {

struct CellStyle {
  Role role = Role::neutral;
  bool lit = false;                 // belongs to what is pointed at or computed now: the role's full colour, where no shade says a value
  bool faded = false;               // takes no part
  bool open = false;                // no fill: what lies below shows through
  bool dashed = false;              // inserted zero
  bool diagonal = false;            // never read
  bool crossed = false;             // cut off
  std::optional<Color> shade = {};  // the fill of a cell that shows its value as a shade
  bool negative = false;            // below 0: hatched where a shade says the absolute value

  // Faded ones are mixed with the background.
  Color fill(const Theme& theme) const;
};

void draw_cell(Canvas& canvas, Rect r, const CellStyle& style, const Theme& theme);

// The hatch of a value below 0 over its cell, on this fill: lines that fall to the right, as no other mark does.
void draw_sign(Canvas& canvas, Rect r, Color fill, const Theme& theme);
// The colour of its lines: what is written on the fill can be read on them too.
Color sign_ink(const Theme& theme, Color fill);
// The colour that reads best on `background`: the theme's two text colours, else black or white.
Color ink_on(const Theme& theme, Color background);

// What is active stands out by a 2-pixel ink outline and a lift, never by its fill alone: `active` says of each of size.h x size.w equal
// cells in `area`, row by row, whether it is; neighbours have one outline. The cells are drawn before.
void draw_active(Canvas& canvas, Rect area, Extent size, const std::vector<char>& active, const Theme& theme);
void draw_active(Canvas& canvas, Rect cell, const Theme& theme);

// 45 degree lines over a region: zero padding.
void draw_hatch(Canvas& canvas, Rect r, Color color);
// The same both ways: what is cut off, where its cells are too small to be crossed one by one.
void draw_cross_hatch(Canvas& canvas, Rect r, Color color);

}  // namespace deconvlab

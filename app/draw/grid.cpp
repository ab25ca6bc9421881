#include "app/draw/grid.h"

#include <algorithm>

namespace deconvlab {

namespace {

constexpr double kSmallestMarked = 10;  // marks in smaller cells would only be noise

// 45 degree lines, in step with the picture so that neighbouring cells join up.
void draw_hatch(Canvas& canvas, Rect r, Color color) {
  const double gap = std::clamp(r.w / 4, 4.0, 8.0);
  canvas.push_clip(r);
  for (double x = r.x - r.h + gap / 2; x < r.right(); x += gap) canvas.line({x, r.bottom()}, {x + r.h, r.y}, {color, 1});
  canvas.pop_clip();
}

}  // namespace

void draw_cell(Canvas& canvas, Rect r, const CellStyle& style, const Theme& theme) {
  const Tone& tone = theme.of(style.role);
  const Color fill = style.lit ? tone.solid : tone.fill;
  canvas.fill_rect(r, style.faded ? mix(fill, theme.background, 0.65) : fill);
  const bool marked = r.w >= kSmallestMarked;
  if (style.hatched && marked && !style.lit) draw_hatch(canvas, r, tone.solid.with_alpha(0.45f));
  canvas.stroke_rect(r, {mix(tone.solid, theme.background, style.faded ? 0.6 : 0.25), 1, style.dashed ? 3.0 : 0.0});
  if (style.diagonal && marked) canvas.line({r.x, r.bottom()}, {r.right(), r.y}, {theme.of(Role::unread).solid, 1.25});
}

}  // namespace deconvlab

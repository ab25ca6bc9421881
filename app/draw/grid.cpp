#include "app/draw/grid.h"

namespace deconvlab {

namespace {

constexpr double kHatchGap = 7;
constexpr double kSmallestMarked = 10;  // marks in smaller cells would only be noise

}  // namespace

void draw_cell(Canvas& canvas, Rect r, const CellStyle& style, const Theme& theme) {
  const Tone& tone = theme.of(style.role);
  const Color fill = style.shade ? *style.shade : style.lit ? tone.solid : tone.fill;
  if (!style.open) canvas.fill_rect(r, style.faded ? mix(fill, theme.background, 0.65) : fill);
  const Color edge = mix(tone.solid, theme.background, style.faded ? 0.6 : 0.25);
  canvas.stroke_rect(r, {style.open ? edge.with_alpha(0.6f) : edge, 1, style.dashed ? 3.0 : 0.0});
  if (style.diagonal && r.w >= kSmallestMarked) canvas.line({r.x, r.bottom()}, {r.right(), r.y}, {theme.of(Role::unread).solid, 1.25});
}

void draw_hatch(Canvas& canvas, Rect r, Color color) {
  canvas.push_clip(r);
  for (double x = r.x - r.h + kHatchGap / 2; x < r.right(); x += kHatchGap) canvas.line({x, r.bottom()}, {x + r.h, r.y}, {color, 1});
  canvas.pop_clip();
}

}  // namespace deconvlab

// The losses of trainings over their updates, on a logarithmic axis, and the least that is possible.
#pragma once

#include <span>
#include <string>

#include "app/draw/canvas.h"
#include "app/draw/theme.h"

namespace deconvlab {

struct LossCurve {
  std::span<const double> losses;  // before the first update and after each
  double floor = 0;                // 0: no line for it
  std::string floor_label;
  Color color;
  bool stopped = false;  // after its last loss: marked there
};

// How the curve of a training that stopped ends.
void draw_cross(Canvas& canvas, Point centre, Color color);

// What is drawn goes up to `update` of `updates`, which `last_label` names. Losses below 10^-12 stand on the lower edge, which says so,
// infinite ones and NaN on the upper one.
void draw_loss_curves(Canvas& canvas, Rect area, std::span<const LossCurve> curves, std::int64_t update, std::int64_t updates,
                      const std::string& last_label, const Theme& theme);

}  // namespace deconvlab

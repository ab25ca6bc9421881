// What hatching, diagonals, crosses and the operator's sign mean, for the marks that the picture really has.
#pragma once

#include <optional>
#include <utility>

#include "app/diagram/stage.h"
#include "app/draw/forwarding_canvas.h"

namespace deconvlab {

// What a picture has that needs explaining: the operator's sign, and beside a convolution its transpose; of a transposed convolution the
// stretched input, stamps of which some are cut off, and a kernel whose shades say more than its numbers.
struct Explained {
  bool star = false;
  bool transpose = false;
  bool stretched = true;
  bool stamps = false;
  bool shades = true;
};

// Pictures on this canvas have one legend together: none keeps room for its own, and what the first one would say stands at the top of
// `area`.
class CommonLegend final : public ForwardingCanvas {
 public:
  CommonLegend(Canvas& canvas, Rect area) : ForwardingCanvas(canvas), area_(area) {}
  // The area; nothing after the first call.
  std::optional<Rect> take() { return std::exchange(area_, std::nullopt); }
  // What the legend took of it; 0 where no picture has one.
  double height = 0;

 private:
  std::optional<Rect> area_;
};

// The strip at the bottom of `area` that the legend needs; of no height where there is nothing to explain.
Rect legend_rect(Canvas& canvas, Rect area, const Stage& stage, const Explained& what);
void draw_legend(Canvas& canvas, Rect area, const Stage& stage, const Explained& what);
// The colours of differences and gradients, from below 0 to above it.
void draw_diverging_bar(Canvas& canvas, Rect bar, const Theme& theme);

}  // namespace deconvlab

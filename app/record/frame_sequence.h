// The pictures of a film one after the other, of which only what changes is drawn.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "app/draw/cairo_canvas.h"
#include "app/record/figure.h"
#include "app/record/frame_change.h"

namespace deconvlab {

class FrameSequence {
 public:
  // The next figure, pixel by pixel as rasterized() has it. It is asked twice to draw itself, and must draw the same both times.
  void draw(const Figure& figure);
  const Raster& now() const { return now_; }
  // The picture before; of no size at first.
  const Raster& before() const { return before_; }
  // The smallest rectangle that holds all pixels that differ between the two; all of it where they are not of one size.
  const PixelRect& changed() const { return changed_; }

  // One call of a canvas: what it is, as a number, and where it draws.
  struct Call {
    std::uint64_t what = 0;
    Rect where;
  };

 private:
  struct Size {
    double width = 0, height = 0, scale = 0;
    bool operator==(const Size&) const = default;
  };

  void draw_whole(const Figure& figure);
  void draw_changes(const Figure& figure, const std::vector<Rect>& where);

  std::optional<CairoCanvas> canvas_;
  Size size_;
  std::vector<Call> calls_;         // of the figure that is drawn
  std::vector<PixelRect> renewed_;  // of the canvas, by the last figure
  Raster before_, now_;
  PixelRect changed_;
};

}  // namespace deconvlab

// A Canvas that draws on another one, with another colour where the whole page is filled first.
#pragma once

#include "app/draw/forwarding_canvas.h"

namespace deconvlab {

class OtherBackground final : public ForwardingCanvas {
 public:
  OtherBackground(Canvas& canvas, Rect page, Color color) : ForwardingCanvas(canvas), page_(page), color_(color) {}

  void fill_rect(Rect r, Color c, double radius) override {
    if (r != page_) return canvas_.fill_rect(r, c, radius);
    if (color_.a > 0) canvas_.fill_rect(r, color_, radius);
  }

 private:
  Rect page_;
  Color color_;
};

}  // namespace deconvlab

// A Canvas that draws on another one, for those that draw some things otherwise.
#pragma once

#include "app/draw/canvas.h"

namespace deconvlab {

class ForwardingCanvas : public Canvas {
 public:
  explicit ForwardingCanvas(Canvas& canvas) : canvas_(canvas) {}

  void fill_rect(Rect r, Color c, double radius) override { canvas_.fill_rect(r, c, radius); }
  void stroke_rect(Rect r, Stroke s, double radius) override { canvas_.stroke_rect(r, s, radius); }
  void line(Point a, Point b, Stroke s) override { canvas_.line(a, b, s); }
  void polyline(std::span<const Point> points, Stroke s, bool closed) override { canvas_.polyline(points, s, closed); }
  void fill_polygon(std::span<const Point> convex, Color c) override { canvas_.fill_polygon(convex, c); }
  void circle(Point centre, double radius, Color fill) override { canvas_.circle(centre, radius, fill); }
  void text(Point at, std::string_view utf8, const TextStyle& style) override { canvas_.text(at, utf8, style); }
  double text_width(std::string_view utf8, const TextStyle& style) override { return canvas_.text_width(utf8, style); }
  void image(Rect r, const Raster& raster) override { canvas_.image(r, raster); }
  void push_clip(Rect r) override { canvas_.push_clip(r); }
  void pop_clip() override { canvas_.pop_clip(); }

 protected:
  Canvas& canvas_;
};

}  // namespace deconvlab

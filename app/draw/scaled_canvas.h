// A Canvas that draws on a part of another one, smaller or larger.
#pragma once

#include <vector>

#include "app/draw/forwarding_canvas.h"

namespace deconvlab {

class ScaledCanvas final : public ForwardingCanvas {
 public:
  // What is drawn at (0, 0) comes to `origin`; lengths are multiplied by `scale`.
  ScaledCanvas(Canvas& canvas, Point origin, double scale) : ForwardingCanvas(canvas), origin_(origin), scale_(scale) {}

  void fill_rect(Rect r, Color c, double radius) override { canvas_.fill_rect(to(r), c, radius * scale_); }
  void stroke_rect(Rect r, Stroke s, double radius) override { canvas_.stroke_rect(to(r), to(s), radius * scale_); }
  void line(Point a, Point b, Stroke s) override { canvas_.line(to(a), to(b), to(s)); }
  void polyline(std::span<const Point> points, Stroke s, bool closed) override { canvas_.polyline(all(points), to(s), closed); }
  void fill_polygon(std::span<const Point> convex, Color c) override { canvas_.fill_polygon(all(convex), c); }
  void circle(Point centre, double radius, Color fill) override { canvas_.circle(to(centre), radius * scale_, fill); }
  void text(Point at, std::string_view utf8, const TextStyle& style) override { canvas_.text(to(at), utf8, to(style)); }
  double text_width(std::string_view utf8, const TextStyle& style) override { return canvas_.text_width(utf8, to(style)) / scale_; }
  void image(Rect r, const Raster& raster) override { canvas_.image(to(r), raster); }
  void push_clip(Rect r) override { canvas_.push_clip(to(r)); }

 private:
  Point to(Point p) const { return {origin_.x + p.x * scale_, origin_.y + p.y * scale_}; }
  Rect to(Rect r) const { return {origin_.x + r.x * scale_, origin_.y + r.y * scale_, r.w * scale_, r.h * scale_}; }
  Stroke to(Stroke s) const { return {s.color, s.width * scale_, s.dash * scale_}; }
  TextStyle to(TextStyle style) const {
    style.size *= scale_;
    return style;
  }
  std::vector<Point> all(std::span<const Point> points) const {
    std::vector<Point> moved;
    for (const Point& p : points) moved.push_back(to(p));
    return moved;
  }

  Point origin_;
  double scale_;
};

}  // namespace deconvlab

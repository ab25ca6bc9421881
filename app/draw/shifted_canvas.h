// A Canvas whose point `origin` is the corner of another one.
#pragma once

#include <vector>

#include "app/draw/forwarding_canvas.h"

namespace deconvlab {

class ShiftedCanvas final : public ForwardingCanvas {
 public:
  ShiftedCanvas(Canvas& canvas, Point origin) : ForwardingCanvas(canvas), origin_(origin) {}

  void fill_rect(Rect r, Color c, double radius) override { canvas_.fill_rect(at(r), c, radius); }
  void stroke_rect(Rect r, Stroke s, double radius) override { canvas_.stroke_rect(at(r), s, radius); }
  void line(Point a, Point b, Stroke s) override { canvas_.line(at(a), at(b), s); }
  void polyline(std::span<const Point> points, Stroke s, bool closed) override { canvas_.polyline(all_at(points), s, closed); }
  void fill_polygon(std::span<const Point> convex, Color c) override { canvas_.fill_polygon(all_at(convex), c); }
  void circle(Point centre, double radius, Color fill) override { canvas_.circle(at(centre), radius, fill); }
  void text(Point p, std::string_view utf8, const TextStyle& style) override { canvas_.text(at(p), utf8, style); }
  void image(Rect r, const Raster& raster) override { canvas_.image(at(r), raster); }
  void push_clip(Rect r) override { canvas_.push_clip(at(r)); }

 private:
  Point at(Point p) const { return {p.x - origin_.x, p.y - origin_.y}; }
  Rect at(Rect r) const { return {r.x - origin_.x, r.y - origin_.y, r.w, r.h}; }
  std::vector<Point> all_at(std::span<const Point> points) const {
    std::vector<Point> moved;
    for (const Point& p : points) moved.push_back(at(p));
    return moved;
  }

  Point origin_;
};

}  // namespace deconvlab

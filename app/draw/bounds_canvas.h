// A Canvas that draws nothing and says where something would have been.
#pragma once

#include <algorithm>
#include <optional>

#include "app/draw/canvas.h"

namespace deconvlab {

inline Rect around_both(Rect a, Rect b) {
  const double x = std::min(a.x, b.x), y = std::min(a.y, b.y);
  return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

class BoundsCanvas final : public Canvas {
 public:
  // `measure` says how wide texts are; what fills `page` is no content of it.
  BoundsCanvas(Canvas& measure, Rect page) : measure_(measure), page_(page) { clips_.push_back(page); }

  // Within the page; empty where nothing is drawn on it.
  Rect bounds() const { return found_.value_or(Rect{}); }

  void fill_rect(Rect r, Color c, double) override {
    if (r != page_ && c.a > 0) add(r);
  }
  void stroke_rect(Rect r, Stroke s, double) override { add(r.inset(-s.width / 2)); }
  void line(Point a, Point b, Stroke s) override {
    const Point ends[] = {a, b};
    add_points(ends, s.width / 2);
  }
  void polyline(std::span<const Point> points, Stroke s, bool) override { add_points(points, s.width / 2); }
  void fill_polygon(std::span<const Point> convex, Color) override { add_points(convex, 0); }
  void circle(Point centre, double radius, Color) override { add({centre.x - radius, centre.y - radius, 2 * radius, 2 * radius}); }
  void text(Point at, std::string_view utf8, const TextStyle& style) override {
    const double w = text_width(utf8, style);
    const double left = style.align == Align::left ? 0 : style.align == Align::centre ? w / 2 : w;
    if (w > 0) add({at.x - left, at.y - style.size * kHalfLine, w, 2 * style.size * kHalfLine});
  }
  double text_width(std::string_view utf8, const TextStyle& style) override { return measure_.text_width(utf8, style); }
  void image(Rect r, const Raster&) override { add(r); }
  void push_clip(Rect r) override { clips_.push_back(r.within(clips_.back())); }
  void pop_clip() override { clips_.pop_back(); }

 private:
  static constexpr double kHalfLine = 0.6;  // of a text, in sizes: what its letters reach up and down

  void add(Rect r) {
    const Rect seen = r.within(clips_.back());
    if (seen.w <= 0 || seen.h <= 0) return;
    found_ = found_ ? around_both(*found_, seen) : seen;
  }
  void add_points(std::span<const Point> points, double around) {
    if (points.empty()) return;
    const auto [left, right] = std::ranges::minmax(points, {}, &Point::x);
    const auto [top, bottom] = std::ranges::minmax(points, {}, &Point::y);
    add(Rect{left.x, top.y, right.x - left.x, bottom.y - top.y}.inset(-std::max(around, 0.01)));
  }

  Canvas& measure_;
  Rect page_;
  std::vector<Rect> clips_;
  std::optional<Rect> found_;
};

}  // namespace deconvlab

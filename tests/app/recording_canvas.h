// A Canvas that keeps what was drawn on it, for tests that ask what a scene shows and where.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "app/draw/canvas.h"
#include "app/draw/theme.h"

namespace deconvlab {

class RecordingCanvas final : public Canvas {
 public:
  struct Text {
    Rect rect;
    std::string text;
    double size;
    Color color;
    Color background;  // what was drawn below its middle
    bool whole;        // not cut by a clip
  };
  std::vector<Text> texts;
  std::vector<Rect> shapes;  // what of every shape is visible within its clip
  struct Shape {
    Rect rect;
    Color color;
    double width = 0;  // of an outline
  };
  std::vector<Shape> fills;
  std::vector<Shape> outlines;
  std::vector<Raster> pictures;
  int calls = 0;  // shapes, texts and pictures drawn

  void fill_rect(Rect r, Color c, double) override {
    ++calls;
    add(r);
    fills.push_back({clipped(r), c});
  }
  void stroke_rect(Rect r, Stroke s, double) override {
    ++calls;
    outlines.push_back({clipped(r), s.color, s.width});
    add(r);
  }
  void line(Point a, Point b, Stroke) override {
    ++calls;
    add({std::min(a.x, b.x), std::min(a.y, b.y), std::abs(a.x - b.x), std::abs(a.y - b.y)});
  }
  void polyline(std::span<const Point> points, Stroke, bool) override { add_points(points); }
  void fill_polygon(std::span<const Point> points, Color) override { add_points(points); }
  void circle(Point c, double radius, Color) override { add({c.x - radius, c.y - radius, 2 * radius, 2 * radius}); }
  void text(Point at, std::string_view utf8, const TextStyle& style) override {
    ++calls;
    const double width = text_width(utf8, style);
    const double left = style.align == Align::left ? at.x : at.x - width * (style.align == Align::centre ? 0.5 : 1);
    const Rect r{left, at.y - style.size / 2, width, style.size};
    const bool whole = std::ranges::all_of(clips_, [&](const Rect& clip) { return clip.inset(-0.01).contains(r); });
    texts.push_back({r, std::string(utf8), style.size, style.color, background_at(r.centre()), whole});
    add(r);
  }
  // Every character as wide as an average one: enough to see what overlaps or overflows.
  double text_width(std::string_view utf8, const TextStyle& style) override {
    const auto characters = std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
    return static_cast<double>(characters) * style.size * 0.58;
  }
  void image(Rect r, const Raster& raster) override {
    ++calls;
    add(r);
    pictures.push_back(raster);
    fills.push_back({clipped(r), {0, 0, 0, 0}});
  }
  void push_clip(Rect r) override { clips_.push_back(r); }
  void pop_clip() override { clips_.pop_back(); }
  bool balanced() const { return clips_.empty(); }

  bool shows(std::string_view text) const {
    return std::ranges::any_of(texts, [&](const Text& t) { return t.text == text; });
  }

 private:
  Rect clipped(Rect r) const {
    for (const Rect& clip : clips_) r = r.within(clip);
    return r;
  }
  Color background_at(Point p) const {
    Color below{1, 1, 1, 1};
    for (const auto& [rect, color, width] : fills) {
      if (rect.contains(p)) below = mix(below, color.with_alpha(1), color.a);
    }
    return below;
  }
  void add(Rect r) {
    for (const Rect& clip : clips_) {
      const double x = std::max(r.x, clip.x);
      const double y = std::max(r.y, clip.y);
      r = {x, y, std::min(r.right(), clip.right()) - x, std::min(r.bottom(), clip.bottom()) - y};
      if (r.w < 0 || r.h < 0) return;
    }
    shapes.push_back(r);
  }
  void add_points(std::span<const Point> points) {
    for (const Point& p : points) add({p.x, p.y, 0, 0});
  }
  std::vector<Rect> clips_;
};

}  // namespace deconvlab

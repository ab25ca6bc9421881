// A Canvas that keeps what was drawn on it, for tests that ask what a scene shows and where.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "app/draw/canvas.h"
#include "app/draw/theme.h"

namespace deconvlab {

class RecordingCanvas : public Canvas {
 public:
  struct Text {
    Rect rect;
    std::string text;
    double size;
    Color color;
    Color background;  // what was drawn below its middle
    bool whole;        // not cut by a clip
    int order = 0;     // among all calls
  };
  std::vector<Text> texts;
  std::vector<Rect> shapes;  // what of every shape is visible within its clip
  struct Shape {
    Rect rect;
    Color color;
    double width = 0;  // of an outline
    int picture = -1;  // of `pictures`; the colour is then transparent
    Rect whole = {};   // of a picture, where a clip cuts it
    int order = 0;
  };
  struct Line {
    Point a, b;
    Color color;
    double width;
  };
  std::vector<Shape> fills;
  std::vector<Shape> outlines;
  std::vector<Raster> pictures;
  std::vector<Line> lines;
  int calls = 0;  // shapes, texts and pictures drawn

  void fill_rect(Rect r, Color c, double) override {
    ++calls;
    add(r);
    fills.push_back({.rect = clipped(r), .color = c, .order = calls});
  }
  void stroke_rect(Rect r, Stroke s, double) override {
    ++calls;
    outlines.push_back({clipped(r), s.color, s.width});
    add(r);
  }
  void line(Point a, Point b, Stroke s) override {
    ++calls;
    lines.push_back({a, b, s.color, s.width});
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
    texts.push_back({r, std::string(utf8), style.size, style.color, background_at(r.centre()), whole, calls});
    add(r);
  }
  // Every character as wide as an average one: enough to see what overlaps or overflows.
  double text_width(std::string_view utf8, const TextStyle& style) override {
    int characters = 0;
    for (const char c : utf8) characters += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return characters * style.size * 0.58;
  }
  void image(Rect r, const Raster& raster) override {
    ++calls;
    add(r);
    fills.push_back({clipped(r), {0, 0, 0, 0}, 0, static_cast<int>(pictures.size()), r});
    pictures.push_back(raster);
  }
  void push_clip(Rect r) override { clips_.push_back(r); }
  void pop_clip() override { clips_.pop_back(); }
  bool balanced() const { return clips_.empty(); }

  // What is seen at a point, pictures included but no line.
  Color color_at(Point p) const {
    Color below{1, 1, 1, 1};
    for (const Shape& fill : fills) {
      if (!fill.rect.contains(p)) continue;
      const Color over = fill.picture < 0 ? fill.color : pixel(fill, p);
      below = mix(below, over.with_alpha(1), over.a);
    }
    return below;
  }
  // Whether the point lies within the ink outline of what is active: a ray to the left crosses it an odd number of times.
  bool active_at(Point p, const Theme& theme) const {
    const auto crossed = std::ranges::count_if(lines, [&](const Line& l) {
      return l.width == 2 && l.color == theme.text && l.a.x == l.b.x && l.a.x < p.x && l.a.y < p.y && l.b.y > p.y;
    });
    return crossed % 2 == 1;
  }

  bool shows(std::string_view text) const {
    return std::ranges::any_of(texts, [&](const Text& t) { return t.text == text; });
  }
  // The same of a text that is drawn in parts, one behind the other.
  bool shows_in_parts(std::string_view text) const {
    std::string all;
    for (const Text& t : texts) all += t.text;
    return all.find(text) != std::string::npos;
  }

 private:
  Color pixel(const Shape& fill, Point p) const {
    const Raster& raster = pictures[static_cast<std::size_t>(fill.picture)];
    const auto along = [](double share, int count) { return std::clamp(static_cast<int>(share * count), 0, count - 1); };
    const int x = along((p.x - fill.whole.x) / fill.whole.w, raster.width);
    const int y = along((p.y - fill.whole.y) / fill.whole.h, raster.height);
    const std::uint32_t rgba = raster.rgba[static_cast<std::size_t>(y * raster.width + x)];
    const auto part = [&](int shift) { return static_cast<float>((rgba >> shift) & 255) / 255; };
    return {part(0), part(8), part(16), part(24)};
  }
  Rect clipped(Rect r) const {
    for (const Rect& clip : clips_) r = r.within(clip);
    return r;
  }
  Color background_at(Point p) const {
    Color below{1, 1, 1, 1};
    for (const Shape& fill : fills) {
      if (fill.rect.contains(p)) below = mix(below, fill.color.with_alpha(1), fill.color.a);
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

// What scenes draw on: shapes and text in logical pixels, y downwards. ImGui draws it on screen, Cairo into PNG (and later SVG, PDF).
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace deconvlab {

struct Point {
  double x = 0;
  double y = 0;
  bool operator==(const Point&) const = default;
};

struct Rect {
  double x = 0, y = 0, w = 0, h = 0;

  double right() const { return x + w; }
  double bottom() const { return y + h; }
  Point centre() const { return {x + w / 2, y + h / 2}; }
  bool contains(Point p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }
  bool contains(const Rect& r) const { return r.x >= x && r.right() <= right() && r.y >= y && r.bottom() <= bottom(); }
  // The part of it that lies in `other`; of no size where there is none.
  Rect within(const Rect& other) const {
    const Point from{std::max(x, other.x), std::max(y, other.y)};
    return {from.x, from.y, std::max(0.0, std::min(right(), other.right()) - from.x),
            std::max(0.0, std::min(bottom(), other.bottom()) - from.y)};
  }
  Rect inset(double by) const { return {x + by, y + by, w - 2 * by, h - 2 * by}; }
  bool operator==(const Rect&) const = default;
};

// Straight alpha, 0 to 1, sRGB.
struct Color {
  float r = 0, g = 0, b = 0, a = 1;

  Color with_alpha(float alpha) const { return {r, g, b, alpha}; }
  bool operator==(const Color&) const = default;
};
constexpr Color rgb(std::uint32_t hex) {
  return {static_cast<float>((hex >> 16) & 255) / 255, static_cast<float>((hex >> 8) & 255) / 255, static_cast<float>(hex & 255) / 255, 1};
}

struct Stroke {
  Color color;
  double width = 1;
  double dash = 0;  // length of dash and gap; 0 draws a solid line
};

enum class Weight { regular, bold };
enum class Align { left, centre, right };

struct TextStyle {
  Color color;
  double size = 14;  // pixels of the em
  Weight weight = Weight::regular;
  Align align = Align::left;  // of the text about the given point; vertically the point is the middle of the line
};

// RGBA8 rows from the top; `id` changes when the pixels do (a canvas may keep what it made of an id).
struct Raster {
  int width = 0;
  int height = 0;
  std::uint64_t id = 0;
  std::vector<std::uint32_t> rgba;  // 0xAABBGGRR: red in the lowest byte
};

class Canvas {
 public:
  virtual ~Canvas() = default;
  virtual void fill_rect(Rect r, Color c, double radius = 0) = 0;
  virtual void stroke_rect(Rect r, Stroke s, double radius = 0) = 0;
  virtual void line(Point a, Point b, Stroke s) = 0;
  virtual void polyline(std::span<const Point> points, Stroke s, bool closed = false) = 0;
  virtual void fill_polygon(std::span<const Point> convex, Color c) = 0;
  virtual void circle(Point centre, double radius, Color fill) = 0;
  virtual void text(Point at, std::string_view utf8, const TextStyle& style) = 0;
  virtual double text_width(std::string_view utf8, const TextStyle& style) = 0;
  // The pixels are shown as hard squares (nearest), never blurred.
  virtual void image(Rect r, const Raster& raster) = 0;
  virtual void push_clip(Rect r) = 0;
  virtual void pop_clip() = 0;
};

}  // namespace deconvlab

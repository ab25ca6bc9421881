// A Canvas that writes SVG: true vectors, and text that can be selected and searched.
#pragma once

#include <memory>
#include <string>

#include "app/draw/canvas.h"

namespace deconvlab {

class SvgCanvas final : public Canvas {
 public:
  // width x height in logical pixels, which are the drawing's units.
  SvgCanvas(double width, double height);
  ~SvgCanvas() override;
  SvgCanvas(const SvgCanvas&) = delete;
  SvgCanvas& operator=(const SvgCanvas&) = delete;

  void fill_rect(Rect r, Color c, double radius = 0) override;
  void stroke_rect(Rect r, Stroke s, double radius = 0) override;
  void line(Point a, Point b, Stroke s) override;
  void polyline(std::span<const Point> points, Stroke s, bool closed = false) override;
  void fill_polygon(std::span<const Point> convex, Color c) override;
  void circle(Point centre, double radius, Color fill) override;
  void text(Point at, std::string_view utf8, const TextStyle& style) override;
  double text_width(std::string_view utf8, const TextStyle& style) override;
  void image(Rect r, const Raster& raster) override;
  void push_clip(Rect r) override;
  void pop_clip() override;

  // The document; `metadata` is a text that it carries along, `width` x `height` its size on a page, in pixels.
  std::string document(std::string_view metadata, double width, double height) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// With what XML reserves written as entities.
std::string xml_text(std::string_view utf8);
// The text that was written so.
std::string plain_text(std::string_view xml);

}  // namespace deconvlab

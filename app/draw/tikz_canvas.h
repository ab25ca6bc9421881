// A Canvas that writes LaTeX: a TikZ picture that pdflatex makes a page of its own of, in LaTeX's own letters.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "app/draw/canvas.h"

namespace deconvlab {

class TikzCanvas final : public Canvas {
 public:
  // width x height in logical pixels.
  TikzCanvas(double width, double height);
  ~TikzCanvas() override;
  TikzCanvas(const TikzCanvas&) = delete;
  TikzCanvas& operator=(const TikzCanvas&) = delete;

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

  // The document; `metadata` is a text that it carries along as a comment, `points` what a logical pixel is of PDF's points.
  std::string document(std::string_view metadata, double points) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// The text as LaTeX says it, in ASCII but for letters that are not of the Latin alphabet.
std::string tex_text(std::string_view utf8);

}  // namespace deconvlab

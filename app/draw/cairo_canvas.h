// A Canvas that draws with Cairo and Pango, without a display: into pixels, or onto the page of a PDF.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "app/draw/canvas.h"
#include "app/draw/pixel_rect.h"
#include "core/error.h"

namespace deconvlab {

class CairoCanvas final : public Canvas {
 public:
  // width x height in logical pixels; `scale` real pixels for each.
  CairoCanvas(double width, double height, double scale = 1);
  // A page of a PDF, `points` to the logical pixel: vectors, and text that can be selected, with its fonts.
  static CairoCanvas pdf(double width, double height, double points, const std::string& metadata);
  ~CairoCanvas() override;
  CairoCanvas(CairoCanvas&&) noexcept;
  CairoCanvas(const CairoCanvas&) = delete;
  CairoCanvas& operator=(const CairoCanvas&) = delete;

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

  // Without an id: who draws them again gives them one.
  Raster pixels() const;
  // The memory of `into` is used again.
  void copy_pixels(Raster& into) const;
  // Those of a part, into a raster of the canvas' size.
  void copy_pixels(Raster& into, const PixelRect& part) const;
  // As it was made, for another page. Precondition: no clip stands.
  void clear();
  // What follows is drawn on another page. Precondition: made by pdf().
  void end_page();
  // The whole PDF; nothing is drawn after it. Precondition: made by pdf().
  std::string document();

 private:
  struct Impl;
  explicit CairoCanvas(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// The bytes of a PNG that carries `metadata` along.
std::string png_bytes(const Raster& raster, const std::string& metadata);
// Errors: cannot_write.
Expected<void> save_png(const Raster& raster, const std::filesystem::path& path, const std::string& metadata = {});

}  // namespace deconvlab

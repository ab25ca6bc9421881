// A Canvas that draws into an ImGui draw list, in the window.
#pragma once

#include <imgui.h>

#include <functional>
#include <span>
#include <vector>

#include "app/draw/canvas.h"
#include "app/draw/fonts.h"

namespace deconvlab {

// Sizes (in real pixels, of a line's height as ImGui counts) that the atlas was built for; text is drawn with the nearest one and
// stretched the rest.
struct FontSet {
  FontMetrics metrics;  // of the em, in which a Canvas counts
  std::vector<ImFont*> regular;
  std::vector<ImFont*> bold;
};

// Makes the atlas hold the glyphs of `all_text` and maths, at the sizes the scenes use times `scale`. Does not upload it.
FontSet build_fonts(ImFontAtlas& atlas, double scale, std::span<const std::string_view> all_text);

// The font of the set to draw text of this many real pixels, of a line's height, with.
ImFont* font_for(const FontSet& fonts, Weight weight, double pixels);

class ImGuiCanvas final : public Canvas {
 public:
  // Draws with its origin at `origin` (real pixels), every logical pixel `scale` real ones. `texture` turns a raster into what
  // ImGui draws; it may keep one per raster id.
  ImGuiCanvas(ImDrawList& list, ImVec2 origin, double scale, const FontSet& fonts, std::function<ImTextureID(const Raster&)> texture);

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

 private:
  float pixels_of(const TextStyle& style) const { return static_cast<float>(style.size * scale_ * fonts_.metrics.height()); }
  ImVec2 place(Point p) const;
  ImVec2 snapped(Point p) const;  // to a corner of a real pixel
  // Where the middle of a line of this width covers whole real pixels.
  float middle(float real, double width) const;
  ImVec2 on_pixels(Point p, double width) const;
  void stroke_path(const Stroke& s, bool closed);
  void dashes(std::span<const ImVec2> path, const Stroke& s);

  ImDrawList& list_;
  ImVec2 origin_;
  double scale_;
  const FontSet& fonts_;
  std::function<ImTextureID(const Raster&)> texture_;
};

}  // namespace deconvlab

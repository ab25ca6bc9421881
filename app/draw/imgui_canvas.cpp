#include "app/draw/imgui_canvas.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "app/draw/fonts.h"

namespace deconvlab {

namespace {

constexpr double kRegularSizes[] = {11, 13, 15, 17.5, 22, 30};
constexpr double kBoldSizes[] = {13, 17.5, 26};
// What numbers, formulas and labels need beside the phrases.
constexpr const char* kMaths = "−×·⌊⌋…≥≤≠≈⋆∗→←↑↓°′₀₁₂₃⊕";

ImU32 packed_color(Color c) {
  const auto byte = [](float v) { return static_cast<int>(std::lround(std::clamp(v, 0.0f, 1.0f) * 255)); };
  return IM_COL32(byte(c.r), byte(c.g), byte(c.b), byte(c.a));
}

// Font files are read once and stay: every atlas of the process points into them.
std::string& bytes_of(const std::string& file) {
  static std::map<std::string, std::string> read;
  const auto [entry, is_new] = read.try_emplace(file);
  if (is_new) {
    std::ifstream in(file, std::ios::binary);
    entry->second.assign(std::istreambuf_iterator<char>(in), {});
  }
  return entry->second;
}

ImFont* add_font(ImFontAtlas& atlas, const std::string& file, int face, double pixels, const ImWchar* ranges, bool merge) {
  std::string& bytes = bytes_of(file);
  if (bytes.empty()) return nullptr;
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  config.FontNo = face;
  config.MergeMode = merge;
  config.OversampleH = merge ? 1 : 2;
  config.GlyphRanges = ranges;
  return atlas.AddFontFromMemoryTTF(bytes.data(), static_cast<int>(bytes.size()), static_cast<float>(pixels), &config, ranges);
}

// The glyph ranges that the atlas' fonts keep pointing at until it is built.
ImVector<ImWchar>& ranges_of(std::span<const std::string_view> all_text) {
  static ImVector<ImWchar> ranges;
  static const ImWchar kLatin[] = {0x20, 0xFF, 0};
  ImFontGlyphRangesBuilder builder;
  builder.AddRanges(kLatin);
  builder.AddText(kMaths);
  for (const std::string_view text : all_text) builder.AddText(text.data(), text.data() + text.size());
  ranges.clear();
  builder.BuildRanges(&ranges);
  return ranges;
}

// The smallest font at least as large as the text, so that glyphs shrink rather than grow.
ImFont* nearest(const std::vector<ImFont*>& fonts, double pixels) {
  const auto found = std::ranges::find_if(fonts, [&](const ImFont* f) { return f->FontSize >= pixels - 0.5; });
  return found == fonts.end() ? fonts.back() : *found;
}

}  // namespace

FontSet build_fonts(ImFontAtlas& atlas, double scale, std::span<const std::string_view> all_text) {
  const FontFiles& files = font_files();
  const ImWchar* ranges = ranges_of(all_text).Data;
  atlas.Clear();
  FontSet set;
  const auto add = [&](std::vector<ImFont*>& fonts, const std::string& file, double size) {
    const double pixels = std::round(size * scale);
    ImFont* font = add_font(atlas, file, 0, pixels, ranges, false);
    if (!font) font = atlas.AddFontDefault();
    if (!files.cjk.empty()) add_font(atlas, files.cjk, files.cjk_face, pixels, ranges, true);
    fonts.push_back(font);
  };
  for (const double size : kRegularSizes) add(set.regular, files.regular, size);
  for (const double size : kBoldSizes) add(set.bold, files.bold, size);
  atlas.Build();
  return set;
}

ImFont* font_for(const FontSet& fonts, Weight weight, double pixels) {
  return nearest(weight == Weight::bold ? fonts.bold : fonts.regular, pixels);
}

ImGuiCanvas::ImGuiCanvas(ImDrawList& list, ImVec2 origin, double scale, const FontSet& fonts,
                         std::function<ImTextureID(const Raster&)> texture)
    : list_(list), origin_(origin), scale_(scale), fonts_(fonts), texture_(std::move(texture)) {}

ImVec2 ImGuiCanvas::place(Point p) const {
  return {origin_.x + static_cast<float>(p.x * scale_), origin_.y + static_cast<float>(p.y * scale_)};
}

ImVec2 ImGuiCanvas::snapped(Point p) const {
  const ImVec2 at = place(p);
  return {std::round(at.x), std::round(at.y)};
}

void ImGuiCanvas::fill_rect(Rect r, Color c, double radius) {
  list_.AddRectFilled(snapped({r.x, r.y}), snapped({r.right(), r.bottom()}), packed_color(c), static_cast<float>(radius * scale_));
}

void ImGuiCanvas::stroke_rect(Rect r, Stroke s, double radius) {
  if (s.dash > 0) {
    const Point corners[] = {{r.x, r.y}, {r.right(), r.y}, {r.right(), r.bottom()}, {r.x, r.bottom()}};
    return polyline(corners, s, true);
  }
  const ImVec2 from = snapped({r.x, r.y});
  const ImVec2 to = snapped({r.right(), r.bottom()});
  // ImGui draws its outline half a pixel inside of `to`; neighbouring cells share theirs.
  list_.AddRect(from, {to.x + 1, to.y + 1}, packed_color(s.color), static_cast<float>(radius * scale_), 0,
                static_cast<float>(s.width * scale_));
}

void ImGuiCanvas::line(Point a, Point b, Stroke s) {
  const Point ends[] = {a, b};
  polyline(ends, s);
}

void ImGuiCanvas::polyline(std::span<const Point> points, Stroke s, bool closed) {
  const auto color = packed_color(s.color);
  const auto width = static_cast<float>(s.width * scale_);
  if (s.dash > 0) {
    for (std::size_t n = 0; n + 1 < points.size(); ++n) dashed_line(points[n], points[n + 1], s);
    if (closed) dashed_line(points.back(), points.front(), s);
    return;
  }
  const auto whole = [&](Point p) {
    const ImVec2 at = place(p);
    return ImVec2{std::floor(at.x) + 0.5f, std::floor(at.y) + 0.5f};
  };
  const bool upright = points.size() == 2 && (points[0].x == points[1].x || points[0].y == points[1].y);
  for (const Point& p : points) list_.PathLineTo(upright ? whole(p) : place(p));
  list_.PathStroke(color, closed ? ImDrawFlags_Closed : 0, width);
}

void ImGuiCanvas::dashed_line(Point a, Point b, const Stroke& s) {
  const double length = std::hypot(b.x - a.x, b.y - a.y);
  const auto along = [&](double d) { return Point{a.x + (b.x - a.x) * d / length, a.y + (b.y - a.y) * d / length}; };
  for (double d = 0; d < length; d += 2 * s.dash) {
    list_.AddLine(place(along(d)), place(along(std::min(d + s.dash, length))), packed_color(s.color), static_cast<float>(s.width * scale_));
  }
}

void ImGuiCanvas::fill_polygon(std::span<const Point> convex, Color c) {
  for (const Point& p : convex) list_.PathLineTo(place(p));
  list_.PathFillConvex(packed_color(c));
}

void ImGuiCanvas::circle(Point centre, double radius, Color fill) {
  list_.AddCircleFilled(place(centre), static_cast<float>(radius * scale_), packed_color(fill));
}

void ImGuiCanvas::text(Point at, std::string_view utf8, const TextStyle& style) {
  const double width = style.align == Align::left ? 0 : text_width(utf8, style);
  const double before = style.align == Align::centre ? width / 2 : width;
  const auto pixels = static_cast<float>(style.size * scale_);
  const ImFont* font = font_for(fonts_, style.weight, pixels);
  const ImVec2 corner = snapped({at.x - before, at.y - style.size / 2});
  list_.AddText(font, pixels, corner, packed_color(style.color), utf8.data(), utf8.data() + utf8.size());
}

double ImGuiCanvas::text_width(std::string_view utf8, const TextStyle& style) {
  const auto pixels = static_cast<float>(style.size * scale_);
  const ImFont* font = font_for(fonts_, style.weight, pixels);
  return font->CalcTextSizeA(pixels, FLT_MAX, 0, utf8.data(), utf8.data() + utf8.size()).x / scale_;
}

void ImGuiCanvas::image(Rect r, const Raster& raster) {
  if (!raster.rgba.empty()) list_.AddImage(texture_(raster), snapped({r.x, r.y}), snapped({r.right(), r.bottom()}));
}

void ImGuiCanvas::push_clip(Rect r) { list_.PushClipRect(place({r.x, r.y}), place({r.right(), r.bottom()}), true); }

void ImGuiCanvas::pop_clip() { list_.PopClipRect(); }

}  // namespace deconvlab

#include "app/draw/imgui_canvas.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <utility>

#include "app/draw/bold_chinese.h"
#include "app/draw/fonts.h"
#include "app/draw/part_of.h"

namespace deconvlab {

namespace {

constexpr double kRegularSizes[] = {11, 13, 15, 17.5, 22, 30};
constexpr double kBoldSizes[] = {13, 17.5, 22, 30};
constexpr double kLeastStep = 0.4;
// What numbers, formulas and labels need beside the phrases.
constexpr const char* kMaths = "−×·⌊⌋…≥≤≠≈⋆∗↺→←↑↓°′ᵀ∂₀₁₂₃⊕⌈⌉∞⁰⁴⁵⁶⁷⁸⁹⁻";

ImU32 packed_color(Color c) { return IM_COL32(byte_of(c.r), byte_of(c.g), byte_of(c.b), byte_of(c.a)); }

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

// A Chinese character is as wide as the em. A builder that takes whole pixels only (Debian's ImGui 1.90) makes it narrower, and all that
// stands behind it would begin too far to the left.
void space_chinese(ImFont& font, double em) {
  constexpr ImWchar kFull = 0x5377;   // 卷
  constexpr ImWchar kFirst = 0x2E80;  // as begins_chinese has it
  const ImFontGlyph* const full = font.FindGlyphNoFallback(kFull);
  if (!full) return;
  const auto share = static_cast<float>(em / full->AdvanceX);
  for (ImFontGlyph& glyph : font.Glyphs) {
    if (glyph.Codepoint >= kFirst) glyph.AdvanceX *= share;
  }
  font.BuildLookupTable();
}

struct Face {
  const std::string& file;
  int nth = 0;  // of the file's
};

Face bold_chinese(const FontFiles& files) {
  return files.cjk_bold.empty() ? Face{files.cjk, files.cjk_face} : Face{files.cjk_bold, files.cjk_bold_face};
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
  set.metrics = metrics_of(files.regular);
  const auto add = [&](std::vector<ImFont*>& fonts, const std::string& file, double size, const Face& chinese) {
    const double pixels = std::round(size * scale);
    ImFont* font = add_font(atlas, file, 0, pixels, ranges, false);
    if (!font) font = atlas.AddFontDefault();
    if (!chinese.file.empty()) {
      const double em = metrics_of(chinese.file, chinese.nth).height() / set.metrics.height();  // the same in both
      add_font(atlas, chinese.file, chinese.nth, pixels * em, ranges, true);
    }
    fonts.push_back(font);
  };
  for (const double size : kRegularSizes) add(set.regular, files.regular, size, {files.cjk, files.cjk_face});
  for (const double size : kBoldSizes) add(set.bold, files.bold, size, bold_chinese(files));
  atlas.Build();
  for (const auto* fonts : {&set.regular, &set.bold}) {
    for (ImFont* font : *fonts) space_chinese(*font, font->FontSize / set.metrics.height());
  }
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

float ImGuiCanvas::middle(float real, double width) const {
  const bool odd = std::lround(width * scale_) % 2 == 1;
  return std::round(real) + (odd ? 0.5f : 0.0f);
}

ImVec2 ImGuiCanvas::on_pixels(Point p, double width) const {
  const ImVec2 at = place(p);
  return {middle(at.x, width), middle(at.y, width)};
}

void ImGuiCanvas::stroke_rect(Rect r, Stroke s, double radius) {
  const ImVec2 from = on_pixels({r.x, r.y}, s.width);
  const ImVec2 to = on_pixels({r.right(), r.bottom()}, s.width);
  if (s.dash > 0) {
    const ImVec2 corners[] = {from, {to.x, from.y}, to, {from.x, to.y}, from};
    return dashes(corners, s);
  }
  list_.PathRect(from, to, static_cast<float>(radius * scale_));
  stroke_path(s, true);
}

void ImGuiCanvas::line(Point a, Point b, Stroke s) {
  ImVec2 ends[] = {place(a), place(b)};
  if (a.x == b.x) ends[0].x = ends[1].x = middle(ends[0].x, s.width);
  if (a.y == b.y) ends[0].y = ends[1].y = middle(ends[0].y, s.width);
  if (s.dash > 0) return dashes(ends, s);
  for (const ImVec2& end : ends) list_.PathLineTo(end);
  stroke_path(s, false);
}

void ImGuiCanvas::polyline(std::span<const Point> points, Stroke s, bool closed) {
  std::vector<ImVec2> path;
  for (const Point& p : points) path.push_back(place(p));
  if (s.dash > 0) {
    if (closed && !path.empty()) path.push_back(path.front());
    return dashes(path, s);
  }
  for (const ImVec2& p : path) list_.PathLineTo(p);
  stroke_path(s, closed);
}

// ImGui draws no line thinner than a pixel: it becomes paler instead.
void ImGuiCanvas::stroke_path(const Stroke& s, bool closed) {
  const auto width = static_cast<float>(s.width * scale_);
  const Color color = s.color.with_alpha(s.color.a * std::min(1.0f, width));
  list_.PathStroke(packed_color(color), closed ? ImDrawFlags_Closed : 0, std::max(1.0f, width));
}

// Dashes and gaps go on around the corners.
void ImGuiCanvas::dashes(std::span<const ImVec2> path, const Stroke& s) {
  const double dash = s.dash * scale_;
  double before = 0;  // length of the path so far
  for (std::size_t n = 0; n + 1 < path.size(); ++n) {
    const ImVec2 a = path[n];
    const ImVec2 b = path[n + 1];
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    const auto at = [&](double d) {
      const auto share = static_cast<float>(std::clamp(d, 0.0, length) / std::max(length, 1e-9));
      return ImVec2{a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
    };
    for (double d = std::floor(before / (2 * dash)) * 2 * dash - before; d < length; d += 2 * dash) {
      if (d + dash <= 0) continue;
      list_.PathLineTo(at(d));
      list_.PathLineTo(at(d + dash));
      stroke_path(s, false);
    }
    before += length;
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
  const float pixels = pixels_of(style);
  const ImFont* font = font_for(fonts_, style.weight, pixels);
  const double baseline = at.y + fonts_.metrics.below_middle() * style.size;
  const double above = font->Ascent * pixels / font->FontSize / scale_;
  const ImVec2 corner = snapped({at.x - before, baseline - above});
  const auto show = [&](float x, std::string_view part, Color color) {
    list_.AddText(font, pixels, {x, corner.y}, packed_color(color), part.data(), part.data() + part.size());
  };
  show(corner.x, utf8, style.color);
  if (style.weight != Weight::bold || !font_files().cjk_bold.empty()) return;
  for_each_chinese(utf8, [&](std::string_view part, std::string_view before_it) {
    const double first = corner.x + text_width(before_it, style) * scale_;
    const double step = bold_step(pixels);
    const double second = std::max(std::round(first + step), std::ceil(first + kLeastStep));  // a list's text begins at a whole pixel
    const double share = std::min(1.0, step / (second - first));
    show(static_cast<float>(second), part, style.color.with_alpha(style.color.a * static_cast<float>(share)));
  });
}

double ImGuiCanvas::text_width(std::string_view utf8, const TextStyle& style) {
  const float pixels = pixels_of(style);
  const ImFont* font = font_for(fonts_, style.weight, pixels);
  return font->CalcTextSizeA(pixels, FLT_MAX, 0, utf8.data(), utf8.data() + utf8.size()).x / scale_;
}

void ImGuiCanvas::image(Rect r, const Raster& raster) {
  if (!raster.rgba.empty()) list_.AddImage(texture_(raster), snapped({r.x, r.y}), snapped({r.right(), r.bottom()}));
}

void ImGuiCanvas::push_clip(Rect r) { list_.PushClipRect(snapped({r.x, r.y}), snapped({r.right(), r.bottom()}), true); }

void ImGuiCanvas::pop_clip() { list_.PopClipRect(); }

}  // namespace deconvlab

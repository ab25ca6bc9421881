#include "app/draw/svg_canvas.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/draw/base64.h"
#include "app/draw/cairo_canvas.h"
#include "app/draw/fonts.h"

namespace deconvlab {

namespace {

// In hundredths of a pixel, without what is nought.
std::string number_text(double value) {
  const double rounded = std::round(value * 100) / 100;
  return fmt::format("{:g}", rounded == 0 ? 0.0 : rounded);
}

std::string color_text(Color c) {
  const auto part = [](float v) { return static_cast<int>(std::lround(std::clamp(v, 0.0f, 1.0f) * 255)); };
  return fmt::format("#{:02x}{:02x}{:02x}", part(c.r), part(c.g), part(c.b));
}

// `name="color"`, with its opacity where it is not 1.
std::string paint(std::string_view name, Color c) {
  const std::string opacity = c.a < 1 ? fmt::format(" {}-opacity=\"{}\"", name, number_text(c.a)) : "";
  return fmt::format(" {}=\"{}\"{}", name, color_text(c), opacity);
}

std::string stroke_text(const Stroke& s) {
  const std::string dash = s.dash > 0 ? fmt::format(" stroke-dasharray=\"{}\"", number_text(s.dash)) : "";
  return fmt::format(" fill=\"none\"{} stroke-width=\"{}\"{}", paint("stroke", s.color), number_text(s.width), dash);
}

std::string rect_text(Rect r, double radius) {
  const std::string round = radius > 0 ? fmt::format(" rx=\"{}\"", number_text(std::min({radius, r.w / 2, r.h / 2}))) : "";
  return fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{}", number_text(r.x), number_text(r.y),
                     number_text(std::max(0.0, r.w)), number_text(std::max(0.0, r.h)), round);
}

std::string points_text(std::span<const Point> points) {
  std::string text;
  for (const Point& p : points) text += fmt::format("{}{},{}", text.empty() ? "" : " ", number_text(p.x), number_text(p.y));
  return text;
}

std::string_view anchor(Align align) {
  constexpr std::string_view kAnchors[] = {"", " text-anchor=\"middle\"", " text-anchor=\"end\""};
  return kAnchors[static_cast<std::size_t>(align)];
}

}  // namespace

std::string xml_text(std::string_view utf8) {
  std::string text;
  for (const char c : utf8) {
    switch (c) {
      case '&':
        text += "&amp;";
        break;
      case '<':
        text += "&lt;";
        break;
      case '>':
        text += "&gt;";
        break;
      case '"':
        text += "&quot;";
        break;
      default:
        text += c;
    }
  }
  return text;
}

std::string plain_text(std::string_view xml) {
  constexpr std::pair<std::string_view, char> kEntities[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}};
  std::string text;
  while (!xml.empty()) {
    std::size_t taken = 1;
    char c = xml.front();
    for (const auto& [entity, character] : kEntities) {
      if (!xml.starts_with(entity)) continue;
      c = character;
      taken = entity.size();
    }
    text += c;
    xml.remove_prefix(taken);
  }
  return text;
}

struct SvgCanvas::Impl {
  double width, height;
  std::string body = {};
  int clips = 0;  // made so far
  CairoCanvas measure{1, 1};

  void add(std::string_view element) {
    body += element;
    body += '\n';
  }
};

SvgCanvas::SvgCanvas(double width, double height) : impl_(std::make_unique<Impl>(width, height)) {}
SvgCanvas::~SvgCanvas() = default;

void SvgCanvas::fill_rect(Rect r, Color c, double radius) { impl_->add(rect_text(r, radius) + paint("fill", c) + "/>"); }

void SvgCanvas::stroke_rect(Rect r, Stroke s, double radius) { impl_->add(rect_text(r, radius) + stroke_text(s) + "/>"); }

void SvgCanvas::line(Point a, Point b, Stroke s) {
  const Point ends[] = {a, b};
  polyline(ends, s);
}

void SvgCanvas::polyline(std::span<const Point> points, Stroke s, bool closed) {
  impl_->add(fmt::format("<{} points=\"{}\"{}/>", closed ? "polygon" : "polyline", points_text(points), stroke_text(s)));
}

void SvgCanvas::fill_polygon(std::span<const Point> convex, Color c) {
  impl_->add(fmt::format("<polygon points=\"{}\"{}/>", points_text(convex), paint("fill", c)));
}

void SvgCanvas::circle(Point centre, double radius, Color fill) {
  impl_->add(fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{}/>", number_text(centre.x), number_text(centre.y), number_text(radius),
                         paint("fill", fill)));
}

void SvgCanvas::text(Point at, std::string_view utf8, const TextStyle& style) {
  const double baseline = at.y + metrics_of(font_files().regular).below_middle() * style.size;
  impl_->add(fmt::format("<text x=\"{}\" y=\"{}\" font-size=\"{}\"{}{}{}>{}</text>", number_text(at.x), number_text(baseline),
                         number_text(style.size), style.weight == Weight::bold ? " font-weight=\"bold\"" : "", anchor(style.align),
                         paint("fill", style.color), xml_text(utf8)));
}

double SvgCanvas::text_width(std::string_view utf8, const TextStyle& style) { return impl_->measure.text_width(utf8, style); }

void SvgCanvas::image(Rect r, const Raster& raster) {
  if (raster.rgba.empty()) return;
  impl_->add(
      fmt::format("<image x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" preserveAspectRatio=\"none\" "
                  "style=\"image-rendering:pixelated\" xlink:href=\"data:image/png;base64,{}\"/>",
                  number_text(r.x), number_text(r.y), number_text(r.w), number_text(r.h), base64(png_bytes(raster, {}))));
}

void SvgCanvas::push_clip(Rect r) {
  const int id = ++impl_->clips;
  impl_->add(fmt::format("<clipPath id=\"c{}\">{}/></clipPath><g clip-path=\"url(#c{})\">", id, rect_text(r, 0), id));
}

void SvgCanvas::pop_clip() { impl_->add("</g>"); }

std::string SvgCanvas::document(std::string_view metadata, double width, double height) const {
  std::string family = xml_text(font_files().family);
  std::ranges::replace(family, '"', '\'');
  std::string text = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"{}\" height=\"{}\" "
      "viewBox=\"0 0 {} {}\" font-family=\"{}\" xml:space=\"preserve\">\n",
      number_text(width), number_text(height), number_text(impl_->width), number_text(impl_->height), family + ", sans-serif");
  // Browsers heed xml:space no longer, and draw pairs of letters closer than their widths are.
  text += "<style>text { white-space: pre; font-kerning: none; font-variant-ligatures: none }</style>\n";
  if (!metadata.empty()) text += fmt::format("<desc>{}</desc>\n", xml_text(metadata));
  return text + impl_->body + "</svg>\n";
}

}  // namespace deconvlab

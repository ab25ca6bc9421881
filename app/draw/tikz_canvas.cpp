#include "app/draw/tikz_canvas.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <new>
#include <utility>
#include <vector>

#include "app/draw/cairo_canvas.h"

namespace deconvlab {

namespace {

// LaTeX's letters, not its Chinese, look smaller than those that pages are laid out with, whose size this makes up for.
constexpr double kLetters = 1.1;
constexpr double kBelowMiddle = 0.34;  // of the size, from the middle of a line to the base line
constexpr char32_t kFirstChinese = 0x2E80;

struct Sign {
  std::string_view utf8;
  std::string_view tex;
};
constexpr Sign kSigns[] = {
    {"\\", "\\textbackslash{}"},
    {"{", "\\{"},
    {"}", "\\}"},
    {"$", "\\$"},
    {"&", "\\&"},
    {"#", "\\#"},
    {"_", "\\_"},
    {"%", "\\%"},
    {"~", "\\textasciitilde{}"},
    {"^", "\\textasciicircum{}"},
    {"<", "$<$"},
    {">", "$>$"},
    {"|", "$|$"},
    {"\"", "''"},
    {"·", "$\\cdot$"},
    {"×", "$\\times$"},
    {"→", "$\\rightarrow$"},
    {"←", "$\\leftarrow$"},
    {"↑", "$\\uparrow$"},
    {"↓", "$\\downarrow$"},
    {"−", "$-$"},
    {"…", "\\ldots{}"},
    {"°", "$^\\circ$"},
    {"′", "$'$"},
    {"⌈", "$\\lceil$"},
    {"⌉", "$\\rceil$"},
    {"⌊", "$\\lfloor$"},
    {"⌋", "$\\rfloor$"},
    {"±", "$\\pm$"},
    {"ᵀ", "$^{\\mathsf{T}}$"},
    {"∂", "$\\partial$"},
    {"’", "'"},
    {"∗", "$\\ast$"},
    {"⋆", "$\\star$"},
    {"↺", "$\\hookleftarrow$"},
    {"≈", "$\\approx$"},
    {"–", "--"},
    {"≤", "$\\leq$"},
    {"≥", "$\\geq$"},
    {"≠", "$\\neq$"},
    {"①", "\\ring{1}"},
    {"②", "\\ring{2}"},
    {"③", "\\ring{3}"},
    {"④", "\\ring{4}"},
    {"⇄", "$\\rightleftharpoons$"},
    {"∑", "$\\Sigma$"},
    {"Σ", "$\\Sigma$"},
    {"∇", "$\\nabla$"},
    {"é", "\\'e"},
    {"á", "\\'a"},
    {"í", "\\'{\\i}"},
    {"ó", "\\'o"},
    {"ú", "\\'u"},
    {"ü", "\\\"u"},
    {"ñ", "\\~n"},
    {"Á", "\\'A"},
    {"É", "\\'E"},
    {"Í", "\\'I"},
    {"Ó", "\\'O"},
    {"Ú", "\\'U"},
    {"Ñ", "\\~N"},
    {"¿", "?`"},
    {"¡", "!`"},
    {"\u00a0", "~"},
    {"⁻", "$^{-}$"},
    {"⁰", "$^0$"},
    {"¹", "$^1$"},
    {"²", "$^2$"},
    {"³", "$^3$"},
    {"⁴", "$^4$"},
    {"⁵", "$^5$"},
    {"⁶", "$^6$"},
    {"⁷", "$^7$"},
    {"⁸", "$^8$"},
    {"⁹", "$^9$"},
};

// In hundredths, without what is nought.
std::string number(double value) {
  const double rounded = std::round(value * 100) / 100;
  return fmt::format("{}", rounded == 0 ? 0.0 : rounded);
}

std::string corner(Point p) { return fmt::format("({},{})", number(p.x), number(p.y)); }
std::string rectangle(Rect r) { return corner({r.x, r.y}) + " rectangle " + corner({r.right(), r.bottom()}); }

std::string path_of(std::span<const Point> points, bool closed) {
  std::string path;
  for (const Point& p : points) path += (path.empty() ? "" : "--") + corner(p);
  return path + (closed ? "--cycle" : "");
}

std::string rounded(double radius) { return radius > 0 ? fmt::format(",rounded corners={}bp", number(radius * 0.75)) : ""; }

// As PDF's filters read it: deflated, in hexadecimal.
std::string deflated_hex(std::span<const unsigned char> bytes) {
  uLongf size = compressBound(bytes.size());
  std::vector<unsigned char> packed(size);
  if (compress2(packed.data(), &size, bytes.data(), bytes.size(), 9) != Z_OK) throw std::bad_alloc();
  std::string hex;
  for (uLongf n = 0; n < size; ++n) hex += fmt::format("{}{:02x}", n > 0 && n % 60 == 0 ? "\n" : "", packed[n]);
  return hex;
}

// Red, green, blue, over white.
std::vector<unsigned char> opaque(const Raster& raster) {
  std::vector<unsigned char> bytes;
  for (const std::uint32_t pixel : raster.rgba) {
    const std::uint32_t a = pixel >> 24;
    for (int shift = 0; shift <= 16; shift += 8)
      bytes.push_back(static_cast<unsigned char>(((pixel >> shift & 255) * a + 255 * (255 - a)) / 255));
  }
  return bytes;
}

// The bytes of the character that begins there.
std::size_t length_at(std::string_view utf8) {
  const auto first = static_cast<unsigned char>(utf8.front());
  const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  return std::min(length, utf8.size());
}

bool is_chinese(std::string_view character) {
  if (character.size() < 3) return false;
  const auto part = [&](std::size_t n) { return static_cast<char32_t>(static_cast<unsigned char>(character[n])); };
  return character.size() == 4 || ((part(0) & 15) << 12 | (part(1) & 63) << 6 | (part(2) & 63)) >= kFirstChinese;
}

constexpr std::string_view kSize = R"(\newcommand\size[1]{\fontsize{#1bp}{#1bp}\selectfont}
\newcommand\ring[1]{\tikz[baseline=(n.base)]\node[circle,draw,inner sep=.06em,line width=.05em](n){\scalebox{.7}{#1}};}
)";

}  // namespace

std::string tex_text(std::string_view utf8) {
  std::string tex;
  while (!utf8.empty()) {
    const std::string_view character = utf8.substr(0, length_at(utf8));
    const auto* sign = std::ranges::find(kSigns, character, &Sign::utf8);
    const bool known = character.size() == 1 || is_chinese(character);
    if (sign != std::end(kSigns)) {
      tex += sign->tex;
    } else if (character == " ") {
      tex += tex.empty() || tex.ends_with(' ') || utf8.size() == 1 ? "\\ " : " ";
    } else {
      tex += known ? character : "?";
    }
    utf8.remove_prefix(character.size());
  }
  return tex;
}

struct TikzCanvas::Impl {
  double width, height;
  std::string body = {};
  std::map<std::array<int, 3>, std::size_t> colors = {};
  bool chinese = false;
  CairoCanvas measure{1, 1};

  // Its name.
  std::string color(Color c) {
    const auto part = [](float v) { return static_cast<int>(std::lround(std::clamp(v, 0.0f, 1.0f) * 255)); };
    return fmt::format("c{}", colors.try_emplace({part(c.r), part(c.g), part(c.b)}, colors.size()).first->second);
  }
  std::string fill(Color c) { return color(c) + (c.a < 1 ? fmt::format(",fill opacity={}", number(c.a)) : ""); }
  std::string stroke(const Stroke& s) {
    const std::string dash = s.dash > 0 ? fmt::format(",dash pattern=on {0}bp off {0}bp", number(s.dash * 0.75)) : "";
    const std::string opacity = s.color.a < 1 ? fmt::format(",draw opacity={}", number(s.color.a)) : "";
    return fmt::format("{},line width={}bp{}{}", color(s.color), number(s.width * 0.75), dash, opacity);
  }
  void add(std::string_view command, std::string_view options, std::string_view path) {
    body += fmt::format("\\{}[{}] {};\n", command, options, path);
  }
};

TikzCanvas::TikzCanvas(double width, double height) : impl_(std::make_unique<Impl>(width, height)) {}
TikzCanvas::~TikzCanvas() = default;

void TikzCanvas::fill_rect(Rect r, Color c, double radius) {
  if (c.a > 0 && r.w > 0 && r.h > 0) impl_->add("fill", impl_->fill(c) + rounded(radius), rectangle(r));
}

void TikzCanvas::stroke_rect(Rect r, Stroke s, double radius) { impl_->add("draw", impl_->stroke(s) + rounded(radius), rectangle(r)); }

void TikzCanvas::line(Point a, Point b, Stroke s) {
  const Point ends[] = {a, b};
  polyline(ends, s);
}

void TikzCanvas::polyline(std::span<const Point> points, Stroke s, bool closed) {
  if (points.size() > 1) impl_->add("draw", impl_->stroke(s), path_of(points, closed));
}

void TikzCanvas::fill_polygon(std::span<const Point> convex, Color c) {
  if (convex.size() > 2) impl_->add("fill", impl_->fill(c), path_of(convex, true));
}

void TikzCanvas::circle(Point centre, double radius, Color fill) {
  impl_->add("fill", impl_->fill(fill), fmt::format("{} circle[radius={}]", corner(centre), number(radius)));
}

void TikzCanvas::text(Point at, std::string_view utf8, const TextStyle& style) {
  constexpr std::string_view kAnchors[] = {"base west", "base", "base east"};
  if (utf8.empty()) return;
  const std::string tex = tex_text(utf8);
  const bool chinese = std::ranges::any_of(tex, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  impl_->chinese = impl_->chinese || chinese;
  impl_->body += fmt::format("\\node[anchor={},text={}{}] at {} {{\\size{{{}}}{}{}}};\n", kAnchors[static_cast<std::size_t>(style.align)],
                             impl_->color(style.color), style.color.a < 1 ? fmt::format(",text opacity={}", number(style.color.a)) : "",
                             corner({at.x, at.y + kBelowMiddle * style.size}), number(style.size * 0.75 * (chinese ? 1 : kLetters)),
                             style.weight == Weight::bold ? "\\bfseries " : "", tex);
}

double TikzCanvas::text_width(std::string_view utf8, const TextStyle& style) { return impl_->measure.text_width(utf8, style); }

// Within the page's own commands, so that the document is one file.
void TikzCanvas::image(Rect r, const Raster& raster) {
  if (raster.rgba.empty()) return;
  impl_->body += fmt::format(
      "\\begin{{scope}}[shift={{{}}}]\\pgftext[left,bottom]{{\\pdfliteral{{q {} 0 0 {} 0 0 cm BI /W {} /H {} /CS /RGB /BPC 8 "
      "/F [/AHx /Fl] ID\n{}>\nEI Q}}}}\\end{{scope}}\n",
      corner({r.x, r.bottom()}), number(r.w * 0.75), number(r.h * 0.75), raster.width, raster.height, deflated_hex(opaque(raster)));
}

void TikzCanvas::push_clip(Rect r) { impl_->body += fmt::format("\\begin{{scope}}\\clip {};\n", rectangle(r)); }
void TikzCanvas::pop_clip() { impl_->body += "\\end{scope}\n"; }

std::string TikzCanvas::document(std::string_view metadata, double points) const {
  std::string text = metadata.empty() ? "" : fmt::format("% {}\n", metadata);
  text += "\\documentclass{article}\n\\usepackage{fix-cm}\n\\usepackage{tikz}\n";
  if (impl_->chinese) text += "\\usepackage{CJKutf8}\n";
  text += kSize;
  for (const auto& [part, n] : impl_->colors)
    text += fmt::format("\\definecolor{{c{}}}{{RGB}}{{{},{},{}}}\n", n, part[0], part[1], part[2]);
  text += "\\begin{document}\n";
  if (impl_->chinese) text += "\\begin{CJK}{UTF8}{gbsn}\n";
  text += fmt::format(
      "\\setbox0\\hbox{{\\sffamily\\begin{{tikzpicture}}[x=0.75bp,y=-0.75bp,inner sep=0pt,outer sep=0pt]\n"
      "\\useasboundingbox (0,0) rectangle ({0},{1});\n\\clip (0,0) rectangle ({0},{1});\n{2}\\end{{tikzpicture}}}}\n",
      number(impl_->width), number(impl_->height), impl_->body);
  if (points != 0.75) text += fmt::format("\\setbox0\\hbox{{\\scalebox{{{}}}{{\\box0}}}}\n", number(points / 0.75));
  text += "\\hoffset=-1in \\voffset=-1in \\pdfpagewidth=\\wd0 \\pdfpageheight=\\ht0 \\shipout\\box0\n";
  if (impl_->chinese) text += "\\end{CJK}\n";
  return text + "\\end{document}\n";
}

}  // namespace deconvlab

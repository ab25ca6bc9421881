// LaTeX: what pdflatex reads, in ASCII, with all that was opened closed again.
#include <gmock/gmock.h>

#include <algorithm>

#include "app/draw/tikz_canvas.h"
#include "app/record/still.h"
#include "tests/app/drawn.h"

namespace deconvlab {
namespace {

using testing::HasSubstr;

std::string tikz_of(const Figure& figure) {
  TikzCanvas canvas(figure.width, figure.height);
  figure.draw(canvas);
  return canvas.document(figure.link, 0.75);
}

std::ptrdiff_t how_often(const std::string& text, std::string_view part) {
  std::ptrdiff_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

TEST(Tikz, SaysWhatTexReserves) {
  EXPECT_EQ(tex_text("a_{1} & 5% #2 $ ~ ^ \\"), "a\\_\\{1\\} \\& 5\\% \\#2 \\$ \\textasciitilde{} \\textasciicircum{} \\textbackslash{}");
  EXPECT_EQ(tex_text("2·3 × 4 − 1 → ⌊x⌋"), "2$\\cdot$3 $\\times$ 4 $-$ 1 $\\rightarrow$ $\\lfloor$x$\\rfloor$");
  EXPECT_EQ(tex_text("a  b "), "a \\ b\\ ");
  EXPECT_EQ(tex_text("卷积"), "卷积");
  EXPECT_EQ(tex_text("☃"), "?");
}

TEST(Tikz, DrawsInPointsFromTheTop) {
  TikzCanvas canvas(40, 24);
  canvas.push_clip({1, 2, 30, 20});
  canvas.fill_rect({5, 4, 8, 8}, rgb(0x0072b2).with_alpha(0.5f));
  canvas.stroke_rect({5, 4, 8, 8}, {rgb(0x000000), 2, 4});
  canvas.text({8, 10}, "w", {.color = rgb(0x000000), .size = 10, .weight = Weight::bold, .align = Align::centre});
  canvas.pop_clip();
  const std::string tex = canvas.document("deconvlab:x", 0.75);
  EXPECT_THAT(tex, testing::StartsWith("% deconvlab:x\n\\documentclass{article}\n"));
  EXPECT_THAT(tex, HasSubstr("[x=0.75bp,y=-0.75bp"));
  EXPECT_THAT(tex, HasSubstr("\\useasboundingbox (0,0) rectangle (40,24);"));
  EXPECT_THAT(tex, HasSubstr("\\begin{scope}\\clip (1,2) rectangle (31,22);\n\\fill[c0,fill opacity=0.5] (5,4) rectangle (13,12);"));
  EXPECT_THAT(tex, HasSubstr("\\draw[c1,line width=1.5bp,dash pattern=on 3bp off 3bp] (5,4) rectangle (13,12);"));
  EXPECT_THAT(tex, HasSubstr("\\node[anchor=base,text=c1] at (8,13.4) {\\size{8.25}\\bfseries w};\n\\end{scope}"));
  EXPECT_THAT(tex, HasSubstr("\\definecolor{c0}{RGB}{0,114,178}"));
}

// A picture's pixels are in the document itself.
TEST(Tikz, HoldsItsPictures) {
  TikzCanvas canvas(40, 24);
  canvas.image({4, 2, 16, 8}, {.width = 2, .height = 1, .id = 1, .rgba = {0xff0000ffu, 0xff00ff00u}});
  const std::string tex = canvas.document("", 0.75);
  EXPECT_THAT(tex, HasSubstr("shift={(4,10)}]"));
  EXPECT_THAT(tex, HasSubstr("q 12 0 0 6 0 0 cm BI /W 2 /H 1 /CS /RGB /BPC 8 /F [/AHx /Fl] ID\n78"));
  EXPECT_THAT(tex, testing::StartsWith("\\documentclass"));
}

TEST(Tikz, OfEverySceneIsWhatPdflatexReads) {
  for (const Scene& scene : scene_table()) {
    const Figure page = *still(test::lesson(std::string(scene.id)), {});
    const std::string tex = tikz_of(page);
    RecordingCanvas canvas;
    page.draw(canvas);
    std::string asked;
    for (const auto& text : canvas.texts) asked += text.text;
    EXPECT_TRUE(std::ranges::all_of(tex, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) << scene.id;
    EXPECT_EQ(how_often(tex, "\\begin{scope}"), how_often(tex, "\\end{scope}")) << scene.id;
    EXPECT_EQ(std::ranges::count(tex, '?'), std::ranges::count(page.link + asked, '?')) << scene.id << ": no sign is unknown";
    EXPECT_EQ(how_often(tex, "\\usepackage{CJKutf8}"), 0) << scene.id;
  }
}

TEST(Tikz, OfChineseHasItsPackage) {
  const std::string tex = tikz_of(*still(test::lesson("convolution?lang=zh"), {}));
  EXPECT_THAT(tex, HasSubstr("\\begin{CJK}{UTF8}{gbsn}"));
  EXPECT_THAT(tex, HasSubstr("卷积"));
}

}  // namespace
}  // namespace deconvlab

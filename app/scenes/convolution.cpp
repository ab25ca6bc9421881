// Scene "convolution": the kernel slides over the padded input, the output fills in, C beside it.
#include "app/diagram/layout.h"
#include "app/diagram/matrix_view.h"
#include "app/diagram/words.h"
#include "app/scenes/each_scene.h"

namespace deconvlab {

namespace {

constexpr double kEdge = 3;  // outlines on the edge are seen whole
constexpr double kMeaningSize = 13;
constexpr double kLineHeight = 1.45;
constexpr double kMostForMeaning = 0.35;  // of the height

void draw_main(Canvas& canvas, Rect area, const Frame& frame) {
  const Stage stage(frame);
  draw_trio(canvas, arrange(canvas, area.inset(kEdge), stage, true), stage);
}

// C under its caption, in the middle of the area, and what it is.
void draw_side(Canvas& canvas, Rect whole, const Frame& frame) {
  const Stage stage(frame);
  Rect area = whole.inset(kEdge);
  const TextRun meaning{std::string(phrase(frame.language, "scene.what_c")), frame.theme.muted};
  const int lines = wrapped_lines(canvas, area.w, meaning, kMeaningSize);
  const double height = lines * kMeaningSize * kLineHeight + 6;
  if (height < area.h * kMostForMeaning) {
    area.h -= height;
    draw_wrapped(canvas, {area.x, area.bottom() + 6 + kMeaningSize / 2}, area.w, meaning, kMeaningSize, lines);
  }
  const Geometry& g = stage.geometry;
  draw_matrix_titled(canvas, area,
                     say(frame.language, "scene.matrix", grouped(g.output().area()), grouped(g.input().area()), grouped(g.nonzeros())),
                     stage);
}

std::string sentence(const Frame& frame) { return step_sentence(Stage(frame)); }

}  // namespace

const Scene kConvolutionScene{.id = "convolution",
                              .chapter = "slide",
                              .title_key = "scene.convolution",
                              .question_key = "question.convolution",
                              .draw_main = draw_main,
                              .draw_side = draw_side,
                              .sentence = sentence,
                              .kind = &kConvolutionKind,
                              .home = "s=2&p=1&t=4",
                              .kernel_on_page = true};

}  // namespace deconvlab

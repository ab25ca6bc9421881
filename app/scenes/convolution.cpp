// Scene "convolution": the kernel slides over the padded input, the output fills in, C beside it.
#include "app/scenes/layout.h"
#include "app/scenes/matrix_view.h"
#include "app/scenes/stories.h"
#include "app/scenes/words.h"

namespace deconvlab {

namespace {

void draw_main(Canvas& canvas, Rect area, const Frame& frame) {
  const Stage stage(frame);
  draw_trio(canvas, arrange(area, stage.geometry), stage);
}

// C under its caption, in the middle of the area.
void draw_side(Canvas& canvas, Rect area, const Frame& frame) {
  const Stage stage(frame);
  const Geometry& g = stage.geometry;
  draw_matrix_titled(canvas, area, say(frame.language, "scene.matrix", g.output().area(), g.input().area(), g.nonzeros()), stage);
}

std::string sentence(const Frame& frame) { return step_sentence(Stage(frame)); }

}  // namespace

const Scene kConvolutionScene{"convolution", "scene.convolution", draw_main, draw_side, sentence};

}  // namespace deconvlab

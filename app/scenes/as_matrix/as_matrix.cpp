// Scene "matrix": y = C x with one row of C a step, and im2col, which is what frameworks multiply instead.
#include <algorithm>

#include "app/diagram/layout.h"
#include "app/diagram/matrix_view.h"
#include "app/diagram/transposed_words.h"
#include "app/diagram/words.h"
#include "app/draw/rich_text.h"
#include "app/scenes/as_matrix/block_view.h"
#include "app/scenes/as_matrix/block_words.h"
#include "app/scenes/as_matrix/im2col.h"
#include "app/scenes/as_matrix/matrix_columns.h"
#include "app/scenes/each_scene.h"

namespace deconvlab {

namespace {

constexpr double kCaption = 28;
constexpr double kSign = 30;         // "=" and "·" between the factors
constexpr double kLeastForC = 0.52;  // of the height; im2col gets the rest, if it needs it
constexpr double kLeastOfLow = 0.4;  // the same on a page where im2col could not be read otherwise
constexpr double kBetween = 16;
constexpr double kEdge = 3;                  // outlines on the edge are seen whole
constexpr double kSmallestWithCounts = 300;  // a lower side panel has no room for the counts

void caption(Canvas& canvas, double x, double y, double width, const std::string& text, Color color) {
  draw_fitting(canvas, {x, y}, width, text, {.color = color, .size = 15, .weight = Weight::bold, .align = Align::centre});
}

void sign(Canvas& canvas, double x, double y, std::string_view text, const Theme& theme) {
  canvas.text({x, y}, text, {.color = theme.muted, .size = 24, .align = Align::centre});
}

// Where things stand: y and C above, im2col below them, x along the whole right edge unless it is no taller than C.
struct Places {
  Rect y;
  Rect c;
  Rect x;
  Rect im2col;
};

// Of the height, so that im2col's cells have room for numbers where that leaves C seen.
double least_for_c(double height, const Geometry& g) {
  const double rest = (height - readable_im2col_height(g) - kBetween) / height;
  return rest < kLeastOfLow ? kLeastForC : std::min(rest, kLeastForC);
}

Places places(Rect area, const Stage& stage) {
  const double column = std::clamp(area.w * 0.07, 26.0, 44.0);
  const double width = area.w - 2 * column - 2 * kSign;
  const double top = area.y + kCaption;
  const Rect room{
      area.x + column + kSign, top, width,
      std::max(area.h * least_for_c(area.h, stage.geometry), area.h - im2col_height(area.w - column - kSign, stage.geometry) - kBetween) -
          kCaption};
  const Rect bounds = matrix_bounds(room, stage);
  const double left = room.x + (room.w - bounds.w) / 2;
  const double below = top + bounds.h + kBetween;
  Places p;
  p.y = {left - kSign - column, top, column, bounds.h};
  p.c = {left, top, bounds.w, bounds.h};
  const double tall = kLargestVectorCell * static_cast<double>(stage.geometry.input().area());
  p.x = {tall <= bounds.h ? p.c.right() + kSign : area.right() - column, top, column, area.h - kCaption};
  p.im2col = {area.x, below, area.w - column - kSign, area.bottom() - below};
  return p;
}

// y = C · x.
void draw_product(Canvas& canvas, const Places& p, const Stage& stage) {
  const Theme& theme = stage.frame.theme;
  const Geometry& g = stage.geometry;
  const MatrixPane pane = draw_matrix(canvas, p.c, stage);
  draw_output_column(canvas, p.y, pane, stage);
  const Rect x = draw_input_column(canvas, p.x, pane, stage);
  const double middle = pane.rect.centre().y;
  sign(canvas, p.y.right() + kSign / 2, middle, "=", theme);
  sign(canvas, p.x.x - kSign / 2, middle, "·", theme);
  const double above = p.c.y - kCaption / 2 - 2;
  caption(canvas, p.y.centre().x, pane.rect.y - kCaption / 2 - 2, p.y.w, "y", theme.of(Role::output).ink);
  caption(canvas, p.c.centre().x, above, p.c.w,
          say(stage.frame.language, "scene.matrix", grouped(g.output().area()), grouped(g.input().area()), grouped(g.nonzeros())),
          theme.of(Role::kernel).ink);
  caption(canvas, x.centre().x, above, x.w, "x", theme.of(Role::input).ink);
}

void draw_main(Canvas& canvas, Rect area, const Frame& frame) {
  if (const Blocks* blocks = blocks_of(frame)) return draw_block_product(canvas, area.inset(kEdge), BlockStage(frame, *blocks));
  const Stage stage(frame);
  const Places p = places(area.inset(kEdge), stage);
  draw_product(canvas, p, stage);
  draw_im2col(canvas, p.im2col, stage);
}

// Along the lower edge, how C is built; returns the height that this takes.
double draw_structure(Canvas& canvas, Rect area, const Stage& stage) {
  constexpr double kSize = 13;
  constexpr double kLine = 1.45 * kSize;
  const Geometry& g = stage.geometry;
  const bool shifts = g.h.s > 1 || g.w.s > 1;
  const std::string said =
      shifts ? say(stage.frame.language, "scene.shifts", both(g.h.s, g.w.s)) : std::string(phrase(stage.frame.language, "scene.toeplitz"));
  const TextRun run{said, stage.frame.theme.text};
  const int lines = wrapped_lines(canvas, area.w, run, kSize);
  draw_wrapped(canvas, {area.x, area.bottom() - (lines - 0.5) * kLine}, area.w, run, kSize, lines);
  return lines * kLine + 6;
}

void draw_side(Canvas& canvas, Rect whole, const Frame& frame) {
  if (const Blocks* blocks = blocks_of(frame)) return draw_block_planes(canvas, whole.inset(kEdge), BlockStage(frame, *blocks));
  const Stage stage(frame);
  const Rect area = whole.inset(kEdge);
  const bool counted = area.h >= kSmallestWithCounts;
  const double words = draw_structure(canvas, area, stage);
  const double below = area.bottom() - words;
  const Rect above{area.x, area.y, area.w, area.h - words - (counted ? kCountsHeight + kBetween : 0)};
  draw_trio(canvas, arrange(canvas, above, stage, false), stage);
  if (counted) draw_counts(canvas, {area.x, below - kCountsHeight, area.w, kCountsHeight}, stage);
}

std::string sentence(const Frame& frame) {
  const Blocks* blocks = blocks_of(frame);
  return blocks ? block_sentence(BlockStage(frame, *blocks)) : row_sentence(Stage(frame));
}

std::string describe(const Focus& focus, const Frame& frame) {
  const Blocks* blocks = blocks_of(frame);
  if (!blocks) return describe_convolution(focus, frame);
  Frame pointed = frame;
  pointed.focus = focus;
  return describe_block(BlockStage(pointed, *blocks));
}

}  // namespace

const Scene kMatrixScene{.id = "matrix",
                         .chapter = "slide",
                         .title_key = "scene.as_matrix",
                         .question_key = "question.matrix",
                         .draw_main = draw_main,
                         .draw_side = draw_side,
                         .sentence = sentence,
                         .kind = &kMatrixKind,
                         .home = "i=4",
                         .describe = describe,
                         .kernel_on_page = true};

}  // namespace deconvlab

// Scene "fractional": the input's cells move apart, zeros drop in, padding grows, a step each; then a turned kernel walks over them with
// step 1.
#include <algorithm>

#include "app/diagram/legend.h"
#include "app/diagram/transpose_views.h"
#include "app/diagram/transposed_words.h"
#include "app/diagram/words.h"
#include "app/draw/rich_text.h"
#include "app/scenes/each_scene.h"
#include "app/scenes/fractional/output_padding.h"

namespace deconvlab {

namespace {

constexpr double kEdge = 3;  // outlines on the edge are seen whole
constexpr double kBetween = 10;
constexpr double kCaption = 30;
constexpr double kTurnGap = 44;  // between the kernel and the turned one
constexpr double kTurnShare = 0.42;
constexpr double kSmallestWithTurn = 340;
constexpr double kLargestKernelCell = 46;
constexpr double kNoteSize = 12;
constexpr double kNote = 40;  // two lines under the kernels

// The share of step `step`'s change that is done, eased.
double share_of(double time, std::int64_t step) { return eased(std::clamp(time - static_cast<double>(step - 1), 0.0, 1.0)); }

// Each of the lead's steps is one of the input's changes; cells that stay together are apart from the start.
Spread spread_of(const Frame& frame) {
  const double t = frame.model.time;
  const std::int64_t last = lead_steps(frame.model.lesson) - 1;
  const bool apart = last > 2;
  return {apart ? share_of(t, 1) : 1, apart ? share_of(t, 2) : 1, share_of(t, last - 1), share_of(t, last)};
}

void draw_main(Canvas& canvas, Rect whole, const Frame& frame) {
  const Stage stage(frame);
  Rect area = whole.inset(kEdge);
  draw_waste(canvas, {area.x, area.bottom() - kWasteHeight, area.w, kWasteHeight}, stage);
  area.h -= kWasteHeight + kBetween;
  const Rect legend = legend_rect(canvas, area, stage, {});
  draw_legend(canvas, legend, stage, {});
  area.h -= legend.h;
  draw_walk(canvas, area, stage, spread_of(frame));
}

// What the output shown would be with the kernel as it is given.
std::string unturned_text(const Stage& stage) {
  const Language& language = stage.frame.language;
  const DirectStep step = stage.frame.results.transpose.direct(stage.step.t);
  const std::string_view key = step.unturned == step.value ? "scene.unturned_same" : "scene.unturned";
  return say(language, key, label("y", step.output), number(step.unturned), number(step.value));
}

void draw_unturned(Canvas& canvas, Rect area, const Stage& stage) {
  if (!stage.started || stage.geometry.flip) return;
  const TextRun note{unturned_text(stage), stage.frame.theme.muted};
  draw_wrapped(canvas, {area.x, area.y + kNoteSize}, area.w, note, kNoteSize, 2);
}

// The kernel as it is given and as it walks; weights are pointed at here.
void draw_turn(Canvas& canvas, Rect area, const Stage& stage) {
  const Language& language = stage.frame.language;
  const Color ink = stage.frame.theme.of(Role::kernel).ink;
  const Extent kernel = stage.geometry.kernel();
  const double w = (area.w - kTurnGap) / 2;
  const Rect left{area.x, area.y + kCaption, w, area.h - kCaption};
  const Rect right{area.right() - w, left.y, w, left.h};
  const double cell = fit_cell(w, left.h, kernel.h, kernel.w, kLargestKernelCell);
  const GridPlace given = place_in(left, cell, kernel, {});
  const GridPlace turned = place_in(right, cell, kernel, {});
  draw_kernel(canvas, given, stage);
  draw_kernel(canvas, turned, stage, true);
  // A true convolution has turned w already: turned again it is w.
  const bool flip = stage.geometry.flip;
  draw_caption(canvas, given, left, {std::string(phrase(language, flip ? "scene.kernel_turned" : "scene.kernel_given"))}, ink);
  draw_caption(canvas, turned, right, {std::string(phrase(language, flip ? "scene.kernel_given" : "scene.kernel_turned"))}, ink);
  canvas.text({area.centre().x, left.centre().y}, "→", {.color = stage.frame.theme.muted, .size = 22, .align = Align::centre});
}

void draw_side(Canvas& canvas, Rect whole, const Frame& frame) {
  const Stage stage(frame);
  const Rect area = whole.inset(kEdge);
  const bool turn = area.h >= kSmallestWithTurn;
  const double below = turn ? area.h * kTurnShare : 0;
  draw_input_sides(canvas, {area.x, area.y, area.w, area.h - below}, stage);
  if (!turn) return;
  draw_turn(canvas, {area.x, area.bottom() - below, area.w, below - kNote}, stage);
  draw_unturned(canvas, {area.x, area.bottom() - kNote, area.w, kNote}, stage);
}

std::string sentence(const Frame& frame) { return walk_sentence(Stage(frame), spread_of(frame)); }

}  // namespace

const Scene kFractionalScene{.id = "fractional",
                             .chapter = "turn",
                             .title_key = "scene.fractional",
                             .question_key = "question.fractional",
                             .draw_main = draw_main,
                             .draw_side = draw_side,
                             .sentence = sentence,
                             .kind = &kStretchedKind,
                             .home = "i=3&k=3&s=2&p=1&t=11",
                             .describe = describe_transposed,
                             .kernel_on_page = true,
                             .least = {.side = 520}};

}  // namespace deconvlab

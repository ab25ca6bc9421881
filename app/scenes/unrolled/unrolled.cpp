// Scene "unrolled": one motion from the window to a row of C, over C's diagonal to Ct, and from its columns to stamps.
#include <algorithm>
#include <utility>

#include "app/diagram/labels.h"
#include "app/draw/rich_text.h"
#include "app/scenes/each_scene.h"
#include "app/scenes/unrolled/words.h"

namespace deconvlab {

namespace {

constexpr double kEdge = 3;  // outlines on the edge are seen whole
constexpr double kCaption = 28;
constexpr double kLargestWeight = 66;
constexpr double kKernelShare = 0.44;  // of the height
constexpr double kNote = 15;
constexpr double kNoteLine = 1.45;

void name_matrix(Canvas& canvas, const UnrolledPlaces& p, const Unrolled& u) {
  if (u.act.first <= 0) return;
  const Frame& frame = u.stage.frame;
  const Geometry& g = u.geometry();
  const bool back = u.act.mirrored > 0.5;
  const std::string_view key = p.matrix.cut() ? (back ? "unrolled.part_t" : "unrolled.part") : back ? "scene.matrix_t" : "scene.matrix";
  const auto [rows, cols] = back ? std::pair(g.input().area(), g.output().area()) : std::pair(g.output().area(), g.input().area());
  const Color ink = back ? frame.theme.text : frame.theme.of(Role::kernel).ink;
  const std::string text = say(frame.language, key, grouped(rows), grouped(cols), grouped(g.nonzeros()));
  TextStyle style{.color = ink, .size = 15, .weight = Weight::bold};
  const Rect outer = p.matrix.outer();
  const double left = std::min(p.in_x(0).x, p.in_y(0).x);
  const double x = std::max(left, outer.centre().x - canvas.text_width(text, style) / 2);
  draw_fitting(canvas, {x, outer.y - kCaption / 2}, p.matrix.area.right() + p.column - x, text, style);
}

void draw_main(Canvas& canvas, Rect whole, const Frame& frame) {
  const Unrolled u(frame);
  const UnrolledPlaces p = unrolled_places(whole.inset(kEdge), u.geometry(), u.act, u.row());
  draw_grids(canvas, p, u);
  name_matrix(canvas, p, u);
  draw_entries(canvas, p, u);
  draw_vectors(canvas, p, u);
  draw_travellers(canvas, p, u);
}

// One of the three things that a weight is, in full ink while the motion is at it; nothing where it does not fit. Returns its height.
double draw_meaning(Canvas& canvas, Rect area, std::string_view key, bool now, const Frame& frame) {
  const TextRun run{std::string(phrase(frame.language, key)), now ? frame.theme.text : frame.theme.muted};
  const int lines = wrapped_lines(canvas, area.w, run, kNote);
  const double height = lines * kNote * kNoteLine;
  if (height <= area.h) draw_wrapped(canvas, {area.x, area.y + kNote / 2}, area.w, run, kNote, lines);
  return height + 8;
}

void draw_side(Canvas& canvas, Rect whole, const Frame& frame) {
  const Unrolled u(frame);
  const Rect area = whole.inset(kEdge);
  const Extent kernel = u.geometry().kernel();
  const double height = area.h * kKernelShare - kCaption;
  const double cell = fit_cell(area.w, height, kernel.h, kernel.w, kLargestWeight);
  const GridPlace place = place_in({area.x, area.y + kCaption, area.w, height}, cell, kernel, {});
  draw_kernel(canvas, place, u.stage);
  draw_caption(canvas, place, {area.x, area.y, area.w, height + kCaption}, {say(frame.language, "scene.kernel", kernel.h, kernel.w)},
               frame.theme.of(Role::kernel).ink);
  Rect below{area.x, area.y + area.h * kKernelShare + 14, area.w, area.h * (1 - kKernelShare) - 14};
  const auto say_meaning = [&](std::string_view key, bool now) {
    const double height = draw_meaning(canvas, below, key, now, frame);
    below.y += height;
    below.h -= height;
  };
  say_meaning("unrolled.as_row", !u.act.back());
  say_meaning("unrolled.as_stamp", u.act.back() && u.act.turned == 0);
  say_meaning("unrolled.as_turned", u.act.turned > 0);
}

std::optional<Geometry> upsampling(const Frame& frame) {
  return Unrolled(frame).act.back() ? std::optional(frame.results.geometry) : std::nullopt;
}

}  // namespace

const Scene kUnrolledScene{.id = "unrolled",
                           .chapter = "turn",
                           .title_key = "scene.unrolled",
                           .question_key = "question.unrolled",
                           .draw_main = draw_main,
                           .draw_side = draw_side,
                           .sentence = unrolled_sentence,
                           .kind = &kUnrolledKind,
                           .home = "i=4&input=digits:5&t=12",
                           .describe = describe_unrolled,
                           .kernel_on_page = true,
                           .upsampling = upsampling};

}  // namespace deconvlab

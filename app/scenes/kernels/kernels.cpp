// Scene "kernels": a convolution over a whole picture, and the numbers of one of its placements.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "app/diagram/lens.h"
#include "app/diagram/loupe.h"
#include "app/lessons/wipe.h"
#include "app/scenes/each_scene.h"
#include "app/scenes/kernels/kernels_shown.h"
#include "app/state/player.h"

namespace deconvlab {

namespace {

constexpr double kCaption = 24;
constexpr double kNote = 20;
constexpr double kScale = 18;  // below the note
constexpr double kGap = 18;
constexpr double kEdge = 3;
constexpr std::int64_t kBlock = 3;  // placements a side that the timeline steps through
constexpr double kRounding = 1e-5;

constexpr SceneView kViews[] = {{"panels", "picture.view_panels"}, {kWipeView, "picture.view_one"}};

double sum_of_weights(const Frame& frame) {
  const auto weights = frame.results.trace.kernel().data();
  return std::accumulate(weights.begin(), weights.end(), 0.0);
}

// A kernel whose weights add up to more than 0 keeps a picture's shades; the others leave differences, above and below 0.
Shades shades_of_output(const Frame& frame) {
  const bool keeps = sum_of_weights(frame) > kRounding;
  return frame.results.output_scale.has_negative && !keeps ? Shades::about_zero : Shades::picture;
}

// Weights that add up to more than 1 would leave nothing but white.
double divisor_of_output(const Frame& frame) {
  const double sum = sum_of_weights(frame);
  return sum > 1 + kRounding ? sum : 1;
}

// Of a block about the pixel: how far it is from its first one is the step.
Cell placement_in_block(const Geometry& g, Cell at, std::int64_t step) {
  const Extent cells{std::min(kBlock, g.h.o), std::min(kBlock, g.w.o)};
  const auto start = [](std::int64_t c, const Axis& axis, std::int64_t shown) {
    const std::int64_t middle = (c + axis.p - axis.k_eff / 2) / axis.s;
    return std::clamp<std::int64_t>(middle - shown / 2, 0, axis.o - shown);
  };
  const Cell c = cells.cell_at(std::min(step, cells.area() - 1));
  return {start(at.row, g.h, cells.h) + c.row, start(at.col, g.w, cells.w) + c.col};
}

Cell placement_about(const Geometry& g, Cell at) {
  const auto middle = [](std::int64_t c, const Axis& axis) {
    return std::clamp<std::int64_t>((c + axis.p - axis.k_eff / 2 + axis.s / 2) / axis.s, 0, axis.o - 1);
  };
  return {middle(at.row, g.h), middle(at.col, g.w)};
}

}  // namespace

const Tensor& filtered_original(const Frame& frame) { return *frame.results.of<FilteredResult>().picture; }

PicturePaint filtered_paint(const Frame& frame) {
  return {.values = frame.results.output, .shades = shades_of_output(frame), .divisor = divisor_of_output(frame)};
}

std::string filtered_note(const PicturePaint& paint, const Language& language) {
  if (paint.divisor > 1) return say(language, "picture.divided", number(paint.divisor));
  const Shape& s = paint.values.shape();
  const std::string size = say(language, s.c == 1 ? "picture.grey" : "picture.channels", s.h, s.w, s.c);
  return paint.shades == Shades::about_zero ? size + std::string(phrase(language, "picture.zero_is_grey")) : size;
}

Cell filtered_placement(const Frame& frame) {
  const Geometry& g = frame.results.geometry;
  const Cell at = loupe_cell(frame);
  if (is_wiped(frame.model.lesson)) return placement_about(g, at);
  return placement_in_block(g, at, moment_of(frame.model.time, kFilteredPictureSteps).step);
}

Cell first_read(const Geometry& g, Cell output) { return {g.h.input_of(output.row, 0), g.w.input_of(output.col, 0)}; }

namespace {

// What the greys of values on both sides of 0 are.
void draw_scale_of_greys(Canvas& canvas, Point middle, const Theme& theme) {
  constexpr double kWide = 120, kHigh = 12, kEnd = 255;
  constexpr int kShades = 40;
  const Rect bar{middle.x - kWide / 2, middle.y - kHigh / 2, kWide, kHigh};
  for (int n = 0; n < kShades; ++n) {
    const float grey = strength_of(kEnd * ((2.0 * n + 1) / kShades - 1), Shades::about_zero);
    canvas.fill_rect({bar.x + n * kWide / kShades, bar.y, kWide / kShades + (n + 1 < kShades ? 0.5 : 0), kHigh}, {grey, grey, grey, 1});
  }
  canvas.stroke_rect(bar, {theme.line, 1});
  const TextStyle style{.color = theme.muted, .size = 13};
  TextStyle left = style;
  left.align = Align::right;
  canvas.text({bar.x - 6, middle.y}, "≤ −255", left);
  canvas.text({bar.right() + 6, middle.y}, "≥ 255", style);
}

void draw_titled(Canvas& canvas, Rect area, const PicturePaint& paint, std::string_view title_key, Color color, const Frame& frame,
                 const Cell& first, Extent size, Target target) {
  const Shape& s = paint.values.shape();
  const Rect picture{area.x, area.y + kCaption, area.w, area.h - kCaption - kNote - kScale};
  const PicturePlace beside = place_picture(picture, filtered_original(frame).shape().plane(), frame.model.matrix);
  const bool smaller = s.plane() != filtered_original(frame).shape().plane();
  const PicturePlace place = smaller ? place_smaller(picture, s.plane(), beside) : beside;
  draw_picture(canvas, place, paint, frame);
  mark_loupe(canvas, place, first, size, frame.theme);
  if (target == Target::input) add_picture_hit(place, frame, target);
  const double x = area.centre().x;
  draw_fitting(canvas, {x, beside.rect.y - kCaption / 2}, area.w, std::string(phrase(frame.language, title_key)),
               {.color = color, .size = 16, .weight = Weight::bold, .align = Align::centre});
  draw_fitting(canvas, {x, beside.rect.bottom() + kNote / 2 + 2}, area.w, filtered_note(paint, frame.language),
               {.color = frame.theme.muted, .size = 13, .align = Align::centre});
  if (paint.shades == Shades::about_zero) draw_scale_of_greys(canvas, {x, beside.rect.bottom() + kNote + kScale / 2}, frame.theme);
}

void draw_main(Canvas& canvas, Rect whole, const Frame& frame) {
  if (is_wiped(frame.model.lesson)) return draw_filtered_wipe(canvas, whole, frame);
  const Rect area = whole.inset(kEdge);
  const Geometry& g = frame.results.geometry;
  const Cell out = filtered_placement(frame);
  const bool stacked = area.w < area.h * 1.2;
  const double w = stacked ? area.w : (area.w - kGap) / 2;
  const double h = stacked ? (area.h - kGap) / 2 : area.h;
  const Rect second = stacked ? Rect{area.x, area.y + h + kGap, w, h} : Rect{area.x + w + kGap, area.y, w, h};
  draw_titled(canvas, {area.x, area.y, w, h}, {filtered_original(frame)}, "picture.original", frame.theme.of(Role::input).ink, frame,
              first_read(g, out), {g.h.k_eff, g.w.k_eff}, Target::input);
  draw_titled(canvas, second, filtered_paint(frame), "picture.convolved", frame.theme.of(Role::output).ink, frame, out, {1, 1},
              Target::none);
}

// The kernel as numbers, its weights in the order in which they lie on the picture.
void draw_weights(Canvas& canvas, Rect area, const Frame& frame) {
  const Tensor& w = frame.results.trace.kernel();
  const Theme& theme = frame.theme;
  draw_fitting(canvas, {area.centre().x, area.y + 11}, area.w, std::string(phrase(frame.language, "picture.kernel")),
               {.color = theme.of(Role::kernel).ink, .size = 14, .weight = Weight::bold, .align = Align::centre});
  const GridPlace place = fit_plane({area.x, area.y + 22, area.w, area.h - 22}, w.shape().plane(), kLargestCell);
  const bool whole = std::ranges::all_of(w.data(), [](float value) { return value == std::round(value); });
  draw_plane(
      canvas, place,
      [&](Cell c) {
        const float value = w.at(frame.results.geometry.weight_of(c));
        const bool asked = frame.focus == Focus{Target::weight, frame.results.geometry.weight_of(c), {}};
        return weight_cell(theme, value, frame.results.kernel_scale, asked, weight_label(value, whole));
      },
      theme);
  for (std::int64_t n = 0; frame.hits && n < place.size.area(); ++n) {
    const Cell c = place.size.cell_at(n);
    frame.hits->push_back({place.at(c), {Target::weight, frame.results.geometry.weight_of(c), {}}});
  }
}

std::string meaning_of_numbers(const Frame& frame) {
  return std::string(phrase(frame.language, filtered_original(frame).shape().c == 1 ? "picture.input_grey" : "picture.input_red"));
}

void draw_side(Canvas& canvas, Rect whole, const Frame& frame) {
  if (is_wiped(frame.model.lesson)) return draw_filtered_lens(canvas, whole, frame);
  const Theme& theme = frame.theme;
  const Geometry& g = frame.results.geometry;
  Rect area = whole.inset(kEdge);
  area.h -= draw_meaning_of_numbers(canvas, area, meaning_of_numbers(frame), frame);
  const Cell out = filtered_placement(frame);
  const Cell first = first_read(g, out);
  const double h = (area.h - 2 * kGap) / 3;
  const LoupePlane patch{filtered_original(frame),
                         first,
                         {g.h.k_eff, g.w.k_eff},
                         say(frame.language, "picture.patch", first.row, first.col),
                         theme.of(Role::input).ink};
  draw_loupe(canvas, {area.x, area.y, area.w, h}, patch, frame);
  draw_weights(canvas, {area.x, area.y + h + kGap, area.w, h}, frame);
  const Cell before{std::max<std::int64_t>(0, out.row - 1), std::max<std::int64_t>(0, out.col - 1)};
  const LoupePlane result{.values = frame.results.output,
                          .first = before,
                          .size = {std::min<std::int64_t>(3, g.h.o), std::min<std::int64_t>(3, g.w.o)},
                          .caption = std::string(phrase(frame.language, "picture.convolved")),
                          .ink = theme.of(Role::output).ink,
                          .shades = shades_of_output(frame),
                          .divisor = divisor_of_output(frame)};
  const GridPlace place = draw_loupe(canvas, {area.x, area.y + 2 * (h + kGap), area.w, h}, result, frame);
  outline(canvas, place, result, out, {1, 1}, theme.of(Role::output).solid);
}

// The products of the placement, the largest ones by name.
std::string sentence(const Frame& frame) {
  const Cell out = filtered_placement(frame);
  const Step step = frame.results.trace.step(frame.results.geometry.output().index_of(out));
  std::string sum;
  int shown = 0;
  for (const Term& term : step.terms) {
    if (term.padding || term.w == 0 || shown == 6) continue;
    sum += (shown++ > 0 ? " + " : "") +
           fmt::format("{} · {}", number(std::round(term.x)), term.w < 0 ? "(" + number(term.w) + ")" : number(term.w));
  }
  const auto products = std::ranges::count_if(step.terms, [](const Term& t) { return !t.padding && t.w != 0; });
  if (products > shown) sum += " + …";
  const auto zeros = std::ranges::count_if(step.terms, [](const Term& t) { return !t.padding && t.w == 0; });
  const std::string left_out = zeros > 0 ? say(frame.language, "picture.zeros_left_out", zeros) : "";
  const std::string story =
      say(frame.language, "picture.story_conv", out.row, out.col, sum.empty() ? "0" : sum, number(step.value), products, left_out);
  return is_wiped(frame.model.lesson) ? then(story, meaning_of_numbers(frame)) : story;
}

std::string describe(const Focus& focus, const Frame& frame) {
  if (focus.target == Target::weight) return describe_convolution(focus, frame);
  if (focus.target != Target::input || !filtered_original(frame).shape().plane().contains(focus.cell)) return {};
  return say(frame.language, "picture.describe_pixel", focus.cell.row, focus.cell.col,
             number(std::round(filtered_original(frame).at(focus.cell))));
}

}  // namespace

const Scene kKernelsScene{.id = "kernels",
                          .chapter = "slide",
                          .title_key = "scene.kernels",
                          .question_key = "question.kernels",
                          .draw_main = draw_main,
                          .draw_side = draw_side,
                          .sentence = sentence,
                          .kind = &kFilteredPictureKind,
                          .home = "t=4&pin=input:250,203,0,0",
                          .views = kViews,
                          .describe = describe,
                          .kernel_on_page = true,
                          .open = open_filtered_choice};

}  // namespace deconvlab

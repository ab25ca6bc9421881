// Scene "passes": forward and backward of a convolution beside those of its transpose: the same two matrices, exchanged.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/diagram/matrix_view.h"
#include "app/diagram/plane.h"
#include "app/diagram/words.h"
#include "app/scenes/each_scene.h"
#include "app/scenes/passes/ct_view.h"

namespace deconvlab {

namespace {

constexpr double kEdge = 3;  // outlines on the edge are seen whole
constexpr double kHeading = 30;
constexpr double kFormula = 15;
constexpr double kCaption = 46;     // formula and names above a pass
constexpr double kArrow = 62;       // between the two planes of a pass
constexpr double kMostArrow = 0.3;  // of the pass
constexpr double kCrossing = 44;    // between convolution and transposed convolution
constexpr double kPill = 30;

// The planes that the passes are between; `small` has the cells of y, the others those of x.
enum class What { x, y, gradient_x, gradient_y };

// One pass: `left` and `right` planes with the matrix that leads from one to the other.
struct Pass {
  std::string_view formula_key;
  What left, right;
  std::string_view left_name, right_name;
  bool transposed;  // Ct rather than C
  bool forward;     // from left to right
};
constexpr Pass kPasses[2][2] = {{{"scene.passes_conv_forward", What::x, What::y, "x", "y", false, true},
                                 {"scene.passes_conv_backward", What::gradient_x, What::gradient_y, "∂L/∂x", "∂L/∂y", true, false}},
                                {{"scene.passes_transposed_forward", What::gradient_y, What::gradient_x, "x′", "y′", true, true},
                                 {"scene.passes_transposed_backward", What::y, What::x, "∂L/∂x′", "∂L/∂y′", false, false}}};

Color color_of(const Pass& pass, const Theme& theme) { return pass.transposed ? theme.text : theme.of(Role::kernel).ink; }

bool of_input_size(What what) { return what == What::x || what == What::gradient_x; }

// What a cell shows: nothing where its product has not come. Ct adds up one column a step.
std::optional<float> value_of(const Stage& stage, What what, Cell c) {
  const Results& results = stage.frame.results;
  if (what == What::x) return results.trace.input().at(c);
  if (what == What::gradient_y) return results.output.at(c);
  if (what == What::y) return stage.shown(c);
  const std::int64_t done = stage.reached.products >= 1 ? stage.reached.step : stage.reached.step - 1;
  return results.transpose.after_scatter(c, done);
}

// Blue goes into a forward pass and green comes out, the gradients alike.
Role role_of(const Pass& pass, What what) {
  const bool goes_in = what == pass.left;
  return goes_in ? Role::input : Role::output;
}

// Of all planes: each of them goes into one pass and comes out of another.
ValueScale scale_of(const Results& results) {
  const ValueScale back = deconvlab::scale_of(results.back.data());
  return {std::max({results.input_scale.largest, results.output_scale.largest, back.largest}),
          results.input_scale.has_negative || results.output_scale.has_negative || back.has_negative};
}

std::string symbol_of(const Pass& pass, What what, Cell c) {
  return fmt::format("{}_{{{},{}}}", pass.forward ? (what == pass.left ? pass.left_name : pass.right_name) : "∂", c.row, c.col);
}

void draw_pass_plane(Canvas& canvas, const GridPlace& place, const Pass& pass, What what, const Stage& stage) {
  const Theme& theme = stage.frame.theme;
  const ValueScale scale = scale_of(stage.frame.results);
  const Role role = role_of(pass, what);
  const bool symbols = stage.frame.model.lesson.symbols;
  draw_plane(
      canvas, place,
      [&](Cell c) {
        const auto value = value_of(stage, what, c);
        const bool lit = of_input_size(what) ? stage.links.input(c) && stage.moment.glide >= 1 : stage.links.output(c);
        if (!value) return PlaneCell{{.role = Role::neutral}, {}};
        return value_cell(theme, {.role = role, .lit = lit}, *value, scale, symbols ? symbol_of(pass, what, c) : number(*value));
      },
      theme);
  const Target target = of_input_size(what) ? Target::input : Target::output;
  if (const auto pinned = stage.pinned_cell(target); pinned && place.size.contains(*pinned)) draw_pin(canvas, place.at(*pinned), theme);
  add_plane_hit(place, stage.frame, target);
}

// An arrow with the matrix's name on its shaft.
void draw_arrow(Canvas& canvas, Point from, Point to, const Pass& pass, const Theme& theme) {
  const Color color = color_of(pass, theme);
  const double way = to.x > from.x ? 1 : -1;
  canvas.line(from, {to.x - way * 6, to.y}, {color, 2.5});
  const Point head[] = {{to.x, to.y}, {to.x - way * 11, to.y - 6}, {to.x - way * 11, to.y + 6}};
  canvas.fill_polygon(head, color);
  const Rect pill{(from.x + to.x) / 2 - kPill / 2 - way * 4, from.y - 13, kPill, 26};
  canvas.fill_rect(pill, color, 6);
  canvas.text(pill.centre(), pass.transposed ? "Cᵀ" : "C",
              {.color = ink_on(theme, color), .size = 16, .weight = Weight::bold, .align = Align::centre});
}

// Of all four formulas, so that none looks like less than another.
double formula_size(Canvas& canvas, double width, const Language& language) {
  double size = kFormula;
  for (const auto& side : kPasses)
    for (const Pass& pass : side)
      size = std::min(size, kFormula * width / canvas.text_width(phrase(language, pass.formula_key), {.color = {}, .size = kFormula}));
  return 0.999 * size;  // so that rounding makes none of them smaller
}

void draw_pass(Canvas& canvas, Rect area, const Pass& pass, const Stage& stage) {
  const Theme& theme = stage.frame.theme;
  const Geometry& g = stage.geometry;
  draw_fitting(canvas, {area.centre().x, area.y + 11}, area.w, std::string(phrase(stage.frame.language, pass.formula_key)),
               {.color = color_of(pass, theme), .size = formula_size(canvas, area.w, stage.frame.language), .align = Align::centre});
  const Rect body{area.x, area.y + kCaption, area.w, area.h - kCaption};
  const Extent left = of_input_size(pass.left) ? g.input() : g.output();
  const Extent right = of_input_size(pass.right) ? g.input() : g.output();
  const double gap = std::min(kArrow, body.w * kMostArrow);
  const double cell = fit_cell(body.w - gap, body.h, std::max(left.h, right.h), left.w + right.w, kLargestCell);
  const double width = cell * static_cast<double>(left.w + right.w) + gap;
  const double x = body.centre().x - width / 2;
  const double left_w = cell * static_cast<double>(left.w);
  const GridPlace a = fit_plane({x, body.y, left_w, body.h}, left, cell);
  const GridPlace b = fit_plane({x + left_w + gap, body.y, width - left_w - gap, body.h}, right, cell);
  draw_pass_plane(canvas, a, pass, pass.left, stage);
  draw_pass_plane(canvas, b, pass, pass.right, stage);
  const auto name = [&](const GridPlace& place, std::string_view text, What what) {
    const TextStyle style{.color = theme.of(role_of(pass, what)).ink, .size = 15, .weight = Weight::bold, .align = Align::centre};
    const double half = std::min(canvas.text_width(text, style), area.w) / 2;
    const double at = std::clamp(place.outer().centre().x, area.x + half, area.right() - half);
    draw_fitting(canvas, {at, place.outer().y - 12}, 2 * half, std::string(text), style);
  };
  name(a, pass.left_name, pass.left);
  name(b, pass.right_name, pass.right);
  const Point from{a.outer().right() + 7, body.centre().y};
  const Point to{b.outer().x - 7, body.centre().y};
  draw_arrow(canvas, pass.forward ? from : to, pass.forward ? to : from, pass, theme);
}

// What was forward on one side is backward on the other.
void draw_crossing(Canvas& canvas, Rect gutter, double upper, double lower, const Theme& theme) {
  const double a = gutter.x + 10;
  const double b = gutter.right() - 10;
  const Color c = theme.of(Role::kernel).ink;
  canvas.line({a, upper}, {b, lower}, {c, 2.5});
  canvas.line({a, lower}, {b, upper}, {theme.text, 2.5});
  for (const double x : {a, b}) {
    canvas.circle({x, x == a ? upper : lower}, 4.5, c);
    canvas.circle({x, x == a ? lower : upper}, 4.5, theme.text);
  }
}

void draw_main(Canvas& canvas, Rect whole, const Frame& frame) {
  const Stage stage(frame);
  const Rect area = whole.inset(kEdge);
  const double column = (area.w - kCrossing) / 2;
  const double row = (area.h - kHeading - 14) / 2;
  constexpr std::string_view kHeadings[] = {"scene.passes_convolution", "scene.passes_transposed"};
  for (int side = 0; side < 2; ++side) {
    const double x = area.x + side * (column + kCrossing);
    draw_fitting(canvas, {x + column / 2, area.y + 12}, column, std::string(phrase(frame.language, kHeadings[side])),
                 {.color = frame.theme.text, .size = 18, .weight = Weight::bold, .align = Align::centre});
    for (int pass = 0; pass < 2; ++pass)
      draw_pass(canvas, {x, area.y + kHeading + pass * (row + 14), column, row}, kPasses[side][pass], stage);
  }
  const double upper = area.y + kHeading + kCaption + (row - kCaption) / 2;
  draw_crossing(canvas, {area.x + column, area.y, kCrossing, area.h}, upper, upper + row + 14, frame.theme);
}

// C above Ct, with the row of one and the column of the other that this step uses.
void draw_side(Canvas& canvas, Rect whole, const Frame& frame) {
  constexpr double kBetween = 14, kBelow = 8;
  const Stage stage(frame);
  Rect area = whole.inset(kEdge);
  area.h -= kBelow;
  const Geometry& g = stage.geometry;
  const auto rows = static_cast<double>(g.output().area());
  const auto cols = static_cast<double>(g.input().area());
  const double share = std::clamp(rows / (rows + cols), 0.3, 0.6);
  const double above = (area.h - kBetween) * share;
  draw_matrix_titled(canvas, {area.x, area.y, area.w, above},
                     say(frame.language, "scene.matrix", grouped(g.output().area()), grouped(g.input().area()), grouped(g.nonzeros())),
                     stage);
  draw_ct_titled(canvas, {area.x, area.y + above + kBetween, area.w, area.h - above - kBetween},
                 say(frame.language, "scene.passes_ct", grouped(g.input().area()), grouped(g.output().area())), stage);
}

std::string describe(const Focus& anything, const Frame& frame) {
  const Focus focus = focus_within(frame.results.geometry, anything);
  const std::string text = describe_convolution(focus, frame);
  if (focus.target == Target::input && frame.results.geometry.input().contains(focus.cell))
    return then(text,
                say(frame.language, "scene.passes_input", focus.cell.row, focus.cell.col, every_digit(frame.results.back.at(focus.cell))));
  if (focus.target == Target::output)
    return then(text, say(frame.language, "scene.passes_output", frame.results.geometry.output().index_of(focus.cell)));
  return text;
}

std::string sentence(const Frame& frame) {
  const Stage stage(frame);
  if (stage.picks_weights()) return step_lead(stage) + describe(stage.focus, frame);
  const auto cells = std::ranges::count_if(stage.step.terms, [](const Term& term) { return !term.padding; });
  return step_lead(stage) + say(frame.language, "scene.passes_story", stage.step.t, cells, stage.step.output.row, stage.step.output.col,
                                number(stage.step.value));
}

}  // namespace

const Scene kPassesScene{.id = "passes",
                         .chapter = "turn",
                         .title_key = "scene.passes",
                         .question_key = "question.passes",
                         .draw_main = draw_main,
                         .draw_side = draw_side,
                         .sentence = sentence,
                         .kind = &kBothWaysKind,
                         .home = "i=4&t=3",
                         .describe = describe,
                         .least = {.side = 380}};

}  // namespace deconvlab

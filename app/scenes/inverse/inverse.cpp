// Scene "inverse": the corner that explains p' = k - p - 1, and x beside Ct C x.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/diagram/legend.h"
#include "app/diagram/motion.h"
#include "app/diagram/plane.h"
#include "app/diagram/stretched.h"
#include "app/diagram/words.h"
#include "app/draw/rich_text.h"
#include "app/scenes/each_scene.h"
#include "app/scenes/inverse/restored.h"
#include "app/scenes/inverse/solution.h"

namespace deconvlab {

namespace {

constexpr double kEdge = 3;  // outlines on the edge are seen whole
constexpr double kCaption = 26;
constexpr double kMeasure = 40;      // above the stretched grid, for its measures
constexpr double kFormula = 56;      // below it
constexpr double kBetween = 36;      // the two halves
constexpr double kSmallestTap = 13;  // smaller taps are not outlined one by one
constexpr std::int64_t kMostCellHits = 4096;
constexpr std::ptrdiff_t kMostOutlines = 9;  // more would be a tangle

// The stage, and the input cell that it asks about: the one pointed at, else the one with the step's own row and column.
struct Question {
  const Stage& stage;
  Cell asked;
  std::vector<Feed> readers;  // the output cells that read it
  DirectStep direct;          // the transpose, as a direct convolution, of that cell
};

Cell asked_cell(const Stage& stage) {
  const Extent input = stage.geometry.input();
  const Focus& focus = stage.focus;
  if (focus.target == Target::input && input.contains(focus.cell)) return focus.cell;
  if (focus.target == Target::nonzero) return focus.other;
  const Cell at = stage.links.placement();
  return {std::min(at.row, input.h - 1), std::min(at.col, input.w - 1)};
}

Question question_of(const Stage& stage) {
  const Cell asked = asked_cell(stage);
  return {stage, asked, fed_by(stage.geometry, asked), stage.frame.results.transpose.direct(stage.geometry.input().index_of(asked))};
}

bool reads(const Question& q, Cell output) {
  return std::ranges::any_of(q.readers, [&](const Feed& feed) { return feed.output == output; });
}

void caption(Canvas& canvas, Rect area, double y, const std::string& text, Color color) {
  draw_fitting(canvas, {area.centre().x, y}, area.w, text, {.color = color, .size = 15, .weight = Weight::bold, .align = Align::centre});
}

PlaneCell padding_cell() { return {{.role = Role::padding, .open = true}, "0"}; }

PlaneCell value_of(const Frame& frame, Role role, std::string_view symbol, Cell c, float value, const ValueScale& scale, bool lit) {
  return value_cell(frame.theme, {.role = role, .lit = lit}, value, scale, cell_label(frame, symbol, c, value));
}

// Crossed out where it is.
PlaneCell cut_off(PlaneCell cell, bool is) {
  cell.style.faded = cell.style.crossed = is;
  return cell;
}

void draw_pinned(Canvas& canvas, const GridPlace& place, Target target, const Stage& stage) {
  if (const auto pinned = stage.pinned_cell(target)) draw_pin(canvas, place.at(*pinned), stage.frame.theme);
}

void draw_convolved(Canvas& canvas, const GridPlace& x, const GridPlace& y, const Question& q) {
  const Frame& frame = q.stage.frame;
  const Geometry& g = q.stage.geometry;
  const Results& r = frame.results;
  draw_padding_ground(canvas, x, frame.theme);
  const auto input = [&](Cell c) {
    if (!g.inside(c)) return padding_cell();
    return cut_off(value_of(frame, Role::input, "x", c, r.trace.input().at(c), r.input_scale, c == q.asked), is_cut_off(g, c));
  };
  draw_plane(canvas, x, input, frame.theme);
  const std::ptrdiff_t outlines = std::ssize(q.readers) <= kMostOutlines ? std::ssize(q.readers) : 0;
  for (std::ptrdiff_t n = 0; n < outlines; ++n) {
    const Cell out = q.readers[static_cast<std::size_t>(n)].output;
    canvas.stroke_rect(x.span({g.h.input_of(out.row, 0), g.w.input_of(out.col, 0)}, {g.h.k_eff, g.w.k_eff}).inset(2.0 * n / 3),
                       {frame.theme.of(Role::kernel).solid, 2.5}, 2);
  }
  draw_plane(
      canvas, y, [&](Cell c) { return value_of(frame, Role::output, "y", c, r.output.at(c), r.output_scale, reads(q, c)); }, frame.theme);
  add_plane_hit(x, frame, Target::input);
  add_plane_hit(y, frame, Target::output);
  draw_pinned(canvas, x, Target::input, q.stage);
  draw_pinned(canvas, y, Target::output, q.stage);
}

// A cell of the stretched and padded y: on one of y's cells, on an inserted zero, or on the padding p'.
PlaneCell stretched_cell(const Question& q, Extent size, Cell c) {
  const Geometry& g = q.stage.geometry;
  const Frame& frame = q.stage.frame;
  if (!size.contains(c)) return padding_cell();
  const Cell own{c.row / g.h.s, c.col / g.w.s};
  const bool real = c.row % g.h.s == 0 && c.col % g.w.s == 0 && g.output().contains(own);
  const bool cropped = is_cropped(g, c);
  if (!real) return cut_off({{.role = Role::inserted_zero, .dashed = true}, "0"}, cropped);
  return cut_off(value_of(frame, Role::output, "y", own, frame.results.output.at(own), frame.results.output_scale, reads(q, own)), cropped);
}

// The turned kernel where it stands for the cell that is asked about, on its way there from the cell before.
void draw_turned_kernel(Canvas& canvas, const GridPlace& place, const Question& q) {
  const Stage& stage = q.stage;
  const Geometry& g = stage.geometry;
  const Theme& theme = stage.frame.theme;
  const bool spread = g.h.d > 1 || g.w.d > 1;
  for (const DirectTerm& term : q.direct.terms) {
    if (place.cell < kSmallestTap || stage.moment.glide < 1) break;
    if (spread) canvas.stroke_rect(place.at(term.at), {theme.of(Role::kernel).solid, 1.5});
    draw_weight_tile(canvas, place.at(term.at), term.weight, stage.frame);
  }
  Rect r = place.span(q.direct.terms.front().at, {g.h.k_eff, g.w.k_eff});
  if (stage.moment.glide < 1) {
    const Cell before = g.output_cell(stage.step.t - 1);
    const Point from =
        place.at({std::min(before.row, g.h.i - 1) - g.h.transposed().p, std::min(before.col, g.w.i - 1) - g.w.transposed().p}).centre();
    const Point to = place.at(q.direct.terms.front().at).centre();
    r.x += (from.x - to.x) * (1 - stage.moment.glide);
    r.y += (from.y - to.y) * (1 - stage.moment.glide);
  }
  canvas.stroke_rect(r, {theme.of(Role::kernel).solid, 3}, 2);
}

// The cells of y between the inserted zeros are y's own.
void add_stretched_hits(const GridPlace& place, const Frame& frame) {
  const Geometry& g = frame.results.geometry;
  if (!frame.hits || place.cell < kSmallestTap || g.output().area() > kMostCellHits) return;
  for (std::int64_t n = 0; n < g.output().area(); ++n) {
    const Cell own = g.output_cell(n);
    frame.hits->push_back({place.at({own.row * g.h.s, own.col * g.w.s}), {Target::output, own, {}}});
  }
}

// How the first placement splits: p' cells of padding, then the p + 1 that may lie on y.
void draw_measure(Canvas& canvas, const GridPlace& place, Rect area, const Question& q) {
  const Axis& axis = q.stage.geometry.w;
  const Theme& theme = q.stage.frame.theme;
  const std::int64_t p = axis.transposed().p;
  if (p < 0) return;
  const double y = place.outer().y - 8;
  const auto span = [&](double from, double to, Color color) {
    canvas.line({from + 2, y}, {to - 2, y}, {color, 2.5});
    for (const double x : {from + 2, to - 2}) canvas.line({x, y - 4}, {x, y + 4}, {color, 2});
  };
  const double start = place.outer().x;
  const double border = place.origin.x;
  const double end = place.span({0, -p}, {1, axis.k_eff}).right();
  const TextStyle style{.color = theme.of(Role::padding).ink, .size = 14, .weight = Weight::bold, .align = Align::right};
  TextStyle right = style;
  right.color = theme.of(Role::output).ink;
  right.align = Align::left;
  if (p > 0) span(start, border, style.color);
  span(border, std::min(end, place.outer().right()), right.color);
  const std::string padding = fmt::format("p′ = {}", p);
  const std::string covered = fmt::format("p + 1 = {}", axis.p + 1);
  if (p > 0 && border - 6 - canvas.text_width(padding, style) >= area.x) canvas.text({border - 6, y - 15}, padding, style);
  draw_fitting(canvas, {border + 4, y - 15}, area.right() - border - 4, covered, right);
}

// Where the halves go: x above y, and the stretched y beside them.
struct Halves {
  Rect left, right;
  GridPlace x, y, stretched;
};

Halves halves_of(Rect area, const Geometry& g) {
  const Border around = stretched_padding(g);
  const Extent stretched = stretched_size(g);
  const Extent drawn = padding_of(g).around(g.input());
  const std::int64_t left_cols = std::max(drawn.w, g.w.o);
  const auto [right_rows, right_cols] = around.around(stretched);
  const double room = area.w - kBetween;
  const double left_w =
      std::clamp(room * static_cast<double>(left_cols) / static_cast<double>(left_cols + right_cols), room * 0.36, room * 0.55);
  Halves at;
  at.left = {area.x, area.y, left_w, area.h};
  at.right = {area.x + left_w + kBetween, area.y, room - left_w, area.h};
  const double left_h = area.h - 2 * kCaption - 8;
  const double right_h = area.h - kCaption - kMeasure - kFormula;
  const double left_cell = fit_cell(left_w, left_h, drawn.h + g.h.o, left_cols, kLargestCell);
  const double right_cell = fit_cell(at.right.w, right_h, right_rows, right_cols, kLargestCell);
  const double cell = std::min(left_cell, right_cell) >= 13 ? std::min(left_cell, right_cell) : left_cell;
  const double x_h = cell * static_cast<double>(drawn.h);
  const double y_h = cell * static_cast<double>(g.h.o);
  const double top = area.y + kCaption + std::max(0.0, (left_h - x_h - y_h) / 2);
  at.x = fit_plane({area.x, top, left_w, x_h}, g.input(), cell, padding_of(g));
  at.y = fit_plane({area.x, top + x_h + kCaption + 8, left_w, y_h}, g.output(), cell);
  at.stretched =
      fit_plane({at.right.x, area.y + kCaption + kMeasure, at.right.w, right_h}, stretched, cell >= 13 ? cell : right_cell, around);
  return at;
}

void draw_main(Canvas& canvas, Rect whole, const Frame& frame) {
  const Stage stage(frame);
  const Question q = question_of(stage);
  const Geometry& g = stage.geometry;
  const Theme& theme = frame.theme;
  Rect area = whole.inset(kEdge);
  constexpr Explained kMarks{.transpose = true};
  const Rect legend = legend_rect(canvas, area, stage, kMarks);
  draw_legend(canvas, legend, stage, kMarks);
  area.h -= legend.h;
  const Halves at = halves_of(area, g);
  caption(canvas, at.left, at.x.outer().y - 13, say(frame.language, "scene.inverse_x", g.h.i, g.w.i), theme.of(Role::input).ink);
  caption(canvas, at.left, at.y.outer().y - 13, say(frame.language, "scene.inverse_y", g.h.o, g.w.o), theme.of(Role::output).ink);
  caption(canvas, at.right, at.stretched.outer().y - kMeasure - 12, std::string(phrase(frame.language, "scene.inverse_turned")),
          theme.of(Role::kernel).ink);
  draw_convolved(canvas, at.x, at.y, q);
  draw_padding_ground(canvas, at.stretched, theme);
  draw_plane(
      canvas, at.stretched, [&](Cell c) { return stretched_cell(q, at.stretched.size, c); }, theme);
  add_stretched_hits(at.stretched, frame);
  draw_turned_kernel(canvas, at.stretched, q);
  draw_measure(canvas, at.stretched, at.right, q);
  draw_solution(canvas, {at.right.x, at.stretched.outer().bottom() + 6, at.right.w, kFormula}, g, theme);
}

void draw_side(Canvas& canvas, Rect area, const Frame& frame) {
  const Stage stage(frame);
  draw_restored(canvas, area.inset(kEdge), asked_cell(stage), stage);
}

// "2", or "2 × 1" where rows and columns differ.
std::string pair_of(std::int64_t h, std::int64_t w) {
  const std::string first = number(static_cast<double>(h));
  return h == w ? first : first + " × " + number(static_cast<double>(w));
}

// What is asked, who reads it, and what the transpose makes of it.
std::string story(const Question& q) {
  const Frame& frame = q.stage.frame;
  const Geometry& g = q.stage.geometry;
  const std::int64_t h = g.h.transposed().p;
  const std::int64_t w = g.w.transposed().p;
  const std::string padding = pair_of(h, w);
  const auto& [row, col] = q.asked;
  const std::string_view key = q.readers.empty()     ? "scene.inverse_unread"
                               : q.asked != Cell{}   ? "scene.inverse_story"
                               : std::min(h, w) < 0  ? "scene.inverse_crop"
                               : std::max(h, w) == 0 ? "scene.inverse_whole"
                                                     : "scene.inverse_corner";
  const bool others = key == "scene.inverse_story" && std::ssize(q.readers) < g.kernel().area();
  return then(then(say(frame.language, key, row, col, q.readers.size(), g.h.p + 1, padding, g.w.p + 1, std::max(g.h.s, g.w.s)),
                   std::string(others ? phrase(frame.language, "scene.inverse_others") : "")),
              restored_value(frame, q.asked));
}

std::string sentence(const Frame& frame) {
  const Stage stage(frame);
  if (stage.focus.target == Target::weight) return step_lead(stage) + describe_convolution(stage.focus, frame);
  if (stage.focus.target == Target::input && !stage.geometry.inside(stage.focus.cell))
    return step_lead(stage) + describe_convolution(stage.focus, frame);
  return step_lead(stage) + story(question_of(stage));
}

}  // namespace

const Scene kInverseScene{.id = "inverse",
                          .chapter = "turn",
                          .title_key = "scene.inverse",
                          .question_key = "question.inverse",
                          .draw_main = draw_main,
                          .draw_side = draw_side,
                          .sentence = sentence,
                          .kind = &kBothWaysKind,
                          .home = "i=4"};

}  // namespace deconvlab

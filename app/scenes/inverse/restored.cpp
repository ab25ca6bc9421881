#include "app/scenes/inverse/restored.h"

#include <algorithm>
#include <cmath>

#include "app/diagram/plane.h"
#include "app/draw/rich_text.h"

namespace deconvlab {

namespace {

constexpr double kCaption = 26;
constexpr double kGap = 30;     // between x and Ct C x
constexpr double kArrows = 62;  // between them and y
constexpr double kNote = 14;
constexpr double kNoteLine = 1.45;
constexpr int kMostNoteLines = 6;

struct Triangle {
  GridPlace x, back, y;
};

Triangle triangle_of(Rect area, const Geometry& g) {
  const double height = area.h - kCaption - kArrows;
  const double across = fit_cell(area.w - kGap, height, g.h.i + g.h.o, 2 * g.w.i, kLargestCell);
  const double cell = std::min(across, fit_cell(area.w, height, g.h.i + g.h.o, g.w.o, kLargestCell));
  const double upper = cell * static_cast<double>(g.h.i);
  const double half = (area.w - kGap) / 2;
  const double top = area.y + kCaption;
  return {fit_plane({area.x, top, half, upper}, g.input(), cell), fit_plane({area.x + half + kGap, top, half, upper}, g.input(), cell),
          fit_plane({area.x, top + upper + kArrows, area.w, cell * static_cast<double>(g.h.o)}, g.output(), cell)};
}

// How many of x's dimensions are gone, and how far the values are off.
std::string note_of(const Stage& stage) {
  const Language& language = stage.frame.language;
  const std::int64_t in = stage.geometry.input().area();
  const std::int64_t rank = std::min(in, stage.geometry.output().area());
  const float off = largest_difference(stage.frame.results.back, stage.frame.results.trace.input());
  if (off == 0) return std::string(phrase(language, "scene.inverse_same"));
  const std::string difference = say(language, "scene.inverse_off", number(off));
  return then(difference, rank < in ? say(language, "scene.inverse_rank", rank, in, in - rank) : say(language, "scene.inverse_full", in));
}

// An arrow down to y or up from it, with the matrix's name on it.
void draw_arrow(Canvas& canvas, Point from, Point to, std::string_view name, Color color, const Theme& theme) {
  const double length = std::hypot(to.x - from.x, to.y - from.y);
  const Point along{(to.x - from.x) / length, (to.y - from.y) / length};
  const Point neck{to.x - along.x * 10, to.y - along.y * 10};
  canvas.line(from, neck, {color, 2.5});
  const Point head[] = {to, {neck.x - along.y * 6, neck.y + along.x * 6}, {neck.x + along.y * 6, neck.y - along.x * 6}};
  canvas.fill_polygon(head, color);
  const Rect pill{(from.x + to.x) / 2 - 14, (from.y + to.y) / 2 - 12, 28, 24};
  canvas.fill_rect(pill, color, 6);
  canvas.text(pill.centre(), name, {.color = ink_on(theme, color), .size = 15, .weight = Weight::bold, .align = Align::centre});
}

void draw_values(Canvas& canvas, const GridPlace& place, Role role, const Tensor& values, const ValueScale& scale, std::optional<Cell> lit,
                 const Stage& stage) {
  const Theme& theme = stage.frame.theme;
  const auto cell_of = [&](Cell c) {
    return value_cell(theme, {.role = role, .lit = lit == c}, values.at(c), scale, number(values.at(c)));
  };
  draw_plane(canvas, place, cell_of, theme);
}

void draw_name(Canvas& canvas, const GridPlace& place, double y, double width, const std::string& text, Color color) {
  draw_fitting(canvas, {place.outer().centre().x, y}, width, text,
               {.color = color, .size = 15, .weight = Weight::bold, .align = Align::centre});
}

}  // namespace

void draw_restored(Canvas& canvas, Rect area, Cell asked, const Stage& stage) {
  const Theme& theme = stage.frame.theme;
  const Results& results = stage.frame.results;
  const TextRun note{note_of(stage), theme.text};
  const int lines = std::min(kMostNoteLines, wrapped_lines(canvas, area.w, note, kNote));
  const double below = lines * kNote * kNoteLine + 8;
  const Triangle at = triangle_of({area.x, area.y, area.w, area.h - below}, stage.geometry);
  const ValueScale back = scale_of(results.back.data());
  const ValueScale inputs{std::max(back.largest, results.input_scale.largest), back.has_negative || results.input_scale.has_negative};
  draw_values(canvas, at.x, Role::input, results.trace.input(), inputs, asked, stage);
  draw_values(canvas, at.back, Role::output, results.back, inputs, asked, stage);
  draw_values(canvas, at.y, Role::output, results.output, results.output_scale, std::nullopt, stage);
  add_plane_hit(at.x, stage.frame, Target::input);
  add_plane_hit(at.back, stage.frame, Target::input);
  add_plane_hit(at.y, stage.frame, Target::output);
  const double half = (area.w - kGap) / 2;
  draw_name(canvas, at.x, at.x.outer().y - 13, half, "x", theme.of(Role::input).ink);
  draw_name(canvas, at.back, at.back.outer().y - 13, half, "Cᵀ C x", theme.of(Role::output).ink);
  const Rect y = at.y.outer();
  draw_name(canvas, at.y, y.y - 13, 40, "y", theme.of(Role::output).ink);
  const double left = at.x.outer().centre().x;
  const double right = at.back.outer().centre().x;
  const double apart = std::max(y.centre().x - left, 30.0) * 0.45;
  draw_arrow(canvas, {left, at.x.outer().bottom() + 5}, {y.centre().x - std::min(apart, y.centre().x - left), y.y - 5}, "C",
             theme.of(Role::kernel).ink, theme);
  draw_arrow(canvas, {y.centre().x + std::min(apart, right - y.centre().x), y.y - 5}, {right, at.back.outer().bottom() + 5}, "Cᵀ",
             theme.text, theme);
  draw_wrapped(canvas, {area.x, area.bottom() - below + 8 + kNote * kNoteLine / 2}, area.w, note, kNote, lines);
}

}  // namespace deconvlab

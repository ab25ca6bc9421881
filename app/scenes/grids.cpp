#include "app/scenes/grids.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/draw/grid.h"

namespace deconvlab {

namespace {

constexpr double kSmallestDrawnCell = 13;  // smaller grids are one picture with a pixel a cell
constexpr double kCaptionSize = 15;
constexpr double kTwoNames = 110;  // room for the remainders of rows and columns side by side

// Visits the cells of a grid, padding included.
template <class Visit>
void for_each_cell(const GridPlace& place, Visit&& visit) {
  for (std::int64_t r = -place.padding.h; r < place.size.h + place.padding.h; ++r) {
    for (std::int64_t c = -place.padding.w; c < place.size.w + place.padding.w; ++c) visit(Cell{r, c});
  }
}

void add_hits(const GridPlace& place, const Stage& stage, Target target) {
  if (!stage.frame.hits) return;
  for_each_cell(place, [&](Cell c) { stage.frame.hits->push_back({place.at(c), {target, c, {}}}); });
}

// A grid as one picture; color_of may leave cells transparent.
template <class ColorOf>
void draw_as_picture(Canvas& canvas, const GridPlace& place, ColorOf&& color_of) {
  draw_cells_as_picture(canvas, place.outer(), place.size.h + 2 * place.padding.h, place.size.w + 2 * place.padding.w,
                        [&](std::int64_t r, std::int64_t c) {
                          return color_of(Cell{r - place.padding.h, c - place.padding.w});
                        });
}

// Whether the longest of a grid's labels fits into its cells; if not, the whole grid shows shades.
template <class LabelOf>
bool labelled(Canvas& canvas, const GridPlace& place, LabelOf&& label_of) {
  if (place.cell < kSmallestDrawnCell) return false;
  std::string longest;
  for (std::int64_t r = 0; r < place.size.h; ++r) {
    for (std::int64_t c = 0; c < place.size.w; ++c) {
      std::string label = label_of(Cell{r, c});
      if (label.size() > longest.size()) longest = std::move(label);
    }
  }
  return label_fits(canvas, place.cell, place.cell, longest);
}

bool inside(Cell c, Extent size) { return c.row >= 0 && c.row < size.h && c.col >= 0 && c.col < size.w; }

bool input_lit(const Stage& stage, Cell c) { return stage.links.input(c) && (stage.moment.glide >= 1 || !stage.links.shows_placement()); }

// All padding is one quiet hatched region; the cells lie on it.
void draw_padding(Canvas& canvas, const GridPlace& place, const Stage& stage) {
  if (place.padding == Extent{}) return;
  const Tone& tone = stage.frame.theme.of(Role::padding);
  canvas.fill_rect(place.outer(), tone.fill);
  draw_hatch(canvas, place.outer(), tone.solid.with_alpha(place.cell < kSmallestDrawnCell ? 0.3f : 0.4f));
}

Color input_pixel(const Stage& stage, Cell c) {
  const Theme& theme = stage.frame.theme;
  const bool unread = !stage.geometry.ever_read(c);
  const bool lit = input_lit(stage, c);
  if (!inside(c, stage.geometry.input())) {
    if (lit) return theme.of(Role::padding).solid;
    return unread ? theme.background : theme.background.with_alpha(0);
  }
  const Color shade = value_shade(theme, Role::input, stage.frame.results.trace.input().at(c), stage.frame.results.largest_input, lit);
  return unread ? mix(shade, theme.background, 0.65) : shade;
}

void draw_input_cell(Canvas& canvas, Rect r, const Stage& stage, Cell c, bool with_labels) {
  const Theme& theme = stage.frame.theme;
  const bool padding = !inside(c, stage.geometry.input());
  CellStyle style{.role = padding ? Role::padding : Role::input, .lit = input_lit(stage, c)};
  style.faded = style.diagonal = !stage.geometry.ever_read(c);
  style.open = padding && !style.lit && !style.faded;
  const float value = padding ? 0 : stage.frame.results.trace.input().at(c);
  if (!padding && !with_labels) style.shade = value_shade(theme, Role::input, value, stage.frame.results.largest_input, style.lit);
  draw_cell(canvas, r, style, theme);
  if (!with_labels) return;
  const Color ink = style.lit && !style.faded ? theme.on_solid : padding || style.faded ? theme.muted : theme.text;
  draw_label_in(canvas, r, padding ? "0" : cell_label(stage.frame, "x", c, value), ink);
}

// The rows and columns that the floor drops, and how many they are.
void draw_remainder(Canvas& canvas, const GridPlace& place, const Stage& stage) {
  const auto [rows, cols] = std::pair{stage.geometry.h.remainder, stage.geometry.w.remainder};
  const Theme& theme = stage.frame.theme;
  const Rect outer = place.outer();
  const double h = static_cast<double>(rows) * place.cell;
  const double w = static_cast<double>(cols) * place.cell;
  const Stroke stroke{theme.accent, 2, 5};
  if (rows > 0) canvas.stroke_rect(Rect{outer.x, outer.bottom() - h, outer.w, h}.inset(1), stroke);
  if (cols > 0) canvas.stroke_rect(Rect{outer.right() - w, outer.y, w, outer.h}.inset(1), stroke);
  const auto name = [&](double x, std::int64_t a, Align align) {
    canvas.text({x, outer.bottom() + 13}, fmt::format("a = {}", a),
                {.color = theme.accent, .size = 15, .weight = Weight::bold, .align = align});
  };
  if (rows > 0 && rows != cols) name(outer.x, rows, Align::left);
  if (cols > 0 && (rows == 0 || rows == cols || outer.w > kTwoNames)) name(outer.right(), cols, Align::right);
}

float shown_output(const Stage& stage, Cell c, bool current) {
  const std::int64_t done = stage.terms_done();
  if (!current || done >= std::ssize(stage.step.terms)) return stage.frame.results.output.at(c);
  return done > 0 ? stage.step.terms[done - 1].running_sum : 0;
}

void draw_output_cell(Canvas& canvas, Rect r, const Stage& stage, Cell c, bool with_labels) {
  const Theme& theme = stage.frame.theme;
  const bool current = c == stage.step.output && stage.links.shows_placement();
  const bool filled = stage.filled(c);
  const float value = shown_output(stage, c, current);
  CellStyle style{.role = filled || current ? Role::output : Role::neutral, .lit = filled && stage.links.output(c)};
  if (filled && !with_labels) style.shade = value_shade(theme, Role::output, value, stage.frame.results.largest_output, style.lit);
  draw_cell(canvas, r, style, theme);
  if (with_labels && (filled || current)) {
    draw_label_in(canvas, r, cell_label(stage.frame, "y", c, value), style.lit ? theme.on_solid : theme.text);
  }
}

bool axis_has_unread(const Axis& axis) {
  for (std::int64_t c = -axis.p; c < axis.i + axis.p; ++c) {
    if (!axis.ever_read(c)) return true;
  }
  return false;
}

}  // namespace

Rect GridPlace::span(Cell first, Extent cells) const {
  return {origin.x + static_cast<double>(first.col) * cell, origin.y + static_cast<double>(first.row) * cell,
          static_cast<double>(cells.w) * cell, static_cast<double>(cells.h) * cell};
}

Rect GridPlace::outer() const { return span({-padding.h, -padding.w}, {size.h + 2 * padding.h, size.w + 2 * padding.w}); }

double fit_cell(double width, double height, std::int64_t rows, std::int64_t cols, double largest) {
  const double cell = std::min({width / static_cast<double>(cols), height / static_cast<double>(rows), largest});
  return cell >= 8 ? std::floor(cell) : std::max(cell, 0.01);
}

void draw_input(Canvas& canvas, const GridPlace& place, const Stage& stage) {
  draw_padding(canvas, place, stage);
  if (place.cell < kSmallestDrawnCell) {
    draw_as_picture(canvas, place, [&](Cell c) { return input_pixel(stage, c); });
  } else {
    const bool labels =
        labelled(canvas, place, [&](Cell c) { return cell_label(stage.frame, "x", c, stage.frame.results.trace.input().at(c)); });
    for_each_cell(place, [&](Cell c) { draw_input_cell(canvas, place.at(c), stage, c, labels); });
  }
  draw_remainder(canvas, place, stage);
  add_hits(place, stage, Target::input);
}

void draw_kernel(Canvas& canvas, const GridPlace& place, const Stage& stage) {
  const Theme& theme = stage.frame.theme;
  const Tensor& w = stage.frame.results.trace.kernel();
  const bool labels = labelled(canvas, place, [&](Cell c) { return cell_label(stage.frame, "w", c, w.at(c)); });
  const auto fill_of = [&](Cell c) {
    return mix(weight_shade(stage.geometry.kernel(), c, theme), theme.background, stage.links.weight(c) ? 0.0 : 0.6);
  };
  if (place.cell < kSmallestDrawnCell) {
    draw_as_picture(canvas, place, fill_of);
  } else {
    for_each_cell(place, [&](Cell c) {
      const Rect r = place.at(c);
      canvas.fill_rect(r, fill_of(c));
      canvas.stroke_rect(r, {theme.of(Role::kernel).solid, stage.links.weight(c) ? 1.5 : 0.75});
      if (labels) draw_label_in(canvas, r, cell_label(stage.frame, "w", c, w.at(c)), ink_on(theme, fill_of(c)));
    });
  }
  canvas.stroke_rect(place.outer(), {theme.of(Role::kernel).solid, 1.5});
  add_hits(place, stage, Target::weight);
}

void draw_output(Canvas& canvas, const GridPlace& place, const Stage& stage) {
  const Results& results = stage.frame.results;
  const Theme& theme = stage.frame.theme;
  if (place.cell < kSmallestDrawnCell) {
    draw_as_picture(canvas, place, [&](Cell c) {
      if (!stage.filled(c)) return theme.of(Role::neutral).fill;
      return value_shade(theme, Role::output, results.output.at(c), results.largest_output, stage.links.output(c));
    });
    canvas.stroke_rect(place.outer(), {theme.of(Role::output).solid, 1});
    if (stage.links.shows_placement()) canvas.stroke_rect(place.at(stage.step.output), {theme.of(Role::output).ink, 2});
  } else {
    const bool labels = labelled(canvas, place, [&](Cell c) { return cell_label(stage.frame, "y", c, results.output.at(c)); });
    for_each_cell(place, [&](Cell c) { draw_output_cell(canvas, place.at(c), stage, c, labels); });
  }
  add_hits(place, stage, Target::output);
}

void draw_caption(Canvas& canvas, const GridPlace& place, double width, const std::string& text, Color color) {
  const Rect outer = place.outer();
  draw_fitting(canvas, {outer.centre().x, outer.y - 18}, width, text,
               {.color = color, .size = kCaptionSize, .weight = Weight::bold, .align = Align::centre});
}

bool has_padding(const Geometry& g) { return g.h.p > 0 || g.w.p > 0; }
bool has_unread(const Geometry& g) { return axis_has_unread(g.h) || axis_has_unread(g.w); }

}  // namespace deconvlab

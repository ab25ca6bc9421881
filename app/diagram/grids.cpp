#include "app/diagram/grids.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "app/draw/grid.h"

namespace deconvlab {

namespace {

constexpr double kSmallestHit = 2;
constexpr double kCaptionSize = 15;
constexpr double kSmallestCaption = 12;
constexpr double kSmallestTagged = 28;
constexpr double kTagShare = 0.25;  // of the cell's width: a tag's size
constexpr double kBelowTag = 8;     // of a tagged cell's height, that its label does not use
constexpr double kTagRoom = 2.5;    // between a tag and its cell's edges
constexpr double kTwoNames = 110;   // room for the remainders of rows and columns side by side

// Visits the cells of a grid, padding included.
template <class Visit>
void for_each_cell(const GridPlace& place, Visit&& visit) {
  for (std::int64_t r = place.first().row; r < place.size.h + place.padding.after.h; ++r) {
    for (std::int64_t c = place.first().col; c < place.size.w + place.padding.after.w; ++c) visit(Cell{r, c});
  }
}

// One hit for the whole grid, padding included.
void add_hit(const GridPlace& place, const Stage& stage, Target target) {
  if (stage.frame.hits) stage.frame.hits->push_back({place.outer(), {target, place.first(), {}}, place.cells()});
}

// The weight that a cell of the drawn kernel has; turning it twice undoes it.
Cell weight_on(const Geometry& g, Cell c, bool turned) { return g.weight_of(turned ? Cell{g.h.k - 1 - c.row, g.w.k - 1 - c.col} : c); }

// The cells of a kernel, which may be turned.
void add_weight_hits(const GridPlace& place, const Stage& stage, bool turned) {
  if (!stage.frame.hits || place.cell < kSmallestHit) return;
  for_each_cell(place, [&](Cell c) {
    stage.frame.hits->push_back({place.at(c), {Target::weight, weight_on(stage.geometry, c, turned), {}}});
  });
}

// A grid as one picture; color_of may leave cells transparent.
template <class ColorOf>
void draw_as_picture(Canvas& canvas, const GridPlace& place, ColorOf&& color_of) {
  draw_cells_as_picture(canvas, place.outer(), place.cells().h, place.cells().w, [&](std::int64_t r, std::int64_t c) {
    return color_of(Cell{r + place.first().row, c + place.first().col});
  });
}

template <class ActiveAt>
void outline_active(Canvas& canvas, const GridPlace& place, const Theme& theme, ActiveAt&& active_at) {
  draw_active_cells(canvas, place.outer(), place.cells().h, place.cells().w, theme, [&](std::int64_t r, std::int64_t c) {
    return active_at(Cell{r + place.first().row, c + place.first().col});
  });
}

// The size of a grid's labels; 0 where the longest does not fit and the whole grid shows shades.
template <class LabelOf>
double grid_label_size(Canvas& canvas, const GridPlace& place, LabelOf&& label_of) {
  if (place.cell < kSmallestDrawnCell) return 0;
  return common_label_size(canvas, place.cell, place.cell, place.size.area(),
                           [&](std::int64_t n) { return label_of(place.size.cell_at(n)); });
}

void mark_pinned(Canvas& canvas, const GridPlace& place, Target grid, const Stage& stage) {
  if (const auto pinned = stage.pinned_cell(grid)) draw_pin(canvas, place.at(*pinned), stage.frame.theme);
}

bool input_lit(const Stage& stage, Cell c) { return stage.links.input(c) && (stage.moment.glide >= 1 || !stage.links.shows_placement()); }

// Also the one that products are on their way to.
bool output_lit(const Stage& stage, Cell c) { return stage.shown(c) && stage.links.output(c); }

bool is_unread(const Stage& stage, Cell input) { return !stage.transposed() && !stage.geometry.ever_read(input); }

PictureCell input_pixel(const Stage& stage, Cell c) {
  const Theme& theme = stage.frame.theme;
  const bool unread = is_unread(stage, c);
  if (!stage.inputs().contains(c)) {
    if (input_lit(stage, c)) return theme.of(Role::padding).solid;
    return unread ? theme.background : theme.background.with_alpha(0);
  }
  const float value = stage.frame.results.x().at(c);
  const CellStyle style{.faded = unread, .shade = value_shade(theme, Role::input, value, stage.frame.results.input_scale)};
  return {theme, style.fill(theme), value < 0};
}

// Padding stays hatched under the colour of an active cell.
void draw_active_padding(Canvas& canvas, Rect r, const CellStyle& style, const Theme& theme) {
  constexpr float kOver = 0.7f;
  const Color mark = theme.background.with_alpha(kOver);
  if (style.role == Role::padding) draw_hatch(canvas, r, mark);
}

void draw_input_cell(Canvas& canvas, Rect r, const Stage& stage, Cell c, double label) {
  const Theme& theme = stage.frame.theme;
  const bool padding = !stage.inputs().contains(c);
  const bool inserted = stage.inserted(c);
  CellStyle style{.role = padding ? Role::padding : inserted ? Role::inserted_zero : Role::input, .lit = input_lit(stage, c)};
  style.dashed = inserted;
  if (inserted && style.lit) style.shade = theme.of(Role::inserted_zero).fill;  // white under the kernel too
  style.faded = is_unread(stage, c);
  style.crossed = style.faded && is_cut_off(stage.geometry, c);
  style.diagonal = style.faded && !style.crossed;
  style.open = padding && !style.lit && !style.faded;
  const float value = padding ? 0 : stage.frame.results.x().at(c);
  style.negative = value < 0;
  if (!padding && !inserted && label == 0) style.shade = value_shade(theme, Role::input, value, stage.frame.results.input_scale);
  draw_cell(canvas, r, style, theme);
  if (style.lit && !style.faded) draw_active_padding(canvas, r, style, theme);
  if (label == 0) return;
  const bool quiet = padding || inserted || style.faded;
  const Color ink = style.lit && inserted ? theme.text : style.lit && !style.faded ? theme.on_solid : quiet ? theme.muted : theme.text;
  draw_label_at(canvas, r, padding || inserted ? "0" : cell_label(stage.frame, "x", stage.unstretched(c), value), ink, label);
}

// The cells that placements can lie on: without those that negative padding cuts off.
Rect read_from(const GridPlace& place, const Geometry& g) { return place.span({-g.h.p, -g.w.p}, {g.h.padded, g.w.padded}); }

// The rows and columns that the floor drops, and how many they are.
void draw_remainder(Canvas& canvas, const GridPlace& place, const Stage& stage) {
  const auto [rows, cols] = std::pair{stage.geometry.h.remainder, stage.geometry.w.remainder};
  const Theme& theme = stage.frame.theme;
  const Rect outer = read_from(place, stage.geometry);
  const double h = static_cast<double>(rows) * place.cell;
  const double w = static_cast<double>(cols) * place.cell;
  const Stroke stroke{theme.text, 2, 5};
  if (rows > 0) canvas.stroke_rect(Rect{outer.x, outer.bottom() - h, outer.w, h}.inset(1), stroke);
  if (cols > 0) canvas.stroke_rect(Rect{outer.right() - w, outer.y, w, outer.h}.inset(1), stroke);
  const auto name = [&](double x, std::int64_t a, Align align) {
    canvas.text({x, place.outer().bottom() + 13}, fmt::format("a = {}", a),
                {.color = theme.text, .size = 15, .weight = Weight::bold, .align = align});
  };
  if (rows > 0 && rows != cols) name(outer.x, rows, Align::left);
  if (cols > 0 && (rows == 0 || rows == cols || outer.w > kTwoNames)) name(outer.right(), cols, Align::right);
}

void draw_output_cell(Canvas& canvas, Rect r, const Stage& stage, Cell c, double label) {
  const Theme& theme = stage.frame.theme;
  const std::optional<float> value = stage.shown(c);
  CellStyle style{.role = value ? Role::output : Role::neutral, .lit = output_lit(stage, c)};
  style.diagonal = stage.transposed() && !stage.geometry.ever_read(c);
  style.negative = value.value_or(0) < 0;
  if (value && label == 0) style.shade = value_shade(theme, Role::output, *value, stage.frame.results.output_scale);
  draw_cell(canvas, r, style, theme);
  if (!value && stage.awaits(c)) canvas.stroke_rect(r.inset(1.5), {theme.of(Role::output).solid, 2});
  if (value) draw_label_at(canvas, r, cell_label(stage.frame, "y", c, *value), style.lit ? theme.on_solid : theme.text, label);
}

// Whether the cell says in its corner which weight it has: not where its label does.
bool is_tagged(Rect r, const Stage& stage, double label) {
  return label > 0 && r.w >= kSmallestTagged && !stage.frame.model.lesson.symbols;
}

void draw_tag(Canvas& canvas, Rect r, Cell weight, Color ink) {
  const double size = std::clamp(r.w * kTagShare, kSmallestLabel, kSmallestText);
  canvas.text({r.x + kTagRoom, r.y + kTagRoom + size / 2}, fmt::format("{},{}", weight.row, weight.col), {.color = ink, .size = size});
}

void draw_kernel_cell(Canvas& canvas, Rect r, const Stage& stage, Cell weight, double label) {
  const Theme& theme = stage.frame.theme;
  const CellStyle style = weight_style(stage.frame, weight);
  draw_weight_fill(canvas, r, style, theme);
  canvas.stroke_rect(r, {theme.of(Role::kernel).solid, 0.75});
  const Color ink = ink_on(theme, style.fill(theme));
  const bool tagged = is_tagged(r, stage, label);
  if (tagged) draw_tag(canvas, r, weight, ink);
  const Rect below{r.x, r.y + (tagged ? kBelowTag : 0), r.w, r.h - (tagged ? kBelowTag : 0)};
  draw_label_at(canvas, below, cell_label(stage.frame, "w", weight, stage.frame.results.trace.kernel().at(weight)), ink, label);
}

bool axis_has_unread(const Axis& axis) {
  for (std::int64_t c = -axis.p; c < axis.i + axis.p_end; ++c) {
    if (!axis.ever_read(c)) return true;
  }
  return false;
}

}  // namespace

Rect GridPlace::span(Cell first, Extent cells) const {
  return {origin.x + static_cast<double>(first.col) * cell, origin.y + static_cast<double>(first.row) * cell,
          static_cast<double>(cells.w) * cell, static_cast<double>(cells.h) * cell};
}

GridPlace place_in(Rect area, double cell, Extent size, const Border& padding) {
  const Extent all = padding.around(size);
  const Point corner{area.x + (area.w - cell * static_cast<double>(all.w)) / 2, area.y + (area.h - cell * static_cast<double>(all.h)) / 2};
  const Extent& before = padding.before;
  return {{corner.x + static_cast<double>(before.w) * cell, corner.y + static_cast<double>(before.h) * cell}, cell, size, padding};
}

void draw_padding(Canvas& canvas, const GridPlace& place, const Theme& theme) {
  if (place.padding == Border{}) return;
  const Tone& tone = theme.of(Role::padding);
  canvas.fill_rect(place.outer(), tone.fill);
  draw_hatch(canvas, place.outer(), tone.solid.with_alpha(place.cell < kSmallestDrawnCell ? 0.3f : 0.4f));
}

void draw_cut_off(Canvas& canvas, const GridPlace& place, const Theme& theme) {
  if (place.padding == Border{}) return;
  const CellStyle style{.role = Role::neutral, .faded = true, .crossed = true};
  if (place.cell < kSmallestDrawnCell) {
    canvas.fill_rect(place.outer(), style.fill(theme));
    return draw_cross_hatch(canvas, place.outer(), theme.of(Role::unread).solid.with_alpha(0.5f));
  }
  for_each_cell(place, [&](Cell c) {
    if (!place.size.contains(c)) draw_cell(canvas, place.at(c), style, theme);
  });
}

double fit_cell(double width, double height, std::int64_t rows, std::int64_t cols, double largest) {
  const double cell = std::min({width / static_cast<double>(cols), height / static_cast<double>(rows), largest});
  return cell >= 8 ? std::floor(cell) : std::max(cell, 0.01);
}

void draw_input(Canvas& canvas, const GridPlace& place, const Stage& stage) {
  const Theme& theme = stage.frame.theme;
  draw_padding(canvas, place, theme);
  if (place.cell < kSmallestDrawnCell) {
    draw_as_picture(canvas, place, [&](Cell c) { return input_pixel(stage, c); });
  } else {
    const double label =
        grid_label_size(canvas, place, [&](Cell c) { return cell_label(stage.frame, "x", c, stage.frame.results.x().at(c)); });
    for_each_cell(place, [&](Cell c) { draw_input_cell(canvas, place.at(c), stage, c, label); });
  }
  outline_active(canvas, place, theme, [&](Cell c) { return input_lit(stage, c); });
  if (!stage.transposed()) draw_remainder(canvas, place, stage);
  mark_pinned(canvas, place, Target::input, stage);
  add_hit(place, stage, Target::input);
}

void draw_kernel(Canvas& canvas, const GridPlace& place, const Stage& stage, bool turned) {
  const auto weight_at = [&](Cell c) { return weight_on(stage.geometry, c, turned); };
  const Theme& theme = stage.frame.theme;
  if (place.cell < kSmallestDrawnCell) {
    draw_as_picture(canvas, place, [&](Cell c) {
      const CellStyle style = weight_style(stage.frame, weight_at(c));
      return PictureCell(theme, style.fill(theme), style.negative);
    });
  } else {
    const double label =
        grid_label_size(canvas, place, [&](Cell c) { return cell_label(stage.frame, "w", c, stage.frame.results.trace.kernel().at(c)); });
    for_each_cell(place, [&](Cell c) { draw_kernel_cell(canvas, place.at(c), stage, weight_at(c), label); });
  }
  canvas.stroke_rect(place.outer(), {theme.of(Role::kernel).solid, 1.5});
  if (stage.picks_weights()) outline_active(canvas, place, theme, [&](Cell c) { return stage.links.weight(weight_at(c)); });
  if (const auto pinned = stage.pinned_cell(Target::weight)) draw_pin(canvas, place.at(weight_at(*pinned)), theme);
  add_weight_hits(place, stage, turned);
}

void draw_output(Canvas& canvas, const GridPlace& place, const Stage& stage) {
  const Results& results = stage.frame.results;
  const Theme& theme = stage.frame.theme;
  if (place.cell < kSmallestDrawnCell) {
    draw_as_picture(canvas, place, [&](Cell c) {
      const std::optional<float> value = stage.shown(c);
      if (!value) return PictureCell(theme.of(Role::neutral).fill);
      return PictureCell(theme, value_shade(theme, Role::output, *value, results.output_scale), *value < 0);
    });
    canvas.stroke_rect(place.outer(), {theme.of(Role::output).solid, 1});
    if (stage.links.shows_placement() && stage.awaits(stage.step.output))
      canvas.stroke_rect(place.at(stage.step.output), {theme.of(Role::output).solid, 2});
  } else {
    const double label = grid_label_size(canvas, place, [&](Cell c) { return cell_label(stage.frame, "y", c, results.output.at(c)); });
    for_each_cell(place, [&](Cell c) { draw_output_cell(canvas, place.at(c), stage, c, label); });
  }
  outline_active(canvas, place, theme, [&](Cell c) { return output_lit(stage, c); });
  mark_pinned(canvas, place, Target::output, stage);
  add_hit(place, stage, Target::output);
}

void draw_pin(Canvas& canvas, Rect cell, const Theme& theme) { canvas.stroke_rect(cell.inset(0.5), {theme.accent, 3.5}, 2); }

void draw_caption(Canvas& canvas, const GridPlace& place, Rect box, std::initializer_list<std::string> texts, Color color) {
  const Rect outer = place.outer();
  TextStyle style{.color = color, .size = kCaptionSize, .weight = Weight::bold, .align = Align::centre};
  const auto x_of = [&](double width) {
    return std::clamp(outer.centre().x, box.x + width / 2, std::max(box.x + width / 2, box.right() - width / 2));
  };
  for (const std::string& text : texts) {
    const double natural = canvas.text_width(text, style);
    const double width = std::min(natural, box.w);
    if (kCaptionSize * width >= kSmallestCaption * natural) {
      style.size *= width / natural;
      return canvas.text({x_of(width), outer.y - 18}, text, style);
    }
    style.size = kSmallestCaption;
    const std::vector<std::string> lines = wrapped(canvas, box.w, {text, color, Weight::bold}, kSmallestCaption);
    const auto line_width = [&](const std::string& line) { return canvas.text_width(line, style); };
    const double widest = std::ranges::max(lines, {}, line_width).empty() ? 0 : line_width(std::ranges::max(lines, {}, line_width));
    if (lines.size() == 2 && widest <= box.w) {
      canvas.text({x_of(widest), outer.y - 24}, lines[0], style);
      return canvas.text({x_of(widest), outer.y - 10}, lines[1], style);
    }
    style.size = kCaptionSize;
  }
  draw_fitting(canvas, {x_of(box.w), outer.y - 18}, box.w, *(texts.end() - 1), style);
}

Border padding_of(const Geometry& g) {
  const auto padded = [](std::int64_t p) { return std::max<std::int64_t>(0, p); };
  return {{padded(g.h.p), padded(g.w.p)}, {padded(g.h.p_end), padded(g.w.p_end)}};
}

Border ends_of(const Geometry& g) { return {{g.h.p, g.w.p}, {g.h.p_end, g.w.p_end}}; }

bool cuts_off(const Geometry& g) { return std::min({g.h.p, g.h.p_end, g.w.p, g.w.p_end}) < 0; }

bool is_cut_off(const Geometry& g, Cell c) {
  const auto beyond = [](const Axis& axis, std::int64_t n) { return n < -axis.p || n >= axis.i + axis.p_end; };
  return beyond(g.h, c.row) || beyond(g.w, c.col);
}

std::string both_ends(const Border& padding) {
  const auto text = [](std::int64_t n) { return number(static_cast<double>(n)); };
  const auto ends = [&](std::int64_t before, std::int64_t after) {
    return before == after ? text(before) : text(before) + " | " + text(after);
  };
  const std::string rows = ends(padding.before.h, padding.after.h);
  const std::string cols = ends(padding.before.w, padding.after.w);
  const auto factor = [](const std::string& pair) { return pair.find('|') == std::string::npos ? pair : "(" + pair + ")"; };
  return rows == cols ? rows : factor(rows) + " × " + factor(cols);
}

bool has_padding(const Geometry& g) { return padding_of(g) != Border{}; }
bool has_unread(const Geometry& g) { return axis_has_unread(g.h) || axis_has_unread(g.w); }

}  // namespace deconvlab

#include "app/scenes/grids.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/draw/grid.h"
#include "app/draw/rich_text.h"

namespace deconvlab {

namespace {

constexpr double kSmallestDrawnCell = 5;  // below it a grid becomes one picture with a pixel a cell
constexpr double kSmallestLabelledCell = 17;
constexpr std::int64_t kMostFlyingProducts = 49;
constexpr double kFastestFlying = 2;  // steps a second

void add_hit(const Stage& stage, Rect r, Target target, Cell cell) {
  if (stage.frame.hits) stage.frame.hits->push_back({r, {target, cell, {}}});
}

// Darker for larger values where cells are too small for numbers.
Color shade(const Theme& theme, Role role, float value, float largest) {
  const double share = largest > 0 ? std::abs(value) / largest : 0;
  return mix(theme.of(role).fill, theme.of(role).solid, 0.15 + 0.7 * share);
}

// A large grid as a picture of a pixel a cell.
template <class ColorOf>
void draw_as_picture(Canvas& canvas, const GridPlace& place, ColorOf&& color_of) {
  Raster raster;
  raster.width = static_cast<int>(place.size.w + 2 * place.padding.w);
  raster.height = static_cast<int>(place.size.h + 2 * place.padding.h);
  raster.rgba.reserve(static_cast<std::size_t>(raster.width) * raster.height);
  for (std::int64_t r = -place.padding.h; r < place.size.h + place.padding.h; ++r) {
    for (std::int64_t c = -place.padding.w; c < place.size.w + place.padding.w; ++c) raster.rgba.push_back(packed(color_of(Cell{r, c})));
  }
  raster.id = fingerprint(raster.rgba);
  canvas.image(place.outer(), raster);
}

// Visits the cells of a grid, padding included.
template <class Visit>
void for_each_cell(const GridPlace& place, Visit&& visit) {
  for (std::int64_t r = -place.padding.h; r < place.size.h + place.padding.h; ++r) {
    for (std::int64_t c = -place.padding.w; c < place.size.w + place.padding.w; ++c) visit(Cell{r, c});
  }
}

bool inside(Cell c, Extent size) { return c.row >= 0 && c.row < size.h && c.col >= 0 && c.col < size.w; }

CellStyle input_style(const Stage& stage, Cell c) {
  const bool padding = !inside(c, stage.geometry.input());
  CellStyle style{};
  style.role = padding ? Role::padding : Role::input;
  style.hatched = padding;
  style.lit = stage.links.input(c) && (stage.moment.glide >= 1 || !stage.links.shows_placement());
  style.diagonal = !stage.geometry.ever_read(c);
  style.faded = style.diagonal;
  return style;
}

Color label_color(const Stage& stage, const CellStyle& style) {
  if (style.faded) return stage.frame.theme.muted;
  return style.lit ? stage.frame.theme.on_solid : stage.frame.theme.text;
}

// Cells too small for numbers show their value as a shade.
void draw_shaded_cell(Canvas& canvas, Rect r, Color fill, const Theme& theme) {
  canvas.fill_rect(r, fill);
  if (r.w >= 8) canvas.stroke_rect(r, {theme.background.with_alpha(0.6f), 0.5});
}

void draw_input_cell(Canvas& canvas, const GridPlace& place, const Stage& stage, Cell c) {
  const Rect r = place.at(c);
  const CellStyle style = input_style(stage, c);
  add_hit(stage, r, Target::input, c);
  const Results& results = stage.frame.results;
  if (r.w < kSmallestLabelledCell && !style.hatched && !style.diagonal) {
    const Color fill = shade(stage.frame.theme, Role::input, results.trace.input().at(c), results.largest_input);
    return draw_shaded_cell(canvas, r, fill, stage.frame.theme);
  }
  draw_cell(canvas, r, style, stage.frame.theme);
  if (!inside(c, stage.geometry.input()))
    return draw_label_in(canvas, r, "0", style.lit ? stage.frame.theme.on_solid : stage.frame.theme.muted);
  draw_label_in(canvas, r, cell_label(stage.frame, "x", c, results.trace.input().at(c)), label_color(stage, style));
}

void draw_output_cell(Canvas& canvas, const GridPlace& place, const Stage& stage, Cell c) {
  const Rect r = place.at(c);
  const bool current = c == stage.step.output && stage.links.shows_placement();
  const bool filled = stage.filled(c);
  CellStyle style{};
  style.role = filled || current ? Role::output : Role::neutral;
  style.lit = filled && stage.links.output(c);
  add_hit(stage, r, Target::output, c);
  if (r.w < kSmallestLabelledCell && filled && !style.lit) {
    const Color fill = shade(stage.frame.theme, Role::output, stage.frame.results.output.at(c), stage.frame.results.largest_output);
    return draw_shaded_cell(canvas, r, fill, stage.frame.theme);
  }
  draw_cell(canvas, r, style, stage.frame.theme);
  if (!filled && !current) return;
  const std::int64_t done = stage.terms_done();
  float value = stage.frame.results.output.at(c);
  if (current && done < std::ssize(stage.step.terms)) value = done > 0 ? stage.step.terms[done - 1].running_sum : 0;
  draw_label_in(canvas, r, cell_label(stage.frame, "y", c, value), label_color(stage, style));
}

}  // namespace

std::uint32_t packed(Color c) {
  const auto byte = [](float v) { return static_cast<std::uint32_t>(std::lround(std::clamp(v, 0.0f, 1.0f) * 255)); };
  return byte(c.r) | byte(c.g) << 8 | byte(c.b) << 16 | byte(c.a) << 24;
}

std::uint64_t fingerprint(const std::vector<std::uint32_t>& pixels) {
  std::uint64_t h = 14695981039346656037u;  // FNV-1a
  for (const std::uint32_t p : pixels) h = (h ^ p) * 1099511628211u;
  return h;
}

void draw_label_in(Canvas& canvas, Rect r, const std::string& label, Color color) {
  if (r.w < kSmallestLabelledCell) return;
  double size = std::min(r.h * 0.42, 22.0);
  double width = runs_width(canvas, {{label, color}}, size);
  if (width > r.w - 4) {
    size *= (r.w - 4) / width;
    width = r.w - 4;
  }
  if (size >= 7) draw_runs(canvas, {r.centre().x - width / 2, r.centre().y}, {{label, color}}, size);
}

Rect GridPlace::span(Cell first, Extent cells) const {
  return {origin.x + static_cast<double>(first.col) * cell, origin.y + static_cast<double>(first.row) * cell,
          static_cast<double>(cells.w) * cell, static_cast<double>(cells.h) * cell};
}

Rect GridPlace::outer() const { return span({-padding.h, -padding.w}, {size.h + 2 * padding.h, size.w + 2 * padding.w}); }

double fit_cell(double width, double height, std::int64_t rows, std::int64_t cols, double largest) {
  const double cell = std::min({width / static_cast<double>(cols), height / static_cast<double>(rows), largest});
  return cell >= 8 ? std::floor(cell) : std::max(cell, 0.01);
}

Stage::Stage(const Frame& f)
    : frame(f),
      geometry(f.results.geometry),
      moment(moment_of(f.model.time, f.results.trace.size())),
      links(geometry, f.focus, moment.step),
      step(f.results.trace.step(links.placement().row * geometry.w.o + links.placement().col)) {
  if (f.focus.target != Target::none) moment.glide = moment.products = 1;
}

std::int64_t Stage::terms_done() const {
  return static_cast<std::int64_t>(std::floor(moment.products * static_cast<double>(step.terms.size()) + 1e-9));
}

bool Stage::filled(Cell output) const {
  if (frame.focus.target != Target::none) return true;
  const std::int64_t t = output.row * geometry.w.o + output.col;
  return t < moment.step || (t == moment.step && moment.products >= 1);
}

void draw_input(Canvas& canvas, const GridPlace& place, const Stage& stage) {
  if (place.cell >= kSmallestDrawnCell) return for_each_cell(place, [&](Cell c) { draw_input_cell(canvas, place, stage, c); });
  const Results& results = stage.frame.results;
  const Theme& theme = stage.frame.theme;
  draw_as_picture(canvas, place, [&](Cell c) {
    if (!inside(c, place.size)) return theme.of(Role::padding).fill;
    return shade(theme, stage.geometry.ever_read(c) ? Role::input : Role::unread, results.trace.input().at(c), results.largest_input);
  });
}

void draw_kernel(Canvas& canvas, const GridPlace& place, const Stage& stage) {
  const Theme& theme = stage.frame.theme;
  for_each_cell(place, [&](Cell c) {
    const Rect r = place.at(c);
    const bool lit = stage.links.weight(c);
    const Color fill = mix(weight_shade(stage.geometry.kernel(), c, theme), theme.background, lit ? 0.0 : 0.6);
    canvas.fill_rect(r, fill);
    if (place.cell >= kSmallestLabelledCell) canvas.stroke_rect(r, {theme.of(Role::kernel).solid, lit ? 1.5 : 0.75});
    add_hit(stage, r, Target::weight, c);
    draw_label_in(canvas, r, cell_label(stage.frame, "w", c, stage.frame.results.trace.kernel().at(c)), ink_on(theme, fill));
  });
}

void draw_output(Canvas& canvas, const GridPlace& place, const Stage& stage) {
  if (place.cell >= kSmallestDrawnCell) return for_each_cell(place, [&](Cell c) { draw_output_cell(canvas, place, stage, c); });
  const Results& results = stage.frame.results;
  const Theme& theme = stage.frame.theme;
  draw_as_picture(canvas, place, [&](Cell c) {
    if (!stage.filled(c)) return theme.of(Role::neutral).fill;
    return shade(theme, Role::output, results.output.at(c), results.largest_output);
  });
  if (stage.links.shows_placement()) canvas.stroke_rect(place.at(stage.step.output), {theme.of(Role::output).ink, 2});
}

void draw_placement(Canvas& canvas, const GridPlace& input, const Stage& stage) {
  if (!stage.links.shows_placement()) return;
  const Geometry& g = stage.geometry;
  const auto corner = [&](std::int64_t t) { return input.at({g.h.input_of(t / g.w.o, 0), g.w.input_of(t % g.w.o, 0)}); };
  const Rect to = corner(stage.step.t);
  const Rect from = stage.moment.glide < 1 ? corner(stage.step.t - 1) : to;
  const double share = stage.moment.glide;
  const Rect r{from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share, static_cast<double>(g.w.k_eff) * input.cell,
               static_cast<double>(g.h.k_eff) * input.cell};
  const Theme& theme = stage.frame.theme;
  const bool gliding = share < 1;
  for (std::int64_t u = 0; u < g.h.k && input.cell >= kSmallestDrawnCell; ++u) {
    for (std::int64_t v = 0; v < g.w.k; ++v) {
      const Rect tap{r.x + static_cast<double>(v * g.w.d) * input.cell, r.y + static_cast<double>(u * g.h.d) * input.cell, input.cell,
                     input.cell};
      if (gliding) canvas.fill_rect(tap, theme.of(Role::kernel).solid.with_alpha(0.28f));
      if (g.h.d > 1 || g.w.d > 1) canvas.stroke_rect(tap, {theme.of(Role::kernel).solid, 1.5});
      const Cell weight = g.weight_of({u, v});
      if (input.cell < 34) continue;
      const std::string label = cell_label(stage.frame, "w", weight, stage.frame.results.trace.kernel().at(weight));
      const double size = std::min(11.5, input.cell * 0.21);
      const Color ink = gliding ? theme.text : theme.on_solid;
      const double width = runs_width(canvas, {{label, ink}}, size);
      draw_runs(canvas, {tap.right() - width - 4, tap.bottom() - size * 0.75}, {{label, ink}}, size);
    }
  }
  canvas.stroke_rect(r, {theme.of(Role::kernel).solid, 3}, 2);
}

void draw_flying_product(Canvas& canvas, const GridPlace& input, const GridPlace& output, const Stage& stage) {
  const auto count = std::ssize(stage.step.terms);
  const std::int64_t n = stage.terms_done();
  const bool flying = stage.moment.glide >= 1 && stage.moment.products < 1 && n < count;
  if (!flying || count > kMostFlyingProducts || stage.frame.model.speed > kFastestFlying || input.cell < kSmallestLabelledCell) return;
  const Term& term = stage.step.terms[n];
  if (term.padding) return;
  const double share = stage.moment.products * static_cast<double>(count) - static_cast<double>(n);
  const Point a = input.at(term.input).centre();
  const Point b = output.at(stage.step.output).centre();
  const Point at{a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share - 30 * std::sin(share * 3.14159265)};
  const std::string label = number(term.product);
  const Theme& theme = stage.frame.theme;
  const TextStyle style{.color = theme.on_solid, .size = 15, .weight = Weight::bold, .align = Align::centre};
  const double width = std::max(24.0, canvas.text_width(label, style) + 14);
  canvas.fill_rect({at.x - width / 2, at.y - 12, width, 24}, theme.of(Role::kernel).solid, 12);
  canvas.text(at, label, style);
}

void draw_caption(Canvas& canvas, const GridPlace& place, const std::string& text, Color color) {
  const Rect outer = place.outer();
  canvas.text({outer.centre().x, outer.y - 18}, text, {.color = color, .size = 15, .weight = Weight::bold, .align = Align::centre});
}

Color weight_shade(Extent kernel, Cell weight, const Theme& theme) {
  const auto count = static_cast<double>(std::max<std::int64_t>(1, kernel.area() - 1));
  const auto index = static_cast<double>(weight.row * kernel.w + weight.col);
  return mix(theme.of(Role::kernel).fill, theme.of(Role::kernel).solid, 0.15 + 0.6 * index / count);
}

Color ink_on(const Theme& theme, Color background) {
  return contrast(theme.text, background) >= contrast(theme.on_solid, background) ? theme.text : theme.on_solid;
}

std::string cell_label(const Frame& frame, std::string_view symbol, Cell cell, float value) {
  if (frame.model.lesson.symbols) return fmt::format("{}_{{{},{}}}", symbol, cell.row, cell.col);
  return number(value);
}

}  // namespace deconvlab

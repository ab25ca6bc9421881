#include "app/diagram/layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

#include "app/diagram/legend.h"
#include "app/diagram/motion.h"

namespace deconvlab {

namespace {

constexpr double kCaption = 32;
constexpr double kGap = 52;              // between grids; holds a sign and the remainder's name
constexpr double kRemainder = 24;        // below the input, for the remainder's name
constexpr double kComfortableCell = 38;  // has room for 0.125; smaller grids may have larger cells than the input, up to this
constexpr double kApart = 12;            // of a grid and the caption below it
constexpr double kCaptionWidth = 132;    // a caption is wider than a small grid
constexpr double kKernelShare = 0.8;     // kernel cells against the input's where they stand below it

// With the cells that negative padding cuts off.
Extent drawn(const Geometry& g) { return padding_of(g).around(g.input()); }

bool has_remainder(const Geometry& g) { return g.h.remainder > 0 || g.w.remainder > 0; }

GridPlace place_input(Rect area, double cell, const Geometry& g) { return place_in(area, cell, g.input(), padding_of(g)); }

// The least width of each of `count` columns beside `gaps` gaps: that of a caption, where there is room for it.
double least_width(double width, int count, int gaps) { return std::clamp((width - gaps * kGap) / count, 1.0, kCaptionWidth); }

double column_width(double cell, std::int64_t cells, double least) { return std::max(least, cell * static_cast<double>(cells)); }

// The cell with which grids of `cols` cells stand side by side in `width`, where captions wider than their grids take room as well.
double fit_row(double width, double height, std::int64_t rows, std::initializer_list<std::int64_t> cols, double least) {
  const double room = width - kGap * static_cast<double>(cols.size() - 1);
  std::int64_t wide_cols = 0;
  for (const std::int64_t c : cols) wide_cols += c;
  const double first = fit_cell(room, height, rows, wide_cols, kLargestCell);
  double captions = 0;
  for (const std::int64_t c : cols) {
    if (first * static_cast<double>(c) >= least) continue;
    captions += least;
    wide_cols -= c;
  }
  return std::min(first, fit_cell(room - captions, height, rows, std::max<std::int64_t>(wide_cols, 1), kLargestCell));
}

// Input * kernel = output from left to right; kernel cells are no larger than the others'.
Trio in_a_row(Rect area, const Geometry& g) {
  const std::int64_t rows = std::max({drawn(g).h, g.h.k, g.h.o});
  const double least = least_width(area.w, 3, 2);
  const double cell = fit_row(area.w, area.h - kCaption, rows, {drawn(g).w, g.w.k, g.w.o}, least);
  const double kernel_cell = cell;
  const double widths[] = {column_width(cell, drawn(g).w, least), column_width(kernel_cell, g.w.k, least),
                           column_width(cell, g.w.o, least)};
  double x = area.x + (area.w - widths[0] - widths[1] - widths[2] - 2 * kGap) / 2;
  Trio trio;
  for (int n = 0; n < 3; x += widths[n++] + kGap) trio.captions[n] = {x, area.y + kCaption, widths[n], area.h - kCaption};
  trio.input = place_input(trio.captions[0], cell, g);
  trio.kernel = place_in(trio.captions[1], kernel_cell, g.kernel(), {});
  trio.output = place_in(trio.captions[2], cell, g.output(), {});
  return trio;
}

// Kernel and output side by side below the input.
Trio stacked(Rect area, const Geometry& g) {
  const std::int64_t lower_rows = std::max(g.h.k, g.h.o);
  const double height = area.h - 2 * kCaption;
  const double below = has_remainder(g) ? kRemainder : 0;
  const double least = least_width(area.w, 2, 2);
  const double cell = std::min(fit_cell(area.w, height, drawn(g).h + lower_rows, drawn(g).w, kLargestCell),
                               fit_row(area.w - kGap, height, drawn(g).h + lower_rows, {g.w.k, g.w.o}, least));
  const double upper = cell * static_cast<double>(drawn(g).h);
  const double lower = cell * static_cast<double>(lower_rows);
  const double top = area.y + (height - upper - lower) / 2;
  const double kernel_width = column_width(cell, g.w.k, least);
  const double output_width = column_width(cell, g.w.o, least);
  const double left = area.x + (area.w - kernel_width - output_width) / 2;  // a gap before the kernel, for its sign
  const double y = top + upper + 2 * kCaption + below;
  Trio trio;
  trio.captions[0] = {area.x, top + kCaption, area.w, upper};
  trio.captions[1] = {left, y, kernel_width, lower};
  trio.captions[2] = {left + kernel_width + kGap, y, output_width, lower};
  trio.input = place_input(trio.captions[0], cell, g);
  trio.kernel = place_in(trio.captions[1], cell * kKernelShare, g.kernel(), {});
  trio.output = place_in(trio.captions[2], cell, g.output(), {});
  return trio;
}

// The input as large as it can be, kernel and output one above the other beside it, with larger cells where they are few.
Trio beside(Rect area, const Geometry& g) {
  const double least = std::clamp(area.w * 0.3, std::min(kCaptionWidth, area.w * 0.4), 260.0);
  const double cell = fit_cell(area.w - kGap - least, area.h - kCaption, drawn(g).h, drawn(g).w, kLargestCell);
  const double left = cell * static_cast<double>(drawn(g).w);
  const double largest = std::max(cell, kComfortableCell);
  const double right = area.w - kGap - left;
  const double box = (area.h - 2 * kCaption - kApart) / 2;
  Trio trio;
  trio.captions[0] = {area.x, area.y + kCaption, left, area.h - kCaption};
  trio.captions[1] = {area.x + left + kGap, area.y + kCaption, right, box};
  trio.captions[2] = {area.x + left + kGap, area.y + 2 * kCaption + kApart + box, right, box};
  trio.input = place_input(trio.captions[0], cell, g);
  trio.kernel = place_in(trio.captions[1], fit_cell(right, box, g.h.k, g.w.k, largest), g.kernel(), {});
  trio.output = place_in(trio.captions[2], fit_cell(right, box, g.h.o, g.w.o, largest), g.output(), {});
  return trio;
}

// How large the cells are, the input's above all.
double legibility(const Trio& trio) { return trio.input.cell * trio.input.cell * trio.kernel.cell * trio.output.cell; }
bool less_legible(const Trio& a, const Trio& b) { return legibility(a) < legibility(b); }

void place_signs(Trio& trio) {
  const Rect input = trio.input.outer();
  const Rect kernel = trio.kernel.outer();
  const Rect output = trio.output.outer();
  const bool kernel_right = kernel.x > input.right();
  const bool output_right = output.x > kernel.right();
  trio.star = {kernel_right ? (input.right() + kernel.x) / 2 : kernel.x - kGap / 2, kernel.centre().y};
  trio.equals = {output_right ? (kernel.right() + output.x) / 2 : output.x - kGap / 2,
                 output_right ? kernel.centre().y : output.centre().y};
}

void draw_sign(Canvas& canvas, Point at, std::string_view sign, const Theme& theme, double size) {
  canvas.text(at, sign, {.color = theme.muted, .size = size, .align = Align::centre});
}

// ", padding 1", or nothing.
std::string padding_caption(const Stage& stage) {
  const Border padding = ends_of(stage.geometry);
  return padding == Border{} ? std::string() : say(stage.frame.language, "scene.with_padding", both_ends(padding));
}

void draw_captions(Canvas& canvas, const Trio& trio, const Stage& stage) {
  const Geometry& g = stage.geometry;
  const Theme& theme = stage.frame.theme;
  const auto named = [&](std::string_view key, Extent size) { return say(stage.frame.language, key, size.h, size.w); };
  const auto brief = [](std::string_view name, Extent size) { return fmt::format("{}  {} × {}", name, size.h, size.w); };
  const std::string padding = padding_caption(stage);
  const std::string turned(g.flip ? phrase(stage.frame.language, "scene.turned") : "");
  draw_caption(canvas, trio.input, trio.captions[0],
               {named(stage.stretched() ? "gallery.stretched" : "scene.input", g.input()) + padding, brief("x", g.input()) + padding,
                brief("x", g.input())},
               theme.of(Role::input).ink);
  draw_caption(canvas, trio.kernel, trio.captions[1],
               {named("scene.kernel", g.kernel()) + turned, brief("w", g.kernel()) + turned, brief("w", g.kernel())},
               theme.of(Role::kernel).ink);
  draw_caption(canvas, trio.output, trio.captions[2], {named("scene.output", g.output()), brief("y", g.output())},
               theme.of(Role::output).ink);
}

}  // namespace

Trio arrange(Canvas& canvas, Rect whole, const Stage& stage, bool with_star) {
  const Geometry& g = stage.geometry;
  Rect area = whole;
  const Rect legend = legend_rect(canvas, area, stage, {.star = with_star});
  area.h -= legend.h + (has_remainder(g) ? kRemainder : 0);
  Trio best = in_a_row(area, g);
  if (best.input.cell < kComfortableCell) best = std::max({best, stacked(area, g), beside(area, g)}, less_legible);
  place_signs(best);
  for (Rect& box : best.captions) box = Rect{box.x - kGap / 4, box.y, box.w + kGap / 2, box.h}.within(whole);
  best.legend = legend;
  best.star_explained = with_star;
  return best;
}

void draw_trio(Canvas& canvas, const Trio& trio, const Stage& stage) {
  const Theme& theme = stage.frame.theme;
  draw_input(canvas, trio.input, stage);
  draw_placement(canvas, trio.input, stage);
  draw_kernel(canvas, trio.kernel, stage);
  draw_output(canvas, trio.output, stage);
  draw_captions(canvas, trio, stage);
  draw_sign(canvas, trio.star, stage.geometry.flip ? "∗" : "⋆", theme, 38);
  draw_sign(canvas, trio.equals, "=", theme, 26);
  draw_legend(canvas, trio.legend, stage, {.star = trio.star_explained});
  draw_flying_product(canvas, trio.input, trio.output, stage);
}

}  // namespace deconvlab

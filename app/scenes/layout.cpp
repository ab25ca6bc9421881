#include "app/scenes/layout.h"

#include <algorithm>
#include <initializer_list>

namespace deconvlab {

namespace {

constexpr double kCaption = 34;
constexpr double kGap = 52;  // between grids; holds the sign
constexpr double kLargestCell = 60;
constexpr double kLargestKernelCell = 46;
constexpr double kCaptionWidth = 116;  // a caption is wider than a small grid

Extent padded(const Geometry& g) { return {g.h.padded, g.w.padded}; }

GridPlace place(Rect area, double cell, Extent size, Extent padding) {
  const double width = cell * static_cast<double>(size.w + 2 * padding.w);
  const double height = cell * static_cast<double>(size.h + 2 * padding.h);
  const Point corner{area.x + (area.w - width) / 2, area.y + (area.h - height) / 2};
  return {{corner.x + static_cast<double>(padding.w) * cell, corner.y + static_cast<double>(padding.h) * cell}, cell, size, padding};
}

double column_width(double cell, std::int64_t cells) { return std::max(kCaptionWidth, cell * static_cast<double>(cells)); }

// The cell with which grids of `cols` cells stand side by side in `width`, where captions wider than their grids take room as well.
double fit_row(double width, double height, std::int64_t rows, std::initializer_list<std::int64_t> cols) {
  const double room = width - kGap * static_cast<double>(cols.size() - 1);
  std::int64_t wide_cols = 0;
  for (const std::int64_t c : cols) wide_cols += c;
  const double first = fit_cell(room, height, rows, wide_cols, kLargestCell);
  double captions = 0;
  for (const std::int64_t c : cols) {
    if (first * static_cast<double>(c) >= kCaptionWidth) continue;
    captions += kCaptionWidth;
    wide_cols -= c;
  }
  return std::min(first, fit_cell(room - captions, height, rows, std::max<std::int64_t>(wide_cols, 1), kLargestCell));
}

// Input * kernel = output; kernel cells are no larger than the others'.
Trio in_a_row(Rect area, const Geometry& g) {
  const std::int64_t rows = std::max({padded(g).h, g.h.k, g.h.o});
  const double cell = fit_row(area.w, area.h - kCaption, rows, {padded(g).w, g.w.k, g.w.o});
  const double kernel_cell = std::min(cell, kLargestKernelCell);
  const double widths[] = {column_width(cell, padded(g).w), column_width(kernel_cell, g.w.k), column_width(cell, g.w.o)};
  double x = area.x + (area.w - widths[0] - widths[1] - widths[2] - 2 * kGap) / 2;
  const auto next = [&](double width) {
    const Rect column{x, area.y + kCaption, width, area.h - kCaption};
    x += width + kGap;
    return column;
  };
  Trio trio;
  trio.input = place(next(widths[0]), cell, g.input(), {g.h.p, g.w.p});
  trio.kernel = place(next(widths[1]), kernel_cell, g.kernel(), {});
  trio.output = place(next(widths[2]), cell, g.output(), {});
  return trio;
}

// Kernel and output below the input.
Trio stacked(Rect area, const Geometry& g) {
  const std::int64_t lower_rows = std::max(g.h.k, g.h.o);
  const std::int64_t rows = padded(g).h + lower_rows;
  const double height = area.h - 2 * kCaption;
  const double cell = std::min(fit_cell(area.w, height, rows, padded(g).w, kLargestCell), fit_row(area.w, height, rows, {g.w.k, g.w.o}));
  const double upper = cell * static_cast<double>(padded(g).h);
  const double lower = cell * static_cast<double>(lower_rows);
  const double top = area.y + (height - upper - lower) / 2;
  const double kernel_width = column_width(cell, g.w.k);
  const double output_width = column_width(cell, g.w.o);
  const double left = area.x + (area.w - kernel_width - output_width - kGap) / 2;
  const double y = top + upper + 2 * kCaption;
  Trio trio;
  trio.in_a_row = false;
  trio.input = place({area.x, top + kCaption, area.w, upper}, cell, g.input(), {g.h.p, g.w.p});
  trio.kernel = place({left, y, kernel_width, lower}, cell, g.kernel(), {});
  trio.output = place({left + kernel_width + kGap, y, output_width, lower}, cell, g.output(), {});
  return trio;
}

void draw_sign(Canvas& canvas, double left, double right, double y, std::string_view sign, const Theme& theme, double size = 26) {
  canvas.text({(left + right) / 2, y}, sign, {.color = theme.muted, .size = size, .align = Align::centre});
}

std::string caption(const Frame& frame, std::string_view key, Extent size) { return say(frame.language, key, size.h, size.w); }

}  // namespace

Trio arrange(Rect area, const Geometry& g) {
  const Trio row = in_a_row(area, g);
  const Trio stack = stacked(area, g);
  return row.input.cell >= stack.input.cell ? row : stack;
}

void draw_trio(Canvas& canvas, const Trio& trio, const Stage& stage) {
  const Frame& frame = stage.frame;
  const Theme& theme = frame.theme;
  const Geometry& g = stage.geometry;
  draw_input(canvas, trio.input, stage);
  draw_placement(canvas, trio.input, stage);
  draw_kernel(canvas, trio.kernel, stage);
  draw_output(canvas, trio.output, stage);
  draw_caption(canvas, trio.input, caption(frame, "scene.input", g.input()), theme.of(Role::input).ink);
  draw_caption(canvas, trio.kernel, caption(frame, g.flip ? "scene.kernel_flipped" : "scene.kernel", g.kernel()),
               theme.of(Role::kernel).ink);
  draw_caption(canvas, trio.output, caption(frame, "scene.output", g.output()), theme.of(Role::output).ink);
  const Rect input = trio.input.outer();
  const Rect kernel = trio.kernel.outer();
  const Rect output = trio.output.outer();
  if (trio.in_a_row) draw_sign(canvas, input.right(), kernel.x, kernel.centre().y, g.flip ? "∗" : "⋆", theme, 38);
  draw_sign(canvas, kernel.right(), output.x, kernel.centre().y, trio.in_a_row ? "=" : "→", theme);
  draw_flying_product(canvas, trio.input, trio.output, stage);
}

}  // namespace deconvlab

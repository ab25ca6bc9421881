#include "app/scenes/matrix_view.h"

#include <algorithm>
#include <cmath>

#include "core/sparse.h"

namespace deconvlab {

namespace {

constexpr double kLargestEntry = 44;
constexpr double kSmallestDrawnEntry = 5;  // below it the pattern is counted per pixel
constexpr double kSmallestRuledEntry = 9;

// What part of C is shown: entry (row, col) stands at place(row, col).
struct Viewport {
  Rect rect;
  double zoom;
  double row0, col0;  // at the top left
  std::int64_t first_row, last_row, first_col, last_col;

  Rect place(std::int64_t row, std::int64_t col, std::int64_t rows = 1, std::int64_t cols = 1) const {
    return {rect.x + (static_cast<double>(col) - col0) * zoom, rect.y + (static_cast<double>(row) - row0) * zoom,
            static_cast<double>(cols) * zoom, static_cast<double>(rows) * zoom};
  }
};

// The visible stretch of one axis: `from` entries in, `length` pixels.
struct Stretch {
  double from, length;
};
Stretch stretch_of(double centre, double count, double zoom, double pixels) {
  const double shown = pixels / zoom;
  if (shown >= count) return {0, count * zoom};
  return {std::clamp(centre - shown / 2, 0.0, count - shown), pixels};
}

Viewport viewport(Rect area, const Stage& stage) {
  const auto rows = static_cast<double>(stage.geometry.output().area());
  const auto cols = static_cast<double>(stage.geometry.input().area());
  const MatrixView& view = stage.frame.model.matrix;
  const double fit = std::min({area.w / cols, area.h / rows, kLargestEntry});
  const double zoom = view.zoom > 0 ? std::clamp(view.zoom, fit, 2 * kLargestEntry) : fit;
  const Stretch down = stretch_of(view.row, rows, zoom, area.h);
  const Stretch across = stretch_of(view.col, cols, zoom, area.w);
  const auto last = [&](Stretch s, double count) {
    return static_cast<std::int64_t>(std::min(count, std::ceil(s.from + s.length / zoom - 1e-9)));
  };
  return {{area.x, area.y, across.length, down.length},
          zoom,
          down.from,
          across.from,
          static_cast<std::int64_t>(down.from),
          last(down, rows),
          static_cast<std::int64_t>(across.from),
          last(across, cols)};
}

Cell output_cell(const Geometry& g, std::int64_t row) { return {row / g.w.o, row % g.w.o}; }
Cell input_cell(const Geometry& g, std::int64_t col) { return {col / g.w.i, col % g.w.i}; }

// Bands behind the rows and columns that belong to the focus.
void draw_bands(Canvas& canvas, const Viewport& v, const Stage& stage) {
  const Theme& theme = stage.frame.theme;
  const Focus& focus = stage.links.focus();
  const Geometry& g = stage.geometry;
  const bool row = stage.links.shows_placement();
  const bool col = focus.target == Target::input || focus.target == Target::nonzero;
  const Cell in = focus.target == Target::nonzero ? focus.other : focus.cell;
  if (row)
    canvas.fill_rect(v.place(stage.step.t, v.first_col, 1, v.last_col - v.first_col), theme.of(Role::output).solid.with_alpha(0.22f));
  if (col) {
    const std::int64_t at = in.row * g.w.i + in.col;
    canvas.fill_rect(v.place(v.first_row, at, v.last_row - v.first_row, 1), theme.of(Role::input).solid.with_alpha(0.22f));
  }
}

// Visits the nonzeros of a row that are in view: f(column, input cell, weight).
template <class Visit>
void for_each_in_row(const Viewport& v, const Geometry& g, std::int64_t row, Visit&& visit) {
  const Cell out = output_cell(g, row);
  for (std::int64_t u = 0; u < g.h.k; ++u) {
    const std::int64_t y = g.h.input_of(out.row, u);
    if (y < 0 || y >= g.h.i) continue;
    for (std::int64_t w = 0; w < g.w.k; ++w) {
      const std::int64_t x = g.w.input_of(out.col, w);
      const std::int64_t col = y * g.w.i + x;
      if (x >= 0 && x < g.w.i && col >= v.first_col && col < v.last_col) visit(col, Cell{y, x}, g.weight_of({u, w}));
    }
  }
}

void draw_entries(Canvas& canvas, const Viewport& v, const Stage& stage) {
  const Theme& theme = stage.frame.theme;
  const bool anything_else = stage.frame.focus.target != Target::none;
  for (std::int64_t row = v.first_row; row < v.last_row; ++row) {
    for_each_in_row(v, stage.geometry, row, [&](std::int64_t col, Cell in, Cell weight) {
      const Cell out = output_cell(stage.geometry, row);
      const Rect r = v.place(row, col).inset(v.zoom >= kSmallestRuledEntry ? 0.5 : 0);
      const bool lit = stage.links.entry(out, in);
      const Color fill = mix(weight_shade(stage.geometry.kernel(), weight, theme), theme.background, anything_else && !lit ? 0.6 : 0.0);
      canvas.fill_rect(r, fill);
      if (lit) canvas.stroke_rect(r, {theme.of(Role::kernel).ink, v.zoom >= kSmallestRuledEntry ? 1.5 : 1});
      draw_label_in(canvas, r, cell_label(stage.frame, "w", weight, stage.frame.results.trace.kernel().at(weight)), ink_on(theme, fill));
      if (stage.frame.hits) stage.frame.hits->push_back({r, {Target::nonzero, out, in}});
    });
  }
}

// Hairlines between entries, stronger ones between the blocks of o rows by i columns.
void draw_rules(Canvas& canvas, const Viewport& v, const Stage& stage) {
  const Theme& theme = stage.frame.theme;
  const Geometry& g = stage.geometry;
  const auto ruled = [&](std::int64_t block) { return v.zoom * static_cast<double>(block) >= 4; };
  const auto rule = [&](std::int64_t n, std::int64_t block, bool across) {
    const bool strong = n % block == 0 && ruled(block);
    if (!strong && v.zoom < kSmallestRuledEntry) return;
    const Stroke stroke{strong ? theme.muted.with_alpha(0.7f) : theme.line, strong ? 1.25 : 0.75};
    const Rect r = v.place(across ? n : v.first_row, across ? v.first_col : n);
    if (across) canvas.line({v.rect.x, r.y}, {v.rect.right(), r.y}, stroke);
    if (!across) canvas.line({r.x, v.rect.y}, {r.x, v.rect.bottom()}, stroke);
  };
  const bool every = v.zoom >= kSmallestRuledEntry;
  const auto step = [&](std::int64_t block) { return every ? 1 : block; };
  const auto start = [&](std::int64_t first, std::int64_t block) { return every ? first + 1 : (first / block + 1) * block; };
  for (std::int64_t n = start(v.first_row, g.w.o); n < v.last_row; n += step(g.w.o)) rule(n, g.w.o, true);
  for (std::int64_t n = start(v.first_col, g.w.i); n < v.last_col; n += step(g.w.i)) rule(n, g.w.i, false);
}

// Darkness is the number of nonzeros under a pixel, against the most a pixel has.
Raster pattern_raster(const Viewport& v, const Stage& stage) {
  const Theme& theme = stage.frame.theme;
  Raster raster;
  raster.width = std::max(1, static_cast<int>(std::lround(v.rect.w)));
  raster.height = std::max(1, static_cast<int>(std::lround(v.rect.h)));
  const MatrixWindow window{v.row0, v.row0 + v.rect.h / v.zoom, v.col0, v.col0 + v.rect.w / v.zoom};
  const auto counts = count_pattern(stage.geometry, window, raster.height, raster.width);
  const auto most = static_cast<double>(std::max(1u, *std::ranges::max_element(counts)));
  raster.rgba.reserve(counts.size());
  for (const std::uint32_t n : counts) {
    const Color dot = mix(theme.of(Role::kernel).fill, theme.of(Role::kernel).solid, 0.35 + 0.65 * n / most);
    raster.rgba.push_back(n == 0 ? 0 : packed(dot));
  }
  raster.id = fingerprint(raster.rgba);
  return raster;
}

void draw_pattern(Canvas& canvas, const Viewport& v, const Stage& stage) {
  PatternMemo once;
  PatternMemo& memo = stage.frame.pattern_memo ? *stage.frame.pattern_memo : once;
  const MatrixView view{v.row0, v.col0, v.zoom};
  const bool same = memo.geometry == stage.geometry && memo.view == view && memo.rect == v.rect && memo.theme == stage.frame.theme.id;
  if (!same || memo.raster.rgba.empty()) memo = {stage.geometry, view, v.rect, stage.frame.theme.id, pattern_raster(v, stage)};
  canvas.image(v.rect, memo.raster);
  // The row of this step stays visible however thin it is.
  if (!stage.links.shows_placement()) return;
  const Rect row = v.place(stage.step.t, v.first_col, 1, v.last_col - v.first_col);
  canvas.fill_rect({v.rect.x, row.y, v.rect.w, std::max(row.h, 1.5)}, stage.frame.theme.of(Role::output).solid.with_alpha(0.8f));
}

// Whole rows can be pointed at where entries are too small.
void add_row_hits(const Viewport& v, const Stage& stage) {
  if (!stage.frame.hits || v.zoom < 2) return;
  for (std::int64_t row = v.first_row; row < v.last_row; ++row) {
    const Rect r = v.place(row, v.first_col);
    stage.frame.hits->push_back({{v.rect.x, r.y, v.rect.w, r.h}, {Target::output, output_cell(stage.geometry, row), {}}});
  }
}

void draw_column_cell(Canvas& canvas, Rect r, const Stage& stage, Role role, bool shown, bool lit, const std::string& label) {
  const Theme& theme = stage.frame.theme;
  const Color fill = shown ? (lit ? theme.of(role).solid : theme.of(role).fill) : theme.background;
  canvas.fill_rect(r, fill);
  if (r.h >= kSmallestDrawnEntry) canvas.stroke_rect(r, {theme.of(role).solid, 0.75});
  if (shown) draw_label_in(canvas, r, label, ink_on(theme, fill));
}

}  // namespace

MatrixPane draw_matrix(Canvas& canvas, Rect area, const Stage& stage) {
  const Viewport v = viewport(area, stage);
  canvas.push_clip(v.rect);
  add_row_hits(v, stage);
  if (v.zoom >= kSmallestDrawnEntry) {
    draw_bands(canvas, v, stage);
    draw_entries(canvas, v, stage);
  } else {
    draw_pattern(canvas, v, stage);
  }
  draw_rules(canvas, v, stage);
  canvas.pop_clip();
  canvas.stroke_rect(v.rect, {stage.frame.theme.muted, 1});
  const MatrixPane pane{v.rect, {v.row0 + v.rect.h / v.zoom / 2, v.col0 + v.rect.w / v.zoom / 2, v.zoom}};
  if (stage.frame.matrix_pane) *stage.frame.matrix_pane = pane;
  return pane;
}

void draw_matrix_titled(Canvas& canvas, Rect area, const std::string& caption, const Stage& stage) {
  constexpr double kCaption = 30;
  const Rect body{area.x, area.y + kCaption, area.w, area.h - kCaption};
  const Viewport v = viewport(body, stage);
  const Point corner{body.x + (body.w - v.rect.w) / 2, body.y + (body.h - v.rect.h) / 2};
  canvas.text({body.centre().x, corner.y - kCaption / 2 - 3}, caption,
              {.color = stage.frame.theme.of(Role::kernel).ink, .size = 15, .weight = Weight::bold, .align = Align::centre});
  draw_matrix(canvas, {corner.x, corner.y, v.rect.w, v.rect.h}, stage);
}

void draw_output_column(Canvas& canvas, Rect area, const MatrixPane& beside, const Stage& stage) {
  const double zoom = beside.view.zoom;
  const double row0 = beside.view.row - beside.rect.h / zoom / 2;
  const auto last = std::min(stage.geometry.output().area(), static_cast<std::int64_t>(std::ceil(row0 + beside.rect.h / zoom - 1e-9)));
  canvas.push_clip({area.x, beside.rect.y, area.w, beside.rect.h});
  for (auto row = static_cast<std::int64_t>(row0); row < last; ++row) {
    const Cell c = output_cell(stage.geometry, row);
    const Rect r{area.x, beside.rect.y + (static_cast<double>(row) - row0) * zoom, area.w, zoom};
    const bool lit = stage.links.output(c) && stage.links.shows_placement();
    draw_column_cell(canvas, r, stage, Role::output, stage.filled(c), lit,
                     cell_label(stage.frame, "y", c, stage.frame.results.output.at(c)));
    if (stage.frame.hits) stage.frame.hits->push_back({r, {Target::output, c, {}}});
  }
  canvas.pop_clip();
  canvas.stroke_rect({area.x, beside.rect.y, area.w, beside.rect.h}, {stage.frame.theme.of(Role::output).solid, 1});
}

void draw_input_column(Canvas& canvas, Rect area, const Stage& stage) {
  const std::int64_t count = stage.geometry.input().area();
  const double cell = area.h / static_cast<double>(count);
  const auto every = static_cast<std::int64_t>(std::max(1.0, std::ceil(1.5 / cell)));  // no thinner than a pixel and a half
  for (std::int64_t col = 0; col < count; col += every) {
    const Cell c = input_cell(stage.geometry, col);
    const Rect r{area.x, area.y + static_cast<double>(col) * cell, area.w, cell * static_cast<double>(every)};
    draw_column_cell(canvas, r, stage, Role::input, true, stage.links.input(c),
                     cell_label(stage.frame, "x", c, stage.frame.results.trace.input().at(c)));
    if (stage.frame.hits) stage.frame.hits->push_back({r, {Target::input, c, {}}});
  }
  canvas.stroke_rect(area, {stage.frame.theme.of(Role::input).solid, 1});
}

}  // namespace deconvlab

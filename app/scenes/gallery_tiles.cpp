#include "app/scenes/gallery_tiles.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "app/draw/grid.h"
#include "app/scenes/grids.h"
#include "app/scenes/motion.h"

namespace deconvlab {

namespace {

constexpr double kLargestCell = 16;
constexpr double kGap = 26;  // between input and output; holds an arrow
constexpr double kArrow = 14;
constexpr float kKernelAlpha = 0.55f;

constexpr Params sizes(std::int64_t i, std::int64_t k, std::int64_t s, std::int64_t p, std::int64_t d = 1, std::int64_t a = 0) {
  const auto both = Extent::square;
  Params params{both(i), both(k), both(s), both(p), both(d)};
  params.a = both(a);
  return params;
}

constexpr Tile kTiles[] = {
    {"gallery.no_padding", Family::convolution, sizes(4, 3, 1, 0)},   {"gallery.any_padding", Family::convolution, sizes(5, 4, 1, 2)},
    {"gallery.half_padding", Family::convolution, sizes(5, 3, 1, 1)}, {"gallery.full_padding", Family::convolution, sizes(5, 3, 1, 2)},
    {"gallery.strides", Family::convolution, sizes(5, 3, 2, 0)},      {"gallery.padding_strides", Family::convolution, sizes(5, 3, 2, 1)},
    {"gallery.odd", Family::convolution, sizes(6, 3, 2, 1)},          {"gallery.dilation", Family::convolution, sizes(7, 3, 1, 0, 2)},
    {"gallery.no_padding", Family::transposed, sizes(2, 3, 1, 0)},    {"gallery.any_padding", Family::transposed, sizes(6, 4, 1, 2)},
    {"gallery.half_padding", Family::transposed, sizes(5, 3, 1, 1)},  {"gallery.full_padding", Family::transposed, sizes(7, 3, 1, 2)},
    {"gallery.strides", Family::transposed, sizes(2, 3, 2, 0)},       {"gallery.padding_strides", Family::transposed, sizes(3, 3, 2, 1)},
    {"gallery.odd", Family::transposed, sizes(3, 3, 2, 1, 1, 1)},
};

Lesson lesson_of(const Tile& tile) {
  Lesson lesson;
  lesson.traits.family = tile.family;
  lesson.params = tile.params;
  return lesson;
}

// The lesson's input with its zeros between the cells.
PlaneChoice stretched_input(const Results& transposed, Extent size) {
  const Geometry& g = transposed.geometry;
  PlaneChoice choice{"", 0, size, std::vector<float>(static_cast<std::size_t>(size.area()))};
  for (std::int64_t n = 0; n < g.output().area(); ++n) {
    const Cell c = g.output_cell(n);
    choice.own[size.index_of({c.row * g.h.s, c.col * g.w.s})] = transposed.transpose.input().at(c);
  }
  return choice;
}

// The convolution that the transposed lesson is drawn as.
Lesson direct_lesson(const Results& transposed) {
  const Geometry& g = transposed.geometry;
  const TransposedAxis h = g.h.transposed();
  const TransposedAxis w = g.w.transposed();
  Lesson direct;
  direct.params = {{h.stretched, w.stretched}, g.kernel(), {1, 1}, {h.p, w.p}, {g.h.d, g.w.d}, !g.flip};
  direct.input = stretched_input(transposed, direct.params.i);
  return direct;
}

TileResults results_of(const Tile& tile) {
  Results lesson = *compute(lesson_of(tile));
  if (tile.family == Family::convolution) return {lesson, lesson, {1, 1}};
  Results drawn = *compute(direct_lesson(lesson));
  return {std::move(lesson), std::move(drawn), tile.params.s};
}

void draw_tile_input(Canvas& canvas, const GridPlace& place, const Stage& stage) {
  const Theme& theme = stage.frame.theme;
  const Geometry& g = stage.geometry;
  canvas.fill_rect(place.outer(), theme.of(Role::padding).fill);
  if (has_padding(g)) draw_hatch(canvas, place.outer(), theme.of(Role::padding).solid.with_alpha(0.5f));
  for (std::int64_t r = -g.h.p; r < g.h.padded - g.h.p; ++r) {
    for (std::int64_t c = -g.w.p; c < g.w.padded - g.w.p; ++c) {
      const bool inserted = stage.inserted({r, c});
      const bool padding = !g.inside({r, c});
      CellStyle style{.role = padding ? Role::padding : inserted ? Role::inserted_zero : Role::input, .open = padding, .dashed = inserted};
      style.faded = style.diagonal = !g.ever_read({r, c});
      draw_cell(canvas, place.at({r, c}), style, theme);
    }
  }
}

void draw_tile_kernel(Canvas& canvas, const GridPlace& place, const Stage& stage) {
  const Color color = stage.frame.theme.of(Role::kernel).solid;
  const Geometry& g = stage.geometry;
  const Rect r = placement_rect(place, stage);
  for (std::int64_t n = 0; n < g.kernel().area(); ++n) {
    const Rect tap = tap_rect(r, g.kernel().cell_at(n), place.cell, g);
    canvas.fill_rect(tap.inset(0.5), color.with_alpha(kKernelAlpha));
  }
  canvas.stroke_rect(r, {color, 2});
}

void draw_tile_output(Canvas& canvas, const GridPlace& place, const Stage& stage) {
  for (std::int64_t n = 0; n < place.size.area(); ++n) {
    const Cell c = place.size.cell_at(n);
    const bool filled = stage.filled(c);
    const CellStyle style{.role = filled ? Role::output : Role::neutral, .lit = filled && c == stage.step.output};
    draw_cell(canvas, place.at(c), style, stage.frame.theme);
  }
  canvas.stroke_rect(place.at(stage.step.output), {stage.frame.theme.of(Role::output).ink, 1.5});
}

}  // namespace

std::span<const Tile> tile_table() { return kTiles; }

const TileResults& tile_results(std::int64_t n) {
  static const std::vector<TileResults> all = [] {
    std::vector<TileResults> made;
    for (const Tile& tile : kTiles) made.push_back(results_of(tile));
    return made;
  }();
  return all[static_cast<std::size_t>(n)];
}

std::string tile_sizes(std::int64_t n) {
  const Params& p = kTiles[n].params;
  const std::string d = p.d.h > 1 ? fmt::format(", d {}", p.d.h) : "";
  const std::string a = p.a.h > 0 ? fmt::format(", a {}", p.a.h) : "";
  return fmt::format("({}, {}, {}, {}){}{} → {}", p.i.h, p.k.h, p.s.h, p.p.h, d, a, tile_results(n).drawn.geometry.h.o);
}

void draw_tile(Canvas& canvas, Rect area, const Stage& stage) {
  const Geometry& g = stage.geometry;
  const double cell = fit_cell(area.w - kGap, area.h, std::max(g.h.padded, g.h.o), g.w.padded + g.w.o, kLargestCell);
  const double width = cell * static_cast<double>(g.w.padded + g.w.o) + kGap;
  const double left = area.centre().x - width / 2;
  const auto top = [&](std::int64_t rows) { return area.centre().y - cell * static_cast<double>(rows) / 2; };
  const Point corner{left + static_cast<double>(g.w.p) * cell, top(g.h.padded) + static_cast<double>(g.h.p) * cell};
  const GridPlace input{corner, cell, g.input(), padding_of(g)};
  const GridPlace output{{left + width - cell * static_cast<double>(g.w.o), top(g.h.o)}, cell, g.output(), {}};
  draw_tile_input(canvas, input, stage);
  draw_tile_kernel(canvas, input, stage);
  draw_tile_output(canvas, output, stage);
  canvas.text({output.origin.x - kGap / 2, area.centre().y}, "→",
              {.color = stage.frame.theme.muted, .size = kArrow, .align = Align::centre});
}

}  // namespace deconvlab

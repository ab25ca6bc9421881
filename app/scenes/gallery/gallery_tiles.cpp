#include "app/scenes/gallery/gallery_tiles.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "app/diagram/grids.h"
#include "app/diagram/motion.h"
#include "app/draw/grid.h"
#include "app/scenes/scenes.h"

namespace deconvlab {

namespace {

constexpr double kLargestTileCell = 24;
constexpr double kGap = 26;  // between input and output; holds an arrow
constexpr double kArrow = 14;
constexpr float kKernelAlpha = 0.55f;

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
  canvas.stroke_rect(place.at(stage.step.output), {stage.frame.theme.text, 1.5});
}

}  // namespace

std::string tile_title(std::int64_t n, const Frame& frame) { return std::string(phrase(frame.language, tile_table()[n].title_key)); }

std::string tile_link(std::int64_t n, Model model, std::int64_t step) {
  const Tile& tile = tile_table()[n];
  const bool symbols = model.lesson.symbols;
  model.lesson = Lesson();
  model.lesson.scene = tile.side == Side::c ? "convolution" : "transposed";
  model.lesson.kind = (*find_scene(model.lesson.scene))->kind;
  model.lesson.params = tile.params;
  model.lesson.symbols = symbols;
  model.time = static_cast<double>(step);
  model.pinned = {};
  model.matrix = {};
  return to_link(model);
}

std::string tile_sizes(std::int64_t n, const Frame& frame) {
  const Params& p = tile_table()[n].params;
  const std::string d = p.d.h > 1 ? fmt::format(", d {}", p.d.h) : "";
  const std::string a = p.a.h > 0 ? fmt::format(", a {}", p.a.h) : "";
  return fmt::format("({}, {}, {}, {}){}{} → {}", p.i.h, p.k.h, p.s.h, p.p.h, d, a, tile_results(n, frame).drawn.geometry.h.o);
}

void draw_tile(Canvas& canvas, Rect area, const Stage& stage) {
  const Geometry& g = stage.geometry;
  const double cell = fit_cell(area.w - kGap, area.h, std::max(g.h.padded, g.h.o), g.w.padded + g.w.o, kLargestTileCell);
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

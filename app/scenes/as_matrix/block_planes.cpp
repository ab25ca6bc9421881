#include <algorithm>

#include "app/diagram/grids.h"
#include "app/diagram/labels.h"
#include "app/diagram/plane.h"
#include "app/scenes/as_matrix/block_view.h"

namespace deconvlab {

namespace {

constexpr double kCaption = 26;
constexpr double kGap = 10;
constexpr double kTag = 4;

// Where the planes stand: of each input channel of the group x and its weights side by side, below them y.
struct Planes {
  std::vector<GridPlace> x, w;
  GridPlace y;
};

Planes planes_in(Rect area, const BlockStage& stage) {
  const Geometry& g = stage.blocks.geometry;
  const Border padding = padding_of(g);
  const std::int64_t channels = stage.channels().in_group;
  const double height = area.h / static_cast<double>(channels + 1), half = (area.w - kGap) / 2;
  const double room = height - kCaption - kGap;
  const Extent all = padding.around(g.input());
  const double cell =
      std::min({fit_cell(half, room, all.h, all.w, 40), fit_cell(half, room, g.h.k, g.w.k, 40), fit_cell(area.w, room, g.h.o, g.w.o, 40)});
  const auto row = [&](std::int64_t n) { return area.y + static_cast<double>(n) * height + kCaption; };
  Planes planes;
  for (std::int64_t n = 0; n < channels; ++n) {
    planes.x.push_back(place_in({area.x, row(n), half, room}, cell, g.input(), padding));
    planes.w.push_back(place_in({area.x + half + kGap, row(n), half, room}, cell, g.kernel(), {}));
  }
  planes.y = place_in({area.x, row(channels), area.w, room}, cell, g.output(), {});
  return planes;
}

void name_plane(Canvas& canvas, const GridPlace& place, Rect area, const std::string& name, Color color) {
  const Rect r = place.outer();
  draw_fitting(canvas, {r.centre().x, r.y - kTag - kCaption / 2}, area.w / 2 - kGap, name,
               {.color = color, .size = 13, .weight = Weight::bold, .align = Align::centre});
}

// Whether the row that is shown reads an input cell of a channel.
bool reads(const BlockStage& stage, std::int64_t in, Cell c) {
  if (stage.focus.target == Target::input) return in == stage.focus.channel && c == stage.focus.cell;
  if (stage.focus.target == Target::nonzero) return in == stage.focus.channel % stage.channels().in && c == stage.focus.other;
  if (!stage.shows_row()) return false;
  return std::ranges::any_of(stage.step.terms, [&](const BlockTerm& each) { return each.channel == in && each.term.input == c; });
}

void draw_input_plane(Canvas& canvas, const GridPlace& place, std::int64_t in, const BlockStage& stage) {
  const Theme& theme = stage.frame.theme;
  draw_padding_ground(canvas, place, theme);
  draw_plane(
      canvas, place,
      [&](Cell c) {
        if (!place.size.contains(c)) return PlaneCell{{.role = Role::padding, .lit = reads(stage, in, c), .open = true}, ""};
        const float v = stage.blocks.x.at(0, in, c.row, c.col);
        return value_cell(theme, {.role = Role::input, .lit = reads(stage, in, c)}, v, stage.blocks.x_scale, number(v));
      },
      theme);
  const Rect r = place.outer();
  canvas.fill_rect({r.x - kTag - 1, r.y, kTag - 1, r.h}, in_color(stage, in));
  if (stage.frame.hits) stage.frame.hits->push_back({place.span({0, 0}, place.size), {Target::input, {0, 0}, {}, in}, place.size});
}

void draw_weight_plane(Canvas& canvas, const GridPlace& place, const Block& block, const BlockStage& stage) {
  const Theme& theme = stage.frame.theme;
  const std::int64_t plane = block.o * stage.channels().in_group + block.c;
  const auto active = [&](Cell c) {
    if (stage.focus.target == Target::weight) return stage.focus.channel == plane && stage.focus.cell == c;
    if (stage.focus.target != Target::nonzero) return false;
    const auto of = stage.place_of(stage.t, stage.col_of(stage.focus.channel % stage.channels().in, stage.focus.other));
    return of.plane == plane && of.weight == c;
  };
  draw_plane(
      canvas, place,
      [&](Cell c) {
        const float w = stage.blocks.w.at(block.o, block.c, c.row, c.col);
        return weight_cell(theme, w, stage.blocks.w_scale, active(c), number(w));
      },
      theme);
  const Rect r = place.outer();
  canvas.fill_rect({r.x - kTag - 1, r.y, kTag - 1, r.h}, in_color(stage, block.across));
  canvas.fill_rect({r.x, r.y - kTag - 1, r.w, kTag - 1}, out_color(stage, block.o));
  add_plane_hit(place, stage.frame, Target::weight, plane);
}

void draw_output_plane(Canvas& canvas, const GridPlace& place, const BlockStage& stage) {
  const Theme& theme = stage.frame.theme;
  const std::int64_t out = stage.shown_out();
  draw_plane(
      canvas, place,
      [&](Cell c) {
        const std::int64_t row = stage.row_of(out, c);
        const bool lit = stage.shows_row() && row == stage.t;
        if (!stage.filled(row)) return PlaneCell{{.role = Role::neutral, .lit = lit}, ""};
        const float v = stage.blocks.y.at(0, out, c.row, c.col);
        return value_cell(theme, {.role = Role::output, .lit = lit}, v, stage.blocks.y_scale, number(v));
      },
      theme);
  const Rect r = place.outer();
  canvas.fill_rect({r.x, r.y - kTag - 1, r.w, kTag - 1}, out_color(stage, out));
  add_plane_hit(place, stage.frame, Target::output, out);
}

}  // namespace

void draw_block_planes(Canvas& canvas, Rect area, const BlockStage& stage) {
  const Theme& theme = stage.frame.theme;
  const Language& language = stage.frame.language;
  const Planes planes = planes_in(area, stage);
  const auto row = stage.channels().row(Side::c, stage.shown_out());
  for (std::size_t n = 0; n < row.size(); ++n) {
    draw_input_plane(canvas, planes.x[n], row[n].across, stage);
    draw_weight_plane(canvas, planes.w[n], row[n], stage);
    name_plane(canvas, planes.x[n], area, say(language, "scene.block_x", row[n].across), theme.of(Role::input).ink);
    name_plane(canvas, planes.w[n], area, say(language, "scene.block_w", row[n].across, row[n].o), theme.of(Role::kernel).ink);
  }
  draw_output_plane(canvas, planes.y, stage);
  name_plane(canvas, planes.y, area, say(language, "scene.block_y", stage.shown_out()), theme.of(Role::output).ink);
}

}  // namespace deconvlab

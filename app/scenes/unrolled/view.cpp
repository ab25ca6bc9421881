#include "app/scenes/unrolled/view.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/diagram/motion.h"
#include "app/diagram/plane.h"
#include "core/matrix/matrix_rows.h"

namespace deconvlab {

namespace {

constexpr double kBeside = 12;  // a caption may be wider than its grid

Act act_at(const Frame& frame) { return act_of(frame.model.time, lead_steps(frame.model.lesson), frame.results.geometry.output().area()); }

// The row that meets X; on the way back the column that is the stamp.
Moment moment_at(const Frame& frame, const Act& act) {
  const std::int64_t outputs = frame.results.geometry.output().area();
  return act.back() ? Moment{act.stamp(outputs), 1, 1} : output_moment(frame.model, outputs);
}

// One size for both vectors' labels.
double label_size_of(Canvas& canvas, const UnrolledPlaces& p, std::span<const float> values) {
  return common_label_size(canvas, p.column, p.matrix.cell, std::ssize(values),
                           [&](std::int64_t n) { return number(values[static_cast<std::size_t>(n)]); });
}

// A cell of a vector or of a plane, empty where it has no value yet.
PlaneCell cell_of(const Frame& frame, Role role, std::optional<float> value, const ValueScale& scale, bool lit) {
  if (!value) return {{.role = role, .lit = lit, .open = true}, ""};
  return value_cell(frame.theme, {.role = role, .lit = lit}, *value, scale, number(*value));
}

void draw_one(Canvas& canvas, Rect r, const PlaneCell& cell, double size, const Theme& theme) {
  CellStyle style = cell.style;
  if (size == 0 && cell.shade) style.shade = cell.shade;
  draw_cell(canvas, r, style, theme);
  draw_label_at(canvas, r, cell.label, ink_on(theme, style.open ? theme.background : style.fill(theme)), size);
  if (style.lit) draw_active(canvas, r, theme);
}

// Of x before it is turned, of the result afterwards.
ValueScale input_scale(const Unrolled& u) {
  const Results& r = u.stage.frame.results;
  return u.act.back() ? scale_of(r.back.data()) : r.input_scale;
}

std::optional<float> input_value(const Unrolled& u, Cell c) {
  if (u.act.back()) return u.restored(c);
  return u.stage.frame.results.trace.input().at(c);
}

// On the way back: the cells that the stamp, or the folded row, is about.
bool lit_input(const Unrolled& u, Cell c) {
  if (u.stage.focus.target != Target::none || !u.act.back()) return u.stage.links.input(c);
  if (u.act.turned > 0) return c == u.folded();
  return u.act.stamps > 0 && u.stage.links.input(c);
}

bool lit_output(const Unrolled& u, Cell c) {
  if (u.stage.focus.target != Target::none || !u.act.back()) return u.act.rows > 0 && u.stage.links.output(c);
  if (u.act.turned > 0) return weight_at(u.geometry(), u.geometry().output().index_of(c), u.geometry().input().index_of(u.folded())).found;
  return u.act.stamps > 0 && u.stage.links.output(c);
}

void draw_x(Canvas& canvas, const GridPlace& place, const Unrolled& u) {
  const Frame& frame = u.stage.frame;
  draw_padding_ground(canvas, place, frame.theme);
  const ValueScale scale = input_scale(u);
  const auto cell = [&](Cell c) -> PlaneCell {
    if (!u.geometry().input().contains(c)) return {{.role = Role::padding, .open = true}, "0"};
    return cell_of(frame, u.role_of_x(), input_value(u, c), scale, lit_input(u, c));
  };
  draw_plane(canvas, place, cell, frame.theme);
  add_plane_hit(place, frame, Target::input);
  if (!u.act.back() && u.act.rest < 1) draw_placement(canvas, place, u.stage);
  if (!u.act.back() && u.act.rest >= 1 && u.act.folded == 0)
    canvas.stroke_rect(placement_rect(place, u.stage), {frame.theme.of(Role::kernel).solid, 3}, 2);
}

void draw_y(Canvas& canvas, const GridPlace& place, const Unrolled& u) {
  const Frame& frame = u.stage.frame;
  const Tensor& y = frame.results.output;
  const bool there = u.act.folded >= 1;
  const auto cell = [&](Cell c) {
    return cell_of(frame, u.role_of_y(), there ? std::optional(y.at(c)) : std::nullopt, frame.results.output_scale,
                   there && lit_output(u, c));
  };
  draw_plane(canvas, place, cell, frame.theme);
  add_plane_hit(place, frame, Target::output);
}

// With its size where there is room for it.
void name_grid(Canvas& canvas, const GridPlace& place, Rect area, const std::string& name, Color color) {
  const Rect outer = place.outer();
  const double left = std::max(area.x, outer.x - kBeside);
  const double half = std::min(outer.centre().x - left, area.right() - outer.centre().x);
  const std::string all = fmt::format("{}  {} × {}", name, place.size.h, place.size.w);
  draw_caption(canvas, place, {outer.centre().x - half, outer.y, 2 * half, outer.h}, {all, name}, color);
}

}  // namespace

Unrolled::Unrolled(const Frame& frame) : act(act_at(frame)), stage(frame, moment_at(frame, act)) {}

double Unrolled::row() const {
  const auto last = static_cast<double>(outputs() - 1);
  if (act.turned > 0) {
    const auto readers = fed_by(geometry(), folded());
    const std::int64_t to = readers.empty() ? 0 : geometry().output().index_of(readers.front().output);
    return last + (static_cast<double>(to) - last) * act.turned;
  }
  if (act.stamps > 0) return std::max(0.0, act.stamps - 1);
  if (act.folded > 0) return last * (1 - act.folded);
  return std::max(0.0, act.rows - 1);
}

std::optional<float> Unrolled::restored(Cell input) const {
  if (act.stamps == 0) return std::nullopt;
  const std::int64_t last = act.stamp(outputs()) - (act.stamp_share(outputs()) < 1 ? 1 : 0);
  const std::vector<Feed> readers = fed_by(geometry(), input);
  const bool any = std::ranges::any_of(readers, [&](const Feed& feed) { return geometry().output().index_of(feed.output) <= last; });
  if (!any) return std::nullopt;
  return stage.frame.results.transpose.after_scatter(input, last);
}

bool Unrolled::label_shown(double share) const { return share >= 1 || can_follow(stage.frame.model); }

bool Unrolled::lit(Cell output, Cell input) const {
  if (stage.focus.target != Target::none) return stage.links.entry(output, input);
  if (act.turned > 0) return input == folded();
  if (act.back()) return act.stamps > 0 && stage.links.entry(output, input);
  const bool unrolling = act.first > 0 && act.rest == 0;
  return (unrolling || act.rows > 0) && act.folded == 0 && stage.links.entry(output, input);
}

void draw_grids(Canvas& canvas, const UnrolledPlaces& p, const Unrolled& u) {
  const Theme& theme = u.stage.frame.theme;
  draw_x(canvas, p.x, u);
  name_grid(canvas, p.x, p.area, u.act.back() ? "Cᵀ y" : "x", theme.of(u.role_of_x()).ink);
  const bool stretched = u.act.turned > 0;
  const std::string_view y = stretched && p.stretched.size != p.y.size ? phrase(u.stage.frame.language, "unrolled.stretched") : "y";
  name_grid(canvas, stretched ? p.stretched : p.y, p.area, std::string(y), theme.of(u.role_of_y()).ink);
  if (stretched) return draw_turned(canvas, p, u);
  draw_y(canvas, p.y, u);
}

void draw_vectors(Canvas& canvas, const UnrolledPlaces& p, const Unrolled& u) {
  const Frame& frame = u.stage.frame;
  const Geometry& g = u.geometry();
  const Results& r = frame.results;
  const ValueScale scale = input_scale(u);
  const double size =
      std::min(label_size_of(canvas, p, u.act.back() ? r.back.data() : r.trace.input().data()), label_size_of(canvas, p, r.output.data()));
  canvas.push_clip(p.matrix_band());
  for (std::int64_t n = 0; n < g.input().area() && u.act.flat > 0; ++n) {
    const Cell c = g.input_cell(n);
    const double share = share_of_nth(u.act.flat, c.row, g.h.i);
    if (share <= 0 || !p.matrix.shows(static_cast<std::int64_t>(p.matrix.row0), n)) continue;
    const Rect at = between(p.x.at(c), p.in_x(n), share);
    const PlaneCell cell = cell_of(frame, u.role_of_x(), input_value(u, c), scale, u.act.rows > 0 && lit_input(u, c));
    draw_one(canvas, at, cell, u.label_shown(share) && p.whole(at) ? size : 0, frame.theme);
  }
  canvas.pop_clip();
  for (std::int64_t n = 0; n < u.outputs() && u.act.first > 0; ++n) {
    if (!p.matrix.shows(n, static_cast<std::int64_t>(p.matrix.col0)) || share_of_nth(u.act.rest, n - 1, u.outputs() - 1) <= 0) continue;
    const Cell c = g.output_cell(n);
    const std::optional<float> value = u.act.back() || u.act.folded > 0 ? std::optional(r.output.at(c)) : u.stage.shown(c);
    const PlaneCell cell = cell_of(frame, u.role_of_y(), u.act.rows > 0 ? value : std::nullopt, r.output_scale, lit_output(u, c));
    draw_one(canvas, p.in_y(n), cell, p.whole(p.in_y(n)) ? size : 0, frame.theme);
    const double share = u.act.folded;
    if (share > 0 && share < 1) draw_one(canvas, between(p.in_y(n), p.y.at(c), share), cell, u.label_shown(share) ? size : 0, frame.theme);
  }
}

}  // namespace deconvlab

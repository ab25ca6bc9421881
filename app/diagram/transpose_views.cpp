#include "app/diagram/transpose_views.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/diagram/motion.h"
#include "app/diagram/overlap_counts.h"
#include "app/draw/grid.h"

namespace deconvlab {

namespace {

constexpr double kCaption = 30;
constexpr double kGap = 40;
constexpr double kEdge = 3;
constexpr double kStrip = 26;  // a row of Ct below its grids
constexpr double kSmallestStripCell = 9;
constexpr std::int64_t kMostOutlines = 64;

struct Pair {
  GridPlace left, right;
  Rect left_box, right_box;  // what the captions may fill
  Point sign;
};

// A grid and its padding.
struct Grid {
  Extent size;
  Border padding;

  std::int64_t rows() const { return padding.around(size).h; }
  std::int64_t cols() const { return padding.around(size).w; }
};

// Two grids of equal cells side by side, each with room for its caption.
Pair pair_in(Rect whole, const Grid& left, const Grid& right) {
  const Rect area{whole.x + kEdge, whole.y + kCaption, whole.w - 2 * kEdge, whole.h - kCaption - kEdge};
  const double cell = fit_cell(area.w - kGap, area.h, std::max(left.rows(), right.rows()), left.cols() + right.cols(), kLargestCell);
  const double least = std::min(120.0, (area.w - kGap) / 2);
  double l = cell * static_cast<double>(left.cols());
  double r = cell * static_cast<double>(right.cols());
  if (l < least) l = std::min(least, area.w - kGap - r);
  if (r < least) r = std::min(least, area.w - kGap - l);
  const double x = area.x + (area.w - l - r - kGap) / 2;
  Pair p;
  p.left_box = {x, area.y, l, area.h};
  p.right_box = {x + l + kGap, area.y, r, area.h};
  p.left = place_in(p.left_box, cell, left.size, left.padding);
  p.right = place_in(p.right_box, cell, right.size, right.padding);
  p.sign = {(p.left.outer().right() + p.right.outer().x) / 2, area.y + area.h / 2};
  for (Rect* box : {&p.left_box, &p.right_box}) *box = Rect{box->x - kGap / 4, box->y, box->w + kGap / 2, box->h}.within(whole);
  return p;
}

void draw_captions(Canvas& canvas, const Pair& p, std::string_view left, Extent left_size, std::string_view right, Extent right_size,
                   const Stage& stage, const std::string& longer = {}) {
  const auto text = [](std::string_view name, Extent size) { return fmt::format("{}  {} × {}", name, size.h, size.w); };
  const Theme& theme = stage.frame.theme;
  draw_caption(canvas, p.left, p.left_box,
               {longer.empty() ? text(left, left_size) : longer, text(left, left_size), fmt::format("{} × {}", left_size.h, left_size.w)},
               theme.of(Role::input).ink);
  draw_caption(canvas, p.right, p.right_box, {text(right, right_size), fmt::format("{} × {}", right_size.h, right_size.w)},
               theme.of(Role::output).ink);
  canvas.text(p.sign, "→", {.color = theme.muted, .size = 22, .align = Align::centre});
}

// The weights that join the input's cells to the output cell shown, on the input's cells.
void draw_joints(Canvas& canvas, const GridPlace& input, const Stage& stage) {
  if (!stage.links.shows_placement() || stage.moment.glide < 1) return;
  for (const Term& term : stage.step.terms) draw_weight_tile(canvas, input.at(term.input), term.weight, stage.frame);
}

// The row of Ct as a strip of cells, one for each cell of x.
void draw_row(Canvas& canvas, Rect strip, const Stage& stage) {
  const Theme& theme = stage.frame.theme;
  const auto count = static_cast<double>(stage.inputs().area());
  const double cell = std::min((strip.w - 2 * kEdge) / count, 40.0);
  const double left = strip.centre().x - cell * count / 2;
  const auto label = [&](Cell weight) { return cell_label(stage.frame, "w", weight, stage.frame.results.trace.kernel().at(weight)); };
  const Extent kernel = stage.geometry.kernel();
  const double size = common_label_size(canvas, cell, strip.h, kernel.area(), [&](std::int64_t n) { return label(kernel.cell_at(n)); });
  const auto place = [&](std::int64_t n) { return Rect{left + static_cast<double>(n) * cell, strip.y, cell, strip.h}; };
  for (std::int64_t n = 0; n < stage.inputs().area(); ++n) canvas.stroke_rect(place(n), {theme.line, 1});
  for (const Term& term : stage.step.terms) {
    const CellStyle style = weight_style(stage.frame, term.weight);
    draw_weight_fill(canvas, place(term.column), style, theme);
    canvas.stroke_rect(place(term.column), {theme.of(Role::kernel).ink, 1.5});
    draw_label_at(canvas, place(term.column), label(term.weight), ink_on(theme, style.fill(theme)), size);
    if (stage.frame.hits) stage.frame.hits->push_back({place(term.column), {Target::nonzero, stage.step.output, term.input}});
  }
}

void draw_gather(Canvas& canvas, Rect area, const Stage& stage) {
  const bool strip = (area.w - 2 * kEdge) / static_cast<double>(stage.inputs().area()) >= kSmallestStripCell;
  const double below = strip ? kStrip + 24 : 0;
  const Pair p = pair_in({area.x, area.y, area.w, area.h - below}, {stage.inputs(), {}}, {stage.outputs(), {}});
  draw_captions(canvas, p, "x", stage.inputs(), "y", stage.outputs(), stage);
  draw_input(canvas, p.left, stage);
  draw_joints(canvas, p.left, stage);
  draw_output(canvas, p.right, stage);
  draw_flying_product(canvas, p.left, p.right, stage);
  if (!strip) return;
  draw_fitting(canvas, {area.centre().x, area.bottom() - kStrip - 12}, area.w, say(stage.frame.language, "scene.way_row", stage.step.t),
               {.color = stage.frame.theme.text, .size = 13, .align = Align::centre});
  draw_row(canvas, {area.x, area.bottom() - kStrip - 1, area.w, kStrip}, stage);
}

// The stamp of the step and how far it has come: it glides to its place, then its products add up one by one.
struct Stamping {
  const Stage& stage;
  ScatterStep now;
  std::int64_t before;  // the stamp of the step before, -1 at the start

  bool is_new() const { return before != now.t; }
  bool gliding() const { return is_new() && stage.moment.glide < 1; }
  // The last stamp that the sum in an output cell has taken in.
  std::int64_t landed(Cell output) const {
    if (!is_new() || stage.moment.products >= 1) return now.t;
    const auto done = static_cast<std::int64_t>(std::floor(stage.moment.arrived(std::ssize(now.stamps)) + 1e-9));
    const MaybeCell weight = joint(now.t, output);
    return weight.found && stage.geometry.kernel().index_of(weight.cell) < done ? now.t : before;
  }
  bool touched(Cell output) const {
    if (!stage.started) return false;
    const std::int64_t last = landed(output);
    return std::ranges::any_of(fed_by(stage.geometry, output),
                               [&](const Feed& feed) { return stage.inputs().index_of(feed.output) <= last; });
  }
  float at(Cell output) const { return stage.frame.results.transpose.after_scatter(output, landed(output)); }
  // Whether the stamp that lies on the output covers a cell.
  bool covers(Cell output) const {
    const std::int64_t lying = gliding() ? before : now.t;
    return lying >= 0 && joint(lying, output).found;
  }

 private:
  MaybeCell joint(std::int64_t stamp, Cell output) const { return stage.geometry.weight_between(stage.inputs().cell_at(stamp), output); }
};

Stamping stamping_of(const Stage& stage) { return {stage, stage.frame.results.transpose.scatter(stamp_of(stage)), stage.stamp_before()}; }

void draw_sum_cell(Canvas& canvas, Rect r, const Stamping& sums, Cell c, double label) {
  const Stage& stage = sums.stage;
  const Theme& theme = stage.frame.theme;
  const bool touched = sums.touched(c);
  const float value = sums.at(c);
  CellStyle style{.role = touched ? Role::output : Role::neutral, .lit = touched && sums.covers(c)};
  style.diagonal = !stage.geometry.ever_read(c);
  style.negative = value < 0;
  if (touched && label == 0) style.shade = value_shade(theme, Role::output, value, stage.frame.results.output_scale);
  draw_cell(canvas, r, style, theme);
  if (touched) draw_label_at(canvas, r, number(value), style.lit ? theme.on_solid : theme.text, label);
}

void draw_sums(Canvas& canvas, const GridPlace& place, const Stage& stage, const Stamping& sums) {
  draw_cut_off(canvas, place, stage.frame.theme);
  if (place.cell < kSmallestDrawnCell) {
    const Theme& theme = stage.frame.theme;
    const GridPlace inner{place.origin, place.cell, place.size, {}};
    draw_cells_as_picture(canvas, inner.outer(), place.size.h, place.size.w, [&](std::int64_t r, std::int64_t c) {
      if (!sums.touched({r, c})) return PictureCell(theme.of(Role::neutral).fill);
      return PictureCell(theme, value_shade(theme, Role::output, sums.at({r, c}), stage.frame.results.output_scale), sums.at({r, c}) < 0);
    });
  } else {
    const Tensor& y = stage.frame.results.output;
    const double label = common_label_size(canvas, place.cell, place.cell, place.size.area(),
                                           [&](std::int64_t n) { return number(y.at(place.size.cell_at(n))); });
    for (std::int64_t n = 0; n < place.size.area(); ++n)
      draw_sum_cell(canvas, place.at(place.size.cell_at(n)), sums, place.size.cell_at(n), label);
  }
  draw_active_cells(canvas, place.span({0, 0}, place.size), place.size.h, place.size.w, stage.frame.theme,
                    [&](std::int64_t r, std::int64_t c) {
                      return sums.touched({r, c}) && sums.covers({r, c});
                    });
  if (stage.links.shows_placement()) canvas.stroke_rect(place.at(stage.step.output).inset(2.5), {stage.frame.theme.text, 2});
  if (const auto pinned = stage.pinned_cell(Target::output)) draw_pin(canvas, place.at(*pinned), stage.frame.theme);
  if (stage.frame.hits) stage.frame.hits->push_back({place.span({0, 0}, place.size), {Target::output, {}, {}}, place.size});
}

// Where the copy of the kernel lies that an input cell stamps.
Rect stamp_rect(const GridPlace& output, const Geometry& g, Cell input) {
  return output.span({g.h.input_of(input.row, 0), g.w.input_of(input.col, 0)}, {g.h.k_eff, g.w.k_eff});
}

// What a weight of the stamp shows: its product, or its name where cells show names.
std::string stamped_label(const ScatterStep& step, Cell weight, const Stage& stage) {
  if (stage.frame.model.lesson.symbols) return cell_label(stage.frame, "w", weight, 0);
  return number(step.stamps[static_cast<std::size_t>(stage.geometry.kernel().index_of(weight))].product);
}

void draw_stamp_outline(Canvas& canvas, const GridPlace& place, const Stage& stage, std::int64_t stamp, double alpha) {
  const Rect r = stamp_rect(place, stage.geometry, stage.inputs().cell_at(stamp)).within(place.outer());
  canvas.stroke_rect(r, {stage.frame.theme.of(Role::kernel).solid.with_alpha(static_cast<float>(alpha)), 3}, 2);
}

// The stamp where it lies on the output.
void draw_stamp(Canvas& canvas, const GridPlace& place, const ScatterStep& step, const Stage& stage) {
  const Rect all = place.outer();
  canvas.push_clip(all.inset(-2));
  for (const Stamp& stamp : step.stamps) {
    const Rect r = place.at(stamp.output);
    if (!all.contains(r.centre()) || place.cell < kSmallestDrawnCell) continue;
    stage.frame.model.lesson.symbols ? draw_weight_tile(canvas, r, stamp.weight, stage.frame)
                                     : draw_product_tile(canvas, r, number(stamp.product), stage.frame);
  }
  draw_stamp_outline(canvas, place, stage, step.t, 1);
  canvas.pop_clip();
}

// The stamp on its way from its input cell; the outline of the one before fades.
void draw_gliding_stamp(Canvas& canvas, const Pair& p, const Stamping& stamping) {
  const Stage& stage = stamping.stage;
  if (stamping.before >= 0) draw_stamp_outline(canvas, p.right, stage, stamping.before, 1 - stage.moment.glide);
  draw_lifted_stamp(canvas, p.left.at(stamping.now.input), stamp_rect(p.right, stage.geometry, stamping.now.input), p.right.outer(),
                    stage.moment.glide, stage.frame, [&](Cell weight) {
                      const bool symbols = stage.frame.model.lesson.symbols;
                      return Stamped{stamped_label(stamping.now, weight, stage),
                                     symbols ? weight_style(stage.frame, weight) : product_style(stage.frame.theme)};
                    });
}

void draw_scatter(Canvas& canvas, Rect area, const Stage& stage) {
  const Pair p = pair_in(area, {stage.inputs(), {}}, {stage.outputs(), lost_of_stamps(stage.geometry)});
  draw_captions(canvas, p, "x", stage.inputs(), "y", stage.outputs(), stage);
  const Stamping stamping = stamping_of(stage);
  // The cell that is stamped now is what the input's grid is about.
  const Frame frame{.model = stage.frame.model,
                    .results = stage.frame.results,
                    .focus = {Target::input, stamping.now.input, {}},
                    .theme = stage.frame.theme,
                    .language = stage.frame.language,
                    .hits = stage.frame.hits};
  draw_input(canvas, p.left, Stage(frame, stage.reached));
  draw_sums(canvas, p.right, stage, stamping);
  if (stamping.gliding()) return draw_gliding_stamp(canvas, p, stamping);
  draw_stamp(canvas, p.right, stamping.now, stage);
}

void draw_direct(Canvas& canvas, Rect area, const Stage& stage) { draw_walk(canvas, area, stage, {}); }

// The placements of the convolution that read the cell shown: each hands it a share of its own gradient.
void draw_readers(Canvas& canvas, const GridPlace& place, const Stage& stage) {
  if (!stage.links.shows_placement() || stage.moment.glide < 1 || std::ssize(stage.step.terms) > kMostOutlines) return;
  const Color color = stage.frame.theme.of(Role::kernel).solid;
  for (const Term& term : stage.step.terms)
    canvas.stroke_rect(stamp_rect(place, stage.geometry, term.input).within(place.outer()).inset(1), {color, 2}, 2);
}

void draw_gradient(Canvas& canvas, Rect area, const Stage& stage) {
  const Language& language = stage.frame.language;
  const Pair p = pair_in(area, {stage.inputs(), {}}, {stage.outputs(), lost_of_stamps(stage.geometry)});
  draw_captions(canvas, p, phrase(language, "scene.gradient_of_output"), stage.inputs(), phrase(language, "scene.gradient_of_input"),
                stage.outputs(), stage);
  draw_input(canvas, p.left, stage);
  draw_joints(canvas, p.left, stage);
  draw_cut_off(canvas, p.right, stage.frame.theme);
  draw_output(canvas, {p.right.origin, p.right.cell, p.right.size, {}}, stage);
  draw_readers(canvas, p.right, stage);
}

constexpr WayPicture kWays[] = {{"gather", "scene.way_gather", draw_gather},
                                {"scatter", "scene.way_scatter", draw_scatter},
                                {"direct", "scene.way_direct", draw_direct},
                                {"gradient", "scene.way_gradient", draw_gradient}};

}  // namespace

std::span<const WayPicture> way_pictures() { return kWays; }

void draw_walk(Canvas& canvas, Rect area, const Stage& stage, const Spread& spread) {
  const Geometry& g = stage.geometry;
  const Pair p = pair_in(area, {stretched_size(g), stretched_padding(g)}, {stage.outputs(), {}});
  draw_captions(canvas, p, "x", stage.inputs(), "y", stage.outputs(), stage, stretched_caption(stage, spread));
  draw_stretched(canvas, p.left, stage, spread);
  draw_turned_kernel(canvas, p.left, stage);
  draw_output(canvas, p.right, stage);
}

std::int64_t stamp_of(const Stage& stage) {
  if (stage.focus.target == Target::input) return stage.inputs().index_of(stage.focus.cell);
  if (stage.focus.target == Target::nonzero) return stage.inputs().index_of(stage.focus.other);
  return stage.stamp();
}

}  // namespace deconvlab

// Scene "overlap": how many stamps of the transposed convolution meet in each cell, and resizing before convolving, which is even.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/diagram/motion.h"
#include "app/diagram/overlap_counts.h"
#include "app/diagram/plane.h"
#include "app/draw/rich_text.h"
#include "app/scenes/each_scene.h"
#include "app/state/player.h"

namespace deconvlab {

namespace {

constexpr double kEdge = 3;  // outlines on the edge are seen whole
constexpr double kCaption = 28;
constexpr double kCountsCaption = 46;  // two lines
constexpr double kBelow = 62;          // scale and verdict
constexpr double kGap = 6;             // between counts and their rows and columns
constexpr double kBetween = 30;
constexpr double kInputShare = 0.24;  // of the width
constexpr double kNote = 14;
constexpr double kNoteLine = 1.45;
constexpr int kMostNoteLines = 6;

// What of a focus this scene has: input cells are those of x', output cells those of y'.
Focus known(const Geometry& g, const Focus& focus) {
  const bool there = (focus.target == Target::input && g.output().contains(focus.cell)) ||
                     (focus.target == Target::output && g.input().contains(focus.cell));
  return there ? focus : Focus{};
}

struct Landing {
  const Frame& frame;
  const Geometry& geometry;
  Focus focus, pinned;
  Moment moment;
  std::int64_t stamp;   // of this step
  std::int64_t before;  // of the step before, -1 at the start
  StampCounts counts, counts_before;
  std::int64_t most;  // contributions that any cell on the page gets: what the colours of all counts are measured by

  std::int64_t landed() const { return moment.products >= 1 ? stamp : before; }
  // Whether there are stamps to come.
  bool partial() const { return landed() + 1 < geometry.output().area(); }
  bool gliding() const { return before >= 0 && moment.glide < 1; }
  // So far: the new stamp adds up weight by weight.
  std::int64_t count(Cell output) const {
    const MaybeCell weight = geometry.weight_between(geometry.output_cell(stamp), output);
    const auto done = static_cast<std::int64_t>(std::floor(moment.arrived(geometry.kernel().area()) + 1e-9));
    const bool added = moment.products >= 1 || (weight.found && geometry.kernel().index_of(weight.cell) < done);
    return (added ? counts : counts_before).at(output);
  }
};

std::int64_t most_on(const Axis& axis) {
  std::int64_t most = 1;
  for (std::int64_t c = 0; c < axis.i; ++c) most = std::max(most, axis.overlap(c));
  return most;
}

// Of resizing and convolving; 0 where there is no such way.
std::int64_t most_resized(const Geometry& g) {
  const auto fix = resized_convolution(g);
  return fix ? std::ranges::max(real_taps(fix->h)) * std::ranges::max(real_taps(fix->w)) : 0;
}

Landing landing_of(const Frame& frame) {
  const Geometry& g = frame.results.geometry;
  Moment moment = moment_of(frame.model.time, g.output().area());
  const std::int64_t stamp = moment.step;
  const std::int64_t before = stamp - 1;
  const Focus focus = known(g, frame.focus);
  if (focus.target != Target::none) moment.glide = moment.products = 1;
  return {frame,
          g,
          focus,
          known(g, frame.model.pinned),
          moment,
          stamp,
          before,
          StampCounts(g, stamp),
          StampCounts(g, before),
          std::max(most_on(g.h) * most_on(g.w), most_resized(g))};
}

std::string text_of(std::int64_t n) { return fmt::format("{}", n); }

// Small counts, which are what differs, lie further apart than large ones.
Color count_color(double count, std::int64_t most) { return viridis(std::sqrt(count / static_cast<double>(most))); }

CellStyle count_style(std::int64_t count, std::int64_t most) {
  if (count == 0) return {.role = Role::neutral};
  return {.role = Role::neutral, .shade = count_color(static_cast<double>(count), most)};
}

void caption(Canvas& canvas, double x, double y, double width, const std::string& text, Color color) {
  draw_fitting(canvas, {x, y}, width, text, {.color = color, .size = 15, .weight = Weight::bold, .align = Align::centre});
}

// Counts and, above and at the left, those of columns and rows, which they are the products of.
struct CountPlaces {
  GridPlace counts, rows, cols;
};

CountPlaces count_places(Rect area, Extent size) {
  const double cell = fit_cell(area.w - kGap, area.h - kGap, size.h + 1, size.w + 1, kLargestCell);
  const double w = cell * static_cast<double>(size.w + 1) + kGap;
  const double h = cell * static_cast<double>(size.h + 1) + kGap;
  const Point corner{area.x + (area.w - w) / 2, area.y + (area.h - h) / 2};
  const Point first{corner.x + cell + kGap, corner.y + cell + kGap};
  return {{first, cell, size, {}}, {{corner.x, first.y}, cell, {size.h, 1}, {}}, {{first.x, corner.y}, cell, {1, size.w}, {}}};
}

// One axis' counts along the edge of the plane.
template <class CountOf>
void draw_edge(Canvas& canvas, const GridPlace& place, std::int64_t most, const Theme& theme, CountOf&& count_of) {
  draw_plane(
      canvas, place,
      [&](Cell c) {
        return PlaneCell{count_style(count_of(c), most), text_of(count_of(c))};
      },
      theme);
}

void draw_times(Canvas& canvas, const CountPlaces& at, const Theme& theme) {
  const Rect corner{at.rows.origin.x, at.cols.origin.y, at.counts.cell, at.counts.cell};
  if (at.counts.cell >= 16) draw_label_at(canvas, corner, "×", theme.muted, std::min(18.0, at.counts.cell * 0.7));
}

// A count so far; in the end's, pale, where no stamp has come yet.
PlaneCell count_cell(const Landing& l, Cell c) {
  const std::int64_t count = l.count(c), in_all = l.geometry.overlap(c);
  PlaneCell cell{count_style(count, l.most), text_of(count > 0 ? count : in_all)};
  cell.style.faded = count < in_all && count == 0;
  cell.style.diagonal = in_all == 0;
  return cell;
}

void draw_counts(Canvas& canvas, const CountPlaces& at, const Landing& l) {
  const Geometry& g = l.geometry;
  const Theme& theme = l.frame.theme;
  draw_edge(canvas, at.cols, l.most, theme, [&](Cell c) { return g.w.overlap(c.col); });
  draw_edge(canvas, at.rows, l.most, theme, [&](Cell c) { return g.h.overlap(c.row); });
  draw_times(canvas, at, theme);
  draw_plane(
      canvas, at.counts, [&](Cell c) { return count_cell(l, c); }, theme);
  add_plane_hit(at.counts, l.frame, Target::output);
}

// Where a stamp lies on y', what p cuts off left out.
Rect stamp_rect(const GridPlace& place, const Geometry& g, std::int64_t stamp) {
  const Cell x = g.output_cell(std::max<std::int64_t>(stamp, 0));
  return place.span({g.h.input_of(x.row, 0), g.w.input_of(x.col, 0)}, {g.h.k_eff, g.w.k_eff});
}

void draw_stamp_outline(Canvas& canvas, Rect r, const Theme& theme, double alpha) {
  const auto opacity = static_cast<float>(alpha);
  canvas.stroke_rect(r, {theme.background.with_alpha(opacity), 5}, 2);
  canvas.stroke_rect(r, {theme.of(Role::kernel).solid.with_alpha(opacity), 3}, 2);
}

// The stamp that lies on the output, of the step or of the input cell pointed at, or the output cell that is.
void draw_marks(Canvas& canvas, const GridPlace& place, const Landing& l) {
  const Geometry& g = l.geometry;
  const Theme& theme = l.frame.theme;
  const bool own = l.focus.target == Target::input;
  const std::int64_t lying = own ? g.output().index_of(l.focus.cell) : l.gliding() ? l.before : l.stamp;
  canvas.push_clip(place.outer().inset(-2));
  if (l.focus.target != Target::output && lying >= 0)
    draw_stamp_outline(canvas, stamp_rect(place, g, lying), theme, l.gliding() ? 1 - l.moment.glide : 1);
  if (l.focus.target == Target::output) {
    canvas.stroke_rect(place.at(l.focus.cell).inset(1), {theme.background, 4.5}, 1);
    canvas.stroke_rect(place.at(l.focus.cell).inset(1), {theme.text, 2}, 1);
  }
  canvas.pop_clip();
  if (l.pinned.target == Target::output) draw_pin(canvas, place.at(l.pinned.cell), theme);
}

GridPlace stamping_place(Rect area, const Geometry& g) { return fit_plane(area, g.output(), kLargestCell); }

// x', with the cells that have stamped, and those that reach the cell pointed at.
void draw_stamping(Canvas& canvas, Rect area, const Landing& l) {
  const Geometry& g = l.geometry;
  const Theme& theme = l.frame.theme;
  const Tensor& x = l.frame.results.transpose.input();
  const GridPlace place = stamping_place(area, g);
  const auto lit = [&](Cell c) {
    if (l.focus.target == Target::input) return c == l.focus.cell;
    if (l.focus.target == Target::output) return g.weight_between(c, l.focus.cell).found;
    return g.output().index_of(c) == l.stamp;
  };
  const auto cell_of = [&](Cell c) {
    const bool stamped = lit(c) || g.output().index_of(c) <= std::max(l.stamp, l.landed());
    const CellStyle style{.role = stamped ? Role::input : Role::neutral, .lit = lit(c)};
    return value_cell(theme, style, x.at(c), l.frame.results.input_scale, cell_label(l.frame, "x", c, x.at(c)));
  };
  draw_plane(canvas, place, cell_of, theme);
  caption(canvas, area.centre().x, place.outer().y - 15, area.w, say(l.frame.language, "scene.overlap_input", g.h.o, g.w.o),
          theme.of(Role::input).ink);
  add_plane_hit(place, l.frame, Target::input);
  if (l.pinned.target == Target::input) draw_pin(canvas, place.at(l.pinned.cell), theme);
}

// The map of counts from 0 to the most.
void draw_scale(Canvas& canvas, Rect line, const Landing& l) {
  constexpr std::int64_t kSteps = 64;
  const Theme& theme = l.frame.theme;
  const TextStyle style{.color = theme.muted, .size = 13};
  const std::string name(phrase(l.frame.language, "scene.overlap_scale"));
  const double name_w = canvas.text_width(name, style) + 14;
  const double bar_w = std::min(180.0, line.w - name_w - 60);
  const double x = line.centre().x - (name_w + bar_w + 60) / 2;
  const double y = line.centre().y;
  canvas.text({x, y}, name, style);
  canvas.text({x + name_w, y}, "0", style);
  const Rect bar{x + name_w + 16, y - 7, bar_w, 14};
  draw_cells_as_picture(canvas, bar, 1, kSteps,
                        [&](std::int64_t, std::int64_t n) { return count_color(static_cast<double>(n * l.most) / (kSteps - 1), l.most); });
  canvas.text({bar.right() + 8, y}, text_of(l.most), style);
}

// Whether the counts are even, and why not: of the axis where they are not.
std::string verdict(const Landing& l) {
  const Geometry& g = l.geometry;
  const Axis& axis = g.h.overlaps_evenly() ? g.w : g.h;
  const std::string_view key = axis.overlaps_evenly() ? "scene.overlap_even"
                               : axis.s > axis.k_eff  ? "scene.overlap_gaps"
                               : axis.k % axis.s != 0 ? "scene.overlap_uneven"
                                                      : "scene.overlap_dilated";
  return say(l.frame.language, key, axis.s, axis.k, axis.d);
}

// What the counts are; while there are stamps to come, of how many, and what the pale ones and those of rows and columns are.
void draw_counts_caption(Canvas& canvas, Rect body, double bottom, const Landing& l) {
  const Language& language = l.frame.language;
  const Color ink = l.frame.theme.of(Role::output).ink;
  const double x = body.centre().x;
  if (!l.partial()) return caption(canvas, x, bottom - 15, body.w, std::string(phrase(language, "scene.overlap_counts")), ink);
  caption(canvas, x, bottom - 33, body.w, say(language, "scene.overlap_so_far", l.landed() + 1, l.geometry.output().area()), ink);
  draw_fitting(canvas, {x, bottom - 13}, body.w, std::string(phrase(language, "scene.overlap_pale")),
               {.color = l.frame.theme.muted, .size = 13, .align = Align::centre});
}

void draw_main(Canvas& canvas, Rect whole, const Frame& frame) {
  const Landing l = landing_of(frame);
  const Theme& theme = frame.theme;
  const Rect area = whole.inset(kEdge);
  const double input_w = area.w * kInputShare;
  const Rect body{area.x + input_w + kBetween, area.y + kCountsCaption, area.w - input_w - kBetween, area.h - kCountsCaption - kBelow};
  const CountPlaces at = count_places(body, l.geometry.input());
  draw_counts_caption(canvas, body, at.cols.outer().y, l);
  draw_counts(canvas, at, l);
  draw_marks(canvas, at.counts, l);
  const Rect inputs{area.x, body.y + kCaption, input_w, body.h - kCaption};
  draw_stamping(canvas, inputs, l);
  if (l.gliding())
    draw_lifted_stamp(canvas, stamping_place(inputs, l.geometry).at(l.geometry.output_cell(l.stamp)),
                      stamp_rect(at.counts, l.geometry, l.stamp), at.counts.outer(), l.moment.glide, frame, [](Cell) {
                        return Stamped{"+1", {.role = Role::kernel, .lit = true}};
                      });
  draw_scale(canvas, {body.x, area.bottom() - kBelow + 6, body.w, 26}, l);
  caption(canvas, area.centre().x, area.bottom() - 14, area.w, verdict(l), theme.text);
}

// The counts of resizing and convolving, and why they are even.
void draw_side(Canvas& canvas, Rect whole, const Frame& frame) {
  const Rect area = whole.inset(kEdge);
  const Theme& theme = frame.theme;
  const Geometry& g = frame.results.geometry;
  const auto fix = resized_convolution(g);
  if (!fix) return;
  const bool enlarges = g.h.s > 1 || g.w.s > 1;
  const TextRun note{enlarges ? say(frame.language, "scene.overlap_fix_note", g.h.s, g.w.s, g.kernel().area())
                              : std::string(phrase(frame.language, "scene.overlap_nothing_to_fix")),
                     theme.text};
  const int lines = std::min(kMostNoteLines, wrapped_lines(canvas, area.w, note, kNote));
  const double below = lines * kNote * kNoteLine + 10;
  const CountPlaces at = count_places({area.x, area.y + kCaption, area.w, area.h - kCaption - below}, fix->output());
  caption(canvas, area.centre().x, at.cols.outer().y - 15, area.w, say(frame.language, "scene.overlap_fix", fix->h.i, fix->w.i),
          theme.of(Role::output).ink);
  const std::int64_t most = landing_of(frame).most;
  const auto rows = real_taps(fix->h);
  const auto cols = real_taps(fix->w);
  draw_edge(canvas, at.cols, most, theme, [&](Cell c) { return cols[c.col]; });
  draw_edge(canvas, at.rows, most, theme, [&](Cell c) { return rows[c.row]; });
  draw_times(canvas, at, theme);
  draw_edge(canvas, at.counts, most, theme, [&](Cell c) { return rows[c.row] * cols[c.col]; });
  draw_wrapped(canvas, {area.x, area.bottom() - below + 10 + kNote * kNoteLine / 2}, area.w, note, kNote, lines);
}

// What the picture shows in an output cell while it is pointed at.
std::int64_t count_at(const Frame& frame, const Focus& focus) {
  Frame asked = frame;
  asked.focus = focus;
  return landing_of(asked).count(focus.cell);
}

std::string describe(const Focus& anything, const Frame& frame) {
  const Geometry& g = frame.results.geometry;
  const Focus focus = known(g, anything);
  const auto& [row, col] = focus.cell;
  if (focus.target == Target::output)
    return say(frame.language, "scene.overlap_output", row, col, g.h.overlap(row), g.w.overlap(col), g.overlap(focus.cell),
               count_at(frame, focus));
  if (focus.target == Target::none) return {};
  return say(frame.language, "scene.overlap_stamp", row, col, every_digit(frame.results.transpose.input().at(focus.cell)),
             g.h.input_of(row, 0), g.w.input_of(col, 0));
}

// How many cells of an axis a stamp reaches.
std::int64_t reached(const Axis& axis, std::int64_t stamp) {
  std::int64_t count = 0;
  for (std::int64_t u = 0; u < axis.k; ++u) {
    const std::int64_t at = axis.input_of(stamp, u);
    count += at >= 0 && at < axis.i ? 1 : 0;
  }
  return count;
}

std::string sentence(const Frame& frame) {
  const Landing l = landing_of(frame);
  const Geometry& g = l.geometry;
  if (l.focus.target != Target::none)
    return (l.focus == l.pinned ? std::string(phrase(frame.language, "scene.pinned")) : "") + describe(l.focus, frame);
  const auto [row, col] = g.output_cell(l.stamp);
  const std::string step = say(frame.language, "scene.overlap_step", l.stamp + 1, g.output().area());
  const auto [least, most] = l.counts.range();
  return step + say(frame.language, l.partial() ? "scene.overlap_story" : "scene.overlap_end", row, col,
                    reached(g.h, row) * reached(g.w, col), least, most);
}

}  // namespace

const Scene kOverlapScene{.id = "overlap",
                          .chapter = "traps",
                          .title_key = "scene.overlap",
                          .question_key = "question.overlap",
                          .draw_main = draw_main,
                          .draw_side = draw_side,
                          .sentence = sentence,
                          .kind = &kOverlapKind,
                          .home = "i=4&k=3&s=2&t=15",
                          .describe = describe};

}  // namespace deconvlab

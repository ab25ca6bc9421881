// Scene "overlap": how many stamps of the transposed convolution meet in each cell, and resizing before convolving, which is even.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/diagram/motion.h"
#include "app/diagram/overlap_counts.h"
#include "app/draw/rich_text.h"
#include "app/lessons/wipe.h"
#include "app/scenes/each_scene.h"
#include "app/scenes/overlap/overlap_shown.h"
#include "app/state/player.h"

namespace deconvlab {

namespace {

constexpr double kEdge = 3;  // outlines on the edge are seen whole
constexpr double kCaption = 28;
constexpr double kCountsCaption = 46;  // two lines
constexpr double kBelow = 62;          // scale and verdict
constexpr double kBetween = 30;
constexpr double kInputShare = 0.24;  // of the width
constexpr double kNote = 14;
constexpr double kNoteLine = 1.45;
constexpr int kMostNoteLines = 6;

constexpr SceneView kViews[] = {{"counts", "overlap.view_counts"}, {kWipeView, "overlap.view_picture"}};

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
          most_contributions(g)};
}

std::string text_of(std::int64_t n) { return fmt::format("{}", n); }

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
  draw_edges(
      canvas, at, l.most, [&](std::int64_t r) { return g.h.overlap(r); }, [&](std::int64_t c) { return g.w.overlap(c); }, theme);
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
  draw_count_caption(canvas, area.centre().x, place.outer().y - 15, area.w, say(l.frame.language, "scene.overlap_input", g.h.o, g.w.o),
                     theme.of(Role::input).ink);
  add_plane_hit(place, l.frame, Target::input);
  if (l.pinned.target == Target::input) draw_pin(canvas, place.at(l.pinned.cell), theme);
}

// What the counts are; while there are stamps to come, of how many, and what the pale ones and those of rows and columns are.
void draw_counts_caption(Canvas& canvas, Rect body, double bottom, const Landing& l) {
  const Language& language = l.frame.language;
  const Color ink = l.frame.theme.of(Role::output).ink;
  const double x = body.centre().x;
  if (!l.partial()) return draw_count_caption(canvas, x, bottom - 15, body.w, std::string(phrase(language, "scene.overlap_counts")), ink);
  draw_count_caption(canvas, x, bottom - 33, body.w, say(language, "scene.overlap_so_far", l.landed() + 1, l.geometry.output().area()),
                     ink);
  draw_fitting(canvas, {x, bottom - 13}, body.w, std::string(phrase(language, "scene.overlap_pale")),
               {.color = l.frame.theme.muted, .size = 13, .align = Align::centre});
}

void draw_main(Canvas& canvas, Rect whole, const Frame& frame) {
  if (is_wiped(frame.model.lesson)) return draw_brought_up(canvas, whole, frame);
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
  draw_count_scale(canvas, {body.x, area.bottom() - kBelow + 6, body.w, 26}, l.most, frame);
  draw_count_caption(canvas, area.centre().x, area.bottom() - 14, area.w, overlap_verdict(l.geometry, frame.language), theme.text);
}

// The counts of resizing and convolving, and why they are even.
void draw_side(Canvas& canvas, Rect whole, const Frame& frame) {
  if (is_wiped(frame.model.lesson)) return draw_counts_of_both(canvas, whole, frame);
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
  draw_resized_counts(canvas, {area.x, area.y, area.w, area.h - below}, *fix, frame);
  draw_wrapped(canvas, {area.x, area.bottom() - below + 10 + kNote * kNoteLine / 2}, area.w, note, kNote, lines);
}

// What the picture shows in an output cell while it is pointed at.
std::int64_t count_at(const Frame& frame, const Focus& focus) {
  Frame asked = frame;
  asked.focus = focus;
  return landing_of(asked).count(focus.cell);
}

std::string describe(const Focus& anything, const Frame& frame) {
  if (is_wiped(frame.model.lesson)) return describe_brought_up(anything, frame);
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
  if (is_wiped(frame.model.lesson)) return brought_up_sentence(frame);
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
                          .views = kViews,
                          .describe = describe,
                          .open = open_brought_up_choice};

}  // namespace deconvlab

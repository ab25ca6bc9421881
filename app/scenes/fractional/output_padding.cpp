#include "app/scenes/fractional/output_padding.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/draw/grid.h"
#include "app/draw/rich_text.h"

namespace deconvlab {

namespace {

constexpr double kTitle = 34;
constexpr double kText = 14;
constexpr double kNoteText = 13;
constexpr double kNoteLine = 1.45;
constexpr double kTallest = 44;  // a row
constexpr double kLowest = 19;
constexpr double kNames = 64;  // "i = 16" before a row's cells
constexpr double kEnd = 108;   // "→ 3    a = 1" behind them
constexpr double kLargestSideCell = 24;
constexpr double kSmallestCell = 4;
constexpr double kBar = 14;

// The axis that is told about: the one with several input sides.
const Axis& told(const Geometry& g) { return g.h.s > 1 || g.w.s == 1 ? g.h : g.w; }

// A row for an input side: its cells, the output side that they lead to, and its a.
struct SideRow {
  std::int64_t side;
  std::int64_t extra;  // a
  bool picked;
  std::string told;  // what tells it from the others
};

void draw_cells(Canvas& canvas, Point at, double cell, const SideRow& row, double height, const Theme& theme) {
  const CellStyle style{.role = Role::output, .lit = row.picked};
  const auto place = [&](std::int64_t n, std::int64_t count) {
    return Rect{at.x + static_cast<double>(n) * cell, at.y - height / 2, static_cast<double>(count) * cell, height};
  };
  if (cell < kSmallestCell) draw_cell(canvas, place(0, row.side), style, theme);
  for (std::int64_t n = 0; n < row.side && cell >= kSmallestCell; ++n) draw_cell(canvas, place(n, 1), style, theme);
  if (row.extra > 0) canvas.stroke_rect(place(row.side - row.extra, row.extra).inset(1), {theme.text, 2, 5});
}

void draw_side_row(Canvas& canvas, Rect area, double cell, const SideRow& row, std::int64_t output, const Frame& frame) {
  const Theme& theme = frame.theme;
  const double y = area.centre().y;
  const Weight weight = row.picked ? Weight::bold : Weight::regular;
  const TextStyle plain{.color = row.picked ? theme.text : theme.muted, .size = kText, .weight = weight};
  draw_fitting(canvas, {area.x + 6, y}, kNames - 8, say(frame.language, "scene.why_row", row.side), plain);
  draw_cells(canvas, {area.x + kNames, y}, cell, row, std::min(cell < kSmallestCell ? kLargestSideCell : cell, area.h - 5), theme);
  const double end = area.right() - kEnd + 8;
  draw_fitting(canvas, {end, y}, kEnd / 2 - 8, fmt::format("→ {}", output), plain);
  draw_fitting(canvas, {end + kEnd / 2, y}, kEnd / 2 - 12, row.told, {.color = theme.text, .size = kText, .weight = weight});
  if (row.picked) canvas.stroke_rect(area.inset(1), {theme.text, 2}, 4);
}

// What tells an input side from the others that lead to the same output: its a, or the padding that SAME gives it.
SideRow row_of(const Axis& axis, std::int64_t side, std::int64_t first, const Frame& frame) {
  const bool picked = side == axis.i;
  if (!is_same_rule(frame.results.rule)) return {side, side - first, picked, say(frame.language, "scene.why_a", side - first)};
  Params params;
  params.i = Extent::square(side);
  params.k = Extent::square(axis.k);
  params.s = Extent::square(axis.s);
  params.d = Extent::square(axis.d);
  params.padding = frame.results.rule;
  const auto same = resolve(params);
  return {side, 0, picked, same ? both_ends(ends_of(*same)) : ""};
}

std::string note_of(const Axis& axis, SideRange range, const Frame& frame) {
  if (range.first == range.last) return say(frame.language, "scene.why_note_one", axis.o);
  return say(frame.language, is_same_rule(frame.results.rule) ? "scene.why_note_same" : "scene.why_note", axis.o);
}

}  // namespace

void draw_input_sides(Canvas& canvas, Rect area, const Stage& stage) {
  const Frame& frame = stage.frame;
  const Axis& axis = told(stage.geometry);
  const auto range = inputs_for_output(axis, axis.o, frame.results.rule);
  if (!range) return;
  const TextRun note{note_of(axis, *range, frame), frame.theme.muted};
  const int lines = wrapped_lines(canvas, area.w, note, kNoteText);
  const double below = lines * kNoteText * kNoteLine + 10;
  const std::string_view title = is_same_rule(frame.results.rule) ? "scene.why_title_same" : "scene.why_title";
  draw_fitting(canvas, {area.x, area.y + kTitle / 2}, area.w, say(frame.language, title, axis.o),
               {.color = frame.theme.text, .size = 15, .weight = Weight::bold});
  const double room = area.h - kTitle - below;
  const auto fit = std::max<std::int64_t>(1, static_cast<std::int64_t>(room / kLowest));
  const std::int64_t count = std::min(fit, range->last - range->first + 1);
  const std::int64_t first = std::clamp(axis.i - count / 2, range->first, std::max(range->first, range->last - count + 1));
  const double height = std::min(kTallest, room / static_cast<double>(count));
  const double widest = area.w - kNames - kEnd - 8;
  const double cell = std::min({kLargestSideCell, height - 6, widest / static_cast<double>(first + count - 1)});
  for (std::int64_t n = 0; n < count; ++n) {
    const SideRow row = row_of(axis, first + n, range->first, frame);
    draw_side_row(canvas, {area.x, area.y + kTitle + static_cast<double>(n) * height, area.w, height}, cell, row, axis.o, frame);
  }
  const double y = area.y + kTitle + static_cast<double>(count) * height + 10;
  draw_wrapped(canvas, {area.x, y + kNoteText * kNoteLine / 2}, area.w, note, kNoteText, lines);
}

void draw_waste(Canvas& canvas, Rect area, const Stage& stage) {
  const Geometry& g = stage.geometry;
  const Theme& theme = stage.frame.theme;
  const std::int64_t all = g.direct_products();
  const std::int64_t real = g.nonzeros();
  const double share = static_cast<double>(real) / static_cast<double>(std::max<std::int64_t>(1, all));
  const double wasted = std::round(100 * (1 - share));
  draw_fitting(canvas, {area.x, area.y + 8}, area.w, say(stage.frame.language, "scene.waste_title", grouped(all)),
               {.color = theme.text, .size = kText, .weight = Weight::bold});
  const Rect bar{area.x + 1, area.y + 20, area.w - 2, kBar};
  draw_cell(canvas, bar, {.role = Role::inserted_zero, .dashed = true}, theme);
  canvas.fill_rect({bar.x, bar.y, bar.w * share, bar.h}, theme.of(Role::input).solid);
  draw_fitting(canvas, {area.x, bar.bottom() + 13}, area.w,
               say(stage.frame.language, "scene.waste_note", grouped(real), grouped(all - real), number(wasted)),
               {.color = theme.muted, .size = kNoteText});
}

}  // namespace deconvlab

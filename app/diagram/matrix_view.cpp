#include "app/diagram/matrix_view.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "app/diagram/entry_view.h"
#include "app/diagram/matrix_pattern.h"
#include "app/diagram/row_of_c.h"

namespace deconvlab {

namespace {

constexpr double kSmallestDrawnEntry = 8;  // smaller entries are pixels of one picture
constexpr double kSmallestHitRow = 2;
constexpr double kSmallestHitEntry = 4;
constexpr double kClosestRules = 24;   // lines between blocks nearer than that would hide the pattern
constexpr double kThinnest = 0.4;      // of the room's height or width: a whole that takes less of it gets an enlarged part
constexpr double kOverview = 0.22;     // of the room
constexpr double kLens = 26;           // between overview and part
constexpr double kMostOverview = 0.4;  // of the room, where the part is wanted for its labels
constexpr double kThickest = 0.6;      // of the room: a whole that takes more stays whole without labels
constexpr double kRoomyPart = 115;     // worth it for the sake of labels alone
constexpr double kSmallestLabelledEntry = 11;
constexpr double kSmallestSymbolEntry = 31;
constexpr double kSmallestRuledEntry = 9;

// Where the column is that belongs to the focus: between two of them while a stamp glides to its place.
std::optional<double> column_in_motion(const Stage& stage) {
  const Focus& f = stage.links.focus();
  if (f.target != Target::input && f.target != Target::nonzero) return {};
  const auto at = static_cast<double>(stage.inputs().index_of(f.target == Target::nonzero ? f.other : f.cell));
  return stage.stamps ? at - (1 - stage.moment.glide) : at;
}

// Bands behind the rows and columns that belong to the focus.
void draw_bands(Canvas& canvas, const EntryView& v, const Stage& stage) {
  const Theme& theme = stage.frame.theme;
  if (stage.links.shows_placement()) {
    Rect band = v.place(stage.step.t, v.first_col, 1, v.last_col - v.first_col);
    band.y -= (1 - stage.moment.glide) * v.zoom;
    canvas.fill_rect(band, theme.of(Role::output).solid.with_alpha(0.22f));
  }
  if (const auto column = column_in_motion(stage)) {
    Rect band = v.place(v.first_row, 0, v.last_row - v.first_row, 1);
    band.x += *column * v.zoom;
    canvas.fill_rect(band, theme.of(Role::input).solid.with_alpha(0.22f));
  }
}

void draw_entries(Canvas& canvas, const EntryView& v, const Stage& stage) {
  const Theme& theme = stage.frame.theme;
  const auto label = [&](Cell weight) { return cell_label(stage.frame, "w", weight, stage.frame.results.trace.kernel().at(weight)); };
  const double size = common_label_size(canvas, v.zoom, v.zoom, stage.geometry.kernel().area(),
                                        [&](std::int64_t n) { return label(stage.geometry.kernel().cell_at(n)); });
  for (std::int64_t row = v.first_row; row < v.last_row; ++row) {
    for_each_in_row(stage.frame.results, row, [&](std::int64_t col, Cell, Cell weight) {
      if (!v.shows_column(col)) return;
      const Rect r = v.place(row, col).inset(v.zoom >= kSmallestRuledEntry ? 0.5 : 0);
      const CellStyle style = weight_style(stage.frame, weight);
      draw_weight_fill(canvas, r, style, theme);
      if (v.rect.contains(r)) draw_label_at(canvas, r, label(weight), ink_on(theme, style.fill(theme)), size);
    });
  }
}

// The entries that belong to what the step is about, or to what is pointed at.
void outline_entries(Canvas& canvas, const EntryView& v, const Stage& stage) {
  const Extent shown = v.shown();
  std::vector<char> active(static_cast<std::size_t>(shown.area()));
  for (std::int64_t row = v.first_row; row < v.last_row; ++row) {
    for_each_in_row(stage.frame.results, row, [&](std::int64_t col, Cell in, Cell) {
      if (v.shows_column(col) && stage.links.entry(stage.outputs().cell_at(row), in))
        active[static_cast<std::size_t>(shown.index_of({row - v.first_row, col - v.first_col}))] = 1;
    });
  }
  draw_active(canvas, v.all(), shown, active, stage.frame.theme);
}

// Hairlines between entries, stronger ones between the blocks of an output row by an input row.
void draw_rules(Canvas& canvas, const EntryView& v, const Stage& stage) {
  const Theme& theme = stage.frame.theme;
  const std::int64_t rows = stage.outputs().w;
  const std::int64_t cols = stage.inputs().w;
  const bool every = v.zoom >= kSmallestRuledEntry;
  const auto ruled = [&](std::int64_t block) { return block > 1 && v.zoom * static_cast<double>(block) >= kClosestRules; };
  const auto rule = [&](std::int64_t n, std::int64_t block, bool across) {
    const bool strong = n % block == 0 && ruled(block);
    if (!strong && v.zoom < kSmallestRuledEntry) return;
    const Stroke stroke{strong ? theme.muted.with_alpha(every ? 0.7f : 0.35f) : theme.line, strong ? 1.25 : 0.75};
    const Rect r = v.place(across ? n : v.first_row, across ? v.first_col : n);
    if (across) canvas.line({v.rect.x, r.y}, {v.rect.right(), r.y}, stroke);
    if (!across) canvas.line({r.x, v.rect.y}, {r.x, v.rect.bottom()}, stroke);
  };
  const auto step = [&](std::int64_t block) { return every ? 1 : block; };
  const auto start = [&](std::int64_t first, std::int64_t block) { return every ? first + 1 : (first / block + 1) * block; };
  for (std::int64_t n = start(v.first_row, rows); n < v.last_row; n += step(rows)) rule(n, rows, true);
  for (std::int64_t n = start(v.first_col, cols); n < v.last_col; n += step(cols)) rule(n, cols, false);
}

// The row and the column that are lit stay visible however thin they are.
void draw_thin_bands(Canvas& canvas, const EntryView& v, const Stage& stage) {
  const Theme& theme = stage.frame.theme;
  if (stage.links.shows_placement()) {
    const double y = v.place(0, 0).y + stage.row_in_motion() * v.zoom;
    canvas.fill_rect({v.rect.x, y, v.rect.w, std::max(v.zoom, 1.5)}, theme.of(Role::output).solid.with_alpha(0.8f));
  }
  if (const auto column = column_in_motion(stage)) {
    const double x = v.place(0, 0).x + *column * v.zoom;
    canvas.fill_rect({x, v.rect.y, std::max(v.zoom, 1.5), v.rect.h}, theme.of(Role::input).solid.with_alpha(0.8f));
  }
}

// The row or the entry that is pinned.
void draw_pinned(Canvas& canvas, const EntryView& v, const Stage& stage) {
  const Focus& pinned = stage.pinned;
  const std::int64_t row = stage.outputs().index_of(pinned.cell);
  if (pinned.target == Target::nonzero) draw_pin(canvas, v.place(row, stage.inputs().index_of(pinned.other)), stage.frame.theme);
  if (pinned.target == Target::output && v.zoom >= kSmallestDrawnEntry) {
    draw_pin(canvas, v.place(row, v.first_col, 1, v.last_col - v.first_col).within(v.rect), stage.frame.theme);
  }
}

// Rows can be pointed at, and on them the entries that are not too small.
void add_hits(const EntryView& v, const Stage& stage) {
  if (!stage.frame.hits || v.zoom < kSmallestHitRow) return;
  auto& hits = *stage.frame.hits;
  for (std::int64_t row = v.first_row; row < v.last_row; ++row) {
    const Cell out = stage.outputs().cell_at(row);
    hits.push_back({v.place(row, v.first_col, 1, v.last_col - v.first_col).within(v.rect), {Target::output, out, {}}});
    if (v.zoom < kSmallestHitEntry) continue;
    for_each_in_row(stage.frame.results, row, [&](std::int64_t col, Cell in, Cell) {
      if (v.shows_column(col)) hits.push_back({v.place(row, col).within(v.rect), {Target::nonzero, out, in}});
    });
  }
}

Extent size_of_c(const Stage& stage) { return {stage.outputs().area(), stage.inputs().area()}; }

MatrixPane draw_part(Canvas& canvas, const EntryView& v, const Stage& stage) {
  canvas.push_clip(v.rect);
  add_hits(v, stage);
  if (v.zoom >= kSmallestDrawnEntry) {
    draw_bands(canvas, v, stage);
    draw_entries(canvas, v, stage);
  } else {
    const auto rows = static_cast<double>(v.last_row - v.first_row);
    const auto cols = static_cast<double>(v.last_col - v.first_col);
    draw_pattern(canvas, v.place(v.first_row, v.first_col, v.last_row - v.first_row, v.last_col - v.first_col),
                 {static_cast<double>(v.first_row), static_cast<double>(v.first_col), rows, cols},
                 stage.frame.pattern_memo ? &stage.frame.pattern_memo->part : nullptr, stage);
    draw_thin_bands(canvas, v, stage);
  }
  draw_rules(canvas, v, stage);
  if (v.zoom >= kSmallestDrawnEntry) outline_entries(canvas, v, stage);
  draw_pinned(canvas, v, stage);
  canvas.pop_clip();
  canvas.stroke_rect(v.rect, {stage.frame.theme.muted, 1});
  return {v.rect, v.view()};
}

// Where overview and enlarged part go, when the whole of C would be too thin.
struct Split {
  bool needed;
  Rect overview;
  Rect part;
};

// Entries smaller than that have no labels; the zoom at which they have.
double smallest_labelled(const Stage& stage) { return stage.frame.model.lesson.symbols ? kSmallestSymbolEntry : kSmallestLabelledEntry; }
double followed_zoom(const Stage& stage) { return stage.frame.model.lesson.symbols ? 34 : 24; }

Split split_of(Rect area, const Stage& stage) {
  const auto rows = static_cast<double>(stage.outputs().area());
  const auto cols = static_cast<double>(stage.inputs().area());
  const double fit = std::min(area.w / cols, area.h / rows);
  const bool flat = area.w / cols < area.h / rows;
  const double thickness = flat ? fit * rows : fit * cols;
  const double room = flat ? area.h : area.w;
  const double strip = std::max(std::min(thickness, kMostOverview * room), kOverview * room);
  const double rest = room - strip - kLens;
  const bool for_labels =
      rest >= kRoomyPart && thickness < kThickest * room && fit >= kSmallestDrawnEntry && fit < smallest_labelled(stage);
  if (!for_labels && (fit >= kSmallestDrawnEntry || thickness >= kThinnest * room)) return {false, {}, area};
  if (flat) return {true, {area.x, area.y, area.w, strip}, {area.x, area.y + strip + kLens, area.w, rest}};
  return {true, {area.x, area.y, strip, area.h}, {area.x + strip + kLens, area.y, rest, area.h}};
}

// The view that an enlarged part of this size has by itself: around the step's first nonzero, or around what is pinned. Not around what
// is pointed at: the picture must not move under the mouse.
MatrixView followed(const Stage& stage, Rect part) {
  const Geometry& g = stage.geometry;
  const double zoom = followed_zoom(stage);
  const double rows = part.h / zoom;
  const double cols = part.w / zoom;
  const auto row_view = [&](std::int64_t t) { return first_shown(static_cast<double>(t) + 0.5, rows, stage.outputs().area()) + rows / 2; };
  const auto column_view = [&](double middle) { return first_shown(middle, cols, stage.inputs().area()) + cols / 2; };
  const auto placement_view = [&](std::int64_t t) {
    const Cell out = stage.outputs().cell_at(t);
    if (stage.transposed()) {
      const auto first = [](const Axis& a, std::int64_t at) {
        return std::clamp<std::int64_t>((at + a.p - a.k_eff + a.s) / a.s, 0, a.o - 1);
      };
      return column_view(static_cast<double>(stage.inputs().index_of({first(g.h, out.row), first(g.w, out.col)})) + 0.5);
    }
    const auto first = [](const Axis& a, std::int64_t at) { return std::clamp<std::int64_t>(a.input_of(at, 0), 0, a.i - 1); };
    const auto at = static_cast<double>(stage.inputs().index_of({first(g.h, out.row), first(g.w, out.col)}));
    return column_view(at + static_cast<double>(std::min(g.w.k_eff, g.w.i)) / 2);
  };
  const auto index = [](Extent size, Cell c) { return static_cast<double>(size.index_of(c)); };
  const Focus& pinned = stage.pinned;
  if (pinned.target == Target::nonzero)
    return {row_view(stage.outputs().index_of(pinned.cell)), column_view(index(stage.inputs(), pinned.other)), zoom};
  const bool at_pin = pinned.target == Target::output;
  const std::int64_t t = at_pin ? stage.outputs().index_of(pinned.cell) : stage.stamps ? stage.step.t : stage.reached.step;
  const double glide = at_pin || stage.stamps ? 1 : stage.reached.glide;
  const auto between = [&](auto&& view) { return glide < 1 ? view(t - 1) * (1 - glide) + view(t) * glide : view(t); };
  MatrixView view{between(row_view), between(placement_view), zoom};
  if (pinned.target == Target::input) view.col = column_view(index(stage.inputs(), pinned.cell));
  if (stage.stamps && pinned.target != Target::input) view.col = column_view(*column_in_motion(stage));
  return view;
}

// The whole of C, as thick as the strip is, with a frame around the part that is enlarged.
void draw_overview(Canvas& canvas, const Split& split, const EntryView& part, const Stage& stage) {
  const Extent size = size_of_c(stage);
  const MatrixPart entries{0, 0, static_cast<double>(size.h), static_cast<double>(size.w)};
  draw_pattern(canvas, split.overview, entries, stage.frame.pattern_memo ? &stage.frame.pattern_memo->whole : nullptr, stage);
  canvas.stroke_rect(split.overview, {stage.frame.theme.muted, 1});
  draw_lens_lines(canvas, split.overview, size, part, stage.frame.theme);
  draw_lens_frame(canvas, split.overview, size, part, stage.frame.theme);
}

EntryView shown_part(const Split& split, const Stage& stage) {
  const MatrixView& set = stage.frame.model.matrix;
  if (!split.needed || set.zoom > 0) return entry_view_of(split.part, set, size_of_c(stage));
  const double zoom = followed_zoom(stage);
  const auto whole = [&](double length) { return std::max(1.0, std::floor(length / zoom)) * zoom; };
  const Rect part{split.part.x, split.part.y, whole(split.part.w), whole(split.part.h)};
  return entry_view_of(part, followed(stage, part), size_of_c(stage));
}

}  // namespace

MatrixPane draw_matrix(Canvas& canvas, Rect area, const Stage& stage) {
  const Split split = split_of(area, stage);
  const EntryView part = shown_part(split, stage);
  const MatrixPane pane = draw_part(canvas, part, stage);
  if (split.needed) draw_overview(canvas, split, part, stage);
  if (stage.frame.matrix_pane) *stage.frame.matrix_pane = pane;
  return pane;
}

Rect matrix_bounds(Rect area, const Stage& stage) {
  const Split split = split_of(area, stage);
  return split.needed ? area : shown_part(split, stage).rect;
}

void draw_matrix_titled(Canvas& canvas, Rect area, const std::string& caption, const Stage& stage) {
  constexpr double kCaption = 30;
  const Rect body{area.x, area.y + kCaption, area.w, area.h - kCaption};
  const Rect bounds = matrix_bounds(body, stage);
  const Point corner{body.x + (body.w - bounds.w) / 2, body.y + (body.h - bounds.h) / 2};
  draw_fitting(canvas, {body.centre().x, corner.y - kCaption / 2 - 3}, area.w, caption,
               {.color = stage.transposed() ? stage.frame.theme.text : stage.frame.theme.of(Role::kernel).ink,
                .size = 15,
                .weight = Weight::bold,
                .align = Align::centre});
  draw_matrix(canvas, {corner.x, corner.y, bounds.w, bounds.h}, stage);
}

}  // namespace deconvlab

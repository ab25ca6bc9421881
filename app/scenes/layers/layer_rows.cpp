#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "app/diagram/labels.h"
#include "app/draw/grid.h"
#include "app/draw/rich_text.h"
#include "app/scenes/layers/layers_shown.h"

namespace deconvlab {

namespace {

constexpr double kTitle = 40;
constexpr double kNumbers = 40;  // at the right of the rows
constexpr double kNote = 14;
constexpr double kNoteLine = kNote * 1.45;
constexpr double kTallest = 26;      // of a row's cells
constexpr double kCellShare = 0.42;  // of the room from one row to the next
constexpr std::int64_t kMostLinks = 700;

// The row of cells of a result, with the paths that the cell's own row has: those of the columns.
struct Row {
  const ChainAxis* axis;
  const AxisMap* map;
  Paths paths;
};

struct Rows {
  std::vector<Row> all;
  double from = 0, to = 1;  // of the input's cells, what is seen

  double place(std::size_t stage, std::int64_t cell) const {
    const ChainAxis& axis = *all[stage].axis;
    return axis.start.value() + static_cast<double>(cell) * axis.jump.value();
  }
};

Rows rows_of(const LayersShown& s) {
  Rows rows;
  const std::size_t axis = s.of(0).axes.size() - 1;
  const auto counted = s.forward ? paths_from(s.layers.stages, 0, axis, s.cell.col) : paths_to(s.layers.stages, s.stage, axis, s.cell.col);
  for (std::size_t n = 0; n < s.layers.stages.size(); ++n) {
    rows.all.push_back({&s.of(n).axes[axis], &s.of(n).maps[axis], counted && n < counted->size() ? (*counted)[n] : Paths{}});
    if (!s.forward && n > s.stage) rows.all.back().paths = {};
  }
  return rows;
}

// What the paths take up, and a little on both sides.
void look_at_paths(Rows& rows) {
  bool any = false;
  for (std::size_t n = 0; n < rows.all.size(); ++n) {
    const Paths& paths = rows.all[n].paths;
    if (paths.counts.empty()) continue;
    const double half = rows.all[n].axis->jump.value() / 2;
    const double first = rows.place(n, paths.first) - half, last = rows.place(n, paths.last()) + half;
    rows.from = any ? std::min(rows.from, first) : first;
    rows.to = any ? std::max(rows.to, last) : last;
    any = true;
  }
  const double more = std::max(0.75, (rows.to - rows.from) * 0.06);
  rows.from -= more;
  rows.to += more;
}

// Where things stand: the last result above, the input below.
struct RowPlaces {
  Rect area;
  double apart = 0, height = 0, unit = 0;
  const Rows& rows;

  double x(double place) const { return area.x + (place - rows.from) * unit; }
  double y(std::size_t stage) const { return area.bottom() - height / 2 - static_cast<double>(stage) * apart; }
  Rect cell(std::size_t stage, std::int64_t c) const {
    const double w = std::max(0.6, rows.all[stage].axis->jump.value() * unit);
    const double gap = w > 5 ? 1 : 0;
    return {x(rows.place(stage, c)) - w / 2 + gap / 2, y(stage) - height / 2, w - gap, height};
  }
};

std::int64_t count_links(const Rows& rows) {
  std::int64_t links = 0;
  for (const Row& row : rows.all)
    links += std::ssize(row.paths.counts) * std::max<std::int64_t>(1, row.map->kind == AxisMap::Kind::slide ? row.map->k : 1);
  return links;
}

void draw_link(Canvas& canvas, const RowPlaces& at, std::size_t to, std::int64_t cell, std::size_t from, std::int64_t source,
               const Theme& theme) {
  const Rect a = at.cell(to, cell), b = at.cell(from, source);
  canvas.line({a.centre().x, a.bottom()}, {b.centre().x, b.y}, {theme.muted.with_alpha(0.45f), 1});
}

// Of a few every tap, of many only the first and the last of each row.
void draw_links(Canvas& canvas, const RowPlaces& at, const LayersShown& s) {
  const bool each = count_links(at.rows) <= kMostLinks;
  for (std::size_t n = 1; n < at.rows.all.size(); ++n) {
    const Paths& paths = at.rows.all[n].paths;
    const ChainStage& stage = s.of(n);
    for (std::int64_t c = paths.first; c <= paths.last(); ++c) {
      if (paths.of(c) == 0 || (!each && c != paths.first && c != paths.last())) continue;
      std::int64_t first = -1, last = -1;
      for_each_source(*at.rows.all[n].map, c, [&](std::int64_t source) {
        if (at.rows.all[stage.from].paths.of(source) == 0) return;
        if (each) draw_link(canvas, at, n, c, stage.from, source, s.frame.theme);
        if (first < 0) first = source;
        last = source;
      });
      if (!each && first >= 0) draw_link(canvas, at, n, c, stage.from, c == paths.first ? first : last, s.frame.theme);
    }
  }
}

// Wide enough for an outline.
Rect seen(Rect cell) {
  const double w = std::max(cell.w, 4.0);
  return {cell.centre().x - w / 2, cell.y, w, cell.h};
}

void draw_row(Canvas& canvas, const RowPlaces& at, std::size_t stage, const LayersShown& s) {
  const Row& row = at.rows.all[stage];
  const double most = row.paths.counts.empty() ? 1 : *std::ranges::max_element(row.paths.counts);
  const double jump = std::max(1e-9, row.axis->jump.value());
  const auto first = static_cast<std::int64_t>(std::floor((at.rows.from - row.axis->start.value()) / jump));
  const auto last = static_cast<std::int64_t>(std::ceil((at.rows.to - row.axis->start.value()) / jump));
  const Role role = stage == 0 ? Role::input : stage == s.layers.last() ? Role::output : Role::neutral;
  canvas.push_clip({at.area.x, at.y(stage) - at.height, at.area.w, 2 * at.height});
  for (std::int64_t c = std::max<std::int64_t>(0, first); c <= std::min(row.axis->side - 1, last); ++c) {
    const double count = row.paths.of(c);
    const Rect r = at.cell(stage, c);
    canvas.fill_rect(r, count > 0 ? viridis(count / most) : s.frame.theme.of(role).fill);
    if (r.w > 5) canvas.stroke_rect(r, {s.frame.theme.line, 1});
  }
  canvas.pop_clip();
  if (stage == s.stage) draw_active(canvas, seen(at.cell(stage, s.cell.col)), s.frame.theme);
}

// How many cells from the first to the last have paths.
void draw_number(Canvas& canvas, const RowPlaces& at, std::size_t stage, const LayersShown& s) {
  const Paths& paths = at.rows.all[stage].paths;
  if (paths.counts.empty() || at.apart < kSmallestText) return;
  canvas.text({at.area.right() + kNumbers, at.y(stage)}, fmt::format("{}", paths.counts.size()),
              {.color = stage == s.current ? s.frame.theme.text : s.frame.theme.muted,
               .size = 13,
               .weight = stage == s.current ? Weight::bold : Weight::regular,
               .align = Align::right});
}

}  // namespace

void draw_layer_rows(Canvas& canvas, Rect area, const LayersShown& s) {
  const TextRun note{std::string(phrase(s.frame.language, s.forward ? "layers.rows_note_from" : "layers.rows_note_to")),
                     s.frame.theme.text};
  const int lines = wrapped_lines(canvas, area.w, note, kNote);
  const double below = lines * kNoteLine + 10;
  draw_in_lines(canvas, {area.x, area.y, area.w, kTitle},
                std::string(phrase(s.frame.language, s.layers.is_line() ? "layers.rows_line" : "layers.rows")),
                {.color = s.frame.theme.text, .size = 15, .weight = Weight::bold, .align = Align::centre});
  draw_wrapped(canvas, {area.x, area.bottom() - below + 10 + kNoteLine / 2}, area.w, note, kNote, lines);
  Rows rows = rows_of(s);
  look_at_paths(rows);
  const Rect room{area.x, area.y + kTitle + 8, area.w - kNumbers - 6, area.h - kTitle - below - 14};
  const auto gaps = static_cast<double>(rows.all.size());
  RowPlaces at{room, 0, 0, room.w / (rows.to - rows.from), rows};
  at.height = std::min(kTallest, room.h / gaps * kCellShare);
  at.apart = (room.h - at.height) / std::max(1.0, gaps - 1);
  draw_links(canvas, at, s);
  for (std::size_t n = 0; n < rows.all.size(); ++n) {
    draw_row(canvas, at, n, s);
    draw_number(canvas, at, n, s);
  }
}

}  // namespace deconvlab

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
constexpr double kNumbers = 38;  // at the right of the rows
constexpr double kNote = 14;
constexpr double kNoteLine = kNote * 1.45;
constexpr double kNameRow = 16;      // that a name takes with air above and below it
constexpr double kLeastApart = 1.4;  // of names' lines, of their size
constexpr double kNamesApart = 1.5;  // where there is room for it
constexpr double kUsualNote = 115;
constexpr double kTallest = 26;      // of a row's cells
constexpr double kCellShare = 0.42;  // of the room from one row to the next
constexpr std::int64_t kMostLinks = 700;

// The row of cells of a result, with the paths that the cell's own row has: those of the columns.
struct Row {
  const ChainAxis* axis;
  const AxisMap* map;
  Paths paths;
};

// From one place to another, in cells of the input.
struct Stretch {
  double from = 0, to = 0;

  double length() const { return to - from; }
  bool empty() const { return to <= from; }
  Stretch with(const Stretch& other) const {
    return empty() ? other : other.empty() ? *this : Stretch{std::min(from, other.from), std::max(to, other.to)};
  }
};

struct Rows {
  std::vector<Row> all;
  Stretch seen = {};  // what is shown

  double place(std::size_t stage, std::int64_t cell) const {
    const ChainAxis& axis = *all[stage].axis;
    return axis.start.value() + static_cast<double>(cell) * axis.jump.value();
  }
  // What cells of a row take up.
  Stretch of(std::size_t stage, std::int64_t first, std::int64_t last) const {
    const double half = all[stage].axis->jump.value() / 2;
    return last < first ? Stretch{} : Stretch{place(stage, first) - half, place(stage, last) + half};
  }
  Stretch of_paths() const {
    Stretch stretch;
    for (std::size_t n = 0; n < all.size(); ++n) stretch = stretch.with(of(n, all[n].paths.first, all[n].paths.last()));
    return stretch;
  }
  Stretch whole() const {
    Stretch stretch;
    for (std::size_t n = 0; n < all.size(); ++n) stretch = stretch.with(of(n, 0, all[n].axis->side - 1));
    return stretch;
  }
};

// With the paths of a cell of the plane that is looked at.
Rows rows_of(const LayersShown& s, std::int64_t cell) {
  Rows rows;
  const std::size_t axis = s.of(0).axes.size() - 1;
  const auto counted = s.forward ? paths_from(s.layers.stages, 0, axis, cell) : paths_to(s.layers.stages, s.stage, axis, cell);
  for (std::size_t n = 0; n < s.layers.stages.size(); ++n) {
    rows.all.push_back({&s.of(n).axes[axis], &s.of(n).maps[axis], counted && n < counted->size() ? (*counted)[n] : Paths{}});
    if (!s.forward && n > s.stage) rows.all.back().paths = {};
  }
  return rows;
}

double smallest_cell(const Rows& rows) {
  double least = rows.all.front().axis->jump.value();
  for (const Row& row : rows.all) least = std::min(least, row.axis->jump.value());
  return least;
}

// All cells, where each can be seen; else as much as a cell of this plane sees at most, so that the scale stays while the pointer moves
// there, and about what this one sees.
Stretch look(const Rows& rows, const Rows& of_middle, std::int64_t field, Point about, double width) {
  constexpr double kSeen = 5, kMore = 1.12;
  const Stretch whole = rows.whole(), paths = rows.of_paths();
  const double air = 0.02 * whole.length();
  const Stretch airy{whole.from - air, whole.to + air};
  const double wanted = kMore * std::max({static_cast<double>(field), of_middle.of_paths().length(), paths.length()});
  if (width / airy.length() * smallest_cell(rows) >= kSeen || wanted >= airy.length()) return airy;
  const double margin = (wanted - paths.length()) / 4;
  double from = about.x - wanted / 2;
  if (!paths.empty()) from = std::clamp(from, paths.to + margin - wanted, paths.from - margin);
  from = std::clamp(from, airy.from, airy.to - wanted);
  return {from, from + wanted};
}

Rows rows_seen(const LayersShown& s, double width) {
  Rows rows = rows_of(s, s.cell.col);
  const Rows of_middle = rows_of(s, s.layers.plane(s.stage).w / 2);
  rows.seen = look(rows, of_middle, s.forward ? 1 : rows.all[s.stage].axis->field, {rows.place(s.stage, s.cell.col), 0}, width);
  return rows;
}

// Where things stand: the last result above, the input below.
struct RowPlaces {
  Rect area;
  double apart = 0, height = 0, unit = 0;
  const Rows& rows;

  double x(double place) const { return area.x + (place - rows.seen.from) * unit; }
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

constexpr double kSeenWidth = 1.6, kOutlinedWidth = 4;

// Wide enough to be seen, or outlined.
Rect seen(Rect cell, double least) {
  const double w = std::max(cell.w, least);
  return {cell.centre().x - w / 2, cell.y, w, cell.h};
}

// Towards the edges of what is seen a row that goes on fades.
void fade_ends(Canvas& canvas, const RowPlaces& at, std::size_t stage, const LayersShown& s) {
  constexpr int kStrips = 8;
  constexpr double kStrip = 2;
  const Stretch row = at.rows.of(stage, 0, at.rows.all[stage].axis->side - 1);
  for (int n = 0; n < kStrips; ++n) {
    const Color veil = s.frame.theme.background.with_alpha(1 - static_cast<float>(n) / kStrips);
    const double y = at.y(stage) - at.height / 2 - 1;
    if (row.from < at.rows.seen.from) canvas.fill_rect({at.area.x + n * kStrip, y, kStrip, at.height + 2}, veil);
    if (row.to > at.rows.seen.to) canvas.fill_rect({at.area.right() - (n + 1) * kStrip, y, kStrip, at.height + 2}, veil);
  }
}

void draw_row(Canvas& canvas, const RowPlaces& at, std::size_t stage, const LayersShown& s) {
  const Row& row = at.rows.all[stage];
  const double most = row.paths.counts.empty() ? 1 : *std::ranges::max_element(row.paths.counts);
  const double jump = std::max(1e-9, row.axis->jump.value());
  const auto first = static_cast<std::int64_t>(std::floor((at.rows.seen.from - row.axis->start.value()) / jump));
  const auto last = static_cast<std::int64_t>(std::ceil((at.rows.seen.to - row.axis->start.value()) / jump));
  const Role role = stage == 0 ? Role::input : stage == s.layers.last() ? Role::output : Role::neutral;
  canvas.push_clip({at.area.x, at.y(stage) - at.height, at.area.w, 2 * at.height});
  for (std::int64_t c = std::max<std::int64_t>(0, first); c <= std::min(row.axis->side - 1, last); ++c) {
    const double count = row.paths.of(c);
    const Rect r = count > 0 ? seen(at.cell(stage, c), kSeenWidth) : at.cell(stage, c);
    canvas.fill_rect(r, count > 0 ? viridis(count / most) : s.frame.theme.of(role).fill);
    if (r.w > 5) canvas.stroke_rect(r, {s.frame.theme.line, 1});
  }
  canvas.pop_clip();
  fade_ends(canvas, at, stage, s);
  if (stage == s.stage) draw_active(canvas, seen(at.cell(stage, s.cell.col), kOutlinedWidth), s.frame.theme);
}

// Those of the rows that have room for words: the one looked at, the ends, and of the others as many as there is room for.
std::vector<std::size_t> worded(const RowPlaces& at, const LayersShown& s) {
  std::vector<std::size_t> wanted{s.stage, 0, s.layers.last()}, chosen;
  for (std::size_t n = 1; n < s.layers.last(); ++n) wanted.push_back(n);
  for (const std::size_t n : wanted) {
    const auto apart = [&](std::size_t other) { return std::abs(at.y(n) - at.y(other)) >= kLeastApart * kSmallestText; };
    if (std::ranges::all_of(chosen, apart)) chosen.push_back(n);
  }
  return chosen;
}

// At its left the layer's name, at its right how many cells from the first to the last have paths.
void draw_words(Canvas& canvas, const RowPlaces& at, std::size_t stage, Rect names, const LayersShown& s) {
  const bool looked_at = stage == s.stage;
  TextStyle style{.color = looked_at ? s.frame.theme.text : s.frame.theme.muted,
                  .size = std::clamp(at.apart / kNamesApart, kSmallestText, 13.0),
                  .weight = looked_at ? Weight::bold : Weight::regular,
                  .align = Align::left};
  draw_fitting(canvas, {names.x, at.y(stage)}, names.w, s.name(stage), style);
  const Paths& paths = at.rows.all[stage].paths;
  if (paths.counts.empty()) return;
  style.align = Align::right;
  canvas.text({at.area.right() + kNumbers, at.y(stage)}, fmt::format("{}", paths.counts.size()), style);
}

// From the input to the last result: the way that data takes.
void draw_arrow(Canvas& canvas, double x, const RowPlaces& at, const LayersShown& s) {
  constexpr double kHead = 4.5;
  const double top = at.y(s.layers.last()) - at.height / 2;
  canvas.line({x, at.y(0) + at.height / 2}, {x, top + kHead}, {s.frame.theme.muted, 1.5});
  const Point head[] = {{x - kHead, top + 2 * kHead}, {x, top}, {x + kHead, top + 2 * kHead}};
  canvas.fill_polygon(head, s.frame.theme.muted);
}

double names_width(Canvas& canvas, double most, const LayersShown& s) {
  double widest = 0;
  for (std::size_t n = 0; n <= s.layers.last(); ++n)
    widest = std::max(widest, canvas.text_width(s.name(n), {.color = s.frame.theme.text, .size = 13, .weight = Weight::bold}));
  return std::min(most, widest + 2);
}

void draw_all_rows(Canvas& canvas, Rect room, const LayersShown& s) {
  constexpr double kArrow = 16, kMostNames = 0.35, kGap = 8;
  const Rect names{room.x + kArrow, room.y, names_width(canvas, kMostNames * room.w, s), room.h};
  const double left = names.right() + kGap;
  const Rect area{left, room.y, room.right() - kNumbers - kGap - left, room.h};
  const Rows rows = rows_seen(s, area.w);
  const auto count = static_cast<double>(rows.all.size());
  RowPlaces at{area, 0, 0, area.w / rows.seen.length(), rows};
  at.height = std::min(kTallest, room.h / count * kCellShare);
  at.apart = (room.h - at.height) / std::max(1.0, count - 1);
  draw_arrow(canvas, room.x + kArrow / 3, at, s);
  draw_links(canvas, at, s);
  for (std::size_t n = 0; n < rows.all.size(); ++n) draw_row(canvas, at, n, s);
  for (const std::size_t n : worded(at, s)) draw_words(canvas, at, n, names, s);
}

}  // namespace

void draw_layer_rows(Canvas& canvas, Rect area, const LayersShown& s) {
  // Of many rows a short note, so that their names stand apart.
  const bool many = static_cast<double>(s.layers.stages.size()) * kNameRow > area.h - kTitle - kUsualNote;
  const auto note_of = [&](bool forward) {
    const std::string_view key =
        many ? (forward ? "layers.rows_short_from" : "layers.rows_short_to") : (forward ? "layers.rows_note_from" : "layers.rows_note_to");
    return TextRun{std::string(phrase(s.frame.language, key)), s.frame.theme.text};
  };
  // The same room for both notes, so that rows stay where they are.
  const int lines = std::max(wrapped_lines(canvas, area.w, note_of(true), kNote), wrapped_lines(canvas, area.w, note_of(false), kNote));
  const double below = lines * kNoteLine + 10;
  draw_in_lines(canvas, {area.x, area.y, area.w, kTitle},
                std::string(phrase(s.frame.language, s.layers.is_line() ? "layers.rows_line" : "layers.rows")),
                {.color = s.frame.theme.text, .size = 15, .weight = Weight::bold, .align = Align::centre});
  draw_wrapped(canvas, {area.x, area.bottom() - below + 10 + kNoteLine / 2}, area.w, note_of(s.forward), kNote, lines);
  draw_all_rows(canvas, {area.x, area.y + kTitle + 8, area.w, area.h - kTitle - below - 14}, s);
}

}  // namespace deconvlab

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "app/diagram/plane.h"
#include "app/scenes/layers/layers_shown.h"
#include "app/scenes/layers/plane_layout.h"

namespace deconvlab {

namespace {

constexpr double kAbout = 5;  // a plane, between its words
constexpr double kEdge = 20;  // beside the rows, for what leads from the end of one to the next
constexpr double kLegend = 34;
constexpr double kArrow = 5;
constexpr double kMeasured = 13;  // size of the text that widths are measured at

// How captions are written: their size, and whether field and jump stand below a plane, in a line each or in one.
struct Captions {
  enum class Below { size, one_line, short_line, two_lines };
  double size = kMeasured;
  Below below = Below::one_line;

  double line() const { return std::ceil(size * 1.32); }
  double above() const { return line() + kAbout; }
  double under() const { return (below == Below::size ? 1 : below == Below::two_lines ? 3 : 2) * line() + kAbout; }
};

TextStyle caption_style(const Theme& theme, bool bold, double size) {
  return {.color = theme.text, .size = size, .weight = bold ? Weight::bold : Weight::regular, .align = Align::centre};
}

std::string field_and_jump(const LayersShown& s, std::size_t stage) {
  if (stage == 0) return {};
  return say(s.frame.language, "layers.below", field_text(s.of(stage)), s.of(stage).axes.back().jump.text());
}

// The lines below a plane: its size, then what it sees.
std::vector<std::string> lines_below(const LayersShown& s, std::size_t stage, Captions::Below below) {
  std::vector<std::string> lines{plane_text(s.layers, stage)};
  if (stage == 0 || below == Captions::Below::size) return lines;
  if (below == Captions::Below::one_line) {
    lines.push_back(field_and_jump(s, stage));
  } else if (below == Captions::Below::short_line) {
    lines.push_back(fmt::format("{} · {}", field_text(s.of(stage)), s.of(stage).axes.back().jump.text()));
  } else {
    lines.push_back(say(s.frame.language, "layers.below_field", field_text(s.of(stage))));
    lines.push_back(say(s.frame.language, "layers.below_jump", s.of(stage).axes.back().jump.text()));
  }
  return lines;
}

double widest(Canvas& canvas, const LayersShown& s, std::size_t stage, Captions::Below below) {
  const TextStyle style = caption_style(s.frame.theme, true, kMeasured);
  double most = canvas.text_width(s.name(stage), style);
  for (const std::string& line : lines_below(s, stage, below)) most = std::max(most, canvas.text_width(line, style));
  return most;
}

struct Laid {
  Captions captions;
  PlaneRows rows;  // of the results that are shown, in their order
};

// Large planes under words that can be read: larger words count for a little less than larger planes.
Laid lay_out(Canvas& canvas, Rect area, const LayersShown& s) {
  const double window = std::clamp(std::min(area.w / 620, area.h / 410), 1.0, 1.4);
  Laid best;
  using Below = Captions::Below;
  for (const auto below : {Below::one_line, Below::two_lines, Below::short_line, Below::size}) {
    std::vector<PlaneSize> planes;
    for (const std::size_t n : s.shown()) planes.push_back({s.layers.plane(n), widest(canvas, s, n, below)});
    for (const double size : {kMeasured * window, kMeasured, 12.0, kSmallestText}) {
      const Captions captions{size, below};
      std::vector<PlaneSize> sized = planes;
      for (PlaneSize& plane : sized) plane.words = std::min(area.w, plane.words * size / kMeasured + 2);
      PlaneRows rows = lay_planes(area, sized, captions.above(), captions.under());
      const auto score = [](const Laid& laid) { return laid.rows.largest * std::sqrt(laid.captions.size); };
      Laid laid{captions, std::move(rows)};
      const bool better = laid.rows.fits == best.rows.fits ? score(laid) > score(best) : laid.rows.fits;
      if (best.rows.places.empty() || better) best = std::move(laid);
    }
    if (best.rows.fits && below != Below::one_line) break;  // fewer words only where these do not fit
  }
  return best;
}

Role role_of(const LayersShown& s, std::size_t stage) {
  return stage == 0 ? Role::input : stage == s.layers.last() ? Role::output : Role::neutral;
}

// The cells' style: how many paths they have, else whose plane it is.
CellStyle style_of(const LayersShown& s, std::size_t stage, double count, double most) {
  CellStyle style{.role = role_of(s, stage)};
  if (count > 0 && most > 0) style.shade = viridis(std::min(1.0, count / most));
  return style;
}

// The most paths of the cells under each of so many pixels along an axis.
std::vector<double> most_along(const Paths& paths, std::int64_t cells, std::int64_t pixels) {
  std::vector<double> most(static_cast<std::size_t>(pixels));
  for (std::int64_t n = 0; n < pixels; ++n) {
    const std::int64_t first = n * cells / pixels, last = std::max(first, (n + 1) * cells / pixels - 1);
    for (std::int64_t c = std::max(first, paths.first); c <= std::min(last, paths.last()); ++c)
      most[static_cast<std::size_t>(n)] = std::max(most[static_cast<std::size_t>(n)], paths.of(c));
  }
  return most;
}

// Of cells smaller than pixels those with most paths are seen, however few they are.
void draw_small_cells(Canvas& canvas, Rect r, std::size_t stage, double most, const LayersShown& s) {
  const Extent size = s.layers.plane(stage), pixels{pixels_along(size.h, r.h), pixels_along(size.w, r.w)};
  struct Factors {
    std::vector<double> rows, columns;
  };
  std::vector<Factors> parts;
  for (const PlanePaths::Part& part : s.paths[stage].parts)
    parts.push_back({most_along(part.rows, size.h, pixels.h), most_along(part.columns, size.w, pixels.w)});
  draw_cells_as_picture(canvas, r, pixels.h, pixels.w, [&](std::int64_t row, std::int64_t col) {
    double count = 0;
    for (const Factors& part : parts) count += part.rows[static_cast<std::size_t>(row)] * part.columns[static_cast<std::size_t>(col)];
    return style_of(s, stage, count, most).fill(s.frame.theme);
  });
}

// Where a cell stands, as large as an outline needs.
Rect cell_in(Rect plane, Extent size, Cell c) {
  const double w = plane.w / static_cast<double>(size.w), h = plane.h / static_cast<double>(size.h);
  const double wide = std::max(w, 4.0), high = std::max(h, 4.0);
  return {plane.x + (static_cast<double>(c.col) + 0.5) * w - wide / 2, plane.y + (static_cast<double>(c.row) + 0.5) * h - high / 2, wide,
          high};
}

void draw_cells(Canvas& canvas, Rect r, std::size_t stage, double most, const LayersShown& s) {
  const Extent size = s.layers.plane(stage);
  const GridPlace place{{r.x, r.y}, r.w / static_cast<double>(size.w), size, {}};
  if (s.layers.is_line() || place.cell < kSmallestDrawnCell) return draw_small_cells(canvas, r, stage, most, s);
  draw_plane(
      canvas, place,
      [&](Cell c) {
        return PlaneCell{style_of(s, stage, s.paths[stage].of(c), most), {}};
      },
      s.frame.theme, 0);
}

void draw_one(Canvas& canvas, Rect r, std::size_t stage, const LayersShown& s) {
  const Extent size = s.layers.plane(stage);
  draw_cells(canvas, r, stage, most_paths(s.paths[stage]), s);
  canvas.stroke_rect(r, {s.frame.theme.muted, 1});
  if (stage == s.stage) draw_active(canvas, cell_in(r, size, s.cell), s.frame.theme);
  const LayerCell pinned = layer_cell(s.layers, s.frame.model.pinned);
  if (pinned.found && pinned.stage == stage) draw_pin(canvas, cell_in(r, size, pinned.cell), s.frame.theme);
  if (s.frame.hits) s.frame.hits->push_back({r, focus_on(s.layers, stage), size});
}

void draw_ground(Canvas& canvas, Rect tile, const LayersShown& s) { canvas.fill_rect(tile.inset(-5), s.frame.theme.panel, 6); }

void draw_tile(Canvas& canvas, const PlanePlace& place, std::size_t stage, const Captions& captions, const LayersShown& s) {
  const bool current = stage == s.current;
  const double x = place.tile.centre().x, width = place.tile.w + 4;
  if (current) draw_ground(canvas, place.tile, s);
  draw_fitting(canvas, {x, place.tile.y + captions.line() / 2}, width, s.name(stage), caption_style(s.frame.theme, current, captions.size));
  draw_one(canvas, place.plane, stage, s);
  TextStyle style = caption_style(s.frame.theme, current, captions.size);
  double y = place.tile.bottom() - captions.under() + kAbout + captions.line() / 2;
  for (const std::string& line : lines_below(s, stage, captions.below)) {
    draw_fitting(canvas, {x, y}, width, line, style);
    style = caption_style(s.frame.theme, false, captions.size);
    style.color = s.frame.theme.muted;
    y += captions.line();
  }
}

void draw_head(Canvas& canvas, Point tip, Point along, const Theme& theme) {
  const Point corners[] = {{tip.x - kArrow * (along.x + along.y), tip.y - kArrow * (along.y + along.x)},
                           tip,
                           {tip.x - kArrow * (along.x - along.y), tip.y - kArrow * (along.y - along.x)}};
  canvas.fill_polygon(corners, theme.muted);
}

// From one plane to the next, and from the end of a row to the next row.
void draw_way(Canvas& canvas, const PlanePlace& from, const PlanePlace& to, const Captions& captions, const Theme& theme) {
  const auto middle = [&](const PlanePlace& place) {
    return (place.tile.y + captions.above() + place.tile.bottom() - captions.under()) / 2;
  };
  const double before = to.tile.x - kPlaneGap / 2 + kArrow / 2;
  if (from.row == to.row) return draw_head(canvas, {(from.tile.right() + to.tile.x) / 2 + kArrow / 2, middle(to)}, {1, 0}, theme);
  const double right = from.tile.right() + kPlaneGap / 2, left = to.tile.x - kPlaneGap / 2 - kArrow;
  const double between = (from.tile.bottom() + to.tile.y) / 2;
  const Point way[] = {{from.tile.right() + 2, middle(from)}, {right, middle(from)}, {right, between}, {left, between}, {left, middle(to)},
                       {before - kArrow, middle(to)}};
  canvas.polyline(way, {theme.muted, 1});
  draw_head(canvas, {before, middle(to)}, {1, 0}, theme);
}

// Whether a result is computed from the one that stands before it: nothing leads to others from there.
bool goes_on(const LayersShown& s, std::size_t stage, std::size_t before) {
  return s.of(stage).from == before || s.of(stage).with == std::optional(before);
}

// Between two results that others lie between.
void draw_gap(Canvas& canvas, const PlanePlace& from, const PlanePlace& to, const Theme& theme) {
  if (from.row != to.row) return;
  canvas.text({(from.tile.right() + to.tile.x) / 2, to.plane.centre().y}, "···",
              {.color = theme.muted, .size = 13, .align = Align::centre});
}

void draw_in_rows(Canvas& canvas, const Laid& laid, const LayersShown& s) {
  const std::vector<std::size_t> stages = s.shown();
  const auto& places = laid.rows.places;
  for (std::size_t n = 0; n < stages.size(); ++n) {
    const bool follows = n > 0 && goes_on(s, stages[n], stages[n - 1]);
    if (follows) draw_way(canvas, places[n - 1], places[n], laid.captions, s.frame.theme);
    draw_tile(canvas, places[n], stages[n], laid.captions, s);
    if (n > 0 && !follows && stages[n] > stages[n - 1] + 1) draw_gap(canvas, places[n - 1], places[n], s.frame.theme);
  }
}

// The words of a bar: the layer's name at its beginning, what it sees at its end or in the line below.
struct BarWords {
  std::string name, sees;
};

BarWords bar_words(const LayersShown& s, std::size_t stage) {
  const std::string below = field_and_jump(s, stage);
  return {s.name(stage), plane_text(s.layers, stage) + (below.empty() ? "" : "   " + below)};
}

void draw_bar(Canvas& canvas, const PlanePlace& place, std::size_t stage, double line, bool one_line, const LayersShown& s) {
  const bool current = stage == s.current;
  const BarWords words = bar_words(s, stage);
  if (current) draw_ground(canvas, place.tile, s);
  TextStyle style = caption_style(s.frame.theme, current, line / 1.4);
  style.align = Align::left;
  draw_fitting(canvas, {place.tile.x, place.tile.y + line / 2}, place.tile.w, words.name, style);
  style = caption_style(s.frame.theme, false, line / 1.4);
  style.color = s.frame.theme.muted;
  style.align = one_line ? Align::right : Align::left;
  draw_fitting(canvas, {one_line ? place.tile.right() : place.tile.x, place.tile.y + (one_line ? 0.5 : 1.5) * line}, place.tile.w,
               words.sees, style);
  draw_one(canvas, place.plane, stage, s);
}

// Lines of cells: bars, the input at the top.
void draw_bars(Canvas& canvas, Rect area, const LayersShown& s) {
  constexpr double kLine = 18;
  const std::vector<std::size_t> stages = s.shown();
  std::vector<PlaneSize> planes;
  double words = 0;
  for (const std::size_t n : stages) {
    const BarWords of = bar_words(s, n);
    planes.push_back({s.layers.plane(n)});
    words = std::max(words, canvas.text_width(of.name + of.sees, caption_style(s.frame.theme, true, kLine / 1.4)) + 20);
  }
  const Rect room{area.x + kEdge, area.y, area.w - 2 * kEdge, area.h};
  PlaneRows rows = lay_bars(room, planes, kLine);
  const bool one_line = rows.places.front().tile.w >= words;
  if (!one_line) rows = lay_bars(room, planes, 2 * kLine);
  for (std::size_t n = 0; n < rows.places.size(); ++n) {
    const Rect tile = rows.places[n].tile;
    const bool below = n > 0 && rows.places[n].row > rows.places[n - 1].row;
    if (n > 0 && goes_on(s, stages[n], stages[n - 1]))
      below ? draw_head(canvas, {tile.x - kEdge / 2, tile.y + kArrow / 2}, {0, 1}, s.frame.theme)
            : draw_head(canvas, {tile.x - kPlaneGap / 2 + kArrow / 2, rows.places[n].plane.centre().y}, {1, 0}, s.frame.theme);
    draw_bar(canvas, rows.places[n], stages[n], kLine, one_line, s);
  }
}

void draw_legend(Canvas& canvas, Rect area, bool short_words, const LayersShown& s) {
  constexpr double kBar = 120;
  constexpr std::int64_t kShades = 48;
  // Of the plane at whose cells the paths begin, or end.
  const double most = most_paths(s.paths[s.forward ? s.layers.last() : 0]);
  std::string text = say(s.frame.language, s.forward ? "layers.legend_from" : "layers.legend_to", number(most));
  if (short_words) text = say(s.frame.language, "layers.legend_short", text);
  const TextStyle style{.color = s.frame.theme.muted, .size = 13};
  const double width = std::min(area.w - kBar - 8, canvas.text_width(text, style) + 2);
  const Rect bar{area.x + (area.w - kBar - 8 - width) / 2, area.bottom() - 19, kBar, 12};
  draw_cells_as_picture(canvas, bar, 1, kShades,
                        [](std::int64_t, std::int64_t n) { return viridis(static_cast<double>(n + 1) / static_cast<double>(kShades)); });
  draw_fitting(canvas, {bar.right() + 8, bar.centre().y}, width, text, style);
}

}  // namespace

void draw_layer_planes(Canvas& canvas, Rect area, const LayersShown& s) {
  const Rect room{area.x, area.y, area.w, area.h - kLegend};
  if (s.layers.is_line()) {
    draw_bars(canvas, room, s);
    return draw_legend(canvas, area, false, s);
  }
  const Laid laid = lay_out(canvas, {room.x + kEdge, room.y, room.w - 2 * kEdge, room.h}, s);
  draw_in_rows(canvas, laid, s);
  draw_legend(canvas, area, laid.captions.below == Captions::Below::short_line, s);
}

}  // namespace deconvlab

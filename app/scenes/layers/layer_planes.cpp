#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "app/diagram/plane.h"
#include "app/scenes/layers/layers_shown.h"

namespace deconvlab {

namespace {

constexpr double kLine = 17;     // of a caption
constexpr double kBetween = 12;  // tiles
constexpr double kAbout = 5;     // a plane in its tile
constexpr double kLeast = 12;    // side of a plane, however few cells it has
constexpr double kLegend = 34;
constexpr double kLargest = 340;  // side of a plane
constexpr double kRowGap = 8;
constexpr std::size_t kMostWithFields = 24;  // planes below which there is room for two lines
constexpr double kArrow = 5;

TextStyle caption_style(const Theme& theme, bool bold, double size = 13) {
  return {.color = theme.text, .size = size, .weight = bold ? Weight::bold : Weight::regular, .align = Align::centre};
}

int lines_below(const LayersShown& s) { return s.layers.stages.size() <= kMostWithFields ? 2 : 1; }

// Of a tile without its plane.
double words_height(const LayersShown& s) { return (1 + lines_below(s)) * kLine + 2 * kAbout; }

std::string below_text(const LayersShown& s, std::size_t stage) {
  if (stage == 0) return {};
  return say(s.frame.language, "layers.below", field_text(s.of(stage)), s.of(stage).axes.back().jump.text());
}

// How wide the widest caption is where it is as small as can be read.
double widest_caption(Canvas& canvas, const LayersShown& s) {
  double widest = 0;
  const TextStyle style = caption_style(s.frame.theme, true, kSmallestText + 0.5);
  for (std::size_t n = 0; n <= s.layers.last(); ++n)
    for (const std::string& text : {s.name(n), plane_text(s.layers, n), below_text(s, n)})
      widest = std::max(widest, canvas.text_width(text, style));
  return widest;
}

// As many columns as give planes the most room, with captions that can be read where that is possible.
struct Tiles {
  std::int64_t columns = 1, rows = 1;
  double w = 0, h = 0, side = 0;  // of a tile, and of the largest plane
};

Tiles tiles_of(Canvas& canvas, Rect area, const LayersShown& s) {
  const auto count = static_cast<std::int64_t>(s.layers.stages.size());
  const double caption = widest_caption(canvas, s) + 4;
  constexpr double kNarrowest = 54;
  Tiles best;
  for (std::int64_t columns = 1; columns <= count; ++columns) {
    Tiles tiles{columns, (count + columns - 1) / columns};
    tiles.w = area.w / static_cast<double>(columns);
    tiles.h = area.h / static_cast<double>(tiles.rows);
    tiles.side = std::min({tiles.w - kBetween, tiles.h - words_height(s) - kRowGap, kLargest});
    const bool readable = tiles.w >= std::min(caption, std::max(kNarrowest, area.w / 7));
    if (best.w == 0 || (readable && tiles.side > best.side)) best = tiles;
  }
  return best;
}

// The largest plane takes the room there is, others are smaller as they have fewer cells: in proportion, or less so where many planes leave
// little room. A line of cells is as high as can be seen.
Rect plane_rect(Rect room, const Layers& layers, std::size_t stage, std::int64_t most) {
  constexpr double kRoomy = 100, kLess = 0.35, kLineHeight = 26;
  const Extent plane = layers.plane(stage);
  const double side = std::min(room.w, room.h), share = static_cast<double>(std::max(plane.h, plane.w)) / static_cast<double>(most);
  const double longer = std::max(std::min(kLeast, side), side * (side >= kRoomy ? share : std::pow(share, kLess)));
  const double cell = longer / static_cast<double>(std::max(plane.h, plane.w));
  const double w = layers.is_line() ? std::max(kLeast, room.w * share) : cell * static_cast<double>(plane.w);
  const double h = layers.is_line() ? std::min(room.h, kLineHeight) : cell * static_cast<double>(plane.h);
  return {room.centre().x - w / 2, room.centre().y - h / 2, w, h};
}

std::int64_t most_side(const Layers& layers) {
  std::int64_t most = 1;
  for (std::size_t n = 0; n < layers.stages.size(); ++n) most = std::max({most, layers.plane(n).h, layers.plane(n).w});
  return most;
}

double most_paths(const PlanePaths& paths) {
  double most = 0;
  if (paths.empty()) return most;
  const Span rows = paths.rows(), columns = paths.columns();
  const std::int64_t by_rows = 1 + (rows.last - rows.first) / 256, by_columns = 1 + (columns.last - columns.first) / 256;
  for (std::int64_t r = rows.first; r <= rows.last; r += by_rows)
    for (std::int64_t c = columns.first; c <= columns.last; c += by_columns) most = std::max(most, paths.of({r, c}));
  return most;
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

void draw_tile(Canvas& canvas, Rect tile, std::size_t stage, const Tiles& tiles, const LayersShown& s) {
  const bool current = stage == s.current;
  const double x = tile.centre().x, width = tile.w - 10;
  if (current) canvas.fill_rect(tile.inset(1), s.frame.theme.panel, 6);
  draw_fitting(canvas, {x, tile.y + kLine / 2 + 1}, width, s.name(stage), caption_style(s.frame.theme, current));
  const Rect room{x - tiles.side / 2, tile.y + kLine + kAbout, tiles.side, tiles.side};
  const Rect r = plane_rect(room, s.layers, stage, most_side(s.layers));
  draw_one(canvas, r, stage, s);
  draw_fitting(canvas, {x, room.bottom() + kAbout + kLine / 2}, width, plane_text(s.layers, stage), caption_style(s.frame.theme, current));
  if (lines_below(s) < 2) return;
  TextStyle small = caption_style(s.frame.theme, false, 12);
  small.color = s.frame.theme.muted;
  std::string below = below_text(s, stage);
  TextStyle smallest = small;
  smallest.size = kSmallestText;
  if (canvas.text_width(below, smallest) > width) below = say(s.frame.language, "layers.below_short", field_text(s.of(stage)));
  draw_fitting(canvas, {x, room.bottom() + kAbout + 1.5 * kLine}, width, below, small);
}

// From one plane to the next in the same row.
void draw_arrow(Canvas& canvas, Point at, const Theme& theme) {
  const Point corners[] = {{at.x - kArrow / 2, at.y - kArrow}, {at.x + kArrow / 2, at.y}, {at.x - kArrow / 2, at.y + kArrow}};
  canvas.fill_polygon(corners, theme.muted);
}

void draw_legend(Canvas& canvas, Rect area, const LayersShown& s) {
  constexpr double kBar = 120;
  constexpr std::int64_t kShades = 48;
  const std::string text(phrase(s.frame.language, s.forward ? "layers.legend_from" : "layers.legend_to"));
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
  const Tiles tiles = tiles_of(canvas, room, s);
  const double high = tiles.side + words_height(s), row_height = high + kRowGap;
  const double above = std::max(0.0, (room.h - static_cast<double>(tiles.rows) * row_height) / 2);
  for (std::size_t n = 0; n < s.layers.stages.size(); ++n) {
    const auto column = static_cast<std::int64_t>(n) % tiles.columns, row = static_cast<std::int64_t>(n) / tiles.columns;
    const Rect tile{room.x + static_cast<double>(column) * tiles.w, room.y + above + static_cast<double>(row) * row_height, tiles.w, high};
    draw_tile(canvas, tile, n, tiles, s);
    if (column > 0) draw_arrow(canvas, {tile.x, tile.y + kLine + kAbout + tiles.side / 2}, s.frame.theme);
  }
  draw_legend(canvas, area, s);
}

}  // namespace deconvlab

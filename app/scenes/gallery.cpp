// Scene "gallery": every figure of the guide to convolution arithmetic as a tile that plays; a click opens it with sliders.
#include <algorithm>

#include "app/scenes/gallery_tiles.h"
#include "app/scenes/labels.h"
#include "app/scenes/layout.h"
#include "app/scenes/stories.h"
#include "app/scenes/words.h"

namespace deconvlab {

namespace {

constexpr double kEdge = 3;
constexpr double kHeading = 28;
constexpr double kBetween = 4;       // tiles
constexpr double kWords = 34;        // below a tile: its title and its sizes
constexpr double kLowestTile = 78;   // a lower one shows no words
constexpr double kLeastWidth = 140;  // of a tile, where there can be fewer columns
constexpr std::int64_t kMostColumns = 4;
constexpr std::int64_t kFirstShown = 5;  // strides and padding: large while nothing is pointed at

// After so many steps every tile starts anew at once: the least common multiple of their steps, so that all are done at the last.
constexpr std::int64_t kSteps = 176400;

std::int64_t tiles_of(Family family) { return std::ranges::count(tile_table(), family, &Tile::family); }

bool is_tile(const Focus& focus) {
  return focus.target == Target::tile && focus.cell.row >= 0 && focus.cell.row < std::ssize(tile_table());
}

// The tile that is large: what is pointed at or pinned.
std::int64_t shown_tile(const Frame& frame) { return is_tile(frame.focus) ? frame.focus.cell.row : kFirstShown; }

std::string title(std::int64_t n, const Frame& frame) { return std::string(phrase(frame.language, tile_table()[n].title_key)); }

void draw_words(Canvas& canvas, Rect area, std::int64_t n, const Frame& frame) {
  const TextStyle name{.color = frame.theme.text, .size = 12.5, .weight = Weight::bold, .align = Align::centre};
  const TextStyle sizes{.color = frame.theme.muted, .size = 12, .align = Align::centre};
  draw_fitting(canvas, {area.centre().x, area.y + 9}, area.w, title(n, frame), name);
  draw_fitting(canvas, {area.centre().x, area.y + 25}, area.w, tile_sizes(n), sizes);
}

void draw_tile_in(Canvas& canvas, Rect area, std::int64_t n, const Frame& frame) {
  const Focus focus{Target::tile, {n, 0}, {}};
  if (frame.hits) frame.hits->push_back({area, focus});
  if (frame.focus == focus) {
    canvas.fill_rect(area, frame.theme.panel, 6);
    canvas.stroke_rect(area, {frame.theme.accent, 2}, 6);
  }
  const double words = area.h < kLowestTile ? 0 : kWords;
  const Rect picture = Rect{area.x, area.y, area.w, area.h - words}.inset(4);
  with_tile(frame, n, [&](const Stage& stage) { draw_tile(canvas, picture, stage); });
  if (words > 0) draw_words(canvas, Rect{area.x + 3, area.bottom() - words, area.w - 6, words}, n, frame);
}

// A heading and the family's tiles below it, in rows of `columns`.
void draw_family(Canvas& canvas, Rect area, Family family, std::int64_t columns, const Frame& frame) {
  const bool forward = family == Family::convolution;
  const std::int64_t count = tiles_of(family);
  const std::int64_t first = forward ? 0 : tiles_of(Family::convolution);
  const std::string_view heading = phrase(frame.language, forward ? "gallery.convolution" : "gallery.transposed");
  draw_fitting(canvas, {area.x + 4, area.y + kHeading / 2}, area.w - 8, std::string(heading),
               {.color = frame.theme.text, .size = 15, .weight = Weight::bold});
  const double w = area.w / static_cast<double>(columns);
  const double h = (area.h - kHeading) / static_cast<double>((count + columns - 1) / columns);
  for (std::int64_t n = 0; n < count; ++n) {
    const Point at{area.x + static_cast<double>(n % columns) * w, area.y + kHeading + static_cast<double>(n / columns) * h};
    draw_tile_in(canvas, Rect{at.x, at.y, w, h}.inset(kBetween / 2), first + n, frame);
  }
}

void draw_main(Canvas& canvas, Rect whole, const Frame& frame) {
  const Rect area = whole.inset(kEdge);
  const auto columns = std::clamp(static_cast<std::int64_t>(area.w / kLeastWidth), std::int64_t{2}, kMostColumns);
  const auto rows = [&](Family family) { return static_cast<double>((tiles_of(family) + columns - 1) / columns); };
  const double upper_rows = rows(Family::convolution);
  const double row = (area.h - 2 * kHeading) / (upper_rows + rows(Family::transposed));
  const double upper = kHeading + upper_rows * row;
  draw_family(canvas, {area.x, area.y, area.w, upper}, Family::convolution, columns, frame);
  draw_family(canvas, {area.x, area.y + upper, area.w, area.h - upper}, Family::transposed, columns, frame);
}

// The tile that is pointed at, large and with its numbers.
void draw_side(Canvas& canvas, Rect whole, const Frame& frame) {
  Rect area = whole.inset(kEdge);
  const std::int64_t n = shown_tile(frame);
  draw_fitting(canvas, {area.centre().x, area.y + kHeading / 2}, area.w, title(n, frame) + "   " + tile_sizes(n),
               {.color = frame.theme.text, .size = 16, .weight = Weight::bold, .align = Align::centre});
  area = {area.x, area.y + kHeading, area.w, area.h - kHeading};
  with_tile(frame, n, [&](const Stage& stage) { draw_trio(canvas, arrange(canvas, area, stage, true), stage); });
}

std::string about_tile(std::int64_t n, const Frame& frame) {
  if (tile_table()[n].family == Family::convolution) return say(frame.language, "gallery.tile_convolution", title(n, frame), tile_sizes(n));
  return say(frame.language, "gallery.tile_transposed", title(n, frame), tile_sizes(n), tile_results(n).drawn.geometry.h.p);
}

std::string sentence(const Frame& frame) {
  const std::int64_t n = shown_tile(frame);
  return about_tile(n, frame) + "  " + with_tile(frame, n, [](const Stage& stage) { return step_sentence(stage); });
}

std::string describe(const Focus& focus, const Frame& frame) {
  if (!is_tile(focus)) return {};
  return say(frame.language, "gallery.click", title(focus.cell.row, frame), tile_sizes(focus.cell.row));
}

const Results& shown(const Frame& frame) { return tile_results(shown_tile(frame)).lesson; }

// The tile's lesson in its family's scene, from the start.
std::string open(const Focus& focus, const Frame& frame) {
  if (!is_tile(focus)) return {};
  const Tile& tile = tile_table()[focus.cell.row];
  Model model = frame.model;
  model.lesson = Lesson();
  model.lesson.scene = tile.family == Family::convolution ? "convolution" : "transposed";
  model.lesson.params = tile.params;
  model.time = 0;
  model.pinned = {};
  model.matrix = {};
  return to_link(model);
}

}  // namespace

const Scene kGalleryScene{.id = "gallery",
                          .title_key = "scene.gallery",
                          .draw_main = draw_main,
                          .draw_side = draw_side,
                          .sentence = sentence,
                          .example = "t=0",
                          .traits = {.own_steps = kSteps, .own_lessons = true},
                          .describe = describe,
                          .shown = shown,
                          .open = open};

}  // namespace deconvlab

// Scene "gallery": every figure of the guide to convolution arithmetic as a tile that plays; a click opens it with sliders.
#include <algorithm>

#include "app/diagram/labels.h"
#include "app/diagram/layout.h"
#include "app/diagram/words.h"
#include "app/scenes/each_scene.h"
#include "app/scenes/gallery/gallery_tiles.h"
#include "app/scenes/scenes.h"

namespace deconvlab {

namespace {

constexpr double kEdge = 3;
constexpr double kHeading = 28;
constexpr double kBetween = 4;       // tiles
constexpr double kTitleLine = 15;    // below a tile
constexpr double kSizes = 17;        // and below its title
constexpr double kLowestTile = 60;   // a lower one shows no words
constexpr double kLeastWidth = 140;  // of a tile, where there can be fewer columns
constexpr std::int64_t kMostColumns = 4;

std::int64_t tiles_of(Side side) { return std::ranges::count(tile_table(), side, &Tile::side); }

std::int64_t shown_tile(const Frame& frame) { return large_tile(frame.focus); }

void draw_words(Canvas& canvas, Rect area, std::int64_t n, const Frame& frame) {
  const TextStyle name{.color = frame.theme.text, .size = 12.5, .weight = Weight::bold, .align = Align::centre};
  const TextStyle sizes{.color = frame.theme.muted, .size = 12, .align = Align::centre};
  draw_in_lines(canvas, {area.x, area.y, area.w, area.h - kSizes}, tile_title(n, frame), name);
  draw_fitting(canvas, {area.centre().x, area.bottom() - kSizes / 2}, area.w, tile_sizes(n, frame), sizes);
}

// What the words below tiles of this width take: two lines where one title does not fit into one.
double words_height(Canvas& canvas, double width, const Frame& frame) {
  double widest = 0;
  for (std::int64_t n = 0; n < std::ssize(tile_table()); ++n)
    widest = std::max(widest, canvas.text_width(tile_title(n, frame), {.color = {}, .size = kSmallestText, .weight = Weight::bold}));
  return kSizes + kTitleLine * (widest > width ? 1.8 : 1);
}

void draw_tile_in(Canvas& canvas, Rect area, std::int64_t n, const Frame& frame) {
  const Focus focus{Target::tile, {n, 0}, {}};
  if (frame.hits) frame.hits->push_back({area, focus});
  if (frame.focus == focus) {
    canvas.fill_rect(area, frame.theme.panel, 6);
    canvas.stroke_rect(area, {frame.theme.accent, 2}, 6);
  } else if (n == shown_tile(frame)) {
    canvas.stroke_rect(area, {frame.theme.text, 1.5}, 6);
  }
  const double words = area.h < kLowestTile ? 0 : words_height(canvas, area.w - 6, frame);
  const Rect picture = Rect{area.x, area.y, area.w, std::max(area.h - words, 12.0)}.inset(4);
  with_tile(frame, n, [&](const Stage& stage) { draw_tile(canvas, picture, stage); });
  if (words > 0) draw_words(canvas, Rect{area.x + 3, area.bottom() - words, area.w - 6, words}, n, frame);
}

// A heading and the tiles of one side below it, in rows of `columns`.
void draw_side_of(Canvas& canvas, Rect area, Side side, std::int64_t columns, const Frame& frame) {
  const bool forward = side == Side::c;
  const std::int64_t count = tiles_of(side);
  const std::int64_t first = forward ? 0 : tiles_of(Side::c);
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
  const auto rows = [&](Side side) { return static_cast<double>((tiles_of(side) + columns - 1) / columns); };
  const double upper_rows = rows(Side::c);
  const double row = (area.h - 2 * kHeading) / (upper_rows + rows(Side::c_transposed));
  const double upper = kHeading + upper_rows * row;
  draw_side_of(canvas, {area.x, area.y, area.w, upper}, Side::c, columns, frame);
  draw_side_of(canvas, {area.x, area.y + upper, area.w, area.h - upper}, Side::c_transposed, columns, frame);
}

// The tile that is pointed at, large and with its numbers.
void draw_side(Canvas& canvas, Rect whole, const Frame& frame) {
  Rect area = whole.inset(kEdge);
  const std::int64_t n = shown_tile(frame);
  draw_fitting(canvas, {area.centre().x, area.y + kHeading / 2}, area.w, tile_title(n, frame) + "   " + tile_sizes(n, frame),
               {.color = frame.theme.text, .size = 16, .weight = Weight::bold, .align = Align::centre});
  area = {area.x, area.y + kHeading, area.w, area.h - kHeading};
  with_tile(frame, n, [&](const Stage& stage) { draw_trio(canvas, arrange(canvas, area, stage, true), stage); });
}

std::string about_tile(std::int64_t n, const Frame& frame) {
  if (tile_table()[n].side == Side::c) return say(frame.language, "gallery.tile_convolution", tile_title(n, frame), tile_sizes(n, frame));
  return say(frame.language, "gallery.tile_transposed", tile_title(n, frame), tile_sizes(n, frame),
             tile_results(n, frame).drawn.geometry.h.p);
}

std::string sentence(const Frame& frame) {
  const std::int64_t n = shown_tile(frame);
  return about_tile(n, frame) + "  " + with_tile(frame, n, [](const Stage& stage) { return step_sentence(stage); });
}

std::string describe(const Focus& focus, const Frame& frame) {
  if (!is_tile(focus)) return {};
  return say(frame.language, "gallery.click", tile_title(focus.cell.row, frame), tile_sizes(focus.cell.row, frame));
}

const Results& shown(const Frame& frame) { return tile_results(shown_tile(frame), frame).lesson; }

std::string open(const Focus& focus, const Frame& frame) { return is_tile(focus) ? tile_link(focus.cell.row, frame.model) : ""; }

}  // namespace

const Scene kGalleryScene{.id = "gallery",
                          .chapter = "atlas",
                          .title_key = "scene.gallery",
                          .question_key = "question.gallery",
                          .draw_main = draw_main,
                          .draw_side = draw_side,
                          .sentence = sentence,
                          .kind = &kGalleryKind,
                          .home = "t=4",
                          .describe = describe,
                          .shown = shown,
                          .open = open,
                          .least = {.main = 360}};

}  // namespace deconvlab

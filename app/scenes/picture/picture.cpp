// Scene "picture": a picture pooled, and brought back in four ways, beside the original; a loupe shows a few of the same pixels as numbers.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/diagram/legend.h"
#include "app/diagram/loupe.h"
#include "app/lang/text.h"
#include "app/lessons/wipe.h"
#include "app/scenes/each_scene.h"
#include "app/scenes/picture/picture_shown.h"
#include "app/state/player.h"
#include "core/geometry/cell_rect.h"
#include "core/operators/kernels.h"
#include "core/operators/resample.h"

namespace deconvlab {

namespace {

constexpr double kCaption = 24;
constexpr double kNote = 20;
constexpr double kGap = 14;
constexpr double kEdge = 3;
constexpr std::int64_t kBlock = 2;  // pooled cells a side of the loupe

constexpr SceneView kViews[] = {
    {"all", "picture.view_results"}, {"differences", "picture.view_differences"}, {kWipeView, "picture.view_one"}};

bool shows_differences(const Frame& frame) { return frame.model.lesson.view == "differences"; }

}  // namespace

const Resampled& resampled(const Frame& frame) { return *frame.results.pooling().resampled; }
const Tensor& pooled_original(const Frame& frame) { return *resampled(frame).x; }

const Tensor& way_back(const Frame& frame, int way) {
  const Resampled& r = resampled(frame);
  const Tensor* all[] = {&r.unpooled, &r.nearest, &r.bilinear, &frame.results.output};
  return *all[way];
}

std::string quality(const Frame& frame, int way) {
  const Difference& d = way < kFixedWays ? resampled(frame).distances[static_cast<std::size_t>(way)] : frame.results.pooling().distance;
  if (d.mean_squared == 0) return std::string(phrase(frame.language, "picture.same"));
  return say(frame.language, "picture.quality", fixed(d.psnr, 1), fixed(d.mean_squared, 0));
}

Cell switch_of(const Frame& frame, Cell pooled) {
  const Resampled& r = resampled(frame);
  return r.pool.input().cell_at(r.pooled.switches.at(pooled));
}

namespace {

// The block of pooled cells under the loupe, and what the timeline has come to.
struct Look {
  Cell block;         // first pooled cell
  Extent cells;       // of the block: less at the edge of a small map
  std::int64_t step;  // of kPooledPictureSteps
  const Geometry& pool;

  std::int64_t count() const { return cells.area(); }
  bool pooling() const { return step < count(); }
  // The pooled cell of the step.
  Cell current() const {
    const Cell c = cells.cell_at(std::min(pooling() ? step : step - count(), count() - 1));
    return {block.row + c.row, block.col + c.col};
  }
  Cell first_of(Cell pooled) const { return {pool.h.input_of(pooled.row, 0), pool.w.input_of(pooled.col, 0)}; }
  Cell first() const { return first_of(block); }
  Extent size() const { return {pool.h.s * (cells.h - 1) + pool.h.k, pool.w.s * (cells.w - 1) + pool.w.k}; }
  // How many pooled cells of the block are placed or, of the pooled map itself, made.
  std::int64_t placed() const { return pooling() ? 0 : step - count() + 1; }
  std::int64_t made() const { return pooling() ? step + 1 : count(); }
  bool within(Cell pooled, std::int64_t so_many) const {
    const Cell c{pooled.row - block.row, pooled.col - block.col};
    return !cells.contains(c) || cells.index_of(c) < so_many;
  }
};

Look look_of(const Frame& frame) {
  const Geometry& pool = resampled(frame).pool;
  const Extent map = pool.output();
  const Extent cells{std::min(kBlock, map.h), std::min(kBlock, map.w)};
  const Cell at = loupe_cell(frame);
  const auto start = [](std::int64_t c, const Axis& axis, std::int64_t shown) {
    return std::clamp<std::int64_t>((c + axis.p) / axis.s, 0, axis.o - shown);
  };
  const std::int64_t step = moment_of(frame.model.time, kPooledPictureSteps).step;
  return {{start(at.row, pool.h, cells.h), start(at.col, pool.w, cells.w)}, cells, std::min(step, 2 * cells.area() - 1), pool};
}

struct Tile {
  Rect picture;
  Point title, note;
  double width;
};

Tile tile_in(Rect area, int n) {
  const double w = (area.w - 2 * kGap) / 3;
  const double h = (area.h - kGap) / 2;
  const Rect r{area.x + n % 3 * (w + kGap), area.y + n / 3 * (h + kGap), w, h};
  return {{r.x, r.y + kCaption, r.w, r.h - kCaption - kNote},
          {r.centre().x, r.y + kCaption / 2},
          {r.centre().x, r.bottom() - kNote / 2 + 2},
          w};
}

void draw_words(Canvas& canvas, const Tile& tile, const std::string& title, const std::string& note, Color color, const Theme& theme) {
  draw_fitting(canvas, tile.title, tile.width, title, {.color = color, .size = 15, .weight = Weight::bold, .align = Align::centre});
  draw_fitting(canvas, tile.note, tile.width, note, {.color = theme.muted, .size = 13, .align = Align::centre});
}

void draw_way(Canvas& canvas, const Tile& tile, int way, const Frame& frame) {
  const PicturePlace place = place_picture(tile.picture, pooled_original(frame).shape().plane(), frame.model.matrix);
  const bool differences = shows_differences(frame);
  const PicturePaint paint{way_back(frame, way), differences ? &pooled_original(frame) : nullptr,
                           differences ? Shades::difference : Shades::picture, way < kFixedWays ? resampled(frame).serial : 0};
  draw_picture(canvas, place, paint, frame);
  const Look look = look_of(frame);
  mark_loupe(canvas, place, look.first(), look.size(), frame.theme);
  add_picture_hit(place, frame, Target::input);
  draw_words(canvas, tile, std::string(phrase(frame.language, kWaysBack[static_cast<std::size_t>(way)].title_key)), quality(frame, way),
             frame.theme.of(kWaysBack[static_cast<std::size_t>(way)].role).ink, frame.theme);
}

void draw_original(Canvas& canvas, const Tile& tile, const Frame& frame) {
  const Shape& s = pooled_original(frame).shape();
  const PicturePlace place = place_picture(tile.picture, s.plane(), frame.model.matrix);
  draw_picture(canvas, place, {.values = pooled_original(frame), .serial = resampled(frame).serial}, frame);
  const Look look = look_of(frame);
  mark_loupe(canvas, place, look.first(), look.size(), frame.theme);
  add_picture_hit(place, frame, Target::input);
  draw_words(canvas, tile, std::string(phrase(frame.language, "picture.original")),
             say(frame.language, s.c == 1 ? "picture.grey" : "picture.channels", s.h, s.w, s.c), frame.theme.of(Role::input).ink,
             frame.theme);
}

void draw_pooled(Canvas& canvas, const Tile& tile, const Frame& frame) {
  const Tensor& values = resampled(frame).pooled.values;
  const PicturePlace beside = place_picture(tile.picture, pooled_original(frame).shape().plane(), frame.model.matrix);
  const PicturePlace place = place_smaller(tile.picture, values.shape().plane(), beside);
  draw_picture(canvas, place, {.values = values, .serial = resampled(frame).serial}, frame);
  const Look look = look_of(frame);
  mark_loupe(canvas, place, look.block, look.cells, frame.theme);
  const Extent k = look.pool.kernel();
  draw_words(canvas, tile, std::string(phrase(frame.language, "picture.pooled")),
             say(frame.language, "picture.pooled_note", values.shape().h, values.shape().w, k.h, k.w), frame.theme.of(Role::input).ink,
             frame.theme);
}

// What the colours of differences are.
void draw_key(Canvas& canvas, const Tile& tile, const Frame& frame) {
  constexpr double kBar = 18;
  const double w = std::min(tile.width, 220.0);
  const Rect bar{tile.picture.centre().x - w / 2, tile.picture.centre().y - kBar, w, kBar};
  draw_diverging_bar(canvas, bar, frame.theme);
  const auto label = [&](double x, double y, const std::string& text, Align align) {
    canvas.text({x, y}, text, {.color = frame.theme.muted, .size = 13, .align = align});
  };
  const double below = bar.bottom() + 14;
  const std::string strongest = number(kStrongestDifference);
  label(bar.x, below, "−" + strongest, Align::left);
  label(bar.centre().x, below, "0", Align::centre);
  label(bar.right(), below, "+" + strongest, Align::right);
  label(bar.x, bar.y - 14, std::string(phrase(frame.language, "picture.darker")), Align::left);
  label(bar.right(), bar.y - 14, std::string(phrase(frame.language, "picture.brighter")), Align::right);
  draw_words(canvas, tile, std::string(phrase(frame.language, "picture.less_original")), "", frame.theme.text, frame.theme);
}

void draw_main(Canvas& canvas, Rect whole, const Frame& frame) {
  if (is_wiped(frame.model.lesson)) return draw_ways_wipe(canvas, whole, frame);
  const Rect area = whole.inset(kEdge);
  draw_original(canvas, tile_in(area, 0), frame);
  shows_differences(frame) ? draw_key(canvas, tile_in(area, 1), frame) : draw_pooled(canvas, tile_in(area, 1), frame);
  draw_way(canvas, tile_in(area, 2), 0, frame);
  for (int way = 1; way < 4; ++way) draw_way(canvas, tile_in(area, way + 2), way, frame);
}

// The pixels that one of the ways back makes from the pooled cell of the step.
CellRect made_from(const Look& look, int way, const Frame& frame) {
  const Cell at = look.current();
  const Geometry& up = frame.results.geometry;
  if (way == 0) return {look.first_of(at), look.pool.kernel()};
  if (way == kFixedWays) return {{up.h.input_of(at.row, 0), up.w.input_of(at.col, 0)}, up.kernel()};
  return resized_from(resampled(frame).resample, at, way == 2);
}

void draw_loupe_of(Canvas& canvas, Rect area, const Look& look, int way, const Frame& frame) {
  const Theme& theme = frame.theme;
  const LoupePlane plane{
      way_back(frame, way),
      look.first(),
      look.size(),
      std::string(phrase(frame.language, kWaysBack[static_cast<std::size_t>(way)].title_key)),
      theme.of(kWaysBack[static_cast<std::size_t>(way)].role).ink,
      Shades::picture,
      [&](Cell c) {
        return look.within({(c.row + look.pool.h.p) / look.pool.h.s, (c.col + look.pool.w.p) / look.pool.w.s}, look.placed());
      }};
  const GridPlace place = draw_loupe(canvas, area, plane, frame);
  if (look.pooling()) return;
  const CellRect made = made_from(look, way, frame);
  outline(canvas, place, plane, made.first, made.size, theme.of(Role::output).solid);
  if (way == 0) outline(canvas, place, plane, switch_of(frame, look.current()), {1, 1}, theme.of(Role::switches).solid);
}

// What the loupes' outlines are, at the bottom of the area; returns what it takes of the height.
double draw_outline_key(Canvas& canvas, Rect area, const Frame& frame) {
  constexpr double kLine = 22, kSwatch = 13;
  constexpr std::pair<Role, std::string_view> kOutlines[] = {
      {Role::kernel, "picture.key_window"}, {Role::switches, "picture.key_switch"}, {Role::output, "picture.key_made"}};
  const double column = area.w / std::size(kOutlines);
  Rect swatch{area.x + 1, area.bottom() - kLine + 4, kSwatch, kSwatch};
  for (const auto& [role, key] : kOutlines) {
    canvas.stroke_rect(swatch, {frame.theme.of(role).solid, 2.5});
    draw_fitting(canvas, {swatch.right() + 7, swatch.centre().y}, column - kSwatch - 12, std::string(phrase(frame.language, key)),
                 {.color = frame.theme.muted, .size = 13});
    swatch.x += column;
  }
  return kLine;
}

// Whether the kernel is FCN's for the factor by which the map is enlarged: bilinear upsampling, away from the border.
bool is_bilinear(const Frame& frame) {
  const Geometry& up = frame.results.geometry;
  const auto fits = [](const Axis& axis) { return axis.s % 2 == 0 && axis.k == 2 * axis.s && axis.i == axis.s * axis.o; };
  return fits(up.h) && fits(up.w) && frame.results.transpose.kernel() == *make_kernel("bilinear", up.kernel());
}

// With the window of the step, and the switches that are found.
void draw_original_loupe(Canvas& canvas, Rect area, const Look& look, const Frame& frame) {
  const Theme& theme = frame.theme;
  const LoupePlane x{pooled_original(frame), look.first(), look.size(), std::string(phrase(frame.language, "picture.original")),
                     theme.of(Role::input).ink};
  const GridPlace place = draw_loupe(canvas, area, x, frame);
  outline(canvas, place, x, look.first_of(look.current()), look.pool.kernel(), theme.of(Role::kernel).solid);
  for (std::int64_t n = 0; n < look.made(); ++n) {
    const Cell c = look.cells.cell_at(n);
    outline(canvas, place, x, switch_of(frame, {look.block.row + c.row, look.block.col + c.col}), {1, 1}, theme.of(Role::switches).solid);
  }
}

void draw_pooled_loupe(Canvas& canvas, Rect area, const Look& look, const Frame& frame) {
  const LoupePlane pooled{resampled(frame).pooled.values,
                          look.block,
                          look.cells,
                          std::string(phrase(frame.language, "picture.pooled")),
                          frame.theme.of(Role::input).ink,
                          Shades::picture,
                          [&](Cell c) { return look.within(c, look.made()); }};
  const GridPlace map = draw_loupe(canvas, area, pooled, frame);
  outline(canvas, map, pooled, look.current(), {1, 1}, frame.theme.of(Role::kernel).solid);
}

void draw_side(Canvas& canvas, Rect whole, const Frame& frame) {
  if (is_wiped(frame.model.lesson)) return draw_ways_lens(canvas, whole, frame);
  const Look look = look_of(frame);
  Rect area = whole.inset(kEdge);
  const std::string_view numbers = pooled_original(frame).shape().c == 1 ? "picture.numbers_grey" : "picture.numbers_red";
  area.h -= draw_meaning_of_numbers(canvas, area, std::string(phrase(frame.language, numbers)), frame);
  area.h -= draw_outline_key(canvas, area, frame);
  const double w = (area.w - kGap) / 2;
  const double h = (area.h - 2 * kGap) / 3;
  const auto tile = [&](int n) { return Rect{area.x + n % 2 * (w + kGap), area.y + n / 2 * (h + kGap), w, h}; };
  draw_original_loupe(canvas, tile(0), look, frame);
  draw_pooled_loupe(canvas, tile(1), look, frame);
  for (int way = 0; way < 4; ++way) draw_loupe_of(canvas, tile(way + 2), look, way, frame);
}

std::string sentence(const Frame& frame) {
  if (is_wiped(frame.model.lesson)) return ways_lens_sentence(frame);
  const Look look = look_of(frame);
  const Cell pooled = look.current();
  const Cell at = switch_of(frame, pooled);
  const std::string value = number(std::round(resampled(frame).pooled.values.at(pooled)));
  const std::string_view key = look.pooling() ? "picture.story_pool" : "picture.story_back";
  std::string story = say(frame.language, key, pooled.row, pooled.col, value, at.row, at.col);
  if (!look.pooling() && is_bilinear(frame)) story = then(std::move(story), phrase(frame.language, "picture.c_is_bilinear"));
  return story;
}

std::string describe(const Focus& focus, const Frame& frame) {
  if (focus.target != Target::input || !pooled_original(frame).shape().plane().contains(focus.cell)) return {};
  const auto value = [&](const Tensor& t) { return number(std::round(t.at(focus.cell))); };
  return say(frame.language, "picture.describe", focus.cell.row, focus.cell.col, value(pooled_original(frame)), value(way_back(frame, 0)),
             value(way_back(frame, 1)), value(way_back(frame, 2)), value(way_back(frame, 3)));
}

}  // namespace

const Scene kPictureScene{.id = "picture",
                          .chapter = "up",
                          .title_key = "scene.picture",
                          .question_key = "question.picture",
                          .draw_main = draw_main,
                          .draw_side = draw_side,
                          .sentence = sentence,
                          .kind = &kPooledPictureKind,
                          .home = "t=7",
                          .views = kViews,
                          .describe = describe,
                          .open = open_ways_choice};

}  // namespace deconvlab

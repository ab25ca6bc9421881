// Scene "picture": any two of the original, the pooled picture and the ways back on both sides of an edge; a lens on one pixel of them.
#include <algorithm>
#include <cmath>

#include "app/diagram/lens.h"
#include "app/diagram/loupe.h"
#include "app/diagram/wipe.h"
#include "app/lang/text.h"
#include "app/scenes/picture/picture_shown.h"
#include "core/matrix/matrix_rows.h"

namespace deconvlab {

namespace {

constexpr double kEdge = 3;
constexpr int kMostProducts = 6;
constexpr double kSmallestPixel = 4;  // of the mark of a single one

enum class Layer { original, pooled, unpooled, nearest, bilinear, deconvolved };
constexpr std::size_t kLayers = 6;
constexpr int kFirstWay = static_cast<int>(Layer::unpooled);

const Tensor& values_of(const Frame& frame, Layer layer) {
  if (layer == Layer::original) return pooled_original(frame);
  if (layer == Layer::pooled) return resampled(frame).pooled.values;
  return way_back(frame, static_cast<int>(layer) - kFirstWay);
}

// Each window's maximum lies over the middle of its window.
Alignment over_windows(const Geometry& pool) {
  const auto first = [](const Axis& axis) { return static_cast<double>(axis.k_eff - axis.s) / 2 - static_cast<double>(axis.p); };
  return {static_cast<double>(pool.h.s), static_cast<double>(pool.w.s), first(pool.h), first(pool.w)};
}

std::string name_of(const Frame& frame, Layer layer) {
  if (layer == Layer::original) return std::string(phrase(frame.language, "picture.original"));
  if (layer == Layer::pooled) return std::string(phrase(frame.language, "picture.pooled"));
  return std::string(phrase(frame.language, kWaysBack[static_cast<std::size_t>(layer) - kFirstWay].title_key));
}

Color ink_of(const Frame& frame, Layer layer) {
  const bool way = static_cast<int>(layer) >= kFirstWay;
  return frame.theme.of(way ? kWaysBack[static_cast<std::size_t>(layer) - kFirstWay].role : Role::input).ink;
}

std::string note_of(const Frame& frame, Layer layer) {
  const Shape& s = values_of(frame, layer).shape();
  const Extent k = resampled(frame).pool.kernel();
  if (layer == Layer::original) return say(frame.language, s.c == 1 ? "picture.grey" : "picture.channels", s.h, s.w, s.c);
  if (layer == Layer::pooled) return say(frame.language, "picture.pooled_note", s.h, s.w, k.h, k.w);
  return quality(frame, static_cast<int>(layer) - kFirstWay);
}

WipeLayers layers_of(const Frame& frame) {
  WipeLayers layers;
  for (std::size_t n = 0; n < kLayers; ++n) {
    const auto layer = static_cast<Layer>(n);
    const PicturePaint paint{.values = values_of(frame, layer), .serial = layer == Layer::deconvolved ? 0 : resampled(frame).serial};
    layers.push_back({.name = name_of(frame, layer),
                      .ink = ink_of(frame, layer),
                      .note = note_of(frame, layer),
                      .size = paint.values.shape().plane(),
                      .alignment = layer == Layer::pooled ? over_windows(resampled(frame).pool) : Alignment{},
                      .draw = [paint, &frame](Canvas& canvas, const PicturePlace& place) { draw_picture(canvas, place, paint, frame); }});
  }
  return layers;
}

// The lens is about the right side, or the left one where the right one is what was there before.
Layer told(const Frame& frame) {
  const WipeShown shown = wipe_shown(frame.model.lesson, kLayers);
  const auto right = static_cast<Layer>(shown.right);
  return right == Layer::original ? static_cast<Layer>(shown.left) : right;
}

// The window that has the pixel, or is the nearest to it.
Cell window_about(const Geometry& pool, Cell pixel) {
  const auto along = [](std::int64_t c, const Axis& axis) { return std::clamp<std::int64_t>((c + axis.p) / axis.s, 0, axis.o - 1); };
  return {along(pixel.row, pool.h), along(pixel.col, pool.w)};
}

// The pixels of a window of which the switch stays.
std::vector<LensTerm> terms_of_window(const Frame& frame, Cell pooled) {
  const Geometry& pool = resampled(frame).pool;
  const Cell at = switch_of(frame, pooled);
  std::vector<LensTerm> terms;
  for (std::int64_t n = 0; n < pool.kernel().area(); ++n) {
    const Cell tap = pool.kernel().cell_at(n);
    const Cell c{pool.h.input_of(pooled.row, tap.row), pool.w.input_of(pooled.col, tap.col)};
    if (pool.input().contains(c)) terms.push_back({c, pooled_original(frame).at(c), c == at ? 1.0f : 0.0f});
  }
  return terms;
}

// Of the windows that have the pixel: the value of the last one whose switch it is stays.
std::vector<LensTerm> terms_of_unpooling(const Frame& frame, Cell pixel) {
  std::vector<LensTerm> terms;
  for_each_fed(resampled(frame).pool, pixel, [&](const Feed& feed) {
    const bool back = switch_of(frame, feed.output) == pixel;
    for (LensTerm& other : terms) other.w = back ? 0 : other.w;
    terms.push_back({feed.output, resampled(frame).pooled.values.at(feed.output), back ? 1.0f : 0.0f});
  });
  return terms;
}

std::vector<LensTerm> terms_of_resampling(const Frame& frame, AddTaps add, Cell pixel) {
  const Tensor none;
  std::vector<RowEntry> row;
  add({resampled(frame).resample, none, {}, {}}, pixel, row);
  std::vector<LensTerm> terms;
  for (const RowEntry& e : merged(std::move(row))) terms.push_back({e.cell, resampled(frame).pooled.values.at(e.cell), e.weight});
  return terms;
}

std::vector<LensTerm> terms_of_stamps(const Frame& frame, Cell pixel) {
  std::vector<LensTerm> terms;
  for (const Term& t : frame.results.transpose.gather(frame.results.geometry.input().index_of(pixel)).terms)
    terms.push_back({t.input, t.x, t.w});
  return terms;
}

std::vector<LensTerm> terms_of(const Frame& frame, Layer layer, Cell pixel) {
  switch (layer) {
    case Layer::original:
      return {{pixel, pooled_original(frame).at(pixel), 1}};
    case Layer::pooled:
      return terms_of_window(frame, pixel);
    case Layer::unpooled:
      return terms_of_unpooling(frame, pixel);
    case Layer::nearest:
      return terms_of_resampling(frame, add_taps_of_nearest, pixel);
    case Layer::bilinear:
      return terms_of_resampling(frame, add_taps_of_bilinear, pixel);
    case Layer::deconvolved:
      break;
  }
  return terms_of_stamps(frame, pixel);
}

struct Box {
  Cell first;
  Extent size;
};
// The least rectangle with all of the terms' cells; the cell itself where there are none.
Box box_of(const std::vector<LensTerm>& terms, Cell otherwise) {
  if (terms.empty()) return {otherwise, {1, 1}};
  Cell first = terms.front().cell, last = first;
  for (const LensTerm& t : terms) {
    first = {std::min(first.row, t.cell.row), std::min(first.col, t.cell.col)};
    last = {std::max(last.row, t.cell.row), std::max(last.col, t.cell.col)};
  }
  return {first, {last.row - first.row + 1, last.col - first.col + 1}};
}

// What the lens is about.
struct Looked {
  Layer layer;
  Cell pixel;  // of the layer
  std::vector<LensTerm> terms;
  Box box;  // of what is read

  bool reads_original() const { return layer == Layer::original || layer == Layer::pooled; }
};

Looked looked_at(const Frame& frame) {
  const Layer layer = told(frame);
  const Cell at = loupe_cell(frame);
  const Geometry& pool = resampled(frame).pool;
  const Cell pixel = layer == Layer::pooled ? window_about(pool, at) : at;
  std::vector<LensTerm> terms = terms_of(frame, layer, pixel);
  const Box box = box_of(terms, layer == Layer::original ? pixel : window_about(pool, at));
  return {layer, pixel, std::move(terms), box};
}

// What is read, and the pixel that it comes to.
void mark_looked(Canvas& canvas, const PicturePlace& place, const Looked& looked, const Frame& frame) {
  const PicturePlace pooled = place_aligned(place, resampled(frame).pooled.values.shape().plane(), over_windows(resampled(frame).pool));
  mark_loupe(canvas, looked.reads_original() ? place : pooled, looked.box.first, looked.box.size, frame.theme);
  if (looked.layer == Layer::pooled) return;
  const Rect r = place.at(looked.pixel);
  const double grow = std::max(0.0, kSmallestPixel - r.w) / 2;
  canvas.stroke_rect(Rect{r.x - grow, r.y - grow, r.w + 2 * grow, r.h + 2 * grow}.within(place.rect),
                     {frame.theme.of(Role::output).solid, 2});
}

std::string result_name(const Frame& frame, const Looked& looked) {
  return say(frame.language, "picture.layer_at", name_of(frame, looked.layer), looked.pixel.row, looked.pixel.col);
}

Lens lens_of(const Frame& frame, const Looked& looked) {
  const Layer read = looked.reads_original() ? Layer::original : Layer::pooled;
  const float value = values_of(frame, looked.layer).at(looked.pixel);
  return {.caption = say(frame.language, "picture.layer_from", name_of(frame, read), looked.box.first.row, looked.box.first.col),
          .ink = ink_of(frame, read),
          .values = values_of(frame, read),
          .first = looked.box.first,
          .size = looked.box.size,
          .terms = looked.terms,
          .result = result_name(frame, looked),
          .result_ink = ink_of(frame, looked.layer),
          .value = value,
          .shade = strength_of(value, Shades::picture)};
}

std::string_view way_key(Layer layer) {
  constexpr std::string_view kKeys[] = {"picture.lens_original", "picture.lens_pooled",   "picture.lens_unpooled",
                                        "picture.lens_nearest",  "picture.lens_bilinear", "picture.lens_deconvolved"};
  return kKeys[static_cast<std::size_t>(layer)];
}

}  // namespace

void draw_ways_wipe(Canvas& canvas, Rect area, const Frame& frame) {
  const PicturePlace place = draw_wipe(canvas, area.inset(kEdge), pooled_original(frame).shape().plane(), layers_of(frame), frame);
  mark_looked(canvas, place, looked_at(frame), frame);
}

void draw_ways_lens(Canvas& canvas, Rect area, const Frame& frame) {
  draw_lens(canvas, area.inset(kEdge), lens_of(frame, looked_at(frame)), frame);
}

std::string ways_lens_sentence(const Frame& frame) {
  const Looked looked = looked_at(frame);
  const Lens lens = lens_of(frame, looked);
  const bool exact = std::ranges::none_of(lens.terms, [](const LensTerm& t) { return is_rounded(t.w) || is_rounded(t.x); });
  const std::string equals = exact && !is_rounded(lens.value) ? " = " : " ≈ ";
  const bool put_back = std::ranges::any_of(lens.terms, [](const LensTerm& t) { return t.w != 0; });
  const std::string sum = put_back ? " = " + lens_sum(lens, kMostProducts) + equals + number(lens.value) : " = 0";
  const std::string story = lens.result + sum + std::string(phrase(frame.language, way_key(looked.layer)));
  return then(story, phrase(frame.language, pooled_original(frame).shape().c == 1 ? "picture.numbers_grey" : "picture.numbers_red"));
}

std::string open_ways_choice(const Focus& focus, const Frame& frame) { return open_wipe_choice(focus, frame, kLayers); }

}  // namespace deconvlab

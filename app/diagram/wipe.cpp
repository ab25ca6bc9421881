#include "app/diagram/wipe.h"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "app/diagram/labels.h"
#include "app/draw/rich_text.h"

namespace deconvlab {

namespace {

constexpr double kColumnShare = 0.17;  // of the width, for the names beside either half
constexpr double kNarrowest = 112;
constexpr double kWidest = 150;
constexpr double kGap = 14;  // between names and picture: the grip has room there
constexpr double kHeading = 22;
constexpr double kChip = 32;
constexpr double kBetween = 6;
constexpr double kKey = 12;  // room for the key that chooses it
constexpr double kNote = 13;
constexpr int kMostNoteLines = 7;
constexpr double kGrip = 10;
constexpr std::int64_t kKeys = 9;

struct Places {
  Rect left, frame, right;
};

Places places_in(Rect area) {
  const double column = std::clamp(area.w * kColumnShare, kNarrowest, kWidest);
  const double middle = std::max(1.0, area.w - 2 * (column + kGap));
  return {
      {area.x, area.y, column, area.h}, {area.x + column + kGap, area.y, middle, area.h}, {area.right() - column, area.y, column, area.h}};
}

// A half of the frame, where it has any width.
void draw_half(Canvas& canvas, const PicturePlace& frame, Rect half, const WipeLayer& layer) {
  if (half.w <= 0) return;
  const PicturePlace place = place_aligned(frame, layer.size, layer.alignment);
  if (place.rect.w <= 0 || place.rect.h <= 0) return;
  canvas.push_clip(half);
  layer.draw(canvas, place);
  canvas.pop_clip();
}

void draw_arrow(Canvas& canvas, Point tip, double way, Color color) {
  const Point corners[] = {tip, {tip.x - way * 4, tip.y - 4}, {tip.x - way * 4, tip.y + 4}};
  canvas.fill_polygon(corners, color);
}

// The edge, and what it is dragged by.
void draw_edge(Canvas& canvas, const Rect& r, double x, const Theme& theme) {
  canvas.line({x, r.y}, {x, r.bottom()}, {theme.background, 5});
  canvas.line({x, r.y}, {x, r.bottom()}, {theme.accent, 2});
  const Point middle{x, r.centre().y};
  canvas.circle(middle, kGrip, theme.accent);
  canvas.circle(middle, kGrip - 2, theme.background);
  draw_arrow(canvas, {x - 6, middle.y}, -1, theme.accent);
  draw_arrow(canvas, {x + 6, middle.y}, 1, theme.accent);
}

// A name that can be chosen for a side; the right side's with the key that does it.
void draw_chip(Canvas& canvas, Rect r, const WipeLayer& layer, std::int64_t n, bool right, bool chosen, const Frame& frame) {
  const Theme& theme = frame.theme;
  canvas.stroke_rect(r.inset(1), chosen ? Stroke{theme.accent, 2} : Stroke{theme.line, 1}, 5);
  const bool keyed = right && n < kKeys;
  const double key = keyed ? kKey : 0;
  if (keyed) canvas.text({r.x + 4, r.centre().y}, std::to_string(n + 1), {.color = theme.muted, .size = 12});
  draw_in_lines(
      canvas, {r.x + key + 3, r.y + 1, r.w - key - 6, r.h - 2}, layer.name,
      {.color = chosen ? layer.ink : theme.muted, .size = 14, .weight = chosen ? Weight::bold : Weight::regular, .align = Align::centre});
  if (frame.hits) frame.hits->push_back({r, wipe_choice(n, right)});
}

// A number stays on the line of what it is of.
std::string with_numbers_bound(std::string text) {
  constexpr std::string_view kNoBreak = "\u00a0";
  for (std::size_t at = text.find(' '); at != std::string::npos; at = text.find(' ', at + 1)) {
    const bool number = at + 1 < text.size() && std::isdigit(static_cast<unsigned char>(text[at + 1]));
    if (number) text.replace(at, 1, kNoBreak);
  }
  return text;
}

// What a side can show, and below it something about what it does: where there is little room the names are lower.
void draw_names(Canvas& canvas, Rect column, const WipeLayers& layers, bool right, std::size_t chosen, const Frame& frame) {
  const Theme& theme = frame.theme;
  draw_in_lines(canvas, {column.x, column.y, column.w, kHeading}, std::string(phrase(frame.language, right ? "wipe.right" : "wipe.left")),
                {.color = theme.muted, .size = 13, .align = Align::centre});
  const TextRun note{with_numbers_bound(layers[chosen].note), theme.muted};
  const int lines = note.text.empty() ? 0 : std::min(kMostNoteLines, wrapped_lines(canvas, column.w, note, kNote));
  const double words = lines * kNote * kWrappedLine;
  const double top = column.y + kHeading + 4;
  const double step = std::min(kChip + kBetween, (column.bottom() - top - words) / static_cast<double>(layers.size()));
  for (std::size_t n = 0; n < layers.size(); ++n)
    draw_chip(canvas, {column.x, top + static_cast<double>(n) * step, column.w, step - kBetween}, layers[n], static_cast<std::int64_t>(n),
              right, n == chosen, frame);
  const double below = top + static_cast<double>(layers.size()) * step;
  if (lines > 0) draw_wrapped(canvas, {column.x, below + kNote * kWrappedLine / 2}, column.w, note, kNote, lines);
}

Raster colors_of(const PicturePlace& place, const std::function<Color(Cell)>& color_of) {
  const auto cells = [](double length, double each) { return std::max<std::int64_t>(1, std::llround(length / each)); };
  const std::int64_t rows = cells(place.rect.h, place.zoom), cols = cells(place.rect.w, place.zoom_w());
  const Extent size{pixels_along(rows, place.rect.h), pixels_along(cols, place.rect.w)};
  const Cell first{static_cast<std::int64_t>(place.row0), static_cast<std::int64_t>(place.col0)};
  Raster raster{static_cast<int>(size.w), static_cast<int>(size.h), 0, {}};
  raster.rgba.reserve(static_cast<std::size_t>(size.area()));
  for (std::int64_t n = 0; n < size.area(); ++n) {
    const Cell c = size.cell_at(n);
    raster.rgba.push_back(packed(color_of({first.row + c.row * rows / size.h, first.col + c.col * cols / size.w})));
  }
  raster.id = fingerprint(raster);
  return raster;
}

}  // namespace

void draw_colors(Canvas& canvas, const PicturePlace& place, const std::function<Color(Cell)>& color_of, std::int64_t layer,
                 const Frame& frame) {
  PictureMemo once;
  PictureMemo& memo = frame.picture_memo ? *frame.picture_memo : once;
  const PictureMemo::Key key{.serial = frame.results.serial,
                             .channel = layer,
                             .rect = place.rect,
                             .zoom = place.zoom,
                             .row0 = place.row0,
                             .col0 = place.col0,
                             .wide = place.wide,
                             .theme = frame.theme.id};
  canvas.image(place.rect, memo.picture_of(key, [&] { return colors_of(place, color_of); }));
}

WipeShown wipe_shown(const Lesson& lesson, std::size_t count) {
  const auto nth = [&](std::int64_t n) {
    return static_cast<std::size_t>(std::clamp<std::int64_t>(n, 1, static_cast<std::int64_t>(count)) - 1);
  };
  return {nth(lesson.wipe.left), nth(lesson.wipe.right)};
}

PicturePlace draw_wipe(Canvas& canvas, Rect area, Extent size, const WipeLayers& layers, const Frame& frame, Target pixel) {
  const Places at = places_in(area);
  const WipeShown shown = wipe_shown(frame.model.lesson, layers.size());
  const PicturePlace place = place_picture(at.frame, size, frame.model.matrix);
  const Rect& r = place.rect;
  const double before = r.w * wipe_edge(frame.model.time);
  canvas.stroke_rect(r, {frame.theme.line, 1});
  draw_half(canvas, place, {r.x, r.y, before, r.h}, layers[shown.left]);
  draw_half(canvas, place, {r.x + before, r.y, r.w - before, r.h}, layers[shown.right]);
  add_picture_hit(place, frame, pixel);
  const double top = std::min(r.y, area.y + area.h * 0.2);
  draw_names(canvas, {at.left.x, top, at.left.w, area.bottom() - top}, layers, false, shown.left, frame);
  draw_names(canvas, {at.right.x, top, at.right.w, area.bottom() - top}, layers, true, shown.right, frame);
  draw_edge(canvas, r, r.x + before, frame.theme);
  return place;
}

Focus wipe_choice(std::int64_t layer, bool right) { return {Target::tile, {layer, right ? 1 : 0}, {}}; }

std::string open_wipe_choice(const Focus& focus, const Frame& frame, std::size_t count) {
  const bool known = is_wiped(frame.model.lesson) && focus.target == Target::tile;
  if (!known || focus.cell.row >= static_cast<std::int64_t>(count)) return {};
  Model chosen = frame.model;
  (focus.cell.col == 0 ? chosen.lesson.wipe.left : chosen.lesson.wipe.right) = focus.cell.row + 1;
  return to_link(chosen);
}

}  // namespace deconvlab

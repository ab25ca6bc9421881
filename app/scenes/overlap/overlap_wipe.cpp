// Scene "overlap": a picture brought up by stamps that overlap as the lesson's, and resized and then convolved, on both sides of an edge.
#include <algorithm>
#include <cmath>

#include "app/diagram/overlap_counts.h"
#include "app/diagram/wipe.h"
#include "app/lessons/convolution/brought_up.h"
#include "app/scenes/overlap/overlap_shown.h"

namespace deconvlab {

namespace {

constexpr double kEdge = 3;
constexpr double kCaption = 28;
constexpr double kScale = 26;
constexpr double kGap = 10;
constexpr std::size_t kLayers = 3;

const BroughtUp* brought_up(const Frame& frame) { return frame.results.of<OverlapResult>().brought_up.get(); }

// Along an axis: where y's first cell begins over the resized picture, whose cell s n and those after it are copies of cell n; that cell's
// stamp has the same middle.
double first_over(const Axis& up) { return static_cast<double>(up.p) + static_cast<double>(up.s - up.k_eff) / 2; }
Alignment over_resized(const Geometry& up) { return {1, 1, first_over(up.h), first_over(up.w)}; }

WipeLayer layer_of(const Frame& frame, const Tensor& values, std::string name, std::string note, Role role, const Alignment& alignment) {
  const PicturePaint paint{.values = values, .serial = brought_up(frame)->serial};
  return {.name = std::move(name),
          .ink = frame.theme.of(role).ink,
          .note = std::move(note),
          .size = values.shape().plane(),
          .alignment = alignment,
          .draw = [paint, &frame](Canvas& canvas, const PicturePlace& place) { draw_picture(canvas, place, paint, frame); }};
}

WipeLayers layers_of(const Frame& frame) {
  const BroughtUp& b = *brought_up(frame);
  const Language& language = frame.language;
  const auto named = [&](std::string_view key) { return say(language, key, b.up.h.k, b.up.w.k, b.up.h.s, b.up.w.s); };
  return {
      layer_of(frame, b.stamped, named("overlap.stamped"), overlap_verdict(b.up, language), Role::switches, over_resized(b.up)),
      layer_of(frame, b.smooth, named("overlap.smooth"), say(language, "overlap.smooth_note", b.up.kernel().area()), Role::output, {}),
      layer_of(frame, b.resized, named("overlap.resized"), say(language, "overlap.resized_note", b.up.h.s, b.up.w.s), Role::output, {})};
}

// How many stamps meet along an axis, far from its ends.
struct Met {
  std::int64_t least, most;
};
Met met_inside(const Axis& up) {
  Met met{up.overlap(up.i / 2), up.overlap(up.i / 2)};
  for (std::int64_t n = 1; n < up.s; ++n) {
    const std::int64_t count = up.overlap(std::min(up.i / 2 + n, up.i - 1));
    met = {std::min(met.least, count), std::max(met.most, count)};
  }
  return met;
}

// The cell of y that is seen in a pixel of the frame.
Cell cell_in(const Geometry& up, Cell pixel) {
  const auto along = [](const Axis& axis, std::int64_t c) {
    return static_cast<std::int64_t>(std::floor(static_cast<double>(c) + 0.5 - first_over(axis)));
  };
  return {along(up.h, pixel.row), along(up.w, pixel.col)};
}

}  // namespace

void draw_brought_up(Canvas& canvas, Rect whole, const Frame& frame) {
  const Rect area = whole.inset(kEdge);
  if (brought_up(frame)) {
    draw_wipe(canvas, area, brought_up(frame)->even.input(), layers_of(frame), frame);
    return;
  }
  draw_in_lines(canvas, area, std::string(phrase(frame.language, "overlap.no_picture")),
                {.color = frame.theme.muted, .size = 15, .align = Align::centre});
}

void draw_counts_of_both(Canvas& canvas, Rect whole, const Frame& frame) {
  const Rect area = whole.inset(kEdge);
  const Geometry& g = frame.results.geometry;
  const auto fix = resized_convolution(g);
  const double each = (area.h - kScale - kGap) / 2;
  const CountPlaces at = count_places({area.x, area.y + kCaption, area.w, each - kCaption}, g.input());
  draw_count_caption(canvas, area.centre().x, at.cols.outer().y - 15, area.w, std::string(phrase(frame.language, "scene.overlap_counts")),
                     frame.theme.of(Role::switches).ink);
  draw_products(
      canvas, at, most_contributions(g), [&](std::int64_t r) { return g.h.overlap(r); }, [&](std::int64_t c) { return g.w.overlap(c); },
      frame.theme);
  if (fix) draw_resized_counts(canvas, {area.x, area.y + each, area.w, each}, *fix, frame);
  draw_count_scale(canvas, {area.x, area.bottom() - kScale, area.w, kScale}, most_contributions(g), frame);
}

std::string describe_brought_up(const Focus& focus, const Frame& frame) {
  const BroughtUp* b = brought_up(frame);
  if (!b || focus.target != Target::input || !b->even.input().contains(focus.cell)) return {};
  const Cell cell = cell_in(b->up, focus.cell);
  if (!b->up.input().contains(cell)) return {};
  return say(frame.language, "overlap.describe_pixel", cell.row, cell.col, b->up.h.overlap(cell.row), b->up.w.overlap(cell.col),
             b->up.overlap(cell));
}

std::string brought_up_sentence(const Frame& frame) {
  const BroughtUp* b = brought_up(frame);
  if (!b) return std::string(phrase(frame.language, "overlap.no_picture"));
  if (std::string pointed = describe_brought_up(frame.focus, frame); !pointed.empty()) return pointed;
  const Met h = met_inside(b->up.h), w = met_inside(b->up.w);
  return say(frame.language, "overlap.story_picture", b->up.h.o, b->up.w.o, b->up.h.i, b->up.w.i, h.least * w.least, h.most * w.most);
}

std::string open_brought_up_choice(const Focus& focus, const Frame& frame) { return open_wipe_choice(focus, frame, kLayers); }

}  // namespace deconvlab

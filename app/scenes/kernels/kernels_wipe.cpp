// Scene "kernels": the picture and what the kernel made of it on both sides of an edge, and the numbers of one placement under a lens.
#include <algorithm>

#include "app/diagram/lens.h"
#include "app/diagram/loupe.h"
#include "app/diagram/wipe.h"
#include "app/scenes/kernels/kernels_shown.h"

namespace deconvlab {

namespace {

constexpr double kEdge = 3;
constexpr std::size_t kLayers = 2;

WipeLayer layer_of(const Frame& frame, const PicturePaint& paint, std::string_view name_key, Role role, const Alignment& alignment) {
  return {.name = std::string(phrase(frame.language, name_key)),
          .ink = frame.theme.of(role).ink,
          .note = filtered_note(paint, frame.language),
          .size = paint.values.shape().plane(),
          .alignment = alignment,
          .draw = [paint, &frame](Canvas& canvas, const PicturePlace& place) { draw_picture(canvas, place, paint, frame); }};
}

// Each pixel of the output lies over the middle of what it was made of.
Alignment over_the_middle(const Geometry& g) {
  const auto first = [](const Axis& axis) { return static_cast<double>(axis.k_eff - axis.s) / 2 - static_cast<double>(axis.p); };
  return {static_cast<double>(g.h.s), static_cast<double>(g.w.s), first(g.h), first(g.w)};
}

WipeLayers layers_of(const Frame& frame) {
  return {layer_of(frame, {filtered_original(frame)}, "picture.original", Role::input, {}),
          layer_of(frame, filtered_paint(frame), "picture.convolved", Role::output, over_the_middle(frame.results.geometry))};
}

std::vector<LensTerm> terms_of(const Frame& frame, Cell output) {
  std::vector<LensTerm> terms;
  for (const Term& t : frame.results.trace.step(frame.results.geometry.output().index_of(output)).terms)
    terms.push_back({t.input, t.x, t.w, t.weight});
  return terms;
}

}  // namespace

void draw_filtered_wipe(Canvas& canvas, Rect area, const Frame& frame) {
  const Geometry& g = frame.results.geometry;
  const PicturePlace place = draw_wipe(canvas, area.inset(kEdge), filtered_original(frame).shape().plane(), layers_of(frame), frame);
  mark_loupe(canvas, place, first_read(g, filtered_placement(frame)), {g.h.k_eff, g.w.k_eff}, frame.theme);
}

void draw_filtered_lens(Canvas& canvas, Rect area, const Frame& frame) {
  const Geometry& g = frame.results.geometry;
  const Cell output = filtered_placement(frame);
  const Cell first = first_read(g, output);
  const PicturePaint paint = filtered_paint(frame);
  const float value = frame.results.output.at(output);
  draw_lens(canvas, area.inset(kEdge),
            {.caption = say(frame.language, "picture.patch", first.row, first.col),
             .ink = frame.theme.of(Role::input).ink,
             .values = filtered_original(frame),
             .first = first,
             .size = {g.h.k_eff, g.w.k_eff},
             .terms = terms_of(frame, output),
             .result = say(frame.language, "picture.convolved_at", output.row, output.col),
             .result_ink = frame.theme.of(Role::output).ink,
             .value = value,
             .shade = strength_of(value / paint.divisor, paint.shades)},
            frame);
}

std::string open_filtered_choice(const Focus& focus, const Frame& frame) { return open_wipe_choice(focus, frame, kLayers); }

}  // namespace deconvlab

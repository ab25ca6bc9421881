// Scene "decoders": any two of the picture, its true classes and what the decoders find on both sides of an edge.
#include <fmt/format.h>

#include "app/diagram/wipe.h"
#include "app/scenes/decoders/decoders_shown.h"

namespace deconvlab {

namespace {

constexpr double kEdge = 3;

const Decoded& decoded(const Frame& frame) { return *frame.results.network().decoded; }

WipeLayer layer_of(const Frame& frame, std::int64_t n, std::string_view name_key, Color ink, std::string note,
                   std::function<Color(Cell)> color) {
  return {.name = std::string(phrase(frame.language, name_key)),
          .ink = ink,
          .note = std::move(note),
          .size = decoded(frame).picture.shape().plane(),
          .draw = [color = std::move(color), n, &frame](Canvas& canvas, const PicturePlace& place) {
            draw_colors(canvas, place, color, n, frame);
          }};
}

std::string note_of(const Frame& frame, std::size_t decoder) {
  const std::string how(phrase(frame.language, decoder_how_key(decoder)));
  if (!decoded(frame).labels) return how;
  const Decoded::Agreement& agreement = decoded(frame).agreement[decoder];
  return say(frame.language, "decoders.how_and_iou", how,
             say(frame.language, "decoders.iou", fmt::format("{:.2f}", agreement.everywhere), fmt::format("{:.2f}", agreement.outlines)));
}

WipeLayers layers_of(const Frame& frame) {
  const Decoded& d = decoded(frame);
  const auto over = [&d](const Tensor& labels) { return [&d, &labels](Cell c) { return found_over(d, labels, c); }; };
  WipeLayers layers{
      layer_of(frame, 0, "decoders.picture", frame.theme.of(Role::input).ink, "", [&d](Cell c) { return pixel_color(d.picture, c); })};
  for (std::size_t n = 0; n < kDecoders; ++n) {
    const Color ink = frame.theme.of(n == 2 ? Role::output : Role::switches).ink;
    layers.push_back(layer_of(frame, static_cast<std::int64_t>(n) + 1, decoder_name_key(n), ink, note_of(frame, n), over(d.found[n])));
  }
  if (d.labels) layers.push_back(layer_of(frame, std::ssize(layers), "decoders.truth", frame.theme.text, "", over(*d.labels)));
  return layers;
}

}  // namespace

void draw_decoders_wipe(Canvas& canvas, Rect area, const Frame& frame) {
  draw_wipe(canvas, area.inset(kEdge), decoded(frame).picture.shape().plane(), layers_of(frame), frame);
}

std::string open_decoders_choice(const Focus& focus, const Frame& frame) {
  return open_wipe_choice(focus, frame, kDecoders + (decoded(frame).labels ? 2 : 1));
}

}  // namespace deconvlab

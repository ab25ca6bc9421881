#include "app/scenes/fcn/fcn_wipe.h"

#include <fmt/format.h>

#include "app/diagram/wipe.h"
#include "app/scenes/fcn/fcn_colors.h"
#include "app/scenes/fcn/fcn_shown.h"

namespace deconvlab {

namespace {

constexpr std::size_t kVariants = kFcnFactors.size();
constexpr std::size_t kLayers = kVariants + 2;  // the picture, the variants, and nearest

const Tensor& picture_of(const Frame& frame) { return *frame.results.of<FcnResult>().picture; }

WipeLayer layer_of(const Frame& frame, std::size_t n, std::string name, Role role, std::string note, std::function<Color(Cell)> color) {
  return {.name = std::move(name),
          .ink = frame.theme.of(role).ink,
          .note = std::move(note),
          .size = picture_of(frame).shape().plane(),
          .draw = [color = std::move(color), n, &frame](Canvas& canvas, const PicturePlace& place) {
            draw_colors(canvas, place, color, static_cast<std::int64_t>(n), frame);
          }};
}

WipeLayers layers_of(const Frame& frame) {
  const Tensor& picture = picture_of(frame);
  const Fcn& fcn = *frame.results.of<FcnResult>().fcn;
  const Extent size = picture.shape().plane();
  WipeLayers layers{layer_of(frame, 0, std::string(phrase(frame.language, "decoders.picture")), Role::input,
                             fmt::format("{} × {}", size.h, size.w), [&picture](Cell c) { return pixel_color(picture, c); })};
  constexpr std::string_view kNames[kVariants] = {"scene.fcn_32s", "scene.fcn_16s", "scene.fcn_8s"};
  for (std::size_t n = 0; n < kVariants; ++n) {
    const FcnVariant& v = fcn.variants[n];
    layers.push_back(layer_of(frame, n + 1, std::string(phrase(frame.language, kNames[n])), Role::output,
                              say(frame.language, "scene.fcn_plane", v.factor, v.plane.size.h),
                              [&picture, &v](Cell c) { return segmented(picture, c, [&](Cell at) { return label_at(v, at); }); }));
  }
  const FcnVariant& coarse = fcn.variants[0];
  layers.push_back(layer_of(frame, kVariants + 1, std::string(phrase(frame.language, "scene.fcn_by_cell")), Role::output, "",
                            [&picture, &coarse](Cell c) { return segmented(picture, c, [&](Cell at) { return coarse.nearest.at(at); }); }));
  return layers;
}

}  // namespace

std::size_t wiped_variant(const Frame& frame) {
  const WipeShown shown = wipe_shown(frame.model.lesson, kLayers);
  for (const std::size_t layer : {shown.right, shown.left}) {
    if (layer >= 1 && layer <= kVariants) return layer - 1;
  }
  return 0;
}

void draw_fcn_wipe(Canvas& canvas, Rect area, const Frame& frame) {
  draw_wipe(canvas, area, picture_of(frame).shape().plane(), layers_of(frame), frame, Target::output);
}

std::string open_fcn_choice(const Focus& focus, const Frame& frame) { return open_wipe_choice(focus, frame, kLayers); }

}  // namespace deconvlab

// A lesson about the shipped networks at a moment: what its scene shows, says and opens.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "app/lessons/networks/decoded.h"
#include "app/scenes/scenes.h"
#include "tests/app/drawn.h"

namespace deconvlab::test {

struct Seen {
  explicit Seen(const std::string& link)
      : model(lesson(link)), results(*results_of(model.lesson)), scene(**find_scene(model.lesson.scene)) {}

  Frame frame(Focus focus = {}) const { return {model, results, focus, theme_of("light"), language_of("en")}; }
  std::string sentence(Focus focus = {}) const { return scene.sentence(frame(focus)); }
  std::string describe(Focus focus) const { return scene.describe(focus, frame()); }
  std::string open(Focus focus) const { return scene.open ? scene.open(focus, frame()) : ""; }
  Drawn drawn(Focus focus = {}) const {
    Drawn drawn;
    Frame shown = frame(focus);
    shown.hits = &drawn.hits;
    draw_page(drawn.canvas, kPage, scene, shown);
    drawn.sentence = scene.sentence(shown);
    return drawn;
  }

  Model model;
  Results results;
  const Scene& scene;
};

inline Focus tile(std::int64_t panel, Cell cell) { return {Target::tile, cell, {panel, 0}}; }

inline constexpr std::int64_t kSides[] = {224, 14, 28, 28, 56, 56, 112, 112, 224, 224};
inline constexpr std::string_view kDecoderViews[kDecoders] = {"deconvnet", "segnet", "nearest"};

inline std::string decoder_link(std::size_t decoder, int t = 9, const char* more = "") {
  return fmt::format("decoder?picture=objects:7&view={}&t={}{}", kDecoderViews[decoder], t, more);
}

inline bool outlined(const Drawn& d, const Rect& r, Color color) {
  return std::ranges::any_of(d.canvas.outlines, [&](const RecordingCanvas::Shape& outline) {
    const Rect& o = outline.rect;
    return outline.color == color && std::abs(o.x - r.x) + std::abs(o.y - r.y) + std::abs(o.w - r.w) + std::abs(o.h - r.h) < 0.1;
  });
}

// The cells of a hit from one to another.
inline Rect span_of(const Hit& hit, Cell first, Extent size) {
  const Rect one = hit.of({hit.focus.target, {hit.focus.cell.row + first.row, hit.focus.cell.col + first.col}, hit.focus.other}).rect;
  return {one.x, one.y, one.w * static_cast<double>(size.w), one.h * static_cast<double>(size.h)};
}

}  // namespace deconvlab::test

#include "app/diagram/entry_view.h"

#include <algorithm>
#include <cmath>

namespace deconvlab {

namespace {

// The visible stretch of one axis: `from` entries in, `length` pixels.
struct Stretch {
  double from, length;
};
Stretch stretch_of(double centre, double count, double zoom, double pixels) {
  const double shown = pixels / zoom;
  if (shown >= count) return {0, count * zoom};
  return {std::clamp(centre - shown / 2, 0.0, count - shown), pixels};
}

}  // namespace

EntryView entry_view_of(Rect area, const MatrixView& view, Extent size) {
  const auto rows = static_cast<double>(size.h);
  const auto cols = static_cast<double>(size.w);
  const double fit = std::min({area.w / cols, area.h / rows, kLargestEntry});
  const double zoom = view.zoom > 0 ? std::clamp(view.zoom, fit, 2 * kLargestEntry) : fit;
  const Stretch down = stretch_of(view.row, rows, zoom, area.h);
  const Stretch across = stretch_of(view.col, cols, zoom, area.w);
  const auto last = [&](Stretch s, double count) {
    return static_cast<std::int64_t>(std::min(count, std::ceil(s.from + s.length / zoom - 1e-9)));
  };
  return {{area.x, area.y, across.length, down.length},
          zoom,
          down.from,
          across.from,
          static_cast<std::int64_t>(down.from),
          last(down, rows),
          static_cast<std::int64_t>(across.from),
          last(across, cols)};
}

double first_shown(double middle, double shown, std::int64_t count) {
  return std::clamp(std::floor(middle - shown / 2), 0.0, std::max(0.0, static_cast<double>(count) - shown));
}

namespace {

Rect lens_in(Rect whole, Extent size, const EntryView& part) {
  const double down = whole.h / static_cast<double>(size.h), across = whole.w / static_cast<double>(size.w);
  return {whole.x + part.col0 * across, whole.y + part.row0 * down, std::max(part.rect.w / part.zoom * across, 3.0),
          std::max(part.rect.h / part.zoom * down, 3.0)};
}

}  // namespace

void draw_lens_frame(Canvas& canvas, Rect whole, Extent size, const EntryView& part, const Theme& theme) {
  canvas.stroke_rect(lens_in(whole, size, part), {theme.text, 2});
}

void draw_lens_lines(Canvas& canvas, Rect whole, Extent size, const EntryView& part, const Theme& theme) {
  const Rect lens = lens_in(whole, size, part), &large = part.rect;
  const Stroke thin{theme.text.with_alpha(0.6f), 1};
  const bool below = large.y > whole.bottom();
  canvas.line({lens.x, lens.bottom()}, below ? Point{large.x, large.y} : Point{large.x, large.bottom()}, thin);
  canvas.line({lens.right(), below ? lens.bottom() : lens.y}, below ? Point{large.right(), large.y} : Point{large.x, large.y}, thin);
}

}  // namespace deconvlab

#include "app/record/crop.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/draw/bounds_canvas.h"
#include "app/draw/cairo_canvas.h"
#include "app/draw/shifted_canvas.h"

namespace deconvlab {

namespace {

constexpr double kAround = 12;  // logical pixels

}  // namespace

Rect content_of(const Figure& figure) {
  const Rect page{0, 0, figure.width, figure.height};
  CairoCanvas measure(1, 1);
  BoundsCanvas bounds(measure, page);
  figure.draw(bounds);
  const Rect found = bounds.bounds();
  return found.w > 0 ? found.inset(-kAround).within(page) : page;
}

Figure part_of(Figure figure, Rect part) {
  const auto whole = [&](double v) { return std::round(v * figure.scale) / figure.scale; };  // edges stay between real pixels
  const Point origin{whole(part.x), whole(part.y)};
  figure.width = part.w;
  figure.height = part.h;
  figure.draw = [draw = std::move(figure.draw), origin](Canvas& canvas) {
    ShiftedCanvas shifted(canvas, origin);
    draw(shifted);
  };
  return figure;
}

Film cropped(Film film) {
  Rect content = content_of(film.at(0));
  for (std::int64_t frame = 1; frame < film.frames; ++frame) content = around_both(content, content_of(film.at(frame)));
  film.at = [at = std::move(film.at), content](std::int64_t frame) { return part_of(at(frame), content); };
  return film;
}

}  // namespace deconvlab

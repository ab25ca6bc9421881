#include "app/draw/grid.h"

#include <algorithm>

namespace deconvlab {

namespace {

constexpr double kHatchGap = 7;
constexpr double kSignGap = 6;  // of the lines of a hatch, along a side
constexpr double kOutline = 2;
constexpr double kSignInk = 0.22;   // of the ink in the hatch's lines
constexpr double kSignAway = 0.35;  // of black or white, where lines towards the ink would hide it
constexpr double kReadable = 4.5;
constexpr double kLift = 2.5;  // of what is active: how far its shadow reaches
constexpr double kLeastLift = 1;
constexpr double kSmallestLifted = 24;  // so far; the shadow of a smaller cell would lie on the number beside it
constexpr Color kShadow{0, 0, 0, 0.3f};
constexpr double kSmallestMarked = 10;  // marks in smaller cells would only be noise
constexpr double kFaded = 0.65;         // of the background
constexpr double kPaleCross = 0.3;

// Which of the cells are active; none beyond them.
struct Mask {
  Extent size;
  const std::vector<char>& active;

  bool at(std::int64_t row, std::int64_t col) const {
    return row >= 0 && row < size.h && col >= 0 && col < size.w && active[static_cast<std::size_t>(row * size.w + col)] != 0;
  }
};

// Calls edge(line, from, to) for each stretch of a line between rows along which what is active ends, at its upper or at its lower side;
// `turned` does the same for columns.
template <class Edge>
void for_each_edge(const Mask& mask, bool turned, bool lower, Edge&& edge) {
  const std::int64_t lines = turned ? mask.size.w : mask.size.h;
  const std::int64_t length = turned ? mask.size.h : mask.size.w;
  const auto at = [&](std::int64_t line, std::int64_t n) { return turned ? mask.at(n, line) : mask.at(line, n); };
  for (std::int64_t line = 0; line < lines; ++line) {
    std::int64_t from = 0;
    for (std::int64_t n = 0; n <= length; ++n) {
      if (n < length && at(line, n) && !at(line + (lower ? 1 : -1), n)) continue;
      if (n > from) edge(line + (lower ? 1 : 0), from, n);
      from = n + 1;
    }
  }
}

// Where cell (row, col) begins.
struct Corners {
  Rect area;
  double w, h;

  Corners(Rect area, Extent size) : area(area), w(area.w / static_cast<double>(size.w)), h(area.h / static_cast<double>(size.h)) {}
  double x(std::int64_t col) const { return area.x + static_cast<double>(col) * w; }
  double y(std::int64_t row) const { return area.y + static_cast<double>(row) * h; }
};

void draw_cross(Canvas& canvas, Rect r, Color color) {
  canvas.line({r.x, r.bottom()}, {r.right(), r.y}, {color, 1.25});
  canvas.line({r.x, r.y}, {r.right(), r.bottom()}, {color, 1.25});
}

}  // namespace

Color CellStyle::fill(const Theme& theme) const {
  const Tone& tone = theme.of(role);
  const Color plain = shade ? *shade : lit ? tone.solid : tone.fill;
  return faded ? mix(plain, theme.background, kFaded) : plain;
}

void draw_cell(Canvas& canvas, Rect r, const CellStyle& style, const Theme& theme) {
  const Tone& tone = theme.of(style.role);
  if (!style.open) canvas.fill_rect(r, style.fill(theme));
  if (style.shade && style.negative) draw_sign(canvas, r, style.fill(theme), theme);
  const Color edge = mix(tone.solid, theme.background, style.faded ? 0.6 : 0.25);
  canvas.stroke_rect(r, {style.open ? edge.with_alpha(0.6f) : edge, 1, style.dashed ? 3.0 : 0.0});
  const Color mark = theme.of(Role::unread).solid;
  if (r.w < kSmallestMarked) return;
  if (style.diagonal) canvas.line({r.x, r.bottom()}, {r.right(), r.y}, {mark, 1.25});
  if (style.crossed) draw_cross(canvas, r, mix(mark, theme.background, kPaleCross));
}

Color ink_on(const Theme& theme, Color background) {
  for (const Color ink : {theme.text, theme.on_solid}) {
    if (contrast(ink, background) >= kReadable) return ink;
  }
  const Color black = rgb(0x000000);
  const Color white = rgb(0xFFFFFF);
  return contrast(black, background) >= contrast(white, background) ? black : white;
}

Color sign_ink(const Theme& theme, Color fill) {
  const Color ink = ink_on(theme, fill);
  const Color nearer = mix(fill, ink, kSignInk);
  if (contrast(ink, nearer) >= kReadable) return nearer;
  const Color away = contrast(ink, rgb(0)) > contrast(ink, rgb(0xFFFFFF)) ? rgb(0) : rgb(0xFFFFFF);
  return mix(fill, away, kSignAway);
}

void draw_sign(Canvas& canvas, Rect r, Color fill, const Theme& theme) {
  const double gap = std::min(kSignGap, r.w);
  const Stroke stroke{sign_ink(theme, fill), 1};
  // From the left edge or the upper one, down to the right.
  for (double at = -r.h + gap / 2; at < r.w; at += gap) {
    const double from = std::max(at, 0.0);
    const double to = std::min(at + r.h, r.w);
    if (to > from) canvas.line({r.x + from, r.y + from - at}, {r.x + to, r.y + to - at}, stroke);
  }
}

void draw_active(Canvas& canvas, Rect area, Extent size, const std::vector<char>& active, const Theme& theme) {
  const Mask mask{size, active};
  const Corners at(area, size);
  const double side = std::min(area.w / static_cast<double>(size.w), area.h / static_cast<double>(size.h));
  const double lift = side < kSmallestLifted ? kLeastLift : kLift;
  const Stroke shadow{kShadow, lift};
  const double past = kOutline / 2;
  const double below = past + lift / 2;
  for_each_edge(mask, false, true, [&](std::int64_t row, std::int64_t from, std::int64_t to) {
    canvas.line({at.x(from) + lift, at.y(row) + below}, {at.x(to) + past + lift, at.y(row) + below}, shadow);
  });
  for_each_edge(mask, true, true, [&](std::int64_t col, std::int64_t from, std::int64_t to) {
    canvas.line({at.x(col) + below, at.y(from) + lift}, {at.x(col) + below, at.y(to) + past}, shadow);
  });
  const Stroke ink{theme.text, kOutline};
  for (const bool far : {false, true}) {
    for_each_edge(mask, false, far, [&](std::int64_t row, std::int64_t from, std::int64_t to) {
      canvas.line({at.x(from) - past, at.y(row)}, {at.x(to) + past, at.y(row)}, ink);
    });
    for_each_edge(mask, true, far, [&](std::int64_t col, std::int64_t from, std::int64_t to) {
      canvas.line({at.x(col), at.y(from) - past}, {at.x(col), at.y(to) + past}, ink);
    });
  }
}

void draw_active(Canvas& canvas, Rect cell, const Theme& theme) { draw_active(canvas, cell, {1, 1}, {1}, theme); }

void draw_hatch(Canvas& canvas, Rect r, Color color) {
  canvas.push_clip(r);
  for (double x = r.x - r.h + kHatchGap / 2; x < r.right(); x += kHatchGap) canvas.line({x, r.bottom()}, {x + r.h, r.y}, {color, 1});
  canvas.pop_clip();
}

void draw_cross_hatch(Canvas& canvas, Rect r, Color color) {
  draw_hatch(canvas, r, color);
  canvas.push_clip(r);
  for (double x = r.x - r.h + kHatchGap / 2; x < r.right(); x += kHatchGap) canvas.line({x, r.y}, {x + r.h, r.bottom()}, {color, 1});
  canvas.pop_clip();
}

}  // namespace deconvlab

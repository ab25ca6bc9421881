#include "app/diagram/labels.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "app/draw/part_of.h"
#include "app/draw/rich_text.h"

namespace deconvlab {

namespace {

constexpr double kLargestLabel = 24;
constexpr double kLabelShare = 0.42;  // of the cell's height
constexpr double kSideRoom = 3;       // of a cell that stays free beside its label

double natural_size(double height) { return std::clamp(height * kLabelShare, kSmallestText, kLargestLabel); }

}  // namespace

std::string cell_label(const Frame& frame, std::string_view symbol, Cell cell, float value) {
  if (frame.model.lesson.symbols) return fmt::format("{}_{{{},{}}}", symbol, cell.row, cell.col);
  return number(value);
}

double label_size(Canvas& canvas, double width, double height, const std::string& label) {
  if (width < kSmallestText || height < kSmallestText + 2) return 0;
  const double size = natural_size(height);
  const double natural = runs_width(canvas, {{label, {}}}, size);
  const double fitted = std::min(size, size * (width - kSideRoom) / natural);
  return fitted >= kSmallestText ? fitted : 0;
}

void draw_label_in(Canvas& canvas, Rect r, const std::string& label, Color color) {
  draw_label_at(canvas, r, label, color, label_size(canvas, r.w, r.h, label));
}

void draw_label_at(Canvas& canvas, Rect r, const std::string& label, Color color, double size) {
  if (size <= 0) return;
  const double width = runs_width(canvas, {{label, color}}, size);
  draw_runs(canvas, {r.centre().x - width / 2, r.centre().y}, {{label, color}}, size);
}

void draw_fitting(Canvas& canvas, Point at, double width, const std::string& text, TextStyle style) {
  const double natural = canvas.text_width(text, style);
  if (natural > width) style.size *= width / natural;
  if (style.size >= kSmallestText) canvas.text(at, text, style);
}

Color ink_on(const Theme& theme, Color background) {
  for (const Color ink : {theme.text, theme.on_solid}) {
    if (contrast(ink, background) >= 4.5) return ink;
  }
  const Color black = rgb(0x000000);
  const Color white = rgb(0xFFFFFF);
  return contrast(black, background) >= contrast(white, background) ? black : white;
}

Color weight_shade(Extent kernel, Cell weight, const Theme& theme) {
  const auto count = static_cast<double>(std::max<std::int64_t>(1, kernel.area() - 1));
  const auto index = static_cast<double>(weight.row * kernel.w + weight.col);
  return mix(theme.of(Role::kernel).fill, theme.of(Role::kernel).solid, 0.15 + 0.75 * index / count);
}

Color value_shade(const Theme& theme, Role role, float value, const ValueScale& scale, bool lit) {
  const double share = scale.largest > 0 ? std::min(1.0, std::abs(double{value}) / scale.largest) : 0;  // 1 where it is no number
  if (scale.has_negative && !lit) return theme.diverging(value < 0 ? -share : share);
  const Tone& tone = theme.of(role);
  return lit ? mix(tone.solid, tone.ink, 0.1 + 0.8 * share) : mix(tone.fill, tone.solid, 0.1 + 0.75 * share);
}

std::int64_t pixels_along(std::int64_t cells, double length) {
  return std::clamp<std::int64_t>(static_cast<std::int64_t>(std::ceil(length)), 1, cells);
}

std::uint32_t packed(Color c) {
  const auto byte = [](float part) { return std::uint32_t{byte_of(part)}; };
  return byte(c.r) | byte(c.g) << 8 | byte(c.b) << 16 | byte(c.a) << 24;
}

std::uint64_t fingerprint(const Raster& raster) {
  std::uint64_t h = 14695981039346656037u;  // FNV-1a
  const auto add = [&](std::uint32_t word) { h = (h ^ word) * 1099511628211u; };
  add(static_cast<std::uint32_t>(raster.width));
  for (const std::uint32_t p : raster.rgba) add(p);
  return h;
}

}  // namespace deconvlab

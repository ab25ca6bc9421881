#include "app/diagram/labels.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "app/draw/part_of.h"
#include "app/draw/rich_text.h"

namespace deconvlab {

namespace {

constexpr double kLargestLabel = 36;
constexpr std::size_t kLongestText = 500;  // characters of one text: ImGui's vertices have 16-bit numbers
constexpr double kLabelShare = 0.42;       // of the cell's height
constexpr double kSideShare = 0.16;        // of a cell's width that stays free beside its label, half of it on either side
constexpr double kLeastSideRoom = 2.5;     // of it at least
constexpr double kAbove = 2;               // and above and below it

}  // namespace

double tallest_label(double height) {
  const double least = std::min(kSmallestText, height - kAbove);
  return std::clamp(height * kLabelShare, least, kLargestLabel);
}

std::string cell_label(const Frame& frame, std::string_view symbol, Cell cell, float value) {
  if (frame.model.lesson.symbols) return fmt::format("{}_{{{},{}}}", symbol, cell.row, cell.col);
  return number(value);
}

double label_size(Canvas& canvas, double width, double height, const std::string& label) {
  if (width < kSmallestLabel || height < kSmallestLabel + kAbove) return 0;
  const double size = tallest_label(height);
  const double natural = runs_width(canvas, {{label, {}}}, size);
  const double most = width - kLeastSideRoom;
  const double airy = std::min(size, size * std::min(width * (1 - kSideShare), most) / natural);
  if (airy >= kSmallestLabel) return airy;
  return natural * kSmallestLabel / size <= most ? kSmallestLabel : 0;
}

void draw_label_in(Canvas& canvas, Rect r, const std::string& label, Color color) {
  draw_label_at(canvas, r, label, color, label_size(canvas, r.w, r.h, label));
}

void draw_label_at(Canvas& canvas, Rect r, const std::string& label, Color color, double size) {
  if (size <= 0) return;
  const double width = runs_width(canvas, {{label, color}}, size);
  draw_runs(canvas, {r.centre().x - width / 2, r.centre().y}, {{label, color}}, size);
}

std::string fitted_text(Canvas& canvas, std::string_view text, double width, const TextStyle& style) {
  const auto fits = [&](std::string_view some) { return canvas.text_width(some, style) <= width; };
  std::string shown = shortened(text, kLongestText);
  if (fits(shown)) return shown;
  std::size_t least = 0, most = characters(shown);
  while (least < most) {
    const std::size_t middle = (least + most + 1) / 2;
    fits(shortened(text, middle)) ? least = middle : most = middle - 1;
  }
  return least == 0 ? std::string() : shortened(text, least);
}

void draw_fitting(Canvas& canvas, Point at, double width, const std::string& text, TextStyle style) {
  const double natural = canvas.text_width(text, style);
  if (natural > width) style.size *= width / natural;
  if (style.size >= kSmallestText) return canvas.text(at, text, style);
  style.size = kSmallestText;
  canvas.text(at, fitted_text(canvas, text, width, style), style);
}

void draw_in_lines(Canvas& canvas, Rect area, const std::string& text, TextStyle style) {
  constexpr double kLine = 1.2;    // of the size
  constexpr double kAlmost = 0.8;  // of it: one line that is as large as that is better than two
  std::vector<std::string> lines;
  const auto fits = [&](double size) {
    style.size = size;
    lines = wrapped(canvas, area.w, {text, style.color, style.weight}, size);
    const auto narrow = [&](const std::string& line) { return canvas.text_width(line, style) <= area.w; };
    return std::ssize(lines) * size * kLine <= area.h && std::ranges::all_of(lines, narrow);
  };
  const double x = style.align == Align::left ? area.x : style.align == Align::centre ? area.centre().x : area.right();
  const double one = std::min(style.size, style.size * area.w / canvas.text_width(text, style));
  if (one >= kAlmost * style.size && one >= kSmallestText) return draw_fitting(canvas, {x, area.centre().y}, area.w, text, style);
  double size = style.size;
  while (!fits(size) && size > kSmallestText) size = std::max(kSmallestText, size - 1);
  if (!fits(size)) return draw_fitting(canvas, {x, area.centre().y}, area.w, text, style);
  double y = area.centre().y - static_cast<double>(std::ssize(lines) - 1) * size * kLine / 2;
  for (const std::string& line : lines) {
    canvas.text({x, y}, line, style);
    y += size * kLine;
  }
}

Color value_shade(const Theme& theme, Role role, float value, const ValueScale& scale) {
  const double share = scale.largest > 0 ? std::min(1.0, std::abs(double{value}) / scale.largest) : 0;  // 1 where it is no number
  return theme.shade(role, share);
}

CellStyle weight_style(const Theme& theme, float weight, const ValueScale& scale) {
  return {.role = Role::kernel, .shade = value_shade(theme, Role::kernel, weight, scale), .negative = weight < 0};
}

CellStyle weight_style(const Frame& frame, Cell weight) {
  return weight_style(frame.theme, frame.results.trace.kernel().at(weight), frame.results.kernel_scale);
}

void draw_weight_fill(Canvas& canvas, Rect r, const CellStyle& style, const Theme& theme) {
  canvas.fill_rect(r, style.fill(theme));
  if (style.negative) draw_sign(canvas, r, style.fill(theme), theme);
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

void draw_picture_of(Canvas& canvas, Rect area, Extent size, const std::vector<PictureCell>& cells) {
  const double pixels = std::min(area.w / static_cast<double>(size.w), area.h / static_cast<double>(size.h));
  const bool hatched = pixels >= kHatchPixels && std::ranges::any_of(cells, [](const PictureCell& cell) { return cell.hatch.has_value(); });
  const int side = hatched ? kHatchPixels : 1;  // of a cell in the raster
  Raster raster{static_cast<int>(size.w * side), static_cast<int>(size.h * side), 0, {}};
  raster.rgba.reserve(static_cast<std::size_t>(size.area() * side * side));
  for (std::int64_t y = 0; y < size.h * side; ++y) {
    for (std::int64_t x = 0; x < size.w * side; ++x) {
      const PictureCell& cell = cells[static_cast<std::size_t>(y / side * size.w + x / side)];
      const bool line = hatched && cell.hatch && x % side == y % side;
      raster.rgba.push_back(packed(line ? *cell.hatch : cell.color));
    }
  }
  raster.id = fingerprint(raster);
  canvas.image(area, raster);
}

}  // namespace deconvlab

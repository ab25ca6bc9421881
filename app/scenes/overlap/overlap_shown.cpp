#include "app/scenes/overlap/overlap_shown.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/diagram/overlap_counts.h"

namespace deconvlab {

namespace {

constexpr double kCaption = 28;
constexpr double kGap = 6;  // between counts and their rows and columns

std::int64_t most_on(const Axis& axis) {
  std::int64_t most = 1;
  for (std::int64_t c = 0; c < axis.i; ++c) most = std::max(most, axis.overlap(c));
  return most;
}

// Of resizing and convolving; 0 where there is no such way.
std::int64_t most_resized(const Geometry& g) {
  const auto fix = resized_convolution(g);
  return fix ? std::ranges::max(real_taps(fix->h)) * std::ranges::max(real_taps(fix->w)) : 0;
}

// Small counts, which are what differs, lie further apart than large ones.
Color count_color(double count, std::int64_t most) { return viridis(std::sqrt(count / static_cast<double>(most))); }

void draw_count_plane(Canvas& canvas, const GridPlace& place, std::int64_t most, const std::function<std::int64_t(Cell)>& count,
                      const Theme& theme) {
  draw_plane(
      canvas, place,
      [&](Cell c) {
        return PlaneCell{count_style(count(c), most), fmt::format("{}", count(c))};
      },
      theme);
}

}  // namespace

std::int64_t most_contributions(const Geometry& g) { return std::max(most_on(g.h) * most_on(g.w), most_resized(g)); }

CellStyle count_style(std::int64_t count, std::int64_t most) {
  if (count == 0) return {.role = Role::neutral};
  return {.role = Role::neutral, .shade = count_color(static_cast<double>(count), most)};
}

void draw_count_caption(Canvas& canvas, double x, double y, double width, const std::string& text, Color color) {
  draw_fitting(canvas, {x, y}, width, text, {.color = color, .size = 15, .weight = Weight::bold, .align = Align::centre});
}

CountPlaces count_places(Rect area, Extent size) {
  const double cell = fit_cell(area.w - kGap, area.h - kGap, size.h + 1, size.w + 1, kLargestCell);
  const double w = cell * static_cast<double>(size.w + 1) + kGap;
  const double h = cell * static_cast<double>(size.h + 1) + kGap;
  const Point corner{area.x + (area.w - w) / 2, area.y + (area.h - h) / 2};
  const Point first{corner.x + cell + kGap, corner.y + cell + kGap};
  return {{first, cell, size, {}}, {{corner.x, first.y}, cell, {size.h, 1}, {}}, {{first.x, corner.y}, cell, {1, size.w}, {}}};
}

void draw_edges(Canvas& canvas, const CountPlaces& at, std::int64_t most, const CountOf& row, const CountOf& col, const Theme& theme) {
  draw_count_plane(
      canvas, at.cols, most, [&](Cell c) { return col(c.col); }, theme);
  draw_count_plane(
      canvas, at.rows, most, [&](Cell c) { return row(c.row); }, theme);
  const Rect corner{at.rows.origin.x, at.cols.origin.y, at.counts.cell, at.counts.cell};
  if (at.counts.cell >= 11) draw_label_at(canvas, corner, "×", theme.muted, std::clamp(at.counts.cell * 0.7, kSmallestText, 18.0));
}

void draw_products(Canvas& canvas, const CountPlaces& at, std::int64_t most, const CountOf& row, const CountOf& col, const Theme& theme) {
  draw_edges(canvas, at, most, row, col, theme);
  draw_count_plane(
      canvas, at.counts, most, [&](Cell c) { return row(c.row) * col(c.col); }, theme);
}

void draw_count_scale(Canvas& canvas, Rect line, std::int64_t most, const Frame& frame) {
  constexpr std::int64_t kSteps = 64;
  const TextStyle style{.color = frame.theme.muted, .size = 13};
  const std::string name(phrase(frame.language, "scene.overlap_scale"));
  const double name_w = canvas.text_width(name, style) + 14;
  const double bar_w = std::min(180.0, line.w - name_w - 60);
  const double x = line.centre().x - (name_w + bar_w + 60) / 2;
  const double y = line.centre().y;
  canvas.text({x, y}, name, style);
  canvas.text({x + name_w, y}, "0", style);
  const Rect bar{x + name_w + 16, y - 7, bar_w, 14};
  draw_cells_as_picture(canvas, bar, 1, kSteps,
                        [&](std::int64_t, std::int64_t n) { return count_color(static_cast<double>(n * most) / (kSteps - 1), most); });
  canvas.text({bar.right() + 8, y}, fmt::format("{}", most), style);
}

std::string overlap_verdict(const Geometry& g, const Language& language) {
  const Axis& axis = g.h.overlaps_evenly() ? g.w : g.h;
  const std::string_view key = axis.overlaps_evenly() ? "scene.overlap_even"
                               : axis.s > axis.k_eff  ? "scene.overlap_gaps"
                               : axis.k % axis.s != 0 ? "scene.overlap_uneven"
                                                      : "scene.overlap_dilated";
  return say(language, key, axis.s, axis.k, axis.d);
}

void draw_resized_counts(Canvas& canvas, Rect area, const Geometry& fix, const Frame& frame) {
  const CountPlaces at = count_places({area.x, area.y + kCaption, area.w, area.h - kCaption}, fix.output());
  draw_count_caption(canvas, area.centre().x, at.cols.outer().y - 15, area.w, say(frame.language, "scene.overlap_fix", fix.h.i, fix.w.i),
                     frame.theme.of(Role::output).ink);
  const auto rows = real_taps(fix.h);
  const auto cols = real_taps(fix.w);
  draw_products(
      canvas, at, most_contributions(frame.results.geometry), [&](std::int64_t r) { return rows[static_cast<std::size_t>(r)]; },
      [&](std::int64_t c) { return cols[static_cast<std::size_t>(c)]; }, frame.theme);
}

}  // namespace deconvlab

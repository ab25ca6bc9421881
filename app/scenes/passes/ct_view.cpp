#include "app/scenes/passes/ct_view.h"

#include <algorithm>
#include <vector>

#include "app/diagram/labels.h"
#include "app/diagram/pattern_counts.h"
#include "app/diagram/row_of_c.h"

namespace deconvlab {

namespace {

constexpr double kCaption = 30;
constexpr double kLargestEntry = 66;
constexpr double kSmallestDrawnEntry = 8;  // smaller entries are pixels of one picture
constexpr double kSmallestHit = 2;
constexpr double kThinnestMark = 1.5;

// Where Ct stands: entry (row, col) of C at its row `col` and column `row`.
struct Place {
  Rect rect;
  double across, down;  // size of an entry

  Rect at(std::int64_t row, std::int64_t col) const {
    return {rect.x + static_cast<double>(row) * across, rect.y + static_cast<double>(col) * down, across, down};
  }
};

Place place_of(Rect area, const Geometry& g) {
  const auto rows = static_cast<double>(g.input().area());
  const auto cols = static_cast<double>(g.output().area());
  const double entry = std::min({area.w / cols, area.h / rows, kLargestEntry});
  const double w = std::max(entry * cols, std::min(area.w, 3.0));
  const double h = std::max(entry * rows, std::min(area.h, 3.0));
  return {{area.centre().x - w / 2, area.centre().y - h / 2, w, h}, w / cols, h / rows};
}

// A pixel's darkness is the number of nonzeros under it.
Raster paint_far(const std::vector<std::uint32_t>& counts, Extent pixels, const Theme& theme) {
  const std::uint32_t most = std::max(1u, *std::ranges::max_element(counts));
  Raster raster{static_cast<int>(pixels.w), static_cast<int>(pixels.h), 0, {}};
  raster.rgba.reserve(counts.size());
  for (const std::uint32_t n : counts) raster.rgba.push_back(packed(n == 0 ? theme.background : count_color(n, most, theme)));
  raster.id = fingerprint(raster);
  return raster;
}

PatternMemo::Picture far_picture(const Place& place, const Stage& stage) {
  const Extent grid{stage.geometry.input().area(), stage.geometry.output().area()};
  const Extent pixels{pixels_along(grid.h, place.rect.h), pixels_along(grid.w, place.rect.w)};
  const MatrixWindow all{0, static_cast<double>(grid.h), 0, static_cast<double>(grid.w)};
  const PatternCounts counted = pattern_counts(stage, all, pixels, Side::c_transposed);
  const Theme& theme = stage.frame.theme;
  return {stage.geometry, Side::c, {}, place.rect, {}, theme.id, paint_far(counted.counts, pixels, theme), counted.device};
}

void draw_far(Canvas& canvas, const Place& place, const Stage& stage) {
  PatternMemo::Picture once;
  PatternMemo::Picture& kept = stage.frame.pattern_memo ? stage.frame.pattern_memo->transposed : once;
  const std::string_view theme = stage.frame.theme.id;
  const bool same = kept.geometry == stage.geometry && kept.rect == place.rect && kept.theme == theme && !kept.raster.rgba.empty();
  if (!same) kept = far_picture(place, stage);
  canvas.image(place.rect, kept.raster);
}

void draw_near(Canvas& canvas, const Place& place, const Stage& stage) {
  const Geometry& g = stage.geometry;
  const Theme& theme = stage.frame.theme;
  const auto label = [&](Cell w) { return cell_label(stage.frame, "w", w, stage.frame.results.trace.kernel().at(w)); };
  const double size =
      common_label_size(canvas, place.across, place.down, g.kernel().area(), [&](std::int64_t n) { return label(g.kernel().cell_at(n)); });
  for (std::int64_t row = 0; row < g.output().area(); ++row) {
    for_each_in_row(stage.frame.results, row, [&](std::int64_t col, Cell, Cell weight) {
      const Rect r = place.at(row, col).inset(0.5);
      const CellStyle style = weight_style(stage.frame, weight);
      draw_weight_fill(canvas, r, style, theme);
      draw_label_at(canvas, r, label(weight), ink_on(theme, style.fill(theme)), size);
    });
  }
}

// Entry (row, col) of C is entry (col, row) here.
void outline_entries(Canvas& canvas, const Place& place, const Stage& stage) {
  const Extent size{stage.geometry.input().area(), stage.geometry.output().area()};
  std::vector<char> active(static_cast<std::size_t>(size.area()));
  for (std::int64_t row = 0; row < size.w; ++row) {
    for_each_in_row(stage.frame.results, row, [&](std::int64_t col, Cell in, Cell) {
      if (stage.links.entry(stage.geometry.output_cell(row), in)) active[static_cast<std::size_t>(size.index_of({col, row}))] = 1;
    });
  }
  draw_active(canvas, place.rect, size, active, stage.frame.theme);
}

void draw_rules(Canvas& canvas, const Place& place, const Stage& stage) {
  const Theme& theme = stage.frame.theme;
  for (std::int64_t n = 1; n < stage.geometry.output().area(); ++n)
    canvas.line({place.at(n, 0).x, place.rect.y}, {place.at(n, 0).x, place.rect.bottom()}, {theme.line, 0.75});
  for (std::int64_t n = 1; n < stage.geometry.input().area(); ++n)
    canvas.line({place.rect.x, place.at(0, n).y}, {place.rect.right(), place.at(0, n).y}, {theme.line, 0.75});
}

// The step's column of Ct, which is its row of C, and the row of the input cell that is pointed at.
void draw_bands(Canvas& canvas, const Place& place, const Stage& stage) {
  const Theme& theme = stage.frame.theme;
  const Rect& all = place.rect;
  if (stage.links.shows_placement()) {
    const Rect band{all.x + stage.row_in_motion() * place.across, all.y, std::max(place.across, kThinnestMark), all.h};
    canvas.fill_rect(band.within(all), theme.of(Role::output).solid.with_alpha(0.35f));
  }
  const Cell in = stage.focus.target == Target::nonzero ? stage.focus.other : stage.focus.cell;
  const bool row = stage.focus.target == Target::input || stage.focus.target == Target::nonzero;
  if (!row || !stage.geometry.input().contains(in)) return;
  const Rect band{all.x, place.at(0, stage.geometry.input().index_of(in)).y, all.w, std::max(place.down, kThinnestMark)};
  canvas.fill_rect(band.within(all), theme.of(Role::input).solid.with_alpha(0.35f));
}

void add_hits(const Place& place, const Stage& stage) {
  const Geometry& g = stage.geometry;
  if (!stage.frame.hits || place.across < kSmallestHit) return;
  for (std::int64_t row = 0; row < g.output().area(); ++row) {
    const Rect first = place.at(row, 0);
    stage.frame.hits->push_back({{first.x, first.y, first.w, place.rect.h}, {Target::output, g.output_cell(row), {}}});
    if (place.down < kSmallestDrawnEntry) continue;
    for_each_in_row(stage.frame.results, row, [&](std::int64_t col, Cell in, Cell) {
      stage.frame.hits->push_back({place.at(row, col), {Target::nonzero, g.output_cell(row), in}});
    });
  }
}

}  // namespace

void draw_ct_titled(Canvas& canvas, Rect area, const std::string& caption, const Stage& stage) {
  const Theme& theme = stage.frame.theme;
  const Place place = place_of({area.x, area.y + kCaption, area.w, area.h - kCaption}, stage.geometry);
  draw_fitting(canvas, {area.centre().x, place.rect.y - kCaption / 2 - 3}, area.w, caption,
               {.color = theme.text, .size = 15, .weight = Weight::bold, .align = Align::centre});
  const bool near = std::min(place.across, place.down) >= kSmallestDrawnEntry;
  if (!near) draw_far(canvas, place, stage);
  if (near) draw_bands(canvas, place, stage);
  if (near) draw_near(canvas, place, stage);
  if (near) draw_rules(canvas, place, stage);
  if (near) outline_entries(canvas, place, stage);
  if (!near) draw_bands(canvas, place, stage);
  add_hits(place, stage);
  canvas.stroke_rect(place.rect, {theme.muted, 1});
}

}  // namespace deconvlab

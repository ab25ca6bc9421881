#include "app/diagram/motion.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "app/draw/rich_text.h"

namespace deconvlab {

namespace {

constexpr double kSmallestTap = 5;   // smaller taps are not outlined one by one
constexpr double kWidestTile = 0.9;  // of the cell
constexpr double kAroundTile = 3;    // of its height, that its text leaves
constexpr double kClear = 0.5;       // between a tile and the label of its cell

// The text of a tile: its largest and smallest size, and how far below their middle the letters of the cell's label reach, of their size.
struct TileText {
  double largest, smallest, below;
};
constexpr TileText kNumbers{kSmallestText, kSmallestLabel, 0.36};
constexpr TileText kSymbols{14, 12, 0.55};  // whose subscripts are smaller
constexpr double kSmallestFlyingFrom = 17;
constexpr std::int64_t kMostFlyingProducts = 49;
constexpr double kFlightArc = 30;

// The text's size with which a tile has room below the label of its cell; 0 where there is none.
double tile_size(double cell, const TileText& text) {
  const double room = cell / 2 - tallest_label(cell) * text.below - kClear - kAroundTile;
  return room < text.smallest ? 0 : std::min(room, text.largest);
}

}  // namespace

void draw_tile(Canvas& canvas, Rect tap, const std::string& label, Color fill, const Frame& frame) {
  const Theme& theme = frame.theme;
  const TextRun run{label, ink_on(theme, fill)};
  const double size = tile_size(tap.w, frame.model.lesson.symbols ? kSymbols : kNumbers);
  const double height = size + kAroundTile;
  const double width = runs_width(canvas, {run}, size) + 6;
  if (size == 0 || width > tap.w * kWidestTile) return;
  const Rect tile{tap.right() - width, tap.bottom() - height, width, height};
  canvas.fill_rect(tile, fill);
  canvas.stroke_rect(tile, {theme.of(Role::kernel).solid, 1});
  draw_runs(canvas, {tile.x + 3, tile.centre().y}, {run}, size);
}

void draw_weight_tile(Canvas& canvas, Rect tap, Cell weight, const Frame& frame) {
  const std::string label = cell_label(frame, "w", weight, frame.results.trace.kernel().at(weight));
  draw_tile(canvas, tap, label, weight_style(frame, weight).fill(frame.theme), frame);
}

CellStyle product_style(const Theme& theme) { return {.role = Role::kernel, .shade = theme.background}; }

void draw_product_tile(Canvas& canvas, Rect tap, const std::string& product, const Frame& frame) {
  draw_tile(canvas, tap, product, product_style(frame.theme).fill(frame.theme), frame);
}

Rect placement_rect(const GridPlace& input, const Stage& stage) {
  const Geometry& g = stage.geometry;
  const auto corner = [&](std::int64_t t) {
    return input.at({g.h.input_of(g.output_cell(t).row, 0), g.w.input_of(g.output_cell(t).col, 0)});
  };
  const Rect to = corner(stage.step.t);
  const double share = stage.moment.glide;
  const Rect from = share < 1 ? corner(stage.step.t - 1) : to;
  const Rect at = between(from, to, share);
  return {at.x, at.y, static_cast<double>(g.w.k_eff) * input.cell, static_cast<double>(g.h.k_eff) * input.cell};
}

Rect tap_rect(Rect placement, Cell tap, double cell, const Geometry& g) {
  return {placement.x + static_cast<double>(tap.col * g.w.d) * cell, placement.y + static_cast<double>(tap.row * g.h.d) * cell, cell, cell};
}

Rect between(Rect from, Rect to, double share) {
  return {from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share, from.w + (to.w - from.w) * share,
          from.h + (to.h - from.h) * share};
}

void draw_lifted_stamp(Canvas& canvas, Rect cell, Rect landing, Rect kept, double share, const Frame& frame,
                       const std::function<Stamped(Cell)>& stamped) {
  const Geometry& g = frame.results.geometry;
  const Theme& theme = frame.theme;
  const Rect now = between(cell, landing, share);
  const double side = now.w / static_cast<double>(g.w.k_eff);
  if (side < kSmallestTap) return canvas.fill_rect(now.within(kept), theme.of(Role::kernel).solid.with_alpha(0.5f));
  const double landing_side = landing.w / static_cast<double>(g.w.k_eff);
  for (std::int64_t n = 0; n < g.kernel().area(); ++n) {
    const Cell tap = g.kernel().cell_at(n);
    const bool stays = kept.contains(tap_rect(landing, tap, landing_side, g).centre());
    const float alpha = stays ? 1 : static_cast<float>(1 - share);
    const Rect r = tap_rect(now, tap, side, g);
    const Stamped weight = stamped(g.weight_of(tap));
    const Color fill = weight.style.fill(theme);
    canvas.fill_rect(r, fill.with_alpha(alpha));
    if (stays && weight.style.shade && weight.style.negative) draw_sign(canvas, r, fill, theme);
    canvas.stroke_rect(r, {theme.of(Role::kernel).ink.with_alpha(alpha), 1});
    if (stays) draw_label_in(canvas, r, weight.label, ink_on(theme, fill));
  }
}

void draw_placement(Canvas& canvas, const GridPlace& input, const Stage& stage) {
  if (!stage.links.shows_placement()) return;
  const Geometry& g = stage.geometry;
  const Theme& theme = stage.frame.theme;
  const Color color = theme.of(Role::kernel).solid;
  const Rect r = placement_rect(input, stage);
  const bool gliding = stage.moment.glide < 1;
  const bool spread = g.h.d > 1 || g.w.d > 1;
  for (std::int64_t u = 0; u < g.h.k && input.cell >= kSmallestTap; ++u) {
    for (std::int64_t v = 0; v < g.w.k; ++v) {
      const Rect tap = tap_rect(r, {u, v}, input.cell, g);
      if (gliding) canvas.fill_rect(tap, color.with_alpha(0.28f));
      if (spread) canvas.stroke_rect(tap, {color, 1.5});
      const Cell weight = g.weight_of({u, v});
      draw_weight_tile(canvas, tap, weight, stage.frame);
    }
  }
  canvas.stroke_rect(r, {color, 3}, 2);
}

void draw_flying_product(Canvas& canvas, const GridPlace& input, const GridPlace& output, const Stage& stage) {
  const auto count = std::ssize(stage.step.terms);
  const std::int64_t n = stage.terms_done();
  const bool flying = stage.moment.glide >= 1 && stage.moment.products < 1 && n < count;
  if (!flying || count > kMostFlyingProducts || !can_follow(stage.frame.model) || input.cell < kSmallestFlyingFrom) return;
  const Term& term = stage.step.terms[n];
  if (term.padding) return;
  const double share = stage.moment.arrived(count) - static_cast<double>(n);
  const Point a = input.at(term.input).centre();
  const Point b = output.at(stage.step.output).centre();
  const Point at{a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share - kFlightArc * std::sin(share * std::numbers::pi)};
  const Theme& theme = stage.frame.theme;
  const auto symbol = [&](std::string_view name, Cell c) { return cell_label(stage.frame, name, c, 0); };
  const bool symbols = stage.frame.model.lesson.symbols;
  const std::vector<TextRun> label{
      {symbols ? (stage.inserted(term.input) ? "0" : symbol("x", stage.unstretched(term.input))) + "·" + symbol("w", term.weight)
               : number(term.product),
       theme.on_solid, Weight::bold}};
  const double text = runs_width(canvas, label, 15);
  const double width = std::max(24.0, text + 14);
  canvas.fill_rect({at.x - width / 2, at.y - 12, width, 24}, theme.of(Role::kernel).solid, 12);
  draw_runs(canvas, {at.x - text / 2, at.y}, label, 15);
}

}  // namespace deconvlab

#include "app/diagram/legend.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "app/diagram/labels.h"
#include "app/diagram/stretched.h"
#include "app/draw/grid.h"

namespace deconvlab {

namespace {

constexpr double kLine = 23;
constexpr double kAbove = 7;
constexpr double kMost = 0.25;  // of the height; a lower area has no legend
constexpr double kMark = 16;
constexpr double kAfterMark = 8;
constexpr double kBetween = 28;  // items
constexpr double kText = 13;

struct Item {
  CellStyle style;
  bool hatched = false;
  std::string_view sign = {};  // instead of a cell
  std::string text = {};
  double width = 0;
  bool outlined = false;  // as the output padding is
  bool ramp = false;      // from the palest shade of the role to the strongest
};

// Items of one line, and how wide they are together.
struct Line {
  std::vector<Item> items;
  double width = -kBetween;
};

bool any_unread(const Axis& axis, std::int64_t first, std::int64_t end) {
  for (std::int64_t c = std::max<std::int64_t>(0, first); c < std::min(axis.i, end); ++c) {
    if (!axis.ever_read(c)) return true;
  }
  return false;
}

// Whether cells between the first placement's begin and the last one's end are never read: strides, or strides and dilated taps together,
// jump over them.
bool has_gaps(const Axis& axis) { return any_unread(axis, axis.input_of(0, 0), axis.input_of(axis.o - 1, axis.k - 1)); }
bool has_gaps(const Geometry& g) { return has_gaps(g.h) || has_gaps(g.w); }

bool has_untouched(const Geometry& g) { return any_unread(g.h, 0, g.h.i) || any_unread(g.w, 0, g.w.i); }

// What a kernel's shades say, where they are not all one, and its hatch.
void add_weights(std::vector<Item>& items, const Stage& stage) {
  const auto weights = stage.frame.results.trace.kernel().data();
  const auto& [most, negative] = stage.frame.results.kernel_scale;
  const auto as_large = [largest = most](float w) { return std::abs(w) == largest; };
  if (!std::ranges::all_of(weights, as_large))
    items.push_back(
        {.style = {.role = Role::kernel}, .text = say(stage.frame.language, "scene.legend_weights", number(most)), .ramp = true});
  if (negative)
    items.push_back({.style = weight_style(stage.frame.theme, -0.5f, {1, true}),
                     .text = std::string(phrase(stage.frame.language, "scene.legend_negative"))});
}

// Whether p' is negative at any end.
bool crops_stretched(const Geometry& g) {
  const Border p = padding_of_transposed(g);
  return std::min({p.before.h, p.before.w, p.after.h, p.after.w}) < 0;
}

CellStyle cropped_style(Role role) { return {.role = role, .faded = true, .crossed = true}; }

// Of the stretched input that a turned kernel walks over.
void add_stretched(std::vector<Item>& items, const Stage& stage) {
  const auto text = [&](std::string_view key) { return std::string(phrase(stage.frame.language, key)); };
  const TransposedAxis h = stage.geometry.h.transposed();
  const TransposedAxis w = stage.geometry.w.transposed();
  if (h.stretched > h.i || w.stretched > w.i)
    items.push_back({.style = {.role = Role::inserted_zero, .dashed = true}, .text = text("scene.legend_inserted")});
  if (stretched_padding(stage.geometry) != Border{})
    items.push_back({.style = {.role = Role::padding}, .hatched = true, .text = text("scene.legend_padding")});
  if (h.a > 0 || w.a > 0)
    items.push_back({.style = {.role = Role::inserted_zero, .dashed = true}, .text = text("scene.legend_extra"), .outlined = true});
  if (crops_stretched(stage.geometry)) items.push_back({.style = cropped_style(Role::input), .text = text("scene.legend_cropped")});
}

std::vector<Item> transposed_items(const Stage& stage, const Explained& what) {
  const Geometry& g = stage.geometry;
  const Language& language = stage.frame.language;
  std::vector<Item> items;
  if (what.stretched) add_stretched(items, stage);
  if (what.stamps && lost_of_stamps(g) != Border{})
    items.push_back({.style = {.role = Role::neutral, .faded = true, .crossed = true},
                     .text = say(language, "scene.legend_lost", both_ends(ends_of(g)))});
  if (has_untouched(g))
    items.push_back({.style = {.role = Role::neutral, .diagonal = true}, .text = std::string(phrase(language, "scene.legend_untouched"))});
  if (what.shades) add_weights(items, stage);
  return items;
}

std::vector<Item> items_of(const Stage& stage, const Explained& what) {
  if (stage.transposed()) return transposed_items(stage, what);
  const Geometry& g = stage.geometry;
  const auto text = [&](std::string_view key) { return std::string(phrase(stage.frame.language, key)); };
  std::vector<Item> items;
  const bool back = what.transpose;
  if (what.star) items.push_back({{}, false, g.flip ? "∗" : "⋆", text(g.flip ? "scene.legend_flipped" : "scene.legend_star")});
  if (stage.stretched() || (back && std::max(g.h.s, g.w.s) > 1))
    items.push_back({{.role = Role::inserted_zero, .dashed = true}, false, {}, text("scene.legend_inserted")});
  if (has_padding(g) || (back && stretched_padding(g) != Border{}))
    items.push_back({{.role = Role::padding}, true, {}, text("scene.legend_padding")});
  if (cuts_off(g)) items.push_back({{.role = Role::input, .faded = true, .crossed = true}, false, {}, text("scene.legend_cut_off")});
  if (back && crops_stretched(g)) items.push_back({cropped_style(Role::output), false, {}, text("scene.legend_cropped")});
  if (has_unread(g)) {
    items.push_back({{.role = Role::unread, .faded = true, .diagonal = true},
                     false,
                     {},
                     text(has_gaps(g) ? "scene.legend_gaps" : "scene.legend_unread")});
  }
  if (what.shades) add_weights(items, stage);
  return items;
}

std::vector<Line> lines_of(Canvas& canvas, double width, const Stage& stage, const Explained& what) {
  std::vector<Line> lines;
  for (Item item : items_of(stage, what)) {
    item.width = kMark + kAfterMark + canvas.text_width(item.text, {.color = {}, .size = kText});
    if (item.width > width) continue;
    if (lines.empty() || lines.back().width + kBetween + item.width > width) lines.emplace_back();
    lines.back().width += kBetween + item.width;
    lines.back().items.push_back(std::move(item));
  }
  return lines;
}

void draw_ramp(Canvas& canvas, Rect mark, Role role, const Theme& theme) {
  constexpr std::int64_t kShades = 4;
  draw_cells_as_picture(canvas, mark, 1, kShades,
                        [&](std::int64_t, std::int64_t n) { return theme.shade(role, static_cast<double>(n) / (kShades - 1)); });
}

void draw_item(Canvas& canvas, Point at, const Item& item, const Theme& theme) {
  const Rect mark{at.x, at.y - kMark / 2, kMark, kMark};
  const TextStyle style{.color = theme.muted, .size = kText};
  if (!item.sign.empty()) canvas.text(mark.centre(), item.sign, {.color = theme.muted, .size = 20, .align = Align::centre});
  if (item.sign.empty()) draw_cell(canvas, mark, item.style, theme);
  if (item.ramp) draw_ramp(canvas, mark, item.style.role, theme);
  if (item.hatched) draw_hatch(canvas, mark, theme.of(Role::padding).solid.with_alpha(0.6f));
  if (item.outlined) canvas.stroke_rect(mark, {theme.text, 2, 5});
  canvas.text({mark.right() + kAfterMark, at.y}, item.text, style);
}

}  // namespace

namespace {

double height_of(const std::vector<Line>& lines) { return lines.empty() ? 0 : kAbove + static_cast<double>(lines.size()) * kLine; }

void draw_lines(Canvas& canvas, Rect area, const std::vector<Line>& lines, const Theme& theme) {
  double y = area.y + kAbove + kLine / 2;
  for (const Line& line : lines) {
    double x = area.x + (area.w - line.width) / 2;
    for (const Item& item : line.items) {
      draw_item(canvas, {x, y}, item, theme);
      x += item.width + kBetween;
    }
    y += kLine;
  }
}

}  // namespace

Rect legend_rect(Canvas& canvas, Rect area, const Stage& stage, const Explained& what) {
  const bool elsewhere = dynamic_cast<CommonLegend*>(&canvas) != nullptr;
  const double h = elsewhere ? 0 : height_of(lines_of(canvas, area.w, stage, what));
  const double height = h > area.h * kMost ? 0 : h;
  return {area.x, area.bottom() - h, area.w, height};
}

void draw_legend(Canvas& canvas, Rect area, const Stage& stage, const Explained& what) {
  auto* const common = dynamic_cast<CommonLegend*>(&canvas);
  if (const auto shared = common ? common->take() : std::nullopt) {
    const auto lines = lines_of(canvas, shared->w, stage, what);
    common->height = height_of(lines);
    return draw_lines(canvas, *shared, lines, stage.frame.theme);
  }
  if (area.h > 0) draw_lines(canvas, area, lines_of(canvas, area.w, stage, what), stage.frame.theme);
}

void draw_diverging_bar(Canvas& canvas, Rect bar, const Theme& theme) {
  constexpr int kShades = 64;
  const double w = bar.w / kShades;
  for (int n = 0; n < kShades; ++n)
    canvas.fill_rect({bar.x + n * w, bar.y, std::min(w + 0.5, bar.right() - bar.x - n * w), bar.h},
                     theme.diverging((2.0 * n + 1) / kShades - 1));
  canvas.stroke_rect(bar, {theme.line, 1});
}

}  // namespace deconvlab

#include "app/diagram/lens.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/diagram/plane.h"
#include "app/lang/text.h"
#include "app/state/player.h"

namespace deconvlab {

namespace {

constexpr double kCaption = 24;
constexpr double kPixelShare = 0.6;  // of a cell's height: its weight has the rest
constexpr double kGridShare = 0.62;  // of the height
constexpr double kLargestPixel = 84;
constexpr double kResult = 58;
constexpr std::size_t kMostThreads = 49;
constexpr double kFlying = 13;

// How a cell of the lens is told from its neighbours: what lies on it.
const LensTerm* term_on(const Lens& lens, Cell c) {
  const auto found = std::ranges::find(lens.terms, c, &LensTerm::cell);
  return found == lens.terms.end() ? nullptr : &*found;
}

struct Places {
  GridPlace grid;
  Rect result;

  Rect cell(const Lens& lens, Cell c) const { return grid.at({c.row - lens.first.row, c.col - lens.first.col}); }
};

Places places_in(Rect area, const Lens& lens) {
  const double high = (area.h - kCaption) * kGridShare;
  const GridPlace grid = fit_plane({area.x, area.y + kCaption, area.w, high}, lens.size, kLargestPixel);
  const double side = std::min(kResult, area.h * 0.14);
  const double bottom = area.bottom() - kCaption;
  return {grid, {area.centre().x - side / 2, std::max(grid.outer().bottom() + 8, bottom - side), side, side}};
}

Rect pixel_of(Rect cell) { return {cell.x, cell.y, cell.w, cell.h * kPixelShare}; }
Rect weight_of(Rect cell) { return {cell.x, cell.y + cell.h * kPixelShare, cell.w, cell.h * (1 - kPixelShare)}; }

Color grey_of(double strength) {
  const auto grey = static_cast<float>(strength);
  return {grey, grey, grey, 1};
}

// From each pixel that is multiplied to what they come to, the thicker the larger the product.
void draw_threads(Canvas& canvas, const Places& at, const Lens& lens, const Theme& theme) {
  if (lens.terms.size() > kMostThreads) return;
  float largest = 0;
  for (const LensTerm& t : lens.terms) largest = std::max(largest, std::abs(t.x * t.w));
  const Point to{at.result.centre().x, at.result.y};
  for (const LensTerm& t : lens.terms) {
    if (t.w == 0 || largest == 0) continue;
    const Color color = theme.of(Role::kernel).solid.with_alpha(0.7f);
    canvas.line(at.cell(lens, t.cell).centre(), to, {color, 0.75 + 3 * std::abs(t.x * t.w) / largest, t.w < 0 ? 4.0 : 0.0});
  }
}

struct LabelSizes {
  double pixel, weight;
};

LabelSizes label_sizes(Canvas& canvas, const Places& at, const Lens& lens, const Extent& all, bool whole) {
  const double cell = at.grid.cell;
  const auto value = [&](std::int64_t n) {
    const Cell c = lens.size.cell_at(n);
    const Cell shown{lens.first.row + c.row, lens.first.col + c.col};
    return all.contains(shown) ? number(std::round(lens.values.at(shown))) : std::string();
  };
  const auto weight = [&](std::int64_t n) { return "× " + weight_label(lens.terms[static_cast<std::size_t>(n)].w, whole); };
  return {common_label_size(canvas, cell, cell * kPixelShare, lens.size.area(), value),
          common_label_size(canvas, cell, cell * (1 - kPixelShare), std::ssize(lens.terms), weight)};
}

ValueScale weight_scale(const Lens& lens) {
  std::vector<float> weights;
  for (const LensTerm& t : lens.terms) weights.push_back(t.w);
  return scale_of(weights);
}

bool whole_weights(const Lens& lens) {
  return std::ranges::all_of(lens.terms, [](const LensTerm& t) { return t.w == std::round(t.w); });
}

void draw_pixel(Canvas& canvas, Rect r, Cell c, const Lens& lens, double size, const Theme& theme) {
  if (!lens.values.shape().plane().contains(c)) return draw_cell(canvas, r, {.role = Role::padding}, theme);
  const float value = lens.values.at(c);
  const Color shade = grey_of(strength_of(value, Shades::picture));
  canvas.fill_rect(r, shade);
  draw_label_at(canvas, r, number(std::round(value)), ink_on(theme, shade), size);
}

void draw_weight(Canvas& canvas, Rect r, const LensTerm& term, const ValueScale& scale, const std::string& label, double size,
                 const Theme& theme) {
  const CellStyle style = weight_style(theme, term.w, scale);
  draw_weight_fill(canvas, r, style, theme);
  draw_label_at(canvas, r, label, ink_on(theme, style.fill(theme)), size);
}

void draw_cells(Canvas& canvas, const Places& at, const Lens& lens, const Frame& frame) {
  const Theme& theme = frame.theme;
  const bool whole = whole_weights(lens);
  const ValueScale scale = weight_scale(lens);
  const LabelSizes sizes = label_sizes(canvas, at, lens, lens.values.shape().plane(), whole);
  for (std::int64_t n = 0; n < lens.size.area(); ++n) {
    const Cell c{lens.first.row + lens.size.cell_at(n).row, lens.first.col + lens.size.cell_at(n).col};
    const Rect r = at.cell(lens, c);
    const LensTerm* term = term_on(lens, c);
    draw_pixel(canvas, term ? pixel_of(r) : r, c, lens, sizes.pixel, theme);
    if (term) draw_weight(canvas, weight_of(r), *term, scale, "× " + weight_label(term->w, whole), sizes.weight, theme);
    canvas.stroke_rect(r, {theme.background, 2});
    if (term && term->weight && frame.hits) frame.hits->push_back({r, {Target::weight, *term->weight, {}}});
  }
}

// Between two steps of the timeline: the products, so far on their way.
void draw_flying(Canvas& canvas, const Places& at, const Lens& lens, const Frame& frame) {
  const double share = frame.model.time - std::floor(frame.model.time);
  if (share <= 0 || lens.terms.size() > kMostThreads || !can_follow(frame.model)) return;
  const double way = eased(share);
  for (const LensTerm& t : lens.terms) {
    if (t.w == 0) continue;
    const Point from = at.cell(lens, t.cell).centre();
    const Point to = at.result.centre();
    const Point here{from.x + (to.x - from.x) * way, from.y + (to.y - from.y) * way};
    const std::string text = number(std::round(t.x * t.w));
    const TextStyle style{.color = frame.theme.text, .size = kFlying, .weight = Weight::bold, .align = Align::centre};
    const double w = canvas.text_width(text, style) + 8;
    canvas.fill_rect({here.x - w / 2, here.y - 9, w, 18}, frame.theme.background, 5);
    canvas.stroke_rect({here.x - w / 2, here.y - 9, w, 18}, {frame.theme.of(Role::kernel).solid, 1}, 5);
    canvas.text(here, text, style);
  }
}

void draw_result(Canvas& canvas, Rect area, const Places& at, const Lens& lens, const Frame& frame) {
  const Theme& theme = frame.theme;
  const Color shade = grey_of(lens.shade);
  canvas.fill_rect(at.result, shade);
  canvas.stroke_rect(at.result, {theme.background, 4});
  canvas.stroke_rect(at.result, {theme.of(Role::output).solid, 2.5});
  draw_label_in(canvas, at.result, number(std::round(lens.value)), ink_on(theme, shade));
  draw_fitting(canvas, {area.centre().x, at.result.bottom() + kCaption / 2 + 1}, area.w, lens.result,
               {.color = lens.result_ink, .size = 14, .weight = Weight::bold, .align = Align::centre});
}

}  // namespace

std::string weight_label(float value, bool whole) {
  if (whole) return number(value);
  std::string text = fixed(std::abs(value), 2);
  if (text.starts_with("0.")) text.erase(0, 1);
  return value < 0 ? "−" + text : text;
}

std::string lens_sum(const Lens& lens, int most) {
  std::string sum;
  int shown = 0, products = 0;
  for (const LensTerm& t : lens.terms) {
    if (t.w == 0) continue;
    if (++products > most) continue;
    const std::string w = t.w < 0 ? "(" + number(t.w) + ")" : number(t.w);
    sum += fmt::format("{}{} · {}", shown++ > 0 ? " + " : "", number(std::round(t.x)), w);
  }
  if (products == 0) return "0";
  return products > shown ? sum + " + …" : sum;
}

void draw_lens(Canvas& canvas, Rect area, const Lens& lens, const Frame& frame) {
  const Places at = places_in(area, lens);
  draw_fitting(canvas, {area.centre().x, at.grid.outer().y - kCaption / 2}, area.w, lens.caption,
               {.color = lens.ink, .size = 14, .weight = Weight::bold, .align = Align::centre});
  draw_threads(canvas, at, lens, frame.theme);
  draw_cells(canvas, at, lens, frame);
  draw_result(canvas, area, at, lens, frame);
  draw_flying(canvas, at, lens, frame);
}

}  // namespace deconvlab

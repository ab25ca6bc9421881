#include "app/diagram/overhang.h"

#include <algorithm>

#include "app/diagram/grids.h"
#include "app/draw/grid.h"
#include "app/lang/text.h"

namespace deconvlab {

namespace {

constexpr std::int64_t kMostCells = 64;  // on a side
constexpr double kCaption = 34;

Extent effective(const Params& params) { return {(params.k.h - 1) * params.d.h + 1, (params.k.w - 1) * params.d.w + 1}; }

Border padding(const Params& params) {
  if (params.padding == Padding::causal) return {{effective(params).h - 1, effective(params).w - 1}, {}};
  return params.padding == Padding::given ? Border{params.p, params.padding_end()} : Border{};
}

Extent padded(const Params& params) { return padding(params).around(params.i); }

// Rows and columns of the kernel that lie beside the padded input.
Extent beside(const Params& params) {
  const auto more = [](std::int64_t a, std::int64_t b) { return std::max<std::int64_t>(0, a - b); };
  return {more(effective(params).h, padded(params).h), more(effective(params).w, padded(params).w)};
}

// The padded input, and below and right of it the room that the kernel would need.
GridPlace place_of(Rect area, const Params& params) {
  Border around = padding(params);
  const Extent over = beside(params);
  around.after = {around.after.h + over.h, around.after.w + over.w};
  const Extent cells = around.around(params.i);
  return place_in(area, fit_cell(area.w, area.h, cells.h, cells.w, kLargestCell), params.i, around);
}

void draw_input(Canvas& canvas, const GridPlace& place, const Params& params, const Theme& theme) {
  const Rect ground = place.span(place.first(), padded(params));
  const Tone& tone = theme.of(Role::padding);
  canvas.fill_rect(ground, tone.fill);
  draw_hatch(canvas, ground, tone.solid.with_alpha(0.4f));
  for (std::int64_t n = 0; n < params.i.area(); ++n) draw_cell(canvas, place.at(params.i.cell_at(n)), {.role = Role::input}, theme);
}

void draw_kernel(Canvas& canvas, const GridPlace& place, const Params& params, const Theme& theme) {
  const Color inside = theme.of(Role::kernel).solid;
  const Color outside = theme.of(Role::switches).solid;
  const Extent fits = padded(params);
  for (std::int64_t n = 0; n < params.k.area(); ++n) {
    const Cell tap = params.k.cell_at(n);
    const Cell at{tap.row * params.d.h, tap.col * params.d.w};
    const Rect r = place.at({at.row + place.first().row, at.col + place.first().col});
    const bool over = !fits.contains(at);
    if (over) draw_hatch(canvas, r, outside);
    canvas.stroke_rect(r.inset(1), {over ? outside : inside, 2});
  }
  canvas.stroke_rect(place.span(place.first(), effective(params)), {inside, 3}, 2);
}

}  // namespace

bool overhangs(const Params& params) {
  const auto fits = [](Extent e) { return e.h >= 1 && e.w >= 1 && e.h <= kMostCells && e.w <= kMostCells; };
  const Border p = padding(params);
  if (std::min({p.before.h, p.before.w, p.after.h, p.after.w}) < 0 || !fits(params.i) || !fits(params.k) || !fits(params.d) ||
      !fits(padded(params)) || !fits(effective(params)))
    return false;
  const Extent over = beside(params);
  return over.h > 0 || over.w > 0;
}

void draw_overhang(Canvas& canvas, Rect area, const Params& params, const Theme& theme, const Language& language) {
  const GridPlace place = place_of({area.x, area.y + kCaption, area.w, area.h - 2 * kCaption}, params);
  draw_input(canvas, place, params, theme);
  draw_kernel(canvas, place, params, theme);
  const Extent over = beside(params);
  draw_caption(canvas, place, area, {say(language, "scene.padded_input", padded(params).h, padded(params).w)}, theme.of(Role::input).ink);
  draw_fitting(canvas, {area.centre().x, place.outer().bottom() + kCaption / 2}, area.w, say(language, "scene.overhang", over.h, over.w),
               {.color = theme.of(Role::switches).ink, .size = 15, .weight = Weight::bold, .align = Align::centre});
}

}  // namespace deconvlab

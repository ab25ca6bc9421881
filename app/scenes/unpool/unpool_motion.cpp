#include "app/scenes/unpool/unpool_motion.h"

#include <algorithm>

#include "app/diagram/motion.h"
#include "app/draw/rich_text.h"

namespace deconvlab {

namespace {

constexpr double kSmallestFlyingFrom = 17;
constexpr double kTileText = 15;

// A value on its way from cell to cell.
void draw_value(Canvas& canvas, Rect from, Rect to, double share, Role role, const UnpoolStage& s) {
  const Theme& theme = s.frame.theme;
  const Color color = theme.of(role).solid;
  const TextRun run{number(s.r.pooled.values.at(s.current)), ink_on(theme, color), Weight::bold};
  const Point at = between(from, to, share).centre();
  const double text = runs_width(canvas, {run}, kTileText);
  const double width = std::max(24.0, text + 14);
  canvas.fill_rect({at.x - width / 2, at.y - 12, width, 24}, color, 12);
  draw_runs(canvas, {at.x - text / 2, at.y}, {run}, kTileText);
}

// ②: the cell grows into the cells that it goes to.
void draw_copies(Canvas& canvas, const UnpoolPlaces& at, double share, const UnpoolStage& s) {
  const CellRect copies = s.copies_of(s.current);
  if (copies.empty()) return;
  const Theme& theme = s.frame.theme;
  const Rect now = between(at.pooled.at(s.current), at.back[1].span(copies.first, copies.size), share);
  const Color fill = theme.of(Role::output).solid;
  canvas.fill_rect(now, fill.with_alpha(s.bilinear ? 0.5f : 1));
  canvas.stroke_rect(now, {theme.of(Role::output).ink, 1.5});
  if (!s.bilinear) draw_label_in(canvas, now, number(s.r.pooled.values.at(s.current)), ink_on(theme, fill));
}

void draw_stamp(Canvas& canvas, const UnpoolPlaces& at, double share, const UnpoolStage& s) {
  const Geometry& up = s.up();
  const Rect landing = at.back[2].span({up.h.input_of(s.current.row, 0), up.w.input_of(s.current.col, 0)}, up.kernel());
  const float x = s.r.pooled.values.at(s.current);
  draw_lifted_stamp(canvas, at.pooled.at(s.current), landing, at.back[2].outer(), share, s.frame, [&](Cell weight) {
    return Stamped{number(x * s.kernel().at(weight)), weight_style(s.frame.theme, s.kernel().at(weight), s.weights())};
  });
}

}  // namespace

Rect window_rect(const UnpoolPlaces& at, const UnpoolStage& s) {
  const auto window = [&](Cell pooled) { return at.x.span(s.first_of(pooled), {s.pool().h.k_eff, s.pool().w.k_eff}); };
  const bool gliding = s.moment.glide < 1 && s.step() > 0;
  if (!gliding) return window(s.current);
  return between(window(s.small().cell_at((s.step() - 1) % s.cells())), window(s.current), s.moment.glide);
}

void draw_flights(Canvas& canvas, const UnpoolPlaces& at, const UnpoolStage& s) {
  const double way = s.on_its_way();
  const bool seen = s.moment.products < 1 && at.x.cell >= kSmallestFlyingFrom && can_follow(s.frame.model);
  if (!seen || way <= 0) return;
  const double share = eased(way);
  const Rect home = at.pooled.at(s.current);
  if (s.pooling()) return draw_value(canvas, at.x.at(s.switch_of(s.current)), home, share, Role::switches, s);
  draw_copies(canvas, at, share, s);
  draw_stamp(canvas, at, share, s);
  draw_value(canvas, home, at.back[0].at(s.switch_of(s.current)), share, Role::switches, s);
}

}  // namespace deconvlab

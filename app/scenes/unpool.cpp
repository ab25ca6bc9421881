// Scene "unpool": max pooling, and three ways back from the same pooled map: unpooling, upsampling, deconvolution.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/draw/rich_text.h"
#include "app/player.h"
#include "app/scenes/plane.h"
#include "app/scenes/stories.h"
#include "app/scenes/unpool_words.h"

namespace deconvlab {

namespace {

constexpr double kEdge = 3;
constexpr double kCaption = 24;
constexpr double kGap = 30;
constexpr double kLargestCell = 52;
constexpr double kStrip = 34;
constexpr double kWidestEntry = 60;
constexpr double kLineHeight = 1.45;
constexpr std::int64_t kMostColumns = 64;  // of a matrix' row that is drawn

constexpr SceneView kViews[] = {{"all", "unpool.view_nearest"}, {"bilinear", "unpool.view_bilinear"}};

void caption(Canvas& canvas, const GridPlace& place, double width, const std::string& text, Color color) {
  draw_fitting(canvas, {place.outer().centre().x, place.outer().y - kCaption / 2}, width, text,
               {.color = color, .size = 15, .weight = Weight::bold, .align = Align::centre});
}

// Where the five grids go: x and the pooled map above, the three ways back below, cells of one size.
struct Places {
  GridPlace x, pooled, back[3];
  double width;  // that a caption below may have
};

Places places_in(Rect area, const Geometry& pool) {
  const Extent large = pool.input();
  const Extent small = pool.output();
  const double column = (area.w - 2 * kGap) / 3;
  const double row = (area.h - 2 * kCaption - kGap / 2) / 2;
  const double cell = fit_cell(column, row, large.h, large.w, kLargestCell);
  const auto at = [&](double centre, double y, Extent size) {
    const double w = cell * static_cast<double>(size.w);
    return fit_plane({centre - w / 2, y, w, row}, size, cell);
  };
  Places p;
  const double top = area.y + kCaption;
  const double bottom = top + row + kCaption + kGap / 2;
  p.x = at(area.x + column / 2, top, large);
  p.pooled = at(area.x + column * 1.5 + kGap, top, small);
  for (int n = 0; n < 3; ++n) p.back[n] = at(area.x + column * (n + 0.5) + n * kGap, bottom, large);
  p.width = column;
  return p;
}

void draw_x(Canvas& canvas, const GridPlace& place, const UnpoolStage& s) {
  const Theme& theme = s.frame.theme;
  draw_plane(
      canvas, place,
      [&](Cell c) {
        const bool is_switch = s.is_switch(c);
        const bool lit = s.in_window(c, s.current);
        return PlaneCell{{.role = is_switch ? Role::switches : Role::input, .lit = lit && (is_switch || s.pooling())},
                         number(s.x().at(c)),
                         value_shade(theme, is_switch ? Role::switches : Role::input, s.x().at(c), s.scale, lit)};
      },
      theme);
  const Geometry& pool = s.pool();
  const Rect window = place.span(s.first_of(s.current), pool.kernel()).within(place.outer());
  canvas.stroke_rect(window, {theme.of(Role::kernel).solid, 3});
  add_plane_hit(place, s.frame, Target::output);
}

void draw_pooled(Canvas& canvas, const GridPlace& place, const UnpoolStage& s) {
  draw_plane(
      canvas, place,
      [&](Cell c) {
        if (!s.made(c)) return PlaneCell{{.role = Role::neutral}, {}};
        const float value = s.r.pooled.values.at(c);
        return PlaneCell{{.role = Role::input, .lit = c == s.current},
                         number(value),
                         value_shade(s.frame.theme, Role::input, value, s.scale, c == s.current)};
      },
      s.frame.theme);
  add_plane_hit(place, s.frame, Target::input);
}

// What a way back shows in a cell: nothing before a pooled cell has brought something there.
std::optional<float> value_back(const UnpoolStage& s, int way, Cell c) {
  if (way == 2) {
    const std::int64_t done = s.placed() - 1;
    return done < 0 ? std::nullopt : std::optional(s.frame.results.transpose.after_scatter(c, done));
  }
  if (!s.is_placed(s.owner(c))) return std::nullopt;
  return s.back(way).at(c);
}

void draw_back(Canvas& canvas, const GridPlace& place, int way, const UnpoolStage& s) {
  constexpr Role kRoles[] = {Role::switches, Role::output, Role::kernel};
  const Theme& theme = s.frame.theme;
  draw_plane(
      canvas, place,
      [&](Cell c) {
        const auto value = value_back(s, way, c);
        if (!value) return PlaneCell{{.role = Role::neutral}, {}};
        const bool touched = way == 2 ? s.stamps(s.current, c) : way == 0 ? s.names(s.current, c) : s.owner(c) == s.current;
        const Role role = way == 0 && *value == 0 ? Role::inserted_zero : kRoles[way];
        return PlaneCell{{.role = role, .lit = touched && !s.pooling(), .dashed = role == Role::inserted_zero},
                         number(*value),
                         value_shade(theme, kRoles[way], *value, s.scale, touched && !s.pooling())};
      },
      theme);
  add_plane_hit(place, s.frame, Target::output);
}

void draw_main(Canvas& canvas, Rect whole, const Frame& frame) {
  if (!frame.results.resampled) return;
  const UnpoolStage s(frame);
  const Places p = places_in(whole.inset(kEdge), s.pool());
  const Theme& theme = frame.theme;
  const Extent large = s.pool().input();
  const Extent small = s.pool().output();
  draw_x(canvas, p.x, s);
  draw_pooled(canvas, p.pooled, s);
  caption(canvas, p.x, p.width, say(frame.language, "unpool.x", large.h, large.w), theme.of(Role::input).ink);
  caption(canvas, p.pooled, p.width, say(frame.language, "unpool.pooled", small.h, small.w), theme.of(Role::input).ink);
  canvas.text({(p.x.outer().right() + p.pooled.outer().x) / 2, p.x.outer().centre().y}, "→",
              {.color = theme.muted, .size = 22, .align = Align::centre});
  const std::string_view titles[] = {"unpool.a", s.bilinear ? "unpool.b_bilinear" : "unpool.b", "unpool.c"};
  const Color inks[] = {theme.of(Role::switches).ink, theme.of(Role::output).ink, theme.of(Role::kernel).ink};
  for (int way = 0; way < 3; ++way) {
    draw_back(canvas, p.back[way], way, s);
    caption(canvas, p.back[way], p.width, std::string(phrase(frame.language, titles[way])), inks[way]);
  }
}

// One row of a matrix as a strip: a cell for each pooled cell.
void draw_strip(Canvas& canvas, Rect area, const std::vector<MapEntry>& row, const UnpoolStage& s, Role role) {
  const std::int64_t columns = s.pool().output().area();
  const double cell = std::min(area.w / static_cast<double>(columns), kWidestEntry);
  const double left = area.centre().x - cell * static_cast<double>(columns) / 2;
  std::vector<float> weights(columns, 0);
  for (const MapEntry& entry : row) {
    if (entry.column >= 0) weights[entry.column] = entry.weight;
  }
  const double size = common_label_size(canvas, cell, kStrip, columns, [&](std::int64_t n) { return number(weights[n]); });
  for (std::int64_t n = 0; n < columns; ++n) {
    const Rect r{left + static_cast<double>(n) * cell, area.y, cell, kStrip};
    const bool zero = weights[n] == 0;
    const bool lit = !zero && s.pool().output().cell_at(n) == s.current;
    const Tone& tone = s.frame.theme.of(role);
    draw_cell(canvas, r, {.role = zero ? Role::neutral : role, .lit = lit}, s.frame.theme);
    draw_label_at(canvas, r, number(weights[n]), zero ? s.frame.theme.muted : ink_on(s.frame.theme, lit ? tone.solid : tone.fill), size);
  }
}

void draw_side(Canvas& canvas, Rect whole, const Frame& frame) {
  if (!frame.results.resampled) return;
  const UnpoolStage s(frame);
  const Theme& theme = frame.theme;
  const Rect area = whole.inset(kEdge);
  const Cell cell = s.asked;
  double y = area.y + 12;
  // What no longer fits is left out.
  const auto line = [&](const std::string& text, Color color, double size, Weight weight) {
    const TextRun run{text, color, weight};
    const int lines = wrapped_lines(canvas, area.w, run, size);
    if (y + (lines - 0.5) * size * kLineHeight <= area.bottom()) y += draw_wrapped(canvas, {area.x, y}, area.w, run, size, lines) + 4;
  };
  line(say(frame.language, "unpool.rows", cell.row, cell.col), theme.text, 15, Weight::bold);
  const std::string_view titles[] = {"unpool.row_a", s.bilinear ? "unpool.row_b_bilinear" : "unpool.row_b", "unpool.row_c"};
  constexpr Role kRoles[] = {Role::switches, Role::output, Role::kernel};
  for (int way = 0; way < 3; ++way) {
    line(std::string(phrase(frame.language, titles[way])), theme.of(kRoles[way]).ink, 14, Weight::regular);
    if (s.pool().output().area() > kMostColumns || y - 8 + kStrip > area.bottom()) continue;
    draw_strip(canvas, {area.x, y - 8, area.w, kStrip}, s.row_of(way, cell), s, kRoles[way]);
    y += kStrip + 12;
  }
  y += 6;
  for (const std::string& statement : unpool_statements(s)) line(statement, theme.text, 14, Weight::regular);
}

std::string sentence(const Frame& frame) { return frame.results.resampled ? unpool_sentence(UnpoolStage(frame)) : ""; }

std::string describe(const Focus& focus, const Frame& frame) { return frame.results.resampled ? describe_unpool(focus, frame) : ""; }

}  // namespace

const Scene kUnpoolScene{.id = "unpool",
                         .title_key = "scene.unpool",
                         .draw_main = draw_main,
                         .draw_side = draw_side,
                         .sentence = sentence,
                         .example = "i=4&k=2&s=2&up=2&kernel=ones&input=own:4:1,3,2,1,4,2,0,5,7,6,1,1,5,0,2,9",
                         .traits = {.family = Family::pooling},
                         .views = kViews,
                         .describe = describe};

}  // namespace deconvlab

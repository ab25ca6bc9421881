// Scene "unpool": max pooling, and three ways back from the same pooled map: unpooling, upsampling, deconvolution.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

#include "app/diagram/plane.h"
#include "app/scenes/each_scene.h"
#include "app/scenes/unpool/unpool_motion.h"
#include "app/scenes/unpool/unpool_side.h"
#include "app/scenes/unpool/unpool_words.h"

namespace deconvlab {

namespace {

constexpr double kEdge = 3;
constexpr double kCaption = 24;
constexpr double kGap = 30;
constexpr double kComfortableCell = 38;  // small grids may have larger cells than the large ones, up to this
constexpr float kSameValue = 1e-5f;      // of the larger one: what rounding makes of equal sums
constexpr double kSmallestAsked = 24;    // cell that has room for a frame about its number
constexpr Role kRoles[] = {Role::switches, Role::output, Role::output};  // what comes back: at switches, else outputs

constexpr SceneView kViews[] = {{"all", "unpool.view_nearest"}, {"bilinear", "unpool.view_bilinear"}};

// x, the pooled map and the kernel above, the three ways back below; the large grids' cells are of one size.
UnpoolPlaces places_in(Rect area, const UnpoolStage& s) {
  const Extent large = s.large();
  const double column = (area.w - 2 * kGap) / 3;
  const double row = (area.h - 2 * kCaption - kGap / 2) / 2;
  const double cell = fit_cell(column, row, large.h, large.w, kLargestCell);
  const double top = area.y + kCaption;
  const double bottom = top + row + kCaption + kGap / 2;
  const auto at = [&](int n, double y, Extent size, double largest) {
    return fit_plane({area.x + n * (column + kGap), y, column, row}, size, largest);
  };
  UnpoolPlaces p;
  p.x = at(0, top, large, cell);
  p.pooled = at(1, top, s.small(), std::max(cell, kComfortableCell));
  p.kernel = at(2, top, s.up().kernel(), std::max(cell, kComfortableCell));
  for (int n = 0; n < 3; ++n) p.back[n] = at(n, bottom, large, cell);
  p.column = column;
  return p;
}

void caption(Canvas& canvas, const UnpoolPlaces& places, const GridPlace& place, const std::string& text, Color color) {
  draw_fitting(canvas, {place.outer().centre().x, place.outer().y - kCaption / 2}, places.column, text,
               {.color = color, .size = 15, .weight = Weight::bold, .align = Align::centre});
}

// What values are written like in cells of this size: as number() does where that fits, else with three decimals or fewer.
struct Labels {
  int decimals = -1;

  Labels(Canvas& canvas, double cell, std::span<const float> values) {
    for (const int digits : {-1, 3, 2, 1, 0}) {
      decimals = digits;
      const auto label = [&](std::int64_t n) { return of(values[static_cast<std::size_t>(n)]); };
      if (common_label_size(canvas, cell, cell, std::ssize(values), label) > 0) return;
    }
  }
  std::string of(float value) const {
    if (decimals < 0) return number(value);
    const double unit = std::pow(10, decimals);
    return number(std::round(value * unit) / unit);
  }
};

// The ring of a cell that what is pointed at will reach but the timeline has not, and the mark of the cell pointed at.
void draw_marks(Canvas& canvas, const GridPlace& place, Target target, const UnpoolStage& s) {
  if (s.focus.target == target) canvas.stroke_rect(place.at(s.focus.cell).inset(1), {s.frame.theme.text, 2});
  if (s.frame.model.pinned == s.focus && s.focus.target == target) draw_pin(canvas, place.at(s.focus.cell), s.frame.theme);
}

void draw_x(Canvas& canvas, const UnpoolPlaces& p, const UnpoolStage& s) {
  const Theme& theme = s.frame.theme;
  const Labels labels(canvas, p.x.cell, s.x().data());
  const bool there = s.moment.glide >= 1;
  const auto cell_of = [&](Cell c) {
    const bool own = there && s.names(s.current, c);
    const bool lit = own || (there && s.pooling() && !s.is_switch(c) && s.in_window(c, s.current));
    const Role role = own || s.is_switch(c) ? Role::switches : Role::input;
    return value_cell(theme, {.role = role, .lit = lit}, s.x().at(c), s.scale, labels.of(s.x().at(c)));
  };
  draw_plane(canvas, p.x, cell_of, theme);
  canvas.stroke_rect(window_rect(p, s).within(p.x.outer()), {theme.of(Role::kernel).solid, 3});
  draw_marks(canvas, p.x, Target::output, s);
  add_plane_hit(p.x, s.frame, Target::output);
}

// The pooled cells' flat indices, which the rows beside the picture have above their columns.
void draw_columns(Canvas& canvas, const GridPlace& place, const UnpoolStage& s) {
  constexpr double kSmallestTagged = 36;
  constexpr double kTag = 10;
  if (place.cell < kSmallestTagged) return;
  for (std::int64_t n = 0; n < s.cells(); ++n) {
    const Cell c = s.small().cell_at(n);
    const Rect r = place.at(c);
    const bool strong = s.made(c) && c == s.current;
    canvas.text({r.x + 4, r.y + kTag * 0.8}, fmt::format("{}", n),
                {.color = strong ? ink_on(s.frame.theme, s.frame.theme.of(Role::input).solid) : s.frame.theme.muted, .size = kTag});
  }
}

void draw_pooled(Canvas& canvas, const UnpoolPlaces& p, const UnpoolStage& s) {
  const Theme& theme = s.frame.theme;
  const Labels labels(canvas, p.pooled.cell, s.r.pooled.values.data());
  const auto cell_of = [&](Cell c) {
    if (!s.made(c)) return PlaneCell{{.role = Role::neutral}, {}};
    const float value = s.r.pooled.values.at(c);
    return value_cell(theme, {.role = Role::input, .lit = c == s.current}, value, s.scale, labels.of(value));
  };
  draw_plane(canvas, p.pooled, cell_of, theme);
  draw_columns(canvas, p.pooled, s);
  if (!s.made(s.current)) canvas.stroke_rect(p.pooled.at(s.current).inset(1), {theme.of(Role::input).solid, 2});
  draw_marks(canvas, p.pooled, Target::input, s);
  add_plane_hit(p.pooled, s.frame, Target::input);
}

// The kernel of ③, with the weights that meet in the cell pointed at.
void draw_weights(Canvas& canvas, const UnpoolPlaces& p, const UnpoolStage& s) {
  const Theme& theme = s.frame.theme;
  const Labels labels(canvas, p.kernel.cell, s.kernel().data());
  const auto row = s.focus.target == Target::output ? s.row_of(2, s.asked) : std::vector<RowEntry>{};
  const auto cell_of = [&](Cell c) {
    const bool lit = std::ranges::find(row, c, &RowEntry::tap) != row.end() || s.focus == Focus{Target::weight, c, {}};
    return weight_cell(theme, s.kernel().at(c), s.weights(), lit, labels.of(s.kernel().at(c)));
  };
  draw_plane(canvas, p.kernel, cell_of, theme);
  draw_marks(canvas, p.kernel, Target::weight, s);
  add_plane_hit(p.kernel, s.frame, Target::weight);
}

// Whether a cell of a way back belongs to what the step is about, or to what is pointed at.
bool is_lit(const UnpoolStage& s, int way, Cell c) {
  if (s.focus.target != Target::weight) return (s.pointed() || (!s.pooling() && s.is_placed(s.current))) && s.brings(way, s.current, c);
  const MaybeCell joint = s.up().weight_between(s.current, c);
  return way == 2 && joint.found && joint.cell == s.focus.cell;
}

PlaneCell cell_back(const UnpoolStage& s, int way, Cell c, const Labels& labels) {
  const Theme& theme = s.frame.theme;
  if (way == 2 && !s.up().ever_read(c)) return {{.role = Role::neutral, .diagonal = true}, {}};
  const auto value = s.shown(way, c);
  if (!value) return {{.role = Role::neutral}, {}};
  const bool lit = is_lit(s, way, c);
  const bool between_switches = way == 0 && *value == 0 && !lit;
  const Role role = between_switches ? Role::inserted_zero : kRoles[way];
  PlaneCell cell = value_cell(theme, {.role = role, .lit = lit, .dashed = between_switches}, *value, s.scale, labels.of(*value));
  if (between_switches) cell.shade = {};
  return cell;
}

// Of all ways back, now and at the end: the three are written alike, and the sums on their way there fit as well.
std::vector<float> values_back(const UnpoolStage& s) {
  std::vector<float> values;
  for (int way = 0; way < 3; ++way) {
    const auto data = s.back(way).data();
    values.insert(values.end(), data.begin(), data.end());
    for (std::int64_t n = 0; n < s.large().area(); ++n) values.push_back(s.shown(way, s.large().cell_at(n)).value_or(0));
  }
  return values;
}

void draw_back(Canvas& canvas, const UnpoolPlaces& p, int way, const UnpoolStage& s, const Labels& labels) {
  const GridPlace& place = p.back[way];
  draw_plane(
      canvas, place, [&](Cell c) { return cell_back(s, way, c, labels); }, s.frame.theme);
  for (std::int64_t n = 0; s.pointed() && place.cell >= kSmallestDrawnCell && n < s.large().area(); ++n) {
    const Cell c = s.large().cell_at(n);
    if (is_lit(s, way, c) && !s.shown(way, c)) canvas.stroke_rect(place.at(c).inset(1), {s.frame.theme.of(kRoles[way]).solid, 2});
  }
  const bool asked_by_itself = s.focus.target != Target::output && s.judges();
  if (asked_by_itself && place.cell >= kSmallestAsked)
    canvas.stroke_rect(place.at(s.asked).inset(4),
                       {cell_back(s, way, s.asked, labels).style.lit ? s.frame.theme.on_solid : s.frame.theme.text, 1.5, 3});
  draw_marks(canvas, place, Target::output, s);
  add_plane_hit(place, s.frame, Target::output);
}

// Whether the ways beside each other have the same values, as far as they are there.
void draw_signs(Canvas& canvas, const UnpoolPlaces& p, const UnpoolStage& s) {
  if (s.done() <= s.cells()) return;
  const std::int64_t cells = s.large().area();
  const auto alike = [&](int way, Cell c) {
    const float a = s.shown(way, c).value_or(0), b = s.shown(way + 1, c).value_or(0);
    return std::abs(a - b) <= kSameValue * std::max(1.0f, std::abs(a));
  };
  for (int way = 0; way < 2; ++way) {
    bool same = true;
    for (std::int64_t n = 0; n < cells; ++n) same = same && alike(way, s.large().cell_at(n));
    const Rect left = p.back[way].outer();
    canvas.text({(left.right() + p.back[way + 1].outer().x) / 2, left.centre().y}, same ? "=" : "≠",
                {.color = s.frame.theme.text, .size = 22, .align = Align::centre});
  }
}

void draw_captions(Canvas& canvas, const UnpoolPlaces& p, const UnpoolStage& s) {
  const Theme& theme = s.frame.theme;
  const Language& language = s.frame.language;
  const auto sized = [&](const GridPlace& place, std::string_view key, Role role) {
    caption(canvas, p, place, say(language, key, place.size.h, place.size.w), theme.of(role).ink);
  };
  sized(p.x, "unpool.x", Role::input);
  sized(p.pooled, "unpool.pooled", Role::input);
  sized(p.kernel, "unpool.kernel", Role::kernel);
  const std::string_view titles[] = {"unpool.a", s.bilinear ? "unpool.b_bilinear" : "unpool.b", "unpool.c"};
  for (int way = 0; way < 3; ++way) caption(canvas, p, p.back[way], std::string(phrase(language, titles[way])), theme.of(kRoles[way]).ink);
  canvas.text({(p.x.outer().right() + p.pooled.outer().x) / 2, p.x.outer().centre().y}, "→",
              {.color = theme.muted, .size = 22, .align = Align::centre});
}

void draw_main(Canvas& canvas, Rect whole, const Frame& frame) {
  const UnpoolStage s(frame);
  const UnpoolPlaces p = places_in(whole.inset(kEdge), s);
  draw_x(canvas, p, s);
  draw_pooled(canvas, p, s);
  draw_weights(canvas, p, s);
  const double cell = p.back[0].cell;
  const Labels labels(canvas, cell, cell < kSmallestDrawnCell ? std::vector<float>() : values_back(s));
  for (int way = 0; way < 3; ++way) draw_back(canvas, p, way, s, labels);
  draw_captions(canvas, p, s);
  draw_signs(canvas, p, s);
  canvas.push_clip(whole);
  draw_flights(canvas, p, s);
  canvas.pop_clip();
}

std::string sentence(const Frame& frame) { return unpool_sentence(UnpoolStage(frame)); }

std::string describe(const Focus& focus, const Frame& frame) { return describe_unpool(focus, frame); }

}  // namespace

const Scene kUnpoolScene{.id = "unpool",
                         .chapter = "up",
                         .title_key = "scene.unpool",
                         .question_key = "question.unpool",
                         .draw_main = draw_main,
                         .draw_side = draw_unpool_side,
                         .sentence = sentence,
                         .kind = &kPoolingKind,
                         .home = "t=7",
                         .views = kViews,
                         .describe = describe,
                         .kernel_on_page = true,
                         .least = {.side = 520}};

}  // namespace deconvlab

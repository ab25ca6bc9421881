// The whole page of a scene, and the parts of it that the window shows as well.
#include <fmt/format.h>

#include <algorithm>

#include "app/draw/rich_text.h"
#include "app/scenes/scene.h"

namespace deconvlab {

namespace {

constexpr double kMargin = 28;
constexpr double kTitle = 48;
constexpr double kWords = 104;  // sentence and formula
constexpr double kSideShare = 0.34;

// One axis' formula with its numbers: the numbers have their sliders' colours.
std::vector<TextRun> formula_runs(const Axis& a, std::string_view name, const Theme& theme) {
  const Color text = theme.text;
  const auto num = [](std::int64_t v, Color c) { return TextRun{fmt::format("{}", v), c, Weight::bold}; };
  const Color i = theme.of(Role::input).ink;
  const Color k = theme.of(Role::kernel).ink;
  const Color p = theme.of(Role::padding).ink;
  const Color s = theme.accent;
  const Color o = theme.of(Role::output).ink;
  std::vector<TextRun> runs;
  if (!name.empty()) runs.push_back({fmt::format("{}:  ", name), theme.muted});
  if (a.d > 1) {
    runs.insert(runs.end(), {{"k_{eff} = k + (k−1)(d−1) = ", text},
                             num(a.k, k),
                             {" + ", text},
                             num(a.k - 1, k),
                             {"·", text},
                             num(a.d - 1, s),
                             {" = ", text},
                             num(a.k_eff, k),
                             {",   ", text}});
  }
  const char* symbols = a.d > 1 ? "o = ⌊(i + 2p − k_{eff}) / s⌋ + 1 = ⌊(" : "o = ⌊(i + 2p − k) / s⌋ + 1 = ⌊(";
  runs.insert(runs.end(), {{symbols, text},
                           num(a.i, i),
                           {" + 2·", text},
                           num(a.p, p),
                           {" − ", text},
                           num(a.k_eff, k),
                           {") / ", text},
                           num(a.s, s),
                           {"⌋ + 1 = ", text},
                           num(a.o, o)});
  return runs;
}

void draw_fitted(Canvas& canvas, Point at, double width, const std::vector<TextRun>& runs, double size) {
  const double natural = runs_width(canvas, runs, size);
  draw_runs(canvas, at, runs, natural > width ? size * width / natural : size);
}

}  // namespace

std::vector<std::vector<TextRun>> formula_lines(const Frame& frame) {
  const Geometry& g = frame.results.geometry;
  if (g.h == g.w) return {formula_runs(g.h, "", frame.theme)};
  return {formula_runs(g.h, "h", frame.theme), formula_runs(g.w, "w", frame.theme)};
}

void draw_formula(Canvas& canvas, Rect area, const Frame& frame) {
  const Geometry& g = frame.results.geometry;
  const bool same = g.h == g.w;
  const double size = std::min(17.0, area.h / 3);
  double y = area.y + size * 0.7;
  for (const auto& line : formula_lines(frame)) {
    draw_fitted(canvas, {area.x, y}, area.w, line, size);
    y += size * 1.45;
  }
  if (g.h.remainder == 0 && g.w.remainder == 0) return;
  const std::string note =
      same ? say(frame.language, "scene.remainder", g.h.remainder) : say(frame.language, "scene.remainders", g.h.remainder, g.w.remainder);
  draw_fitted(canvas, {area.x, y}, area.w, {{note, frame.theme.of(Role::switches).ink}}, size * 0.9);
}

void draw_sentence(Canvas& canvas, Rect area, const Scene& scene, const Frame& frame) {
  draw_wrapped(canvas, {area.x, area.y + 12}, area.w, {scene.sentence(frame), frame.theme.text}, 17,
               std::max(1, static_cast<int>(area.h / 24)));
}

void draw_page(Canvas& canvas, Rect area, const Scene& scene, const Frame& frame) {
  canvas.fill_rect(area, frame.theme.background);
  const Rect in = area.inset(kMargin);
  canvas.text({in.x, in.y + 14}, phrase(frame.language, scene.title_key), {.color = frame.theme.text, .size = 26, .weight = Weight::bold});
  const double side = in.w * kSideShare;
  const Rect views{in.x, in.y + kTitle, in.w, in.h - kTitle - kWords - 12};
  scene.draw_main(canvas, {views.x, views.y, views.w - side - kMargin, views.h}, frame);
  canvas.line({views.right() - side - kMargin / 2, views.y}, {views.right() - side - kMargin / 2, views.bottom()}, {frame.theme.line, 1});
  scene.draw_side(canvas, {views.right() - side, views.y, side, views.h}, frame);
  const double top = in.bottom() - kWords;
  canvas.line({in.x, top - 6}, {in.right(), top - 6}, {frame.theme.line, 1});
  draw_sentence(canvas, {in.x, top, in.w, 50}, scene, frame);
  draw_formula(canvas, {in.x, top + 54, in.w, kWords - 54}, frame);
}

void draw_error(Canvas& canvas, Rect area, const Error& error, const Theme& theme, const Language& language) {
  canvas.fill_rect(area, theme.background);
  const double width = std::min(area.w - 2 * kMargin, 620.0);
  const Point at{area.x + (area.w - width) / 2, area.y + area.h * 0.42};
  canvas.fill_rect({at.x - 18, at.y - 18, 4, 84}, theme.of(Role::switches).solid);
  draw_wrapped(canvas, at, width, {say(language, error), theme.text}, 18, 4);
}

}  // namespace deconvlab

#include "app/scenes/inverse/solution.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/diagram/formula_terms.h"
#include "app/diagram/grids.h"
#include "app/diagram/labels.h"
#include "app/draw/rich_text.h"

namespace deconvlab {

namespace {

using formula::Runs;

// k − p′ = p + 1, solved.
Runs in_letters(const formula::Writer& w, const Theme& theme) {
  const TextRun k = w.of(Role::kernel, w.kernel_letter()), p = w.of(Role::padding, "p"), turned = w.of(Role::padding, "p′");
  const auto plain = [&](std::string_view text) { return TextRun{std::string(text), theme.text, Weight::bold}; };
  return {k, plain(" − "), turned, plain(" = "), p, plain(" + 1   →   "), turned, plain(" = "), k, plain(" − "), p, plain(" − 1")};
}

// p′ = 3 − 0 − 1 = 2.
Runs in_numbers(const formula::Writer& w, const Axis& a, std::string_view axis) {
  const auto ends = [](std::int64_t before, std::int64_t after) { return both_ends({{before, before}, {after, after}}); };
  const TransposedAxis t = a.transposed();
  const std::string p = a.p == a.p_end ? fmt::format("{}", a.p) : "(" + ends(a.p, a.p_end) + ")";
  return {w.of(Role::padding, formula::of_axis("p′", axis)),
          w.plain(" = "),
          w.of(Role::kernel, fmt::format("{}", a.k_eff)),
          w.plain(" − "),
          w.of(Role::padding, p),
          w.plain(" − 1 = "),
          w.of(Role::padding, ends(t.p, t.p_end))};
}

// Of both axes where they differ.
Runs in_numbers(const formula::Writer& w, const Geometry& g) {
  if (g.h == g.w) return in_numbers(w, g.h, "");
  Runs runs = in_numbers(w, g.h, "h");
  runs.push_back(w.plain(",   "));
  formula::append(runs, in_numbers(w, g.w, "w"));
  return runs;
}

}  // namespace

void draw_solution(Canvas& canvas, Rect area, const Geometry& g, const Theme& theme) {
  const formula::Writer writer(g, theme);
  double y = area.y + 12;
  for (const Runs& run : {in_letters(writer, theme), in_numbers(writer, g)}) {
    const double size = std::min(16.0, 16 * area.w / runs_width(canvas, run, 16));
    const bool lowered = std::ranges::any_of(run, [](const TextRun& part) { return part.text.find("_{") != std::string::npos; });
    if (size >= 15.3 || (size >= kSmallestText && !lowered))
      draw_runs(canvas, {area.centre().x - runs_width(canvas, run, size) / 2, y}, run, size);
    y += 26;
  }
}

}  // namespace deconvlab

// The size formula with its numbers, each letter and number in the colour of its slider.
#include <fmt/format.h>

#include <algorithm>

#include "app/draw/rich_text.h"
#include "app/scenes/scene.h"

namespace deconvlab {

namespace {

constexpr double kLargest = 24;
constexpr double kLineHeight = 1.42;

using Runs = std::vector<TextRun>;

// A line whose relation sign stands under that of the line above: `lead = rest`; a repeated lead is not written again.
struct Line {
  Runs lead;
  Runs rest;
  bool lead_shown = true;
};

// Letters, or the numbers of one axis in the same places.
struct Names {
  std::string i, k, k_less, d_less, k_eff, s, p, a, o;
};
const Names kLetters{"i", "k", "(k − 1)", "(d − 1)", "k_{eff}", "s", "p", "a", "o"};

Names numbers_of(const Axis& a) {
  const auto text = [](std::int64_t v) { return fmt::format("{}", v); };
  return {text(a.i), text(a.k), text(a.k - 1), text(a.d - 1), text(a.k_eff), text(a.s), text(a.p), text(a.remainder), text(a.o)};
}

class Writer {
 public:
  Writer(const Theme& theme, bool dilated) : theme_(theme), dilated_(dilated) {}

  TextRun plain(std::string_view text) const { return {std::string(text), theme_.text}; }
  TextRun of(Role role, const std::string& text) const { return {text, theme_.of(role).ink, Weight::bold}; }
  TextRun stride(const std::string& text) const { return {text, theme_.accent, Weight::bold}; }
  std::string kernel_letter() const { return dilated_ ? "k_{eff}" : "k"; }

  // i + 2p − k
  Runs span(const Names& n, bool letters) const {
    return {of(Role::input, n.i), plain(letters ? " + 2" : " + 2·"), of(Role::padding, n.p), plain(" − "),
            of(Role::kernel, letters ? kernel_letter() : n.k_eff)};
  }
  // ⌊(i + 2p − k) / s⌋ + 1, and what it comes to
  Runs size(const Names& n, bool letters) const {
    Runs runs{plain("⌊(")};
    append(runs, span(n, letters));
    append(runs, {plain(") / "), stride(n.s), plain("⌋ + 1")});
    if (!letters) append(runs, {plain(" = "), of(Role::output, n.o)});
    return runs;
  }
  // (i + 2p − k) mod s
  Runs remainder(const Names& n, bool letters) const {
    Runs runs{plain("(")};
    append(runs, span(n, letters));
    append(runs, {plain(") mod "), stride(n.s)});
    if (!letters) append(runs, {plain(" = "), stride(n.a)});
    return runs;
  }
  // k + (k − 1)(d − 1)
  Runs reach(const Names& n, bool letters) const {
    Runs runs{of(Role::kernel, n.k), plain(" + "), of(Role::kernel, n.k_less), plain(letters ? "" : "·"), stride(n.d_less)};
    if (!letters) append(runs, {plain(" = "), of(Role::kernel, n.k_eff)});
    return runs;
  }

  static void append(Runs& runs, const Runs& more) { runs.insert(runs.end(), more.begin(), more.end()); }

 private:
  const Theme& theme_;
  bool dilated_;
};

// An equation in letters and with the numbers, of each axis where they differ.
template <class Right>
void add_equation(std::vector<Line>& lines, const Geometry& g, const TextRun& lead, Right&& right) {
  lines.push_back({{lead}, right(kLetters, true)});
  if (g.h == g.w) return lines.push_back({{lead}, right(numbers_of(g.h), false), false});
  lines.push_back({{{lead.text + "_{h}", lead.color, lead.weight}}, right(numbers_of(g.h), false)});
  lines.push_back({{{lead.text + "_{w}", lead.color, lead.weight}}, right(numbers_of(g.w), false)});
}

// The remainder, in letters only where one line with numbers follows.
void add_remainder(std::vector<Line>& lines, const Geometry& g, const Writer& w) {
  const auto right = [&](const Names& n, bool letters) { return w.remainder(n, letters); };
  if (g.h == g.w && g.h.remainder > 0) return add_equation(lines, g, w.stride("a"), right);
  if (g.h.remainder > 0) lines.push_back({{w.stride("a_{h}")}, right(numbers_of(g.h), false)});
  if (g.w.remainder > 0) lines.push_back({{w.stride("a_{w}")}, right(numbers_of(g.w), false)});
}

std::vector<Line> lines_of(const Geometry& g, const Theme& theme) {
  const bool dilated = g.h.d > 1 || g.w.d > 1;
  const Writer w(theme, dilated);
  std::vector<Line> lines;
  if (dilated) {
    add_equation(lines, g, w.of(Role::kernel, "k_{eff}"), [&](const Names& n, bool letters) { return w.reach(n, letters); });
  }
  add_equation(lines, g, w.of(Role::output, "o"), [&](const Names& n, bool letters) { return w.size(n, letters); });
  add_remainder(lines, g, w);
  return lines;
}

// o' = s (i' − 1) + a + k − 2p and p' = k − p − 1, in letters and with the numbers of one axis.
void add_transposed(std::vector<Line>& lines, const Axis& a, const Writer& w, std::string_view axis) {
  const auto text = [](std::int64_t v) { return fmt::format("{}", v); };
  const TransposedAxis t = a.transposed();
  const bool dilated = a.d > 1;
  const auto output = w.of(Role::output, fmt::format("o′{}", axis));
  const auto padding = w.of(Role::padding, fmt::format("p′{}", axis));
  if (axis.empty() || axis == "_{h}") {
    const TextRun k = w.of(Role::kernel, dilated ? "k_{eff}" : "k");
    lines.push_back({{w.of(Role::output, "o′")},
                     {w.stride("s"), w.plain("("), w.of(Role::input, "i′"), w.plain(" − 1) + "), w.stride("a"), w.plain(" + "), k,
                      w.plain(" − 2"), w.of(Role::padding, "p")}});
  }
  lines.push_back(
      {{output},
       {w.stride(text(a.s)), w.plain("·("), w.of(Role::input, text(t.i)), w.plain(" − 1) + "), w.stride(text(t.a)), w.plain(" + "),
        w.of(Role::kernel, text(a.k_eff)), w.plain(" − 2·"), w.of(Role::padding, text(a.p)), w.plain(" = "), w.of(Role::output, text(t.o))},
       !axis.empty()});
  const TextRun letters = dilated ? w.plain("d(k − 1) − p = ") : w.plain("k − 1 − p = ");
  Runs right{letters};
  if (dilated) Writer::append(right, {w.stride(text(a.d)), w.plain("·")});
  Writer::append(right, {w.of(Role::kernel, text(a.k - 1)), w.plain(" − "), w.of(Role::padding, text(a.p)), w.plain(" = "),
                         w.of(Role::padding, text(t.p))});
  lines.push_back({{padding}, right});
}

std::vector<Line> transposed_lines(const Geometry& g, const Theme& theme) {
  const Writer w(theme, g.h.d > 1 || g.w.d > 1);
  std::vector<Line> lines;
  if (g.h == g.w) {
    add_transposed(lines, g.h, w, "");
  } else {
    add_transposed(lines, g.h, w, "_{h}");
    add_transposed(lines, g.w, w, "_{w}");
  }
  return lines;
}

std::vector<Line> lines_of(const Results& results, const Theme& theme) {
  if (results.family == Family::transposed) return transposed_lines(results.geometry, theme);
  return lines_of(results.geometry, theme);
}

Runs whole(const Line& line, const Theme& theme) {
  Runs runs = line.lead_shown ? line.lead : Runs{};
  runs.push_back({" = ", theme.text});
  Writer::append(runs, line.rest);
  return runs;
}

// Lines without a lead of their own go on behind the line above: fewer, longer lines for flat areas.
std::vector<Line> joined(const std::vector<Line>& lines, const Theme& theme) {
  std::vector<Line> result;
  for (const Line& line : lines) {
    if (line.lead_shown) {
      result.push_back(line);
    } else {
      Writer::append(result.back().rest, whole(line, theme));
    }
  }
  return result;
}

// The size at which the lines fill the area.
double fitted(Canvas& canvas, const std::vector<Line>& lines, Rect area, const Theme& theme) {
  double widest = 1;
  double lead = 0;
  for (const Line& line : lines) {
    lead = std::max(lead, runs_width(canvas, line.lead, kLargest));
    widest = std::max(widest, lead + runs_width(canvas, line.rest, kLargest) + runs_width(canvas, {{" = ", theme.text}}, kLargest));
  }
  return std::min({kLargest, kLargest * area.w / widest, area.h / (static_cast<double>(lines.size()) * kLineHeight)});
}

}  // namespace

std::vector<std::vector<TextRun>> formula_lines(const Frame& frame) {
  std::vector<Runs> all;
  for (const Line& line : joined(lines_of(frame.results, frame.theme), frame.theme)) all.push_back(whole(line, frame.theme));
  return all;
}

void draw_formula(Canvas& canvas, Rect area, const Scene& scene, const Frame& frame) {
  const Theme& theme = frame.theme;
  std::vector<Line> lines = lines_of(scene.results_of(frame), theme);
  double size = fitted(canvas, lines, area, theme);
  const std::vector<Line> flat = joined(lines, theme);
  if (const double flat_size = fitted(canvas, flat, area, theme); flat_size > size) {
    lines = flat;
    size = flat_size;
  }
  double lead = 0;
  for (const Line& line : lines) lead = std::max(lead, runs_width(canvas, line.lead, size));
  double y = area.y + size * kLineHeight / 2;
  for (const Line& line : lines) {
    const double width = line.lead_shown ? runs_width(canvas, line.lead, size) : 0;
    draw_runs(canvas, {area.x + lead - width, y}, whole(line, theme), size);
    y += size * kLineHeight;
  }
}

}  // namespace deconvlab

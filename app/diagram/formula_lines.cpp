#include "app/diagram/formula_lines.h"

#include <utility>

#include "app/diagram/grids.h"
#include "app/diagram/transposed_words.h"
#include "app/diagram/words.h"

namespace deconvlab::formula {

namespace {

// "1", or "0 | 1" of unlike ends.
std::string ends(std::int64_t before, std::int64_t after) { return both_ends({{before, before}, {after, after}}); }

// An equation in letters and with the numbers, of each axis where they differ; `lead(axis)` is its left side.
template <class Lead, class Right>
void add_equation(std::vector<Line>& lines, const Geometry& g, Lead&& lead, Right&& right, const SizeNames& letters = kLetters) {
  const auto numbers = [&](const Axis& axis) {
    SizeNames names = numbers_of(axis);
    names.i_role = letters.i_role;
    names.o_role = letters.o_role;
    return right(names, false);
  };
  lines.push_back({lead(""), right(letters, true)});
  if (g.h == g.w) return lines.push_back({lead(""), numbers(g.h), false});
  lines.push_back({lead("h"), numbers(g.h)});
  lines.push_back({lead("w"), numbers(g.w)});
}

// Puts the last `count` lines, short ones, behind the line before them.
void join_last(std::vector<Line>& lines, std::size_t count, const Writer& w) {
  const auto first = lines.end() - static_cast<std::ptrdiff_t>(count);
  Runs& runs = (first - 1)->rest;
  for (auto line = first; line != lines.end(); ++line) {
    if (line->lead_shown) append(runs, {w.plain(",  ")});
    if (line->lead_shown) append(runs, line->lead);
    append(runs, {w.plain(" = ")});
    append(runs, line->rest);
  }
  lines.erase(first, lines.end());
}

// SAME: the size first, then the padding that it needs, at both ends together.
void add_same(std::vector<Line>& lines, const Geometry& g, const Writer& w, const SizeNames& letters) {
  const auto size = [&](std::string_view axis) { return Runs{w.of(letters.o_role, of_axis(letters.o, axis))}; };
  const auto padding = [&](std::string_view axis) {
    return Runs{w.of(Role::padding, of_axis("p", axis)), w.plain(" + "), w.of(Role::padding, of_axis("p_{end}", axis))};
  };
  add_equation(
      lines, g, size, [&](const SizeNames& n, bool in_letters) { return w.same_size(n, in_letters); }, letters);
  join_last(lines, g.h == g.w ? 1 : 2, w);
  add_equation(
      lines, g, padding, [&](const SizeNames& n, bool in_letters) { return w.same_padding(n, in_letters); }, letters);
}

// The remainder, in letters only where one line with numbers follows.
void add_remainder(std::vector<Line>& lines, const Geometry& g, const Writer& w) {
  const auto right = [&](const SizeNames& n, bool letters) { return w.remainder(n, letters); };
  if (g.h == g.w && g.h.remainder > 0)
    return add_equation(
        lines, g, [&](std::string_view axis) { return Runs{w.stride(of_axis("a", axis))}; }, right);
  if (g.h.remainder > 0) lines.push_back({{w.stride("a_{h}")}, right(numbers_of(g.h), false)});
  if (g.w.remainder > 0) lines.push_back({{w.stride("a_{w}")}, right(numbers_of(g.w), false)});
}

SizeNames with_rounding(SizeNames names, const Axis& axis, bool ceil) {
  names.ceil = ceil;
  names.left_out = ceil && leaves_window_out(axis);
  return names;
}

// o = ⌊(i + 2p − k) / s⌋ + 1. The letters leave a window out where both axes do.
void add_size(std::vector<Line>& lines, const Geometry& g, const Writer& w) {
  const auto lead = [&](std::string_view axis) { return Runs{w.of(Role::output, of_axis("o", axis))}; };
  const auto numbers = [&](const Axis& axis) { return w.size(with_rounding(numbers_of(axis), axis, g.ceil_mode), false); };
  SizeNames letters = with_rounding(kLetters, g.h, g.ceil_mode);
  letters.left_out = letters.left_out && g.ceil_mode && leaves_window_out(g.w);
  lines.push_back({lead(""), w.size(letters, true)});
  if (g.h == g.w) return lines.push_back({lead(""), numbers(g.h), false});
  lines.push_back({lead("h"), numbers(g.h)});
  lines.push_back({lead("w"), numbers(g.w)});
}

// Of a convolution or a pooling, without what the floor drops.
std::vector<Line> size_lines(const Geometry& g, Padding rule, const Theme& theme) {
  const bool dilated = g.h.d > 1 || g.w.d > 1;
  const Writer w(g, theme);
  std::vector<Line> lines;
  if (dilated) {
    const auto lead = [&](std::string_view axis) { return Runs{w.of(Role::kernel, of_axis("k_{eff}", axis))}; };
    add_equation(lines, g, lead, [&](const SizeNames& n, bool letters) { return w.reach(n, letters); });
  }
  if (is_same_rule(rule)) {
    add_same(lines, g, w, kLetters);
  } else {
    add_size(lines, g, w);
  }
  return lines;
}

std::vector<Line> size_and_remainder_lines(const Geometry& g, Padding rule, const Theme& theme) {
  std::vector<Line> lines = size_lines(g, rule, theme);
  add_remainder(lines, g, Writer(g, theme));
  return lines;
}

// − 2p, or − p − p_end where the ends differ.
Runs both_cut_off(const Writer& w, const std::string& p, const std::string& p_end, bool alike, bool letters) {
  if (alike) return {w.plain(letters ? " − 2" : " − 2·"), w.of(Role::padding, p)};
  return {w.plain(" − "), w.of(Role::padding, p), w.plain(" − "), w.of(Role::padding, p_end)};
}

// o' = s (i' − 1) + a + k − 2p, with the numbers of one axis.
Runs transposed_size(const Axis& a, const Writer& w, bool ends_alike) {
  const TransposedAxis t = a.transposed();
  Runs runs{w.stride(text(a.s)), w.plain("·("),  w.of(Role::input, text(t.i)),     w.plain(" − 1) + "),
            w.stride(text(t.a)), w.plain(" + "), w.of(Role::kernel, text(a.k_eff))};
  append(runs, both_cut_off(w, term(a.p), term(a.p_end), ends_alike, false));
  append(runs, {w.plain(" = "), w.of(Role::output, text(t.o))});
  return runs;
}

constexpr std::size_t kMostBeforeRemark = 5;  // lines: with more of them a remark would make all too small

// The letters of a transposed convolution's kernel and padding.
struct WayLetters {
  std::string k = "k", p = "p", p_end = "p_{end}";
};
// Beside a pooling, whose own k and p have the letters.
const WayLetters kWayBack{"k′", "p_{↑}", "p_{end}"};

// In letters, and with the numbers of each axis where they differ.
void add_transposed_size(std::vector<Line>& lines, const Geometry& g, const Writer& w, const WayLetters& way) {
  const auto lead = [&](std::string_view axis) { return Runs{w.of(Role::output, of_axis("o′", axis))}; };
  Runs letters{w.stride("s"), w.plain("("),   w.of(Role::input, "i′"),  w.plain(" − 1) + "),
               w.stride("a"), w.plain(" + "), w.of(Role::kernel, way.k)};
  const bool ends_alike = g.h.p == g.h.p_end && g.w.p == g.w.p_end;
  append(letters, both_cut_off(w, way.p, way.p_end, ends_alike, true));
  lines.push_back({lead(""), letters});
  if (g.h == g.w) return lines.push_back({lead(""), transposed_size(g.h, w, ends_alike), false});
  lines.push_back({lead("h"), transposed_size(g.h, w, ends_alike)});
  lines.push_back({lead("w"), transposed_size(g.w, w, ends_alike)});
}

// k − p − 1, with dilation d(k − 1) − p.
Runs transposed_padding(const Writer& w, bool dilated) {
  const TextRun k = w.of(Role::kernel, "k"), p = w.of(Role::padding, "p");
  if (dilated) return {w.stride("d"), w.plain("("), k, w.plain(" − 1) − "), p};
  return {k, w.plain(" − "), p, w.plain(" − 1")};
}

// p' in letters and in the numbers of one axis, of both ends where they differ.
void add_transposed_padding(std::vector<Line>& lines, const Axis& a, const Writer& w, std::string_view axis) {
  const TransposedAxis t = a.transposed();
  const bool even = a.p == a.p_end;
  const bool dilated = a.d > 1;
  const TextRun p = w.of(Role::padding, even ? term(a.p) : ends(a.p, a.p_end));
  Runs right = transposed_padding(w, dilated);
  append(right, {w.plain(" = ")});
  if (dilated) append(right, {w.stride(text(a.d)), w.plain("·")});
  append(right, {w.of(Role::kernel, text(dilated ? a.k - 1 : a.k)), w.plain(even ? " − " : " − ("), p, w.plain(even ? "" : ")"),
                 w.plain(dilated ? " = " : " − 1 = "), w.of(Role::padding, ends(t.p, t.p_end))});
  lines.push_back({{w.of(Role::padding, of_axis("p′", axis))}, right});
}

// p' of both axes.
void add_transposed_paddings(std::vector<Line>& lines, const Geometry& g, const Writer& w) {
  if (g.h == g.w) return add_transposed_padding(lines, g.h, w, "");
  add_transposed_padding(lines, g.h, w, "h");
  add_transposed_padding(lines, g.w, w, "w");
}

}  // namespace

std::vector<Line> transposed_lines(const Geometry& g, Padding rule, const Theme& theme) {
  const Writer w(theme, g.h.d > 1 || g.w.d > 1);
  std::vector<Line> lines;
  is_same_rule(rule) ? add_same(lines, g, w, kTransposedLetters) : add_transposed_size(lines, g, w, {.k = w.kernel_letter()});
  add_transposed_paddings(lines, g, w);
  return lines;
}

namespace {

// Why ceil mode's size is one less.
void add_left_out(std::vector<Line>& lines, const Geometry& pool, const Theme& theme, const Language& language) {
  if (!pool.ceil_mode || !(leaves_window_out(pool.h) || leaves_window_out(pool.w))) return;
  lines.push_back({{}, {{std::string(phrase(language, "formula.left_out")), theme.muted}}, false, true});
}

// A pooling that PyTorch does not have.
void add_over_half(std::vector<Line>& lines, const Geometry& pool, const Theme& theme, const Language& language) {
  if (!pads_over_half(pool.h, pool.padding) && !pads_over_half(pool.w, pool.padding)) return;
  lines.push_back({{}, {{std::string(phrase(language, "formula.over_half")), theme.muted}}, false, true});
}

// The pooling's size, and the way back from it: a transposed convolution, whose kernel k′, padding p_↑ and a are its own. What the pooling
// drops has no line: its letter would be that a too.
std::vector<Line> pooling_lines(const Geometry& pool, const Geometry& up, const Theme& theme, const Language& language) {
  std::vector<Line> lines = size_lines(pool, pool.padding, theme);
  add_left_out(lines, pool, theme, language);
  add_over_half(lines, pool, theme, language);
  const std::size_t first = lines.size();
  const Writer w(theme, false);
  add_transposed_size(lines, up, w, kWayBack);
  if (lines.size() <= kMostBeforeRemark)
    lines.push_back({{}, {{say(language, "formula.way_padding", kWayBack.p), theme.muted}}, false, true});
  lines[first].lead.insert(lines[first].lead.begin(), {std::string(phrase(language, "formula.back")), theme.muted});
  return lines;
}

// What dilation and stride each spread, where there is dilation.
void add_dilation(std::vector<Line>& lines, const Results& results, const Theme& theme, const Language& language) {
  const Geometry& g = results.geometry;
  if (g.h.d == 1 && g.w.d == 1) return;
  const std::string_view key = results.side == Side::c_transposed ? "formula.dilation_transposed" : "formula.dilation";
  lines.push_back({{}, {{std::string(phrase(language, key)), theme.muted}}, false, true});
}

// What a larger p does to a transposed convolution's output, which p = 0 would show whole.
void add_crop(std::vector<Line>& lines, const Results& results, const Theme& theme, const Language& language) {
  const Geometry& g = results.geometry;
  if (results.side != Side::c_transposed || results.rule != Padding::given || g.h.d > 1 || g.w.d > 1) return;
  const Extent full{g.h.i + g.h.p + g.h.p_end, g.w.i + g.w.p + g.w.p_end};
  const std::string key = full == g.input() ? "formula.would_crop" : "formula.crops";
  lines.push_back({{}, {{say(language, key, both(full.h, full.w)), theme.muted}}, false, true});
}

}  // namespace

std::vector<Line> lines_of(const Results& results, const Theme& theme, const Language& language) {
  if (results.pools()) return pooling_lines(results.pooling().resampled->pool, results.geometry, theme, language);
  const bool back = results.side == Side::c_transposed;
  auto lines = (back ? transposed_lines : size_and_remainder_lines)(results.geometry, results.rule, theme);
  add_dilation(lines, results, theme, language);
  add_crop(lines, results, theme, language);
  return lines;
}

Runs whole(const Line& line, const Theme& theme) {
  if (line.remark) return line.rest;
  Runs runs = line.lead_shown ? line.lead : Runs{};
  runs.push_back({" = ", theme.text});
  append(runs, line.rest);
  return runs;
}

std::vector<Line> joined(const std::vector<Line>& lines, const Theme& theme) {
  std::vector<Line> result;
  for (const Line& line : lines) {
    if (line.lead_shown) {
      result.push_back(line);
    } else {
      if (line.remark) append(result.back().rest, {{"  ", theme.text}});
      append(result.back().rest, whole(line, theme));
    }
  }
  return result;
}

}  // namespace deconvlab::formula

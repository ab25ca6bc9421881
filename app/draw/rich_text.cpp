#include "app/draw/rich_text.h"

#include <algorithm>
#include <string_view>

namespace deconvlab {

namespace {

constexpr double kSubscriptSize = 0.72;
constexpr double kSubscriptDrop = 0.24;  // of the size, below the base line's middle

// Calls piece(text, is_subscript) for the parts of a run.
template <class Piece>
void split_subscripts(std::string_view text, Piece&& piece) {
  while (!text.empty()) {
    const std::size_t open = text.find("_{");
    const std::size_t close = open == std::string_view::npos ? open : text.find('}', open);
    if (close == std::string_view::npos) return piece(text, false);
    if (open > 0) piece(text.substr(0, open), false);
    piece(text.substr(open + 2, close - open - 2), true);
    text.remove_prefix(close + 1);
  }
}

template <class Each>
double walk(Canvas& canvas, const std::vector<TextRun>& runs, double size, Each&& each) {
  double x = 0;
  for (const TextRun& run : runs) {
    split_subscripts(run.text, [&](std::string_view text, bool sub) {
      const TextStyle style{.color = run.color, .size = sub ? size * kSubscriptSize : size, .weight = run.weight};
      each(x, sub ? size * kSubscriptDrop : 0, text, style);
      x += canvas.text_width(text, style) + (sub ? size * 0.08 : 0);
    });
  }
  return x;
}

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// The character from `at` on, and the one that ends there; empty beyond the text.
std::string_view character_at(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && continues_character(text[end])) ++end;
  return at < text.size() ? text.substr(at, end - at) : std::string_view();
}
std::string_view character_before(std::string_view text, std::size_t at) {
  if (at == 0) return {};
  std::size_t begin = at - 1;
  while (begin > 0 && continues_character(text[begin])) --begin;
  return text.substr(begin, at - begin);
}

bool among(std::string_view character, std::string_view set) { return !character.empty() && set.find(character) != std::string_view::npos; }
bool closes(std::string_view c) { return among(c, "，。：；、！？）」』》】"); }
bool opens(std::string_view c) { return among(c, "（「『《【"); }
bool is_sign(std::string_view c) { return among(c, "×·+−=≈/"); }

// Chinese characters and their punctuation.
bool is_chinese(std::string_view c) {
  const auto lead = c.empty() ? 0 : static_cast<unsigned char>(c.front());
  return (lead >= 0xE3 && lead <= 0xE9) || lead == 0xEF;
}

// Whether a space stands before or behind a sign that has one on each side, or ends the text.
bool beside_sign(std::string_view text, std::size_t space) {
  const auto free = [](std::string_view c) { return c.empty() || c == " "; };
  const std::string_view next = character_at(text, space + 1);
  const std::string_view last = character_before(text, space);
  return (is_sign(next) && free(character_at(text, space + 1 + next.size()))) ||
         (is_sign(last) && free(character_before(text, space - last.size())));
}

// Part of a text, from one byte to another.
struct Piece {
  std::size_t begin, end;
  std::string_view of(std::string_view text) const { return text.substr(begin, end - begin); }
};

// The formula about a space: up to the next one that stands beside no sign, or to Chinese.
Piece formula_about(std::string_view text, std::size_t space) {
  Piece piece{space, space};
  const auto ends = [&](std::string_view c, std::size_t at) { return c.empty() || is_chinese(c) || (c == " " && !beside_sign(text, at)); };
  for (auto c = character_before(text, space); !ends(c, piece.begin - c.size()); c = character_before(text, piece.begin))
    piece.begin -= c.size();
  for (auto c = character_at(text, space); !ends(c, piece.end); c = character_at(text, piece.end)) piece.end += c.size();
  return piece;
}

// The innermost brackets about a space, with what stands in them; from the space to itself where there are none.
Piece brackets_about(std::string_view text, std::size_t space, const Piece& within) {
  int depth = 0;
  for (std::size_t begin = space; begin-- > within.begin;) {
    depth += text[begin] == ')' ? 1 : text[begin] == '(' ? -1 : 0;
    if (depth == -1) return {begin, std::min(text.find(')', space), within.end)};
  }
  return {space, space};
}

// Text that is broken into lines of one width.
struct Wrapped {
  Canvas& canvas;
  double width;
  const TextRun& run;
  double size;

  bool holds(std::string_view text) const { return runs_width(canvas, {{std::string(text), run.color, run.weight}}, size) <= width; }

  bool keeps_together(std::string_view text, const Piece& piece) const {
    constexpr std::ptrdiff_t kShort = 16;  // characters
    const std::string_view part = piece.of(text);
    return std::ranges::count_if(part, [](char c) { return !continues_character(c); }) <= kShort && holds(part);
  }

  // Whether a formula goes on at a space: a short one everywhere, a long one but for a plus or minus before which it may break.
  bool in_formula(std::string_view text, std::size_t space) const {
    if (!beside_sign(text, space)) return false;
    const Piece formula = formula_about(text, space);
    if (keeps_together(text, formula)) return true;
    const Piece brackets = brackets_about(text, space, formula);
    return !among(character_at(text, space + 1), "+−") || (brackets.begin < space && keeps_together(text, brackets));
  }

  // Whether a short Chinese remark in brackets goes on there.
  bool in_short_brackets(std::string_view text, std::size_t at) const {
    constexpr std::string_view kOpen = "（", kClose = "）";
    constexpr std::ptrdiff_t kShort = 8;  // characters
    const std::size_t open = text.substr(0, at).rfind(kOpen), close = text.find(kClose, at);
    if (open == std::string_view::npos || close == std::string_view::npos) return false;
    const std::string_view within = text.substr(open, close - open);
    return within.find(kClose) == std::string_view::npos &&
           std::ranges::count_if(within, [](char c) { return !continues_character(c); }) <= kShort + 1;
  }

  // Whether a line may end before `at`: at a space, before a Chinese character or behind Chinese punctuation. No line begins with
  // punctuation that closes, nor with the last character of a word before it, and none ends with what opens.
  bool breaks_at(std::string_view text, std::size_t at) const {
    const std::string_view last = character_before(text, at);
    const std::string_view next = character_at(text, at);
    const std::string_view second = character_at(text, at + next.size());
    if (in_short_brackets(text, at)) return false;
    if (next == " ") return !opens(last) && !closes(second) && !in_formula(text, at);
    if (last == " " || opens(last) || closes(next)) return false;
    if (is_chinese(last) && !closes(last) && closes(second)) return false;
    return is_chinese(next) || closes(last);
  }

  // Where the first line ends: at the last good place that fits, else at the last space, else (a long word) the last character.
  std::size_t line_end(std::string_view text) const;
};

std::size_t Wrapped::line_end(std::string_view text) const {
  std::size_t character = character_at(text, 0).size();
  std::size_t space = 0;
  std::size_t good = 0;
  for (std::size_t at = 1; at <= text.size(); ++at) {
    const std::size_t subscript = text.rfind("_{", at);
    if (subscript != std::string_view::npos && subscript < at && text.find('}', subscript) >= at) continue;
    if (at < text.size() && continues_character(text[at])) continue;
    if (!holds(text.substr(0, at))) break;
    if (at == text.size()) return at;
    if (!opens(character_before(text, at)) && !closes(character_at(text, at))) character = at;
    if (text[at] == ' ') space = at;
    if (breaks_at(text, at)) good = at;
  }
  if (good > 0) return good;
  return space > 0 ? space : character;
}

}  // namespace

double draw_runs(Canvas& canvas, Point at, const std::vector<TextRun>& runs, double size) {
  return walk(canvas, runs, size, [&](double x, double drop, std::string_view text, const TextStyle& style) {
    canvas.text({at.x + x, at.y + drop}, text, style);
  });
}

double runs_width(Canvas& canvas, const std::vector<TextRun>& runs, double size) {
  return walk(canvas, runs, size, [](double, double, std::string_view, const TextStyle&) {});
}

std::vector<std::string> wrapped(Canvas& canvas, double width, const TextRun& run, double size) {
  const Wrapped text{canvas, width, run, size};
  std::vector<std::string> lines;
  for (std::string_view rest = run.text; !rest.empty();) {
    const std::size_t end = text.line_end(rest);
    lines.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(rest.size(), rest.find_first_not_of(' ', end)));
  }
  return lines;
}

int wrapped_lines(Canvas& canvas, double width, const TextRun& run, double size) {
  return static_cast<int>(wrapped(canvas, width, run, size).size());
}

double draw_wrapped(Canvas& canvas, Point at, double width, const TextRun& run, double size, int max_lines, double line_height) {
  const Wrapped broken{canvas, width, run, size};
  std::string_view rest = run.text;
  double y = 0;
  for (int line = 0; line < max_lines && !rest.empty(); ++line, y += size * line_height) {
    const std::size_t end = broken.line_end(rest);
    std::string text(rest.substr(0, end));
    rest.remove_prefix(std::min(rest.size(), rest.find_first_not_of(' ', end)));
    if (line + 1 == max_lines && !rest.empty()) text += " …";
    draw_runs(canvas, {at.x, at.y + y}, {{text, run.color, run.weight}}, size);
  }
  return y;
}

}  // namespace deconvlab

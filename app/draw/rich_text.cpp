#include "app/draw/rich_text.h"

#include <string_view>

namespace deconvlab {

namespace {

constexpr double kSubscriptSize = 0.72;
constexpr double kSubscriptDrop = 0.24;  // of the size, below the base line's middle
constexpr double kLineHeight = 1.45;

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

// Whether a line may end before `at`: at a space that is not beside an equals sign, or before a Chinese character.
bool breaks_at(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead >= 0xE4 && lead <= 0xE9) return true;
  return text[at] == ' ' && text.substr(at + 1, 1) != "=" && (at == 0 || text[at - 1] != '=');
}

// Where a line of at most `width` ends in `text`: behind the last space that fits, else (Chinese has none) the last character.
std::size_t line_end(Canvas& canvas, std::string_view text, double width, const TextRun& run, double size) {
  std::size_t fits = 0;
  std::size_t space = 0;
  for (std::size_t at = 1; at <= text.size(); ++at) {
    const std::size_t subscript = text.rfind("_{", at);
    if (subscript != std::string_view::npos && subscript < at && text.find('}', subscript) >= at) continue;
    if (at < text.size() && continues_character(text[at])) continue;
    if (runs_width(canvas, {{std::string(text.substr(0, at)), run.color, run.weight}}, size) > width) break;
    fits = at;
    if (at == text.size() || breaks_at(text, at)) space = at;
  }
  if (fits == text.size()) return fits;
  return space > 0 ? space : std::max<std::size_t>(fits, 1);
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

int wrapped_lines(Canvas& canvas, double width, const TextRun& run, double size) {
  int lines = 0;
  for (std::string_view rest = run.text; !rest.empty(); ++lines) {
    const std::size_t end = line_end(canvas, rest, width, run, size);
    rest.remove_prefix(std::min(rest.size(), rest.find_first_not_of(' ', end)));
  }
  return lines;
}

double draw_wrapped(Canvas& canvas, Point at, double width, const TextRun& run, double size, int max_lines) {
  std::string_view rest = run.text;
  double y = 0;
  for (int line = 0; line < max_lines && !rest.empty(); ++line, y += size * kLineHeight) {
    const std::size_t end = line_end(canvas, rest, width, run, size);
    std::string text(rest.substr(0, end));
    rest.remove_prefix(std::min(rest.size(), rest.find_first_not_of(' ', end)));
    if (line + 1 == max_lines && !rest.empty()) text += " …";
    draw_runs(canvas, {at.x, at.y + y}, {{text, run.color, run.weight}}, size);
  }
  return y;
}

}  // namespace deconvlab

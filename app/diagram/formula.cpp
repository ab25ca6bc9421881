// The size formula with its numbers, drawn as large as it fits.
#include <algorithm>

#include "app/diagram/formula_lines.h"

namespace deconvlab {

namespace {

using namespace formula;

constexpr double kLargest = 24;
constexpr double kLargestNote = 17;
constexpr double kSmallestNote = 13;
constexpr double kLineHeight = 1.42;

// The size at which the lines fill the area.
double fitted(Canvas& canvas, const std::vector<Line>& lines, Rect area, const Theme& theme) {
  double widest = 1;
  double lead = 0;
  for (const Line& line : lines) lead = std::max(lead, runs_width(canvas, line.lead, kLargest));
  for (const Line& line : lines) {
    widest = std::max(widest, lead + runs_width(canvas, line.rest, kLargest) + runs_width(canvas, {{" = ", theme.text}}, kLargest));
  }
  return std::min({kLargest, kLargest * area.w / widest, area.h / (static_cast<double>(lines.size()) * kLineHeight)});
}

}  // namespace

std::vector<std::vector<TextRun>> formula_lines(const Frame& frame) {
  std::vector<Runs> all;
  for (const Line& line : joined(lines_of(frame.results, frame.theme, frame.language), frame.theme))
    all.push_back(whole(line, frame.theme));
  return all;
}

namespace {

// The note's own lines, as large as they can be read from and as all of them fit; then wrapped, down to the size of other notes.
void draw_note(Canvas& canvas, Rect area, const std::string& note, const Theme& theme) {
  std::vector<TextRun> lines;
  for (std::size_t at = 0; at <= note.size(); at = std::min(note.find('\n', at), note.size()) + 1)
    lines.push_back({note.substr(at, note.find('\n', at) - at), theme.text});
  double size = kLargestNote;
  const auto count = [&] {
    int sum = 0;
    for (const TextRun& line : lines) sum += wrapped_lines(canvas, area.w, line, size);
    return sum;
  };
  const auto fits = [&] { return count() * size * kLineHeight <= area.h && (lines.size() == 1 || count() == std::ssize(lines)); };
  while (size > kSmallestNote && !fits()) size -= 0.5;
  double y = area.y + size * kLineHeight / 2;
  for (const TextRun& line : lines) {
    const int room = std::max(1, static_cast<int>((area.bottom() - y) / (size * kLineHeight) + 0.5));
    y += draw_wrapped(canvas, {area.x, y}, area.w, line, size, room, kLineHeight);
  }
}

}  // namespace

void draw_formula(Canvas& canvas, Rect area, const Scene& scene, const Frame& frame) {
  const std::string note = scene.note ? scene.note(frame) : std::string();
  if (!note.empty()) return draw_note(canvas, area, note, frame.theme);
  const Theme& theme = frame.theme;
  const auto other = scene.upsampling ? scene.upsampling(frame) : std::nullopt;
  std::vector<Line> lines =
      other ? transposed_lines(*other, Padding::given, theme) : lines_of(scene.results_of(frame), theme, frame.language);
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

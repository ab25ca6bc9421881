// The whole page of a scene, and the parts of it that the window shows as well.
#include "app/diagram/page.h"

#include <algorithm>
#include <iterator>

#include "app/diagram/labels.h"
#include "app/draw/rich_text.h"

namespace deconvlab {

namespace {

constexpr double kMargin = 28;
constexpr double kTitle = 46;
constexpr double kTitleGap = 20;
constexpr double kSideShare = 0.34;
constexpr double kWordsShare = 0.19;  // of the height, the title's too: sentence and formula
constexpr double kMostWords = 116;
constexpr double kAboveWords = 20;
constexpr double kSentenceSizes[] = {21, 19, 17, 15, 13, 12};  // the largest that fits
constexpr double kSentenceLine = 1.45;
constexpr double kSmallestWithNote = 13;  // the formula shows the remainder too: the sentence comes first
constexpr double kNoteSize = 14;
constexpr double kAboveNote = 3;
constexpr int kMostNoteLines = 2;

// What the floor drops, in words; empty where it drops nothing.
std::string remainder_note(const Results& results, const Frame& frame) {
  const Geometry& g = results.geometry;
  const bool none = g.h.remainder == 0 && g.w.remainder == 0;
  if (none || results.side == Side::c_transposed) return {};
  if (g.h.remainder == g.w.remainder) return say(frame.language, "scene.remainder", g.h.remainder);
  if (g.w.remainder == 0) return say(frame.language, "scene.remainder_rows", g.h.remainder);
  if (g.h.remainder == 0) return say(frame.language, "scene.remainder_columns", g.w.remainder);
  return say(frame.language, "scene.remainders", g.h.remainder, g.w.remainder);
}

// The letters of an error's sentence as they are drawn.
std::string with_subscripts(std::string text) {
  constexpr std::string_view kPlain = "k_eff";
  for (std::size_t at = text.find(kPlain); at != std::string::npos; at = text.find(kPlain, at + 1))
    text.replace(at, kPlain.size(), "k_{eff}");
  return text;
}

}  // namespace

void draw_sentence(Canvas& canvas, Rect area, const Scene& scene, const Frame& frame) {
  const TextRun sentence{scene.sentence(frame), frame.theme.text};
  const auto height = [&](double size) { return wrapped_lines(canvas, area.w, sentence, size) * size * kSentenceLine; };
  const TextRun note{remainder_note(scene.results_of(frame), frame), frame.theme.text};
  const int note_lines = std::min(kMostNoteLines, wrapped_lines(canvas, area.w, note, kNoteSize));
  const double wanted = note_lines > 0 ? note_lines * kNoteSize * kSentenceLine + kAboveNote : 0;
  const double below = height(kSmallestWithNote) + wanted <= area.h ? wanted : 0;
  const double room = area.h - below;
  const auto* fits = std::ranges::find_if(kSentenceSizes, [&](double size) { return height(size) <= room; });
  const double size = fits == std::end(kSentenceSizes) ? *std::rbegin(kSentenceSizes) : *fits;
  const double line = size * kSentenceLine;
  const int lines = std::max(1, static_cast<int>(room / line));
  const double used = draw_wrapped(canvas, {area.x, area.y + line / 2}, area.w, sentence, size, lines);
  if (below == 0) return;
  draw_wrapped(canvas, {area.x, area.y + used + kAboveNote + kNoteSize * kSentenceLine / 2}, area.w, note, kNoteSize, note_lines);
}

void draw_page_title(Canvas& canvas, Point at, double width, const Scene& scene, const Frame& frame) {
  const std::string title(phrase(frame.language, scene.title_key));
  const TextStyle style{.color = frame.theme.text, .size = 26, .weight = Weight::bold};
  canvas.text(at, title, style);
  if (scene.views.size() < 2) return;
  const auto shown = std::ranges::find(scene.views, frame.model.lesson.view, &SceneView::id);
  const SceneView& view = shown == scene.views.end() ? scene.views.front() : *shown;
  const double used = canvas.text_width(title, style) + kTitleGap;
  draw_fitting(canvas, {at.x + used, at.y}, width - used, std::string(phrase(frame.language, view.title_key)),
               {.color = frame.theme.muted, .size = 20});
}

PageParts page_parts(Rect area) {
  const double words = std::min(kMostWords, (area.h + kTitle) * kWordsShare);
  const double side = area.w * kSideShare;
  const double main = area.w - side - kMargin;
  const double views = area.h - words - kAboveWords;
  const double x = area.right() - side;
  const double top = area.bottom() - words;
  return {{area.x, area.y, main, views}, {x, area.y, side, views}, {area.x, top, main, words}, {x, top, side, words}};
}

void draw_page_views(Canvas& canvas, const PageParts& parts, const Scene& scene, const Frame& frame) {
  scene.draw_main(canvas, parts.main, frame);
  scene.draw_side(canvas, parts.side, frame);
  const double divide = parts.side.x - kMargin / 2;
  const double above = parts.sentence.y - kAboveWords / 2;
  canvas.line({divide, parts.side.y}, {divide, parts.formula.bottom()}, {frame.theme.line, 1});
  canvas.line({parts.main.x, above}, {parts.side.right(), above}, {frame.theme.line, 1});
}

void draw_page(Canvas& canvas, Rect area, const Scene& scene, const Frame& frame) {
  canvas.fill_rect(area, frame.theme.background);
  const Rect in = area.inset(kMargin);
  draw_page_title(canvas, {in.x, in.y + 10}, in.w, scene, frame);
  const PageParts parts = page_parts({in.x, in.y + kTitle, in.w, in.h - kTitle});
  draw_page_views(canvas, parts, scene, frame);
  draw_sentence(canvas, parts.sentence, scene, frame);
  draw_formula(canvas, parts.formula, scene, frame);
}

void draw_error(Canvas& canvas, Rect area, const Error& error, const Theme& theme, const Language& language) {
  constexpr double kSize = 18;
  constexpr int kMostLines = 4;
  canvas.fill_rect(area, theme.background);
  const double width = std::min(area.w - 2 * kMargin, 620.0);
  const Point at{area.x + (area.w - width) / 2, area.y + area.h * 0.42};
  const double line = kSize * kSentenceLine;
  const TextRun text{with_subscripts(say(language, error)), theme.text};
  const int lines = std::min(kMostLines, wrapped_lines(canvas, width, text, kSize));
  canvas.fill_rect({at.x - 18, at.y - line / 2, 4, lines * line}, theme.of(Role::switches).solid);
  draw_wrapped(canvas, at, width, text, kSize, lines);
}

}  // namespace deconvlab
